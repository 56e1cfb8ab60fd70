package cli

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"psar/app"
	"psar/app/apptest"
	"psar/app/cli/jsonout"
	"psar/payments"
	"psar/payments/sandbox"
	"psar/pos"
	"psar/pos/id"
	"psar/pos/payment"
	"psar/pos/settings"
	"psar/pos/staff"
	"psar/storage"
	"psar/storage/storagetest"
)

// A triedShop is a shop in which the table of rights is tried, and its computer's keyring. Each
// cell has a copy of its own.
type triedShop struct {
	dir   string
	ring  *storagetest.Ring
	rows  int      // of its journal, before a cell
	known []string // what stands for the names in braces of the table: "{receipt}", "01/2026/000002"
}

// The people of a staffed shop, and what they type.
var pinOf = map[string]string{"Sok": "7294", "Dara": "827364", "Srey": "918273"}

// errNoSession is what a keyring without a desktop's session answers.
var errNoSession = errors.New("no session")

// copied is a shop on another computer that is the same in everything.
func (s triedShop) copied(t *testing.T) triedShop {
	t.Helper()
	to := filepath.Join(t.TempDir(), "shop")
	for _, part := range []string{"", ".state"} {
		err := filepath.WalkDir(s.dir+part, func(path string, entry fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			copied := to + part + strings.TrimPrefix(path, s.dir+part)
			if entry.IsDir() {
				return os.Mkdir(copied, 0o700)
			}
			file, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			return os.WriteFile(copied, file, 0o600)
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return triedShop{to, s.ring.Copy(), s.rows, s.known}
}

// environment is the program's on the shop's computer.
func (s triedShop) environment(in io.Reader, out, errs io.Writer) environment {
	w := testEnvironment()
	w.streams, w.keyring = streams{in, out, errs}, s.ring
	return w
}

// program runs commands on the shop's computer.
func (s triedShop) program() apptest.Function {
	return func(ctx context.Context, args []string, in io.Reader, out, errs io.Writer) int {
		return run(ctx, args, s.environment(in, out, errs))
	}
}

// without is the shop where its keyring ends every call with an error, or, nil, is empty.
func (s triedShop) without(err error) triedShop {
	if s.ring = storagetest.NewRing(); err != nil {
		s.ring.Lock(err)
	}
	return s
}

// must runs a command that must be done, as somebody or, "", as nobody.
func (s triedShop) must(t *testing.T, as string, args ...string) {
	t.Helper()
	s.ends(t, exitOK, as, args...)
}

// ends runs a command that must end with an exit code.
func (s triedShop) ends(t *testing.T, code int, as string, args ...string) {
	t.Helper()
	stdin, args := by(as, args...)
	if _, errs, exit := apptest.Run(t, s.program(), s.dir, stdin, args...); exit != code {
		t.Fatalf("%v: exit %d\n%s", args, exit, errs)
	}
}

func (s triedShop) with(name, value string) triedShop {
	s.known = append(s.known[:len(s.known):len(s.known)], name, value)
	return s
}

// quickPINs hash as those of a shop, and cost nothing.
func quickPINs(db *storage.DB) *storage.PINs {
	return &storage.PINs{Memory: 8, Passes: 1, Lanes: 1, Peppers: db}
}

// till does f at the till of the closed shop, whose PINs cost nothing.
func (s triedShop) till(t *testing.T, f func(*storage.DB, *pos.Till) error) {
	t.Helper()
	clock := app.SystemClock{}
	db, err := storage.Open(t.Context(), storage.Options{Dir: s.dir, State: s.dir + ".state", Keyring: s.ring, Clock: clock})
	if err != nil {
		t.Fatal(err)
	}
	secrets, err := storage.SecretsOf(db, s.dir, "psar", s.ring)
	if err != nil {
		t.Fatal(errors.Join(err, db.Close()))
	}
	till, err := pos.OpenTill(t.Context(), pos.TillConfig{
		Store: db, Clock: clock, Secrets: secrets, PINs: quickPINs(db), Codes: payments.Codes{}, Version: app.Version, Folder: s.dir, Brief: true,
		NewID: func() (id.Sale, error) { return "", errors.New("nothing is sold here") },
	})
	if err != nil {
		t.Fatal(errors.Join(err, db.Close()))
	}
	err = f(db, till)
	till.Close()
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
}

// shopWithMoney is a shop without staff that has had a day: a Z report, an item, a payment
// that is watched, one whose money no sale has, a question about a payee, and two alerts.
func shopWithMoney(t *testing.T, gw *apptest.Gateway) triedShop {
	t.Helper()
	s := triedShop{filepath.Join(t.TempDir(), "shop"), storagetest.NewRing(), 0, nil}
	set := func(key, value string) { s.must(t, "", "settings", "set", key, value) }
	for _, pair := range [][2]string{
		{"shop.name", "Sokha Coffee House"}, {"shop.thanks", "Come again"}, {"rate.khr_per_usd", "4100"}, {"printer.link", "paper:"},
		{"poll.fresh_ms", "200"}, {"poll.per_second", "20"}, {"gateway.base_url", gw.URL}, {"gateway.usd.account", trainingAccount},
		{"gateway.confirm_payee", "always"}, {"link.success_url", "https://shop.example/thanks"},
	} {
		set(pair[0], pair[1])
	}
	for _, p := range gw.Profiles {
		c := strings.ToLower(p.Currency)
		set("gateway."+c+".profile_id", p.ProfileID)
		apptest.SetSecret(t, s.program(), s.dir, "gateway."+c+".profile_key", p.ProfileKey)
	}
	files := t.TempDir()
	for name, text := range map[string]string{
		"items.csv": "name,barcode,price,currency\nIced coffee,96385074,2.00,USD\n",
		"more.csv":  "name,barcode,price,currency\nIced tea,96385082,1.50,USD\n",
	} {
		if err := os.WriteFile(filepath.Join(files, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s.must(t, "", "import", "items", filepath.Join(files, "items.csv"))
	s.must(t, "", "sell", "3", "USD", "--cash")

	mark, resolve := s.charged(t, gw, "5.00"), s.charged(t, gw, "6.00")
	gw.Post(t, "pay", map[string]any{"transaction_id": resolve, "amount": "7.00"})
	s.must(t, "", "watch", "--once")
	spoil(t, gw, sandbox.WrongAccount, 1)
	s.ends(t, exitRefused, "", "sell", "8.00", "USD")
	sqlOn(t, s.dir, "UPDATE settings SET value = 'Mallory' WHERE key = 'shop.thanks'")
	s.till(t, func(_ *storage.DB, till *pos.Till) error { // nothing is in progress: a shift can be closed
		var failed error
		for _, a := range till.Snapshot().Watching {
			if a.InProgress() {
				_, err := till.Happened(t.Context(), a.ID, payment.CancelledByCashier{})
				failed = errors.Join(failed, err)
			}
		}
		return failed
	})
	s.must(t, "", "close", "--count-usd", "3")
	return s.with("{mark}", mark).with("{resolve}", resolve).with("{items}", filepath.Join(files, "items.csv")).
		with("{more}", filepath.Join(files, "more.csv")).alerted(t)
}

// charged asks for a payment, which is watched on, and returns its id.
func (s triedShop) charged(t *testing.T, gw *apptest.Gateway, amount string) string {
	t.Helper()
	sell := apptest.Start(t, s.program(), s.dir, "", "sell", amount, "USD")
	sell.Says(t, "Scan to pay")
	sell.Interrupt(t)
	if exit := sell.Exit(); exit != exitNotPaid {
		t.Fatalf("%s: exit %d", amount, exit)
	}
	return gw.WaitIssued(t, amount).TransactionID
}

// alerted knows the numbers of the alert about a payee and of the one about the records.
func (s triedShop) alerted(t *testing.T) triedShop {
	t.Helper()
	for _, a := range apptest.ReadJSON[[]payment.Alert](t, s.program(), s.dir, "alarms") {
		name := "{alert}"
		if a.Kind.OfRecords() {
			name = "{records}"
		}
		s = s.with(name, strconv.FormatInt(a.ID, 10))
	}
	return s
}

// hired is the shop with its people: Srey, its owner, Dara, a manager, Sok and Chan, cashiers,
// and Bopha, who left. Srey and Dara have used their PINs, which are in the keyring's care.
func (s triedShop) hired(t *testing.T) triedShop {
	t.Helper()
	s.till(t, func(db *storage.DB, till *pos.Till) error {
		ctx := t.Context()
		owner := staff.Approval{By: "Srey", PIN: pinOf["Srey"]}
		_, code, err := till.AddOwner(ctx, "Srey", pinOf["Srey"], staff.Approval{})
		s = s.with("{code}", code)
		add := func(name string, role staff.Role, pin string) (p staff.Person) {
			if err == nil {
				p, err = till.AddStaff(ctx, name, role, pin, owner)
			}
			return p
		}
		add("Dara", staff.Manager, pinOf["Dara"])
		add("Sok", staff.Cashier, pinOf["Sok"])
		add("Chan", staff.Cashier, "83615")
		left := add("Bopha", staff.Cashier, "44445")
		if err != nil {
			return err
		}
		owner.Shown = left.Figures()
		left.Active = false
		if _, err := till.ChangeStaff(ctx, left, "", owner); err != nil {
			return err
		}
		for _, name := range []string{"Srey", "Dara"} {
			who, err := till.SignIn(ctx, name, pinOf[name])
			if err != nil {
				return err
			}
			if hash, err := db.PINHash(ctx, who.ID); err != nil || !strings.Contains(hash, "keyid=") {
				t.Errorf("the PIN of %s is %q, %v", name, hash, err)
			}
		}
		return nil
	})
	return s
}

// selling is a copy of the shop in an open shift, begun by somebody, with a sale in it.
func (s triedShop) selling(t *testing.T, as string) triedShop {
	t.Helper()
	s = s.copied(t)
	s.must(t, as, "shift", "open", "--count-usd", "50", "--count-khr", "100000")
	s.must(t, as, "sell", "12.50", "USD", "--cash")
	sold := apptest.Sales(t, s.program(), s.dir)
	return s.with("{receipt}", sold[len(sold)-1].Receipt)
}

// asking is a copy of the shop in which a code is held, because it asks whom it pays.
func (s triedShop) asking(t *testing.T, as string) triedShop {
	t.Helper()
	s = s.copied(t)
	s.ends(t, exitRefused, as, "sell", "20000", "KHR")
	for _, p := range apptest.ReadJSON[[]jsonout.Payee](t, s.program(), s.dir, "payee") {
		if p.State == jsonout.PayeeWaits {
			return s.with("{question}", string(p.Payment))
		}
	}
	t.Fatal("nothing is asked about a payee")
	return s
}

// kinds are the kinds of shops that one without and one with staff become. signIn is till.sign_in
// where nobody has to.
func kinds(t *testing.T, without, with triedShop, signIn string) map[string]triedShop {
	t.Helper()
	unsigned, asks := with.copied(t), without.copied(t)
	unsigned.must(t, "Srey", "settings", "set", "till.sign_in", signIn)
	asks.till(t, func(_ *storage.DB, till *pos.Till) error {
		return till.SetSetting(t.Context(), settings.ManagerPIN, "2468")
	})
	return map[string]triedShop{
		alone: without, pinned: asks, staffed: with, free: unsigned, locked: with.without(errNoSession), emptied: with.without(nil),
	}
}

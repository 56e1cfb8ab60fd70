package pos_test

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"psar/pos"
	"psar/pos/facts"
	"psar/pos/fault"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/queue"
	"psar/pos/report"
	"psar/pos/sale"
	"psar/pos/settings"
	"psar/pos/staff"
)

func TestSignedInIsEnough(t *testing.T) {
	t.Parallel()
	s := staffedShop(t)
	set := func(key settings.Key, value string) fault.Code {
		return fault.CodeOf(s.till.SetSetting(t.Context(), key, value))
	}
	if got := set(settings.TillTheme, "dark"); got != "" {
		t.Errorf("the theme by nobody: %q", got)
	}
	for n, c := range []struct {
		who  staff.Approval
		rate fault.Code
		gate fault.Code
	}{
		{staff.Approval{}, fault.ManagerNeeded, fault.ManagerNeeded},
		{sokCashier, fault.ManagerNeeded, fault.ManagerNeeded},
		{daraMan, "", fault.ManagerNeeded},
		{sreyOwner, "", fault.ManagerNeeded}, // the PIN is needed each time
	} {
		if c.who.By != "" {
			s.signIn(c.who)
		}
		if got := set(settings.Rate, []string{"4010", "4020", "4030", "4040"}[n]); got != c.rate {
			t.Errorf("the rate by %q: %q, want %q", c.who.By, got, c.rate)
		}
		if got := set(settings.PollGraceFor, "31"); got != c.gate {
			t.Errorf("the gateway's by %q: %q, want %q", c.who.By, got, c.gate)
		}
	}
	if last := s.facts(facts.SettingChanged); !strings.Contains(last[len(last)-1], `"by":"Srey"`) {
		t.Errorf("the journal says %s", last[len(last)-1])
	}
}

func TestSignIn(t *testing.T) {
	t.Parallel()
	s := staffedShop(t)
	cash := func() sale.Sale {
		t.Helper()
		sale, err := s.till.PayCash(t.Context(), pos.CashRequest{Amount: money.Cents(350)})
		if err != nil {
			t.Fatal(err)
		}
		return sale
	}
	if sale := cash(); sale.Cashier != "" {
		t.Errorf("nobody has signed in, and the sale is %q's", sale.Cashier)
	}
	for name, a := range map[string]staff.Approval{
		"ErrPIN": {By: "Sok", PIN: "918273"}, "ErrName": {By: "Mallory", PIN: "33334"}, "ErrNoPIN": {By: "Sok"},
	} {
		if _, err := s.till.SignIn(t.Context(), a.By, a.PIN); fault.CodeOf(err) != fault.PINWrong {
			t.Errorf("%s: %v", name, err)
		}
	}
	in, err := s.till.SignIn(t.Context(), " sok ", "33334")
	want := staff.SignedIn{ID: 3, Name: "Sok", Role: staff.Cashier}
	if err != nil || in != want || s.till.Snapshot().SignedIn != want {
		t.Fatalf("%+v, %v; the snapshot has %+v", in, err, s.till.Snapshot().SignedIn)
	}
	if sale := cash(); sale.Cashier != "Sok" {
		t.Errorf("the sale is %q's", sale.Cashier)
	} else if stored, err := s.disk.Sale(t.Context(), sale.ID); err != nil || stored.Cashier != "Sok" {
		t.Errorf("stored: %q, %v", stored.Cashier, err)
	}
	s.signIn(daraMan) // signs Sok out
	s.signIn(daraMan) // changes nothing
	if err := s.till.SignOut(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := s.till.SignOut(t.Context()); err != nil || s.till.Snapshot().SignedIn != (staff.SignedIn{}) {
		t.Fatalf("%v, %+v", err, s.till.Snapshot().SignedIn)
	}
	if in, out := s.facts(facts.SignedIn), s.facts(facts.SignedOut); len(in) != 2 || len(out) != 2 ||
		!strings.Contains(out[0], "Sok") || !strings.Contains(out[1], "Dara") {
		t.Errorf("in %v, out %v", in, out)
	}
	s.signIn(sokCashier)
	s.close()
	s.open()
	if got := s.till.Snapshot(); got.SignedIn != (staff.SignedIn{}) || !got.Staffed || len(got.StaffList) != 3 {
		t.Errorf("after a restart: %+v, %+v", got.SignedIn, got.StaffList)
	}
	s.wantJournal()
}

// Wrong PINs and codes that were typed while the clock was ahead keep nobody away once it is put
// right, in the same run or the next one; and it goes on counting from there.
func TestClockPutBackEndsWaits(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		ahead   time.Duration
		restart bool
	}{"a day": {ahead: 24 * time.Hour}, "years": {ahead: 5 * 365 * 24 * time.Hour, restart: true}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := staffedShop(t)
			code, err := s.till.MakeRecovery(t.Context(), sreyOwner)
			if err != nil {
				t.Fatal(err)
			}
			try := func(by, pin string) fault.Code {
				return fault.CodeOf(s.till.OpenDrawer(t.Context(), "change", staff.Approval{By: by, PIN: pin}))
			}
			s.clock.Add(c.ahead)
			for _, by := range []string{"Srey", "Dara"} {
				for range 5 {
					if code := try(by, "9999"); code != fault.PINWrong {
						t.Fatal(code)
					}
				}
				if code := try(by, "9999"); code != fault.PINLocked {
					t.Errorf("%s, while the clock is ahead: %q", by, code)
				}
			}
			for range 5 {
				if err := s.till.UseRecovery(t.Context(), "Srey", "0123-4567-89AB-CDEF", "918274"); fault.CodeOf(err) != fault.RecoveryWrong {
					t.Fatal(err)
				}
			}
			s.clock.Add(-c.ahead)
			if c.restart {
				s.close()
				s.open()
			}
			if code := try("Dara", "9999"); code != fault.PINWrong {
				t.Errorf("a sixth wrong one: %q", code)
			}
			if code := try("Dara", "827364"); code != fault.PINLocked {
				t.Errorf("and the right one at once: %q", code)
			}
			if code := try("Srey", "918273"); code != "" {
				t.Errorf("the owner: %q", code)
			}
			if err := s.till.UseRecovery(t.Context(), "Srey", code, "918274"); err != nil {
				t.Errorf("the recovery code: %v", err)
			}
			s.wantJournal()
		})
	}
}

func TestPINThrottle(t *testing.T) {
	t.Parallel()
	s := staffedShop(t)
	try := func(by, pin string) fault.Code {
		return fault.CodeOf(s.till.OpenDrawer(t.Context(), "change", staff.Approval{By: by, PIN: pin}))
	}
	for _, name := range []string{"Dara", "Mallory"} { // an unknown name is treated like a known one
		for n := range 5 {
			if code := try(name, "9999"); code != fault.PINWrong {
				t.Fatalf("%s, try %d: %q", name, n+1, code)
			}
		}
		if code := try(strings.ToUpper(name), "827364"); code != fault.PINLocked {
			t.Errorf("%s after 5 wrong tries: %q", name, code)
		}
	}
	if code := try("Srey", "918273"); code != "" {
		t.Errorf("another person meanwhile: %q", code)
	}
	s.close()
	s.open()
	for _, name := range []string{"Dara", "Mallory"} {
		if code := try(name, "827364"); code != fault.PINLocked {
			t.Errorf("%s after a restart: %q", name, code)
		}
	}
	s.clock.Add(29 * time.Second)
	if code := try("Dara", "827364"); code != fault.PINLocked {
		t.Errorf("before 30 s: %q", code)
	}
	s.clock.Add(time.Second)
	if code := try("Dara", "9999"); code != fault.PINWrong {
		t.Errorf("after 30 s: %q", code)
	}
	s.clock.Add(59 * time.Second)
	if code := try("Dara", "827364"); code != fault.PINLocked {
		t.Errorf("the second wait is a minute: %q", code)
	}
	// A new PIN set by an owner ends the wait.
	if err := s.till.SetPIN(t.Context(), "dara", "556718", sreyOwner); err != nil {
		t.Fatal(err)
	}
	if code := try("Dara", "556718"); code != "" {
		t.Errorf("the new PIN: %q", code)
	}
	s.close()
	s.open()
	if code := try("Dara", "9999"); code != fault.PINWrong {
		t.Errorf("the first wrong one after the right one: %q", code)
	}
	s.wantJournal()
}

func TestPINIsStoredNowhereElse(t *testing.T) {
	t.Parallel()
	s := staffedShop(t)
	s.signIn(sokCashier)
	_ = s.till.OpenDrawer(t.Context(), "change", staff.Approval{By: "Dara", PIN: "867530911"}) // wrong
	hash, err := s.disk.PINHash(t.Context(), 3)
	if err != nil || !strings.HasPrefix(hash, "$argon2id$v=19$m=64,t=1,p=1$") {
		t.Fatalf("%q, %v", hash, err)
	}
	for _, e := range s.journal() {
		for _, secret := range []string{hash, "argon2", "33334", "918273", "827364", "867530911"} {
			if strings.Contains(string(e.Payload), secret) {
				t.Errorf("%s holds %q: %s", e.Kind, secret, e.Payload)
			}
		}
	}
	s.close()
	defer s.open() // the clean-up closes it
	files, err := filepath.Glob(filepath.Join(s.dir, "*"))
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, f := range files {
		if info, err := os.Stat(f); err != nil || info.IsDir() {
			continue
		}
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		found += bytes.Count(data, []byte(hash))
		for _, pin := range []string{"33334", "867530911"} {
			if bytes.Contains(data, []byte(pin)) {
				t.Errorf("%s holds a PIN", filepath.Base(f))
			}
		}
	}
	if found != 1 {
		t.Errorf("the hash stands %d times in the data folder, want once", found)
	}
}

func TestSalesByCashier(t *testing.T) {
	t.Parallel()
	s := staffedShop(t)
	cash := func(minor int64, c money.Currency) sale.Sale {
		t.Helper()
		sale, err := s.till.PayCash(t.Context(), pos.CashRequest{Amount: money.Of(minor, c)})
		if err != nil {
			t.Fatal(err)
		}
		return sale
	}
	s.signIn(sokCashier)
	cash(350, money.USD)
	waiting := s.shown(450, money.USD)
	s.signIn(daraMan)
	cash(20_000, money.KHR)
	if err := s.till.SignOut(t.Context()); err != nil {
		t.Fatal(err)
	}
	s.happened(waiting.ID, payment.VerifiedPaid{Received: waiting.Amount})
	s.close()
	s.open()
	r, err := s.disk.PeriodReport(t.Context(), 1)
	if err != nil {
		t.Fatal(err)
	}
	want := []report.Group{
		{Name: "Dara", Count: 1, Sums: []money.Money{money.Cents(0), money.Riel(20_000)}},
		{Name: "Sok", Count: 2, Sums: []money.Money{money.Cents(800), money.Riel(0)}},
	}
	if !reflect.DeepEqual(r.ByCashier, want) {
		t.Errorf("by cashier %+v, want %+v", r.ByCashier, want)
	}
	jobs, err := s.disk.PrintJobs(t.Context(), queue.Queued)
	if err != nil {
		t.Fatal(err)
	}
	var named []string
	for _, j := range jobs {
		if j.Receipt != nil {
			named = append(named, j.Receipt.Cashier)
		}
	}
	if !slices.Equal(named, []string{"Sok", "Dara", "Sok"}) {
		t.Errorf("receipts of %q", named)
	}
	s.wantJournal()
}

// Where the setting till.sign_in is on, nobody sells without signing in.
func TestSignInFirst(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	s.set(settings.SignIn, "true")
	sell := func() [2]fault.Code {
		_, cash := s.till.PayCash(t.Context(), pos.CashRequest{Amount: money.Cents(350)})
		_, khqr := s.till.Charge(t.Context(), pos.ChargeRequest{Amount: money.Cents(350)})
		return [2]fault.Code{fault.CodeOf(cash), fault.CodeOf(khqr)}
	}
	if got := sell(); got != [2]fault.Code{} {
		t.Errorf("before there is anybody who could: %q", got)
	}
	s.hire()
	if got := sell(); got != [2]fault.Code{fault.SignInFirst, fault.SignInFirst} {
		t.Errorf("by nobody: %q", got)
	}
	s.signIn(sokCashier)
	if got := sell(); got != [2]fault.Code{} {
		t.Errorf("by a cashier: %q", got)
	}
	if err := s.till.SetSetting(t.Context(), settings.SignIn, "false"); fault.CodeOf(err) != fault.ManagerNeeded {
		t.Errorf("a cashier takes the rule away: %v", err)
	}
}

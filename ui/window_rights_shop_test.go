package ui

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"psar/pos"
	"psar/pos/catalogue"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/postest"
	"psar/pos/settings"
	"psar/pos/staff"
	"psar/storage"
	"psar/storage/storagetest"
	"psar/ui/uitest"
)

// The people of a shop with staff, each with their PIN.
var (
	nobody    = staff.Approval{}
	theOwner  = staff.Approval{By: "Sokha", PIN: "114782"}
	manager   = staff.Approval{By: "Dara", PIN: "228814"}
	cashier   = staff.Approval{By: "Srey", PIN: "3471"}
	colleague = staff.Approval{By: "Bopha", PIN: "4829"} // another cashier
)

const shopPIN = "2468" // manager.pin, where a shop without staff has set it

// shopKind is in which state of a shop a right is tried.
type shopKind int

const (
	alone    shopKind = iota // without staff
	staffed                  // with staff, and nobody sells without signing in
	unsigned                 // with staff, whose keyring is away: the owner's PIN can't be checked, and nobody has to sign in
	barred                   // with staff, whose PINs were all taken out of the database: nobody could sign in, and nobody has to
)

func (k shopKind) String() string { return [...]string{"alone", "staffed", "unsigned", "barred"}[k] }

// rightsShop is a shop at which the windows' commands are tried: the real till on the real
// storage behind the windows' own port.
type rightsShop struct {
	t     testing.TB
	kind  shopKind
	dir   string
	clock *postest.Clock
	db    *storage.DB
	till  *pos.Till
	port  port
	ids   int
	ring  *storagetest.Ring
}

// recoveryCodes are the owner's, in the shops that were made.
var recoveryCodes [barred + 1]string

// made puts a shop of a kind into a folder.
var made = [...]func(dir string) error{alone: madeAs(alone), staffed: madeAs(staffed), unsigned: madeAs(unsigned), barred: madeAs(barred)}

func madeAs(kind shopKind) func(dir string) error {
	return postest.Copies(func(dir string) (string, error) {
		s := &rightsShop{kind: kind, dir: dir, clock: postest.NewClock(uitest.Noon)}
		if kind == unsigned {
			s.ring = storagetest.NewRing()
		}
		if err := s.open(); err != nil {
			return "", err
		}
		return s.db.Path(), errors.Join(s.furnish(), s.close())
	})
}

// openRights opens a shop of a kind that nothing was done to.
func openRights(t testing.TB, kind shopKind) *rightsShop {
	t.Helper()
	s := &rightsShop{t: t, kind: kind, dir: t.TempDir(), clock: postest.NewClock(uitest.Noon.Add(time.Hour))}
	if err := made[kind](s.dir); err != nil {
		t.Fatal(err)
	}
	if kind == unsigned {
		s.ring = storagetest.NewRing()
		s.ring.Lock(errors.New("locked"))
	}
	s.must(s.open())
	return s
}

func (s *rightsShop) open() (err error) {
	ctx := context.Background()
	o := storage.Options{Dir: s.dir, Clock: s.clock}
	if s.ring != nil {
		o.Keyring = s.ring
	}
	if s.db, err = storagetest.Open(ctx, o); err != nil {
		return err
	}
	s.till, err = pos.OpenTill(ctx, pos.TillConfig{
		Store: s.db, Clock: s.clock, Secrets: secrets{}, Version: "test",
		PINs: &storage.PINs{Memory: 64, Passes: 1, Lanes: 1, Peppers: s.db}, // KiB: tests hash many
		NewID: func() (id.Sale, error) {
			s.ids++
			return id.Sale(fmt.Sprintf("0193530a-0000-7000-8000-%012d", s.ids+1000*int(s.clock.Now().Sub(uitest.Noon)/time.Hour))), nil
		},
	})
	if err != nil {
		return errors.Join(err, s.db.Close())
	}
	s.port = port{s.till, Deps{
		Till: s.till, Clock: s.clock, Resolutions: s.db.Resolutions, History: s.db.History, SaleDetails: s.db.SaleDetails,
		CheckPaper: s.db.Paper, Barcode: s.db.ItemsByBarcode, SharedBarcodes: s.db.SharedBarcodes,
		Items: func(ctx context.Context, query string) ([]catalogue.Item, error) {
			return s.db.SearchItems(ctx, query, 5)
		},
	}}
	return nil
}

func (s *rightsShop) close() error {
	s.till.Close()
	return s.db.Close()
}

// furnish gives a new shop what its rows of the table need.
func (s *rightsShop) furnish() error {
	ctx := context.Background()
	set := uitest.Settings()
	set[settings.LinkSuccessURL] = "https://shop.example/thanks"
	set[settings.ConfirmPayee] = "always"
	for key, value := range set {
		if err := s.till.SetSetting(ctx, key, value); err != nil {
			return err
		}
	}
	if _, err := s.till.PutItem(ctx, catalogue.Item{Name: "Rice", Barcode: "RICE-1", Price: money.Cents(620), Tax: catalogue.TaxStandard}, nobody); err != nil {
		return err
	}
	if s.kind == alone {
		return nil
	}
	return s.hire(ctx)
}

// hire takes the people in, and one who left again. The PINs of who approves get the keyring's
// secret, where there is one.
func (s *rightsShop) hire(ctx context.Context) error {
	for s.ring != nil { // until the journal names the keyring's key
		pepper, err := s.db.Pepper(ctx, time.Minute)
		if err != nil {
			return err
		}
		if !pepper.IsZero() {
			break
		}
		time.Sleep(time.Millisecond)
	}
	_, code, err := s.till.AddOwner(ctx, theOwner.By, theOwner.PIN, nobody)
	if err != nil {
		return err
	}
	recoveryCodes[s.kind] = code
	left := staff.Approval{By: "Nimol", PIN: "5817"}
	for _, p := range []struct {
		staff.Approval
		role staff.Role
	}{{manager, staff.Manager}, {cashier, staff.Cashier}, {colleague, staff.Cashier}, {left, staff.Cashier}} {
		if _, err := s.till.AddStaff(ctx, p.By, p.role, p.PIN, theOwner); err != nil {
			return err
		}
	}
	nimol, err := s.till.StaffNamed(ctx, left.By)
	if err != nil {
		return err
	}
	word := shown(theOwner, nimol.Figures())
	nimol.Active = false
	_, err = s.till.ChangeStaff(ctx, nimol, "", word)
	for _, who := range []staff.Approval{theOwner, manager} {
		_, signs := s.till.SignIn(ctx, who.By, who.PIN)
		err = errors.Join(err, signs)
	}
	return err
}

// shown is a word that is given to figures; nobody's stays none.
func shown(word staff.Approval, figures staff.Figures) staff.Approval {
	if word != nobody {
		word.Shown = figures
	}
	return word
}

func (s *rightsShop) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

func (s *rightsShop) ctx() context.Context { return s.t.Context() }

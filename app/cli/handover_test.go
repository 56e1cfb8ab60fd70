package cli

import (
	"path/filepath"
	"slices"
	"testing"

	"psar/app/apptest"
	"psar/pos/facts"
	"psar/pos/journal"
	"psar/storage/storagetest"
)

// A handover by a command, beside an open till: whoever gave the drawer away stands at its
// windows no longer, and nobody else is signed in there by a PIN that was typed in a terminal. Without
// a till the command is nobody's window either.
func TestHandoverByCommands(t *testing.T) {
	t.Parallel()
	shop := triedShop{filepath.Join(t.TempDir(), "shop"), storagetest.NewRing(), 0, nil}
	shop.must(t, "", "settings", "set", "shop.name", "Sokha Coffee House")
	shop = shop.hired(t)
	shop.must(t, "Sok", "shift", "open", "--count-usd", "10")
	for name, c := range map[string]struct{ windows, as, stands string }{
		"of who stands there":        {"Sok", "Sok", ""},
		"of others":                  {"Srey", "Sok", "Srey"},
		"to who stands there":        {"Dara", "Sok", "Dara"},
		"where nobody has signed in": {"", "Sok", ""},
		"without a till":             {"no till", "Sok", ""},
		"of others, without a till":  {"no till", "Srey", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := shop.copied(t)
			stdin, args := by(c.as, "shift", "handover", "--to", "Dara", "--count-usd", "10")
			stdin += pinOf["Dara"] + "\n"
			if c.windows == "no till" {
				before := len(s.facts(t))
				if _, errs, exit := apptest.Run(t, s.program(), s.dir, stdin, args...); exit != exitOK {
					t.Fatalf("%v: exit %d\n%s", args, exit, errs)
				}
				came := slices.DeleteFunc(s.facts(t)[before:], func(k journal.Kind) bool { return k != facts.SignedIn && k != facts.SignedOut })
				if !slices.Equal(came, []journal.Kind{facts.SignedIn}) {
					t.Errorf("of who gives the command alone, the journal has %v", came)
				}
				return
			}
			open := s.open(t)
			defer open.Close()
			if c.windows != "" {
				if _, err := open.Till.SignIn(t.Context(), c.windows, pinOf[c.windows]); err != nil {
					t.Fatal(err)
				}
			}
			open.StartWorkers()
			if _, errs, exit := s.run(t, &hosted{open, "en"}, args, stdin, ""); exit != exitOK {
				t.Fatalf("%v: exit %d\n%s", args, exit, errs)
			}
			now := open.Till.Snapshot()
			if now.Shift.By != "Dara" || now.SignedIn.Name != c.stands {
				t.Errorf("the drawer is %q's, and at the windows stands %q; want Dara, %q", now.Shift.By, now.SignedIn.Name, c.stands)
			}
		})
	}
}

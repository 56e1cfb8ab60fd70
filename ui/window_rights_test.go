package ui

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"psar/pos/facts"
	"psar/pos/fault"
	"psar/pos/journal"
	"psar/pos/settings"
	"psar/pos/staff"
	"psar/storage/storagetest"
	"psar/ui/model"
	"psar/ui/uitest"
)

// windowRight is a row of the table of rights: one command of the windows, and what comes of
// it. A letter stands for each column of windowColumns: y done; s a sign-in is needed first; n
// somebody's word is needed; p that person may not; w the PIN is wrong; k the PIN can't be
// checked without the keyring; d it was changed outside the till; - it takes no word. "": the
// shop has nothing to try it on.
type windowRight struct {
	does     string
	alone    string
	staffed  string
	unsigned string
	barred   string // "": nobody may do what they may where the keyring is away, and no word counts
	free     string // why it needs no right; then only nobody tries it
	// command is the command as the windows give it out, with a word. It may prepare the shop.
	command func(s *rightsShop, word staff.Approval) model.Command
}

// of are the letters in a shop of a kind.
func (r windowRight) of(kind shopKind) string {
	if kind == barred && r.barred == "" && r.unsigned != "" {
		_, words, _ := strings.Cut(r.unsigned, " ")
		return strings.TrimSpace(r.unsigned[:1] + " " + strings.NewReplacer("y", "d", "p", "d", "k", "d").Replace(words))
	}
	return [...]string{alone: r.alone, staffed: r.staffed, unsigned: r.unsigned, barred: r.barred}[kind]
}

// windowColumns are who tries each command: who stands at the windows, and whose word goes with
// it. Without staff the word is a name, with manager.pin a name and that PIN. Where the keyring
// is away a manager and the owner can't sign in: they are nobody there.
var windowColumns = [...][]struct {
	name       string
	at         int // of its letter
	signs      staff.Approval
	word       staff.Approval
	managerPIN bool
}{
	alone: {
		{name: "no name", at: 0}, {name: "a name", at: 1, word: staff.Approval{By: "Dara"}},
		{name: "no name, a PIN is set", at: 3, managerPIN: true}, {name: "a name, a PIN is set", at: 4, word: staff.Approval{By: "Dara"}, managerPIN: true},
		{name: "a name and the PIN", at: 5, word: staff.Approval{By: "Dara", PIN: shopPIN}, managerPIN: true},
	},
	staffed: {
		{name: "nobody", at: 0}, {name: "the cashier", at: 1, signs: cashier}, {name: "the manager", at: 2, signs: manager}, {name: "the owner", at: 3, signs: theOwner},
		{name: "the cashier, their own word", at: 5, signs: cashier, word: cashier}, {name: "the cashier, the manager's word", at: 6, signs: cashier, word: manager},
		{name: "the cashier, the owner's word", at: 7, signs: cashier, word: theOwner},
	},
	unsigned: {
		{name: "nobody", at: 0}, {name: "the cashier", at: 1, signs: cashier},
		{name: "nobody, the cashier's word", at: 3, word: cashier}, {name: "nobody, the manager's word", at: 4, word: manager}, {name: "nobody, the owner's word", at: 5, word: theOwner},
	},
	barred: {
		{name: "nobody", at: 0},
		{name: "nobody, the cashier's word", at: 2, word: cashier}, {name: "nobody, the manager's word", at: 3, word: manager}, {name: "nobody, the owner's word", at: 4, word: theOwner},
	},
}

// windowAnswers are the codes that the letters stand for.
var windowAnswers = map[byte]fault.Code{
	'y': "", 's': fault.SignInFirst, 'n': fault.ManagerNeeded, 'p': fault.PermissionMissing, 'w': fault.PINWrong, 'k': fault.PINKeyring, 'd': fault.PINDoubted,
}

// Every command of the windows by everybody, each in a shop of its own: what the table says
// comes of it.
func TestWindowRights(t *testing.T) {
	t.Parallel()
	for kind, columns := range windowColumns {
		for name, rows := range windowRights {
			for _, row := range rows {
				t.Run(strings.TrimSuffix(fmt.Sprintf("%s/%s/%s", shopKind(kind), name, row.does), "/"), func(t *testing.T) {
					t.Parallel()
					letters := row.of(shopKind(kind))
					for _, c := range columns {
						if c.at >= len(letters) || letters[c.at] == '-' {
							continue
						}
						s := openRights(t, shopKind(kind))
						if c.managerPIN {
							s.must(s.till.SetSetting(t.Context(), settings.ManagerPIN, shopPIN))
						}
						s.stands(s.seller())
						command := row.command(s, c.word)
						s.stands(c.signs)
						before, failed := s.db.JournalHead(t.Context())
						s.must(failed)
						err := command.Run(t.Context(), s.port).Err
						if got := reflect.TypeOf(command).Name(); got != name {
							t.Fatalf("tries %s", got)
						}
						if want, known := windowAnswers[letters[c.at]]; !known || fault.CodeOf(err) != want {
							t.Errorf("%s: %v, want %q", c.name, err, want)
						}
						if done := s.doneBehind(before); err != nil && len(done) > 0 {
							t.Errorf("%s is refused, and the journal has %v", c.name, done)
						}
						s.must(s.close())
					}
				})
			}
		}
	}
}

// silent are the facts of a refusal itself: that a PIN was tried, and what a till says of its rows.
var silent = []journal.Kind{facts.ManagerRefused, facts.AlertRaised}

// doneBehind are the facts behind a place in the journal of what was done.
func (s *rightsShop) doneBehind(before journal.Head) []journal.Kind {
	s.t.Helper()
	if head, err := s.db.JournalHead(s.t.Context()); err != nil || head == before {
		s.must(err)
		return nil
	}
	return slices.DeleteFunc(storagetest.KindsBehind(s.t, s.db.Path(), before.Seq), func(kind journal.Kind) bool {
		return slices.Contains(silent, kind)
	})
}

// Every command of the windows stands in the table: by the right that it needs, or with the
// reason why it needs none. So does what the windows do by themselves.
func TestEveryWindowCommandHasItsRight(t *testing.T) {
	t.Parallel()
	commands := uitest.TypesWith(t, "model", "Run")
	for _, name := range commands {
		if len(windowRights[name]) == 0 {
			t.Errorf("nobody says who may %s", name)
		}
	}
	for name, rows := range windowRights {
		if !slices.Contains(commands, name) {
			t.Errorf("%s is no command", name)
		}
		for _, row := range rows {
			for kind, columns := range windowColumns {
				want := columns[len(columns)-1].at + 1
				if row.free != "" {
					want = 1
				}
				letters := row.of(shopKind(kind))
				if letters != "" && len(letters) != want || strings.Trim(letters, "ysnpwkd- ") != "" {
					t.Errorf("%s, %s: %s has %q", name, row.does, shopKind(kind), letters)
				}
			}
			if row.staffed == "" {
				t.Errorf("%s, %s: nobody tries it in a shop with staff", name, row.does)
			}
		}
	}
	effects := uitest.TypesWith(t, "model", "Do")
	for _, name := range effects {
		if windowEffects[name] == "" {
			t.Errorf("nobody says who may %s", name)
		}
	}
	if len(effects) != len(windowEffects) {
		t.Errorf("effects are %v", effects)
	}
}

// windowEffects are what the windows do without a command, and who asks for its right.
var windowEffects = map[string]string{
	"CopyLink":    "free: the link is on the screen",
	"ScrollSheet": "free: the sheet is on the screen",
	"Roll":        "free: what is rolled is on the screen",
	"MakeReport":  "asks Till.MayReport: app's TestWindowReportsAreForManagers tries it",
	"FileReport":  "asks Till.MayReport: app's TestWindowReportsAreForManagers tries it",
}

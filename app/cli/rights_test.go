package cli

import (
	"strings"
	"testing"

	"psar/app/apptest"
)

// The table of rights of the commands is written by hand, from docs/staff.md. A row is a command
// as it is typed, and what becomes of it by whom. A letter stands for each:
//
//	y  it is done
//	b  it is done, but does not say what is in the drawer
//	s  somebody has to sign in first
//	m  a manager is needed              o  the owner is needed
//	p  a manager may do it, not they    q  the owner may do it, not they
//	e  no PIN was typed                 w  the PIN is wrong
//	t  a typed name counts by its PIN   k  the keyring has to prove the PIN, and does not
//	c  it is done in nobody's name, but k where the keyring is empty: there the cashier's PIN counts
//	n  the shop has no staff            u  nobody there is called so
//	-  it can't be tried so
type right struct {
	// typed is the command. {names} are the shop's. [by] is where --by NAME is typed; <by> is
	// the same where the command has to have it, and then the name is blank where none is given.
	typed string

	staffed, alone, away string // one letter for each of whoTries
	both                 string // the same where somebody has signed in and another's word is given

	then  string // standard input after the PINs
	in    place  // what the shop is at
	exit  int    // of what is done
	until string // it runs on until it has said this
	tells string // on standard output, where it is done, of y alone
}

// A place is what a shop is at when a command is tried.
type place int

const (
	selling place = iota // in the cashier's shift
	hers                 // in the owner's shift
	closed               // before a shift
	asking               // in the cashier's shift, in which a code asks whom it pays
)

// The kinds of shops.
const (
	staffed = "a shop with staff"
	free    = "a shop with staff, where nobody has to sign in"
	alone   = "a shop without staff"
	pinned  = "a shop without staff, with manager.pin"
	locked  = "a shop with staff, whose keyring does not answer"
	emptied = "a shop with staff, whose keyring is empty"
)

// A column is who tries a command, and where.
type column struct {
	kind   string
	at     int // index of its letter
	who    string
	as, by string
	pins   string // lines of standard input
	typed  bool   // the owner's name, by somebody else: of --by or, where the command has none, --as
	both   bool   // its letter is one of right.both
	beside bool   // the till is open, and the owner has signed in at its windows, or has tried to
}

// whoTries are the columns: those of right.staffed, in a shop in which people sign in: nobody, the cashier, the
// manager, the owner by --as; the three by --by; the owner's typed name, without a PIN and with
// the cashier's. Then, where nobody has to sign in: nobody; the owner's typed name.
//
// Those of right.alone: no name, a name; with manager.pin no name, a name, a name and the PIN;
// --as.
//
// Those of right.away, where the keyring does not prove PINs: nobody and the three by --as; the
// three by --by. "" is not tried.
//
// Those of right.both, where --as and --by are two people's, in a shop in which people sign in: the
// cashier by the word of the manager, and of the owner; the manager by that of the cashier; the
// cashier with the manager's name and the cashier's own PIN, and none.
var whoTries = []column{
	{kind: staffed, at: 0, who: "nobody"},
	{kind: staffed, at: 0, who: "nobody", beside: true},
	{kind: staffed, at: 1, who: "the cashier", as: "Sok", pins: "7294\n"},
	{kind: staffed, at: 1, who: "the cashier", as: "Sok", pins: "7294\n", beside: true},
	{kind: staffed, at: 2, who: "the manager", as: "Dara", pins: "827364\n"},
	{kind: staffed, at: 3, who: "the owner", as: "Srey", pins: "918273\n"},
	{kind: staffed, at: 5, who: "the cashier's PIN", by: "Sok", pins: "7294\n"},
	{kind: staffed, at: 6, who: "the manager's PIN", by: "Dara", pins: "827364\n"},
	{kind: staffed, at: 7, who: "the owner's PIN", by: "Srey", pins: "918273\n"},
	{kind: staffed, at: 9, who: "the owner's name", typed: true, pins: "\n"},
	{kind: staffed, at: 10, who: "the owner's name, the cashier's PIN", typed: true, pins: "7294\n"},
	{kind: free, at: 12, who: "nobody"},
	{kind: free, at: 13, who: "the owner's name", typed: true, pins: "\n"},

	{kind: staffed, at: 0, both: true, who: "the cashier, the manager's PIN", as: "Sok", by: "Dara", pins: "7294\n827364\n"},
	{kind: staffed, at: 0, both: true, who: "the cashier, the manager's PIN", as: "Sok", by: "Dara", pins: "7294\n827364\n", beside: true},
	{kind: staffed, at: 1, both: true, who: "the cashier, the owner's PIN", as: "Sok", by: "Srey", pins: "7294\n918273\n"},
	{kind: staffed, at: 2, both: true, who: "the manager, the cashier's PIN", as: "Dara", by: "Sok", pins: "827364\n7294\n"},
	{kind: staffed, at: 3, both: true, who: "the cashier, the manager's name, the cashier's PIN", as: "Sok", by: "Dara", pins: "7294\n7294\n"},
	{kind: staffed, at: 4, both: true, who: "the cashier, the manager's name", as: "Sok", by: "Dara", pins: "7294\n\n"},

	{kind: alone, at: 0, who: "nobody"},
	{kind: alone, at: 1, who: "a name", by: "Srey"},
	{kind: pinned, at: 3, who: "nobody"},
	{kind: pinned, at: 4, who: "a name", typed: true, pins: "\n"},
	{kind: pinned, at: 5, who: "a name and the PIN", by: "Srey", pins: "2468\n"},
	{kind: alone, at: 7, who: "--as", as: "Srey"},

	{kind: locked, at: 0, who: "nobody"},
	{kind: locked, at: 0, who: "nobody", beside: true}, // where the windows sell without a sign-in
	{kind: locked, at: 1, who: "the cashier", as: "Sok", pins: "7294\n"},
	{kind: locked, at: 2, who: "the manager", as: "Dara", pins: "827364\n"},
	{kind: locked, at: 3, who: "the owner", as: "Srey", pins: "918273\n"},
	{kind: locked, at: 5, who: "the cashier's PIN", by: "Sok", pins: "7294\n"},
	{kind: locked, at: 6, who: "the manager's PIN", by: "Dara", pins: "827364\n"},
	{kind: locked, at: 7, who: "the owner's PIN", by: "Srey", pins: "918273\n"},
	{kind: emptied, at: 0, who: "nobody"},
	{kind: emptied, at: 1, who: "the cashier", as: "Sok", pins: "7294\n"},
	{kind: emptied, at: 2, who: "the manager", as: "Dara", pins: "827364\n"},
	{kind: emptied, at: 3, who: "the owner", as: "Srey", pins: "918273\n"},
	{kind: emptied, at: 7, who: "the owner's PIN", by: "Srey", pins: "918273\n"},
}

// letter is what a row expects in a column; '-' where it is not tried.
func (r right) letter(c column) byte {
	letters := map[string]string{staffed: r.staffed, free: r.staffed, alone: r.alone, pinned: r.alone, locked: r.away, emptied: r.away}[c.kind]
	if c.both {
		letters = r.both
	}
	if letters == "" || c.typed && c.kind != staffed && !r.asksBy() {
		return '-'
	}
	if letter := letters[c.at]; letter != 'c' {
		return letter
	}
	if c.kind == locked {
		return 'y'
	}
	return 'k'
}

// asksBy reports whether the command has a flag --by.
func (r right) asksBy() bool {
	return strings.Contains(r.typed, "[by]") || strings.Contains(r.typed, "<by>")
}

// row is a row of the table.
func row(typed, staffed, alone, away string) right {
	return right{typed: typed, staffed: staffed, alone: alone, away: away}
}

// anyone is a row of a command that reads what everybody may, and asks nobody who they are.
func anyone(typed string) right { return row(typed, "yyyy --- yy y-", "y- y-- y", "") }

func (r right) is(in place) right           { r.in = in; return r }
func (r right) with(both string) right      { r.both = both; return r }
func (r right) typing(then string) right    { r.then = then; return r }
func (r right) ends(code int) right         { r.exit = code; return r }
func (r right) telling(text string) right   { r.tells = text; return r }
func (r right) runsUntil(text string) right { r.until = text; return r }

// rights are the tables. The rows of one are tried one after the other.
func rights() map[string][]right {
	return map[string][]right{
		"selling": sellingRights(), "money": moneyRights(), "drawer": drawerRights(), "reports": reportRights(),
		"desk": deskRights(), "people": peopleRights(), "reading": readingRights(), "programs": programRights(),
	}
}

// Every command is tried by everybody, in every kind of shop.
func TestRightsOfCommands(t *testing.T) {
	t.Parallel()
	shops := triedShops(t)
	for name, rows := range rights() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, r := range rows {
				for _, c := range whoTries {
					if want := r.letter(c); want != '-' {
						r.try(t, shops[shopAt{c.kind, r.in}].copied(t), c, want)
					}
				}
			}
		})
	}
}

// shopAt is a kind of shop in a place.
type shopAt struct {
	kind string
	in   place
}

// triedShops are the shops that the cells copy.
func triedShops(t *testing.T) map[shopAt]triedShop {
	t.Helper()
	money := shopWithMoney(t, apptest.StartGateway(t, psar)).with("{out}", t.TempDir())
	people := money.copied(t).hired(t)
	ours, theirs := money.selling(t, ""), people.selling(t, "Sok")
	shops := map[shopAt]triedShop{
		{alone, closed}: money, {alone, selling}: ours, {alone, hers}: ours, {alone, asking}: ours.asking(t, ""),
		{staffed, closed}: people, {staffed, selling}: theirs, {staffed, hers}: people.selling(t, "Srey"), {staffed, asking}: theirs.asking(t, "Sok"),
	}
	for _, in := range []place{selling, hers, closed, asking} {
		for kind, shop := range kinds(t, shops[shopAt{alone, in}], shops[shopAt{staffed, in}], "false") {
			shop.rows = len(shop.facts(t))
			shops[shopAt{kind, in}] = shop
		}
	}
	return shops
}

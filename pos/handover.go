package pos

import (
	"psar/pos/drawer"
	"psar/pos/facts"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/journal"
	"psar/pos/staff"
	"psar/pos/text"
)

// taker is who takes the drawer over.
type taker struct {
	name   string
	person id.Person // 0 while the shop has no staff
	grant  *Grant    // of a PIN of their own; nil where they had signed in, or approved the count
}

// takerOf returns who takes the drawer over, with the grant of their PIN where one was needed:
// not of who has signed in, or approved the count. Once the shop has an owner, a name that was
// only typed is refused with fault.PINMissing.
func (t *Till) takerOf(typed string, checked checkedApproval, grant *Grant) (taker, error) {
	in := t.authority.signedIn()
	switch is := text.Fold(typed); {
	case !t.authority.staffed():
		return taker{name: typed}, nil
	case in.ID != 0 && is == text.Fold(in.Name):
		return taker{name: in.Name, person: in.ID}, nil
	case grant.approved && is == text.Fold(grant.by):
		return taker{name: grant.by, person: grant.person}, nil
	case !checked.given():
		return taker{}, fault.New(fault.PINMissing, text.Name(typed))
	}
	took, err := t.authorize(staff.ActionShift, checked, "")
	if err != nil {
		return taker{}, err
	}
	return taker{took.by, took.person, took}, nil
}

// relief is who stands at the windows once the drawer was handed over.
type relief struct {
	due  bool
	next id.Person // 0: nobody
	told []journal.Fact
}

// relieved says who stands at the windows after a count. What is sold after a handover is not
// in the name of whoever gave the drawer away: at the windows, where somebody has signed in, it
// is who takes it, by what proved them. A command proves nobody at the windows: it takes the
// drawer from whoever stands there, and then nobody does, or from others, and nothing changes.
func (t *Till) relieved(count drawer.Count, to taker) relief {
	at := t.authority.atWindows()
	if count.Kind != drawer.CountHandover || at.ID == 0 || at.ID == to.person {
		return relief{}
	}
	out := journal.Fact{Kind: facts.SignedOut, Payload: at}
	if t.authority.own == nil {
		in := journal.Fact{Kind: facts.SignedIn, Payload: t.authority.inNow(to.person)}
		return relief{true, to.person, []journal.Fact{out, in}}
	}
	if is := text.Fold(at.Name); is == text.Fold(count.By) || is == text.Fold(t.drawer.shift.By) {
		return relief{true, 0, []journal.Fact{out}}
	}
	return relief{}
}

// relieve has the next one stand at the windows.
func (a *authority) relieve(r relief) {
	if r.due {
		a.signed, a.unsigned = r.next, 0
	}
}

package report

import (
	"slices"
	"time"

	"psar/pos/drawer"
	"psar/pos/journal"
	"psar/pos/money"
	"psar/pos/staff"
)

// TraceCount is how often something was done that leaves no sale, refund or other row.
type TraceCount struct {
	Kind  journal.Kind `json:"kind"`
	Count int          `json:"count"`
}

// Spell is a time of more than half an hour in which the till was closed within a shift.
type Spell struct {
	Since time.Time `json:"since"`
	Until time.Time `json:"until"`
}

// Trained is a time in which the program was in training beside the shop.
type Trained struct {
	Spell
	Account string `json:"account"`              // of the system
	Broken  bool   `json:"broken_off,omitempty"` // it may have ended earlier
}

// FolderUse is a time in which another data folder was in use on the shop's computer.
type FolderUse struct {
	Spell
	Folder   string `json:"folder"`
	Training bool   `json:"training,omitempty"`
}

// Audit lists what people did beside plain sales: who, when and what.
type Audit struct {
	People []AuditCount `json:"people"`         // by person, day and kind
	Events []AuditEvent `json:"events"`         // at most MaxEvents, in the order of the journal
	More   int          `json:"more,omitempty"` // events that are counted, but not listed
}

// MaxEvents is the most events that an audit lists.
const MaxEvents = 2000

// MaxSpells is the most spells of each kind that a report lists, the longest; all are counted.
const MaxSpells = 100

// AuditOverride and AuditApproval are counts of an audit that are no facts' kinds: lines that
// were sold at another price than the catalogue's, and approvals. AuditBrokeOff is the kind of a
// till that broke off, and was not closed for long within a shift.
const (
	AuditBrokeOff journal.Kind = "till.broke_off"
	AuditOverride journal.Kind = "price.override"
	AuditApproval journal.Kind = "approval"
)

// OfCount is the kind of a count that was over or short in an audit.
func OfCount(k drawer.CountKind) journal.Kind { return "count." + journal.Kind(k) }

// OfMove is the kind of a cash movement in an audit.
func OfMove(k drawer.MoveKind) journal.Kind { return "cash." + journal.Kind(k) }

// ofDrawer reports whether an event is about whose drawer it was.
func (e AuditEvent) ofDrawer() bool {
	return e.Kind == OfCount(drawer.CountHandover) || e.Kind == OfCount(drawer.CountClose)
}

// EventOf is the event of a count that was over or short.
func EventOf(d drawer.Difference) AuditEvent {
	e := AuditEvent{At: d.At, Kind: OfCount(d.Kind), By: d.By, Amount: d.Over, From: d.Expected.Display(), To: d.Counted.Display()}
	if d.Drawer != d.By {
		e.What = d.Drawer
	}
	return e
}

// EventOfMove is the event of a cash movement.
func EventOfMove(m drawer.Move) AuditEvent {
	return AuditEvent{At: m.At, Kind: OfMove(m.Kind), By: m.By, What: m.Reason, Amount: m.Signed()}
}

// AuditCount is how often a person did something on a business day. By is "" for nobody.
type AuditCount struct {
	By    string       `json:"by"`
	Day   money.Day    `json:"business_day"`
	Kind  journal.Kind `json:"kind"`
	Count int          `json:"count"`
}

// AuditEvent is one of them.
type AuditEvent struct {
	Seq      int64        `json:"journal_seq,omitempty"` // not of counts and cash movements, which are rows
	At       time.Time    `json:"at"`
	Kind     journal.Kind `json:"kind"`
	By       string       `json:"by"`
	What     string       `json:"what,omitempty"`       // an item, a receipt's number, a reason, a setting, the name that a PIN was tried for
	Quantity int64        `json:"quantity,omitempty"`   // of the item, or of the bill's lines
	Amount   money.Money  `json:"amount,omitzero"`      // the price of one, or the bill's total
	From     string       `json:"from,omitempty"`       // what was, where something was changed; what was expected of a count
	To       string       `json:"to,omitempty"`         // what is, or where a copy went; what was counted
	Seen     bool         `json:"seen,omitempty"`       // by the customer
	Broken   bool         `json:"broken_off,omitempty"` // the till went off with the bill on it
	NotOut   bool         `json:"not_out,omitempty"`    // printed again, because the first was said not to have come out
}

// triedPIN is the kind of the events that are about a name: whose PIN was tried.
const triedPIN journal.Kind = "manager.refused"

// withNames is Report.WithNames.
func (a Audit) withNames(n staff.Names) *Audit {
	a.People, a.Events = slices.Clone(a.People), slices.Clone(a.Events)
	for i := range a.People {
		a.People[i].By = n.Of(a.People[i].By)
	}
	for i := range a.Events {
		a.Events[i].By = n.Of(a.Events[i].By)
		if a.Events[i].Kind == triedPIN || a.Events[i].ofDrawer() {
			a.Events[i].What = n.Of(a.Events[i].What)
		}
	}
	return &a
}

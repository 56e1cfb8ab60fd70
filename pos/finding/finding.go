package finding

import (
	"encoding/json"
	"fmt"
	"strings"
)

// Kind is how something does not fit. Kinds and JSON keys are stored with alerts: add, never
// rename.
type Kind string

// The kinds of the journal's own rows. Row is the row.
const (
	RowFirst    Kind = "row_first"    // it stands where rows begin with 1
	RowMissing  Kind = "row_missing"  // it is not there
	RowLink     Kind = "row_link"     // it does not name the hash of the row before it
	RowHash     Kind = "row_hash"     // it does not have the hash of its contents
	MACGone     Kind = "mac_gone"     // it has no signature, and stands behind rows that are signed
	MACWithheld Kind = "mac_withheld" // it is not signed, though the till had the key
	MACUnnamed  Kind = "mac_unnamed"  // it has a signature, and no row before it names the key
	MACWrong    Kind = "mac_wrong"    // it does not have the signature of the shop's key
	HeadGone    Kind = "head_gone"    // the head of the journal is missing; Row is the last row
	HeadBeyond  Kind = "head_beyond"  // the row is missing; Told is the head's number
	HeadShort   Kind = "head_short"   // the row stands behind the head of the journal
	HeadHash    Kind = "head_hash"    // it does not have the hash that the head names
)

// The kinds of tables. Row is the fact that a table contradicts, 0 where no single one does.
const (
	Unread   Kind = "unread"   // the fact can't be read
	Differs  Kind = "differs"  // the table's row is not as the fact tells
	Gone     Kind = "gone"     // the table has no row of which the fact tells
	Untold   Kind = "untold"   // the journal does not tell of a row
	Ahead    Kind = "ahead"    // a payment was verified after anything that the journal tells of
	Unlinked Kind = "unlinked" // the fact does not go on from the one before it about the same thing
	Garbled  Kind = "garbled"  // the table's row can't be read, and is passed over
	Import   Kind = "import"   // the items are not those of the import
	More     Kind = "more"     // further ones of the table, or of the journal: Count
)

// Kinds are all kinds.
func Kinds() []Kind {
	return []Kind{
		RowFirst, RowMissing, RowLink, RowHash, MACGone, MACWithheld, MACUnnamed, MACWrong, HeadGone, HeadBeyond, HeadShort, HeadHash,
		Unread, Differs, Gone, Untold, Ahead, Unlinked, Garbled, Import, More,
	}
}

// Table is what was held against the journal.
type Table string

// The tables, as the database calls them.
const (
	Journal     Table = "journal"
	Sales       Table = "sales"
	Attempts    Table = "attempts"
	Resolutions Table = "settlements"
	Alerts      Table = "alarms"
	Settings    Table = "settings"
	Refunds     Table = "refunds"
	Counts      Table = "counts"
	CashMoves   Table = "cash_moves"
	ZReports    Table = "z_reports"
	Items       Table = "items"
	Staff       Table = "staff"
	PINs        Table = "staff_pins"
	Recovery    Table = "recovery"
	Approvals   Table = "approvals"
	Corrections Table = "corrections"
	Prints      Table = "prints"
	Outcomes    Table = "outcomes"
	Indexes     Table = "indexes" // those of the journal; ID is the index
	HeldBills   Table = "held_bills"
	Standing    Table = "standing_bill"
	Alive       Table = "till_alive"
)

// Tables are all tables, in the order in which findings are told.
func Tables() []Table {
	return []Table{
		Journal, Sales, Attempts, Resolutions, Alerts, Settings, Refunds, Counts, CashMoves, ZReports,
		Items, Staff, PINs, Recovery, Approvals, Corrections, Prints, Outcomes, HeldBills, Standing, Alive, Indexes,
	}
}

// Finding is one thing that does not fit.
type Finding struct {
	Kind  Kind   `json:"kind"`
	Table Table  `json:"table"`
	ID    string `json:"id,omitempty"`    // of the thing: a receipt's number, a payment's, a setting's key
	Row   int64  `json:"row,omitempty"`   // of the journal
	To    int64  `json:"to,omitempty"`    // the last row of a break of several, else 0
	Told  string `json:"told,omitempty"`  // what the journal says: the fields that differ
	Found string `json:"found,omitempty"` // what the table says in them
	Sum   string `json:"sum,omitempty"`   // tells what was found from whatever is found later
	Count int64  `json:"count,omitempty"` // More: how many
}

// Cause names a finding by what does not change while the till goes on. An alert about it has
// the cause as what was expected.
func (f Finding) Cause() string {
	switch {
	case f.Kind == More:
		return fmt.Sprintf("%s +%d #%s", f.Table, f.Count, f.Sum)
	case f.To > f.Row:
		return fmt.Sprintf("J%d–J%d", f.Row, f.To)
	case f.Row > 0 || f.Table == Journal:
		return fmt.Sprintf("J%d", f.Row)
	case f.ID != "":
		return string(f.Table) + " " + f.ID
	}
	return string(f.Table)
}

// Text is a finding as an alert keeps it.
func (f Finding) Text() (string, error) {
	text, err := json.Marshal(f)
	return string(text), err
}

// Parse reads a Text; false for the sentence of a program that kept no findings.
func Parse(text string) (f Finding, ok bool) {
	if !strings.HasPrefix(text, "{") || json.Unmarshal([]byte(text), &f) != nil {
		return Finding{}, false
	}
	return f, f.Kind != "" && f.Table != ""
}

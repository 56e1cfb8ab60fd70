package view

// LedgerKind says how a row of a ledger stands out.
type LedgerKind int

const (
	LedgerLine LedgerKind = iota
	LedgerHead            // the name of what follows
	LedgerMain            // what the rows above come to
	LedgerPart            // of the row above
)

// LedgerRow is a name on the left, a count in the middle and an amount on the
// right, with a second line where there is more to say.
type LedgerRow struct {
	Kind                     LedgerKind
	Left, Middle, Right, Sub string
}

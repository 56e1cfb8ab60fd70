package facts

import (
	"psar/pos/id"
	"psar/pos/staff"
)

// DoubtedStaff is the payload of StaffDoubted: what was changed in the database behind the
// till's back. The till goes by Told.
type DoubtedStaff struct {
	Told     []staff.Person `json:"told"`     // as the facts tell
	Rows     []staff.Person `json:"rows"`     // as the rows said, those of nobody too
	Restored bool           `json:"restored"` // the rows were put back as told
	// Void are facts in doubt, by the codes of their rows: from now on they tell nothing,
	// whatever is known of the key.
	Void []id.Code `json:"void,omitempty"`
}

// None reports whether every row is as told, and no fact is in doubt.
func (d DoubtedStaff) None() bool { return d.RowsAsTold() && len(d.Void) == 0 }

// RowsAsTold reports whether every row is as told.
func (d DoubtedStaff) RowsAsTold() bool { return len(d.Told) == 0 && len(d.Rows) == 0 }

// PutRight are the rows as they are put right: first those of nobody, whose names are free then.
func (d DoubtedStaff) PutRight() (rows []staff.Person) {
	for _, row := range d.Rows {
		if _, known := staff.Roster(d.Told).ByID(row.ID); !known {
			rows = append(rows, staff.Nobody(row))
		}
	}
	return append(rows, d.Told...)
}

// DoubtedPIN is the payload of PINDoubted. Print is that of the hash that was found, "" for
// none: see PIN.
type DoubtedPIN struct {
	Staff id.Person `json:"staff_id"`
	Name  string    `json:"name"`
	Print string    `json:"print"`
}

// Named is the payload of StaffNamed. Whoever comes back is shown by name again.
type Named struct {
	Staff    id.Person `json:"staff_id"`
	AsNumber bool      `json:"as_number"`
	By       string    `json:"by"`
}

// Recovery is the payload of RecoverySet. Print is the PINPrint of the hash of a new code;
// the codes of before are void.
type Recovery struct {
	Print string `json:"print,omitempty"`
	Key   string `json:"key,omitempty"`   // of a new code: see staff.RecoveryKey
	Used  bool   `json:"used,omitempty"`  // it gave By a new PIN, and is void
	Proof string `json:"proof,omitempty"` // of that: see staff.ProveRecovery
	Found string `json:"found,omitempty"` // another hash was found in its place; it is void, by nobody
	By    string `json:"by"`
}

// People is who the journal says works or worked in the shop, and how the rows differ.
type People struct {
	Roster staff.Roster // by the facts alone
	// Told: the journal tells of somebody, and the first person of a shop is an owner.
	Told    bool
	Prints  map[id.Person]string // of the PIN that each person's last fact tells of
	Doubted map[id.Person]string // prints that were found instead since then, and told
	// Recovery is the print of the valid recovery code's hash, "" for none.
	Recovery string
	Names    staff.Names  // who is shown as a number
	Doubt    DoubtedStaff // what of the rows is not as told, and was not told last
}

// OfPIN reports whether a stored hash is the one that the facts tell of: "" where they tell
// of none.
func (p People) OfPIN(of id.Person, hash string) bool { return StoredPrint(hash) == p.Prints[of] }

// StoredPrint is PINPrint of a stored hash, and "" where none is stored.
func StoredPrint(hash string) string {
	if hash == "" {
		return ""
	}
	return PINPrint(hash)
}

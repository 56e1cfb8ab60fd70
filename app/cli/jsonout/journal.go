package jsonout

import (
	"psar/pos"
	"psar/pos/journal"
)

// Journal is the document of journal verify. Where an expected code is not genuine, ok is
// false and bad_row the row that it names.
type Journal struct {
	journal.Check
	Expected *pos.Paper `json:"expected,omitempty"`
}

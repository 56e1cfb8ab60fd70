package sale

import (
	"time"

	"psar/pos/id"
)

// Held is a bill that was put aside: nothing of it is sold, and no price of it
// is fixed before it is paid.
type Held struct {
	ID    id.Sale   `json:"held_id"`
	Bill  Bill      `json:"bill"`
	At    time.Time `json:"held"`
	By    string    `json:"held_by,omitempty"` // who had signed in
	Taken time.Time `json:"taken,omitzero"`    // zero: it waits
}

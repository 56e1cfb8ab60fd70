package sale

import (
	"time"

	"psar/pos/id"
)

// Held is a held sale: a bill that was put aside. Nothing of it is sold, and its prices
// are computed when it is paid.
type Held struct {
	ID    id.Sale   `json:"held_id"`
	Bill  Bill      `json:"bill"`
	At    time.Time `json:"held"`
	By    string    `json:"held_by,omitempty"` // who had signed in
	Seen  bool      `json:"seen,omitempty"`    // by the customer, before it was put aside
	Taken time.Time `json:"taken,omitzero"`    // when it was recalled; zero while it is held
}

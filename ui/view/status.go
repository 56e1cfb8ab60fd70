package view

// Status is how a thing stands. Each has a shape of its own beside its colour,
// since colour alone is lost on many eyes.
type Status int

const (
	StatusNone      Status = iota // nothing known yet: a ring
	StatusGood                    // a disc; large, a disc with a tick
	StatusAttention               // a triangle
	StatusBad                     // a cross; large, a disc with a cross
)

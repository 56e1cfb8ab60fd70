package view

// Cash is the counter while notes are taken, and what came of it.
type Cash struct {
	Page     Page
	Title    string
	Total    string
	Due      string // in both currencies
	Given    [2]Given
	Notes    [6]Button
	ChangeIs string // "Change"
	Options  [2]Option
	Missing  string
	Problem  string
	Good     bool   // paid
	Change   string // paid: what goes back, as large as can be
	Facts    [3]string
	Buttons  [4]Button
}

// Given is what was given in one currency.
type Given struct {
	Label, Amount string
	Typed         bool
}

// Option is a way to give change.
type Option struct {
	Text   string
	Chosen bool
	Action Action
}

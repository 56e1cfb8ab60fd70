package model

import "psar/ui/view"

// Place is where keys go: those that were pressed while something is committed go
// nowhere, also where the same page stands there afterwards.
type Place struct {
	page       view.Page
	task       task
	focus      int
	committing bool
}

func (s Model) Place() Place {
	return Place{s.Page(), s.Form().task(), s.Form().Focus, s.committing()}
}

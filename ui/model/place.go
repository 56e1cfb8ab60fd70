package model

import "psar/ui/view"

// Place is where keys go.
type Place struct {
	page  view.Page
	task  task
	focus int
}

func (s Model) Place() Place { return Place{s.Desk.Page, s.Desk.Form.Task, s.Desk.Form.Focus} }

package model

import (
	"context"
	"image"
	"maps"
	"slices"
	"time"

	"psar/assets/words"
	"psar/pos/settings"
	"psar/pos/staff"
	"psar/ui/view"
)

// printerParts are what is set of a printer.
type printerParts map[settings.PrinterPart]string

// PrinterCommand sets what is known of a role's printer.
type PrinterCommand struct {
	Role  settings.PrintRole
	Parts *printerParts
	Word  staff.Approval
	page  int // the turn of the page that asked; 0: a form did
}

func (PrinterCommand) Name() string { return "printer" }

func (c PrinterCommand) Run(ctx context.Context, p Port) Answer {
	return answer(c, p.ChangePrinter(ctx, c.Role, *c.Parts, c.Word))
}

func (c PrinterCommand) done(s Model, err error, now time.Time) Model {
	next, form := s.released(c)
	asked := form || c.page != 0 && c.page == s.printerTurn()
	switch {
	case err != nil && wordWanted(err) && asked && !next.committing():
		return c.asksManager(next, form, err)
	case err != nil && form:
		return next.turnedDown(err, now)
	case err != nil:
		return s.refuse(err, now)
	case form:
		s = next.openPrinter(c.Role, now)
	}
	if len(*c.Parts) > 1 {
		return s.Say(now, view.StatusGood, words.DidSaw)
	}
	return s
}

// keys are the settings that the command changes, in the order of their names.
func (c PrinterCommand) keys() (keys []settings.Key) {
	for _, part := range slices.Sorted(maps.Keys(*c.Parts)) {
		keys = append(keys, settings.PrinterKey(c.Role, part))
	}
	slices.Sort(keys)
	return keys
}

func (c PrinterCommand) word() staff.Approval { return c.Word }

func (c PrinterCommand) withWord(w staff.Approval) approvable {
	c.Word = w
	return c
}

func (c PrinterCommand) figures(s Model) staff.Figures {
	return s.Snap.Settings.Figures(c.keys()...)
}

// asksManager asks for the word; behind a form it is the printer's page that waits on.
func (c PrinterCommand) asksManager(s Model, form bool, err error) Model {
	if form {
		s, c.page = s.asksAnew()
	}
	return s.askManager(c, err)
}

func (c PrinterCommand) goesOn(s Model, _ time.Time) Model {
	return s.over(printerPage{role: c.Role, turn: c.page})
}

func (c PrinterCommand) givenUp(s Model, now time.Time) Model { return s.openPrinter(c.Role, now) }

func (c PrinterCommand) about(s Model) (hint words.Key, amount string) {
	return words.ApprovePrinter, s.printerTitle(c.Role)
}

// TestPageCommand prints what shows which of its things a printer can do.
type TestPageCommand struct {
	Role settings.PrintRole
	page int // the turn of the page that asked
}

func (TestPageCommand) Name() string { return "test page" }

func (c TestPageCommand) Run(ctx context.Context, p Port) Answer {
	return answer(c, p.PrintTest(ctx, c.Role))
}

func (c TestPageCommand) done(s Model, err error, now time.Time) Model {
	if err == nil && c.page == s.printerTurn() {
		return s.open(sawPage{role: c.Role})
	}
	return s.orRefuse(err, now)
}

// DrawerCommand opens the drawer without a sale.
type DrawerCommand struct {
	Reason string
	Word   staff.Approval
}

func (DrawerCommand) Name() string { return "drawer" }

func (c DrawerCommand) Run(ctx context.Context, p Port) Answer {
	return answer(c, p.OpenDrawer(ctx, c.Reason, c.Word))
}

func (c DrawerCommand) done(s Model, err error, now time.Time) Model {
	role, _ := s.Form().printer()
	s, done := s.formDone(c, err, now)
	switch {
	case err != nil:
		return s
	case done:
		s = s.openPrinter(role, now)
	}
	return s.Say(now, view.StatusGood, words.DidDrawer)
}

// PreviewCommand draws a sample of a role's paper.
type PreviewCommand struct {
	Look     printerLook
	Settings *settings.Values
}

func (PreviewCommand) Name() string { return "preview" }

func (PreviewCommand) lane() Lane { return LaneAside }

func (c PreviewCommand) Run(_ context.Context, p Port) Answer {
	picture, err := p.Preview(*c.Settings, c.Look.Role, c.Look.Test)
	return answerWith(c, picture, err)
}

func (c PreviewCommand) done(s Model, picture image.Image, err error, _ time.Time) Model {
	if err != nil {
		return s
	}
	return s.drew(c.Look, picture)
}

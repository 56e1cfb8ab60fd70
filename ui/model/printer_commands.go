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
}

func (PrinterCommand) Name() string { return "printer" }

func (c PrinterCommand) Run(ctx context.Context, p Port) Answer {
	return answer(c, p.ChangePrinter(ctx, c.Role, *c.Parts, c.Word))
}

func (c PrinterCommand) done(s Model, err error, now time.Time) Model {
	k, own := s.Form().of.(linkForm)
	if own = own && s.Form().Busy && k.role == c.Role; own {
		s = s.released()
	}
	if err != nil && wordWanted(err) && (own || c.stillWaits(s)) {
		return s.askManager(c, err)
	}
	s, did := s.printerDone(own, err, now)
	if did && len(*c.Parts) > 1 {
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

// stillWaits reports that nothing was begun since: a form laid over a charge or a figure
// would take its keys, and lose it.
func (c PrinterCommand) stillWaits(s Model) bool {
	p, at := as[printerPage](s)
	return at && p.role == c.Role && !s.committing()
}

func (c PrinterCommand) goesOn(s Model, now time.Time) Model { return s.openPrinter(c.Role, now) }

func (c PrinterCommand) givenUp(s Model, now time.Time) Model { return s.openPrinter(c.Role, now) }

func (c PrinterCommand) about(s Model) (hint words.Key, amount string) {
	return words.ApprovePrinter, s.printerTitle(c.Role)
}

// TestPageCommand prints what shows which of its things a printer can do.
type TestPageCommand struct{ Role settings.PrintRole }

func (TestPageCommand) Name() string { return "test page" }

func (c TestPageCommand) Run(ctx context.Context, p Port) Answer {
	return answer(c, p.PrintTest(ctx, c.Role))
}

func (c TestPageCommand) done(s Model, err error, now time.Time) Model {
	s, did := s.printerDone(false, err, now)
	if p, ok := as[printerPage](s); did && ok && p.role == c.Role {
		return s.open(sawPage{role: p.role})
	}
	return s
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

func (DrawerCommand) done(s Model, err error, now time.Time) Model {
	own := s.Form().Task() == taskDrawer && s.Form().Busy
	if own {
		s = s.released()
	}
	s, did := s.printerDone(own, err, now)
	if !did {
		return s
	}
	return s.Say(now, view.StatusGood, words.DidDrawer)
}

// printerDone takes what came of a command of the printers' page; own: its form is open,
// and no other that was opened since. did: it was done, and its form is closed.
func (s Model) printerDone(own bool, err error, now time.Time) (_ Model, did bool) {
	role, _ := s.Form().printer()
	switch {
	case err != nil && own:
		return s.turnedDown(err, now), false
	case err != nil:
		return s.refuse(err, now), false
	case own:
		s = s.openPrinter(role, now)
	}
	return s, true
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

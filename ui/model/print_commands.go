package model

import (
	"context"
	"time"

	"psar/assets/words"
	"psar/pos/id"
	"psar/pos/report"
	"psar/ui/view"
)

// SlipCommand prints the code of a payment under way.
type SlipCommand struct{ Payment id.Payment }

func (SlipCommand) Name() string { return "print slip" }

func (c SlipCommand) Run(ctx context.Context, p Port) Answer {
	return answer(c, p.PrintSlip(ctx, c.Payment))
}

func (SlipCommand) done(s Model, err error, now time.Time) Model { return s.sent(err, now) }

// LinkSlipCommand prints a payment's link.
type LinkSlipCommand struct {
	Payment id.Payment
	Link    string
}

func (LinkSlipCommand) Name() string { return "print link" }

func (c LinkSlipCommand) Run(ctx context.Context, p Port) Answer {
	return answer(c, p.PrintLink(ctx, c.Payment, c.Link))
}

func (LinkSlipCommand) done(s Model, err error, now time.Time) Model { return s.sent(err, now) }

// ReprintCommand prints a copy of a receipt.
type ReprintCommand struct{ Receipt id.Receipt }

func (ReprintCommand) Name() string { return "reprint" }

func (c ReprintCommand) Run(ctx context.Context, p Port) Answer {
	return answer(c, p.Reprint(ctx, c.Receipt))
}

func (ReprintCommand) done(s Model, err error, now time.Time) Model { return s.sent(err, now) }

// PrintCommand prints the X report of the shift.
type PrintCommand struct{}

func (PrintCommand) Name() string { return "print report" }

func (PrintCommand) lane() Lane { return LaneLong }

func (c PrintCommand) Run(ctx context.Context, p Port) Answer {
	return answer(c, p.PrintPeriod(ctx))
}

func (PrintCommand) done(s Model, err error, now time.Time) Model { return s.sent(err, now) }

// PrintMadeCommand prints the report that is on the screen.
type PrintMadeCommand struct{ Report *report.Report }

func (PrintMadeCommand) Name() string { return "print a report" }

func (PrintMadeCommand) lane() Lane { return LaneLong }

func (c PrintMadeCommand) Run(ctx context.Context, p Port) Answer {
	return answer(c, p.PrintMade(ctx, *c.Report))
}

func (PrintMadeCommand) done(s Model, err error, now time.Time) Model { return s.sent(err, now) }

// sent says that something is on its way to the printer.
func (s Model) sent(err error, now time.Time) Model {
	if err != nil {
		return s.refuse(err, now)
	}
	return s.Say(now, view.StatusGood, words.PrintSent)
}

// AnswerCommand says whether a paper came out that its printer is not sure of.
type AnswerCommand struct {
	Job     int64
	CameOut bool
}

func (AnswerCommand) Name() string { return "printer's answer" }

func (c AnswerCommand) Run(ctx context.Context, p Port) Answer {
	return answer(c, p.AnswerPrint(ctx, c.Job, c.CameOut))
}

func (AnswerCommand) done(s Model, err error, now time.Time) Model { return s.orRefuse(err, now) }

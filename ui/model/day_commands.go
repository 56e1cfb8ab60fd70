package model

import (
	"context"
	"slices"
	"strconv"
	"time"

	"psar/assets/words"
	"psar/pos"
	"psar/pos/drawer"
	"psar/pos/money"
	"psar/pos/report"
	"psar/pos/staff"
	"psar/ui/view"
)

// CountCommand hands a count to the till: a shift opens, is handed over or closed by it.
type CountCommand struct {
	Task    dayTask
	Request *drawer.CountRequest
}

func (CountCommand) Name() string { return "count" }

func (c CountCommand) Run(ctx context.Context, p Port) Answer {
	var closed report.Report
	var err error
	switch c.Task {
	case dayOpen:
		_, err = p.OpenShift(ctx, *c.Request)
	case dayHandover:
		_, err = p.HandOver(ctx, *c.Request)
	default:
		closed, err = p.CloseShift(ctx, *c.Request)
	}
	return answerWith(c, closed, err)
}

func (c CountCommand) done(s Model, closed report.Report, err error, now time.Time) Model {
	s, taken := s.formDone(c, err, now)
	if !taken {
		return s
	}
	result := Said{status: view.StatusGood}
	switch c.Task {
	case dayOpen:
		result.Key, result.args = words.DidOpen, []any{strconv.Itoa(s.Snap.Shift.Z), money.Displayed(c.Request.Counted)}
	case dayHandover:
		result.Key, result.args = words.DidHandover, []any{c.Request.To}
		if k, ok := s.Form().of.(countForm); ok && k.passesOn(s.Form()) {
			result.Key = words.DidPassOn
		}
	default:
		result.Key, result.args = words.DidClose, []any{strconv.Itoa(closed.Z.Number), overText(s.Language, closed)}
		if slices.ContainsFunc(closed.Drawer, func(d report.Drawer) bool { return d.Over.Minor < 0 }) {
			result.status = view.StatusAttention
		}
	}
	return s.did(result)
}

// MoveCommand brings notes in, or takes them out, without a sale.
type MoveCommand struct{ Request pos.MoveRequest }

func (MoveCommand) Name() string { return "cash move" }

func (c MoveCommand) Run(ctx context.Context, p Port) Answer {
	_, err := p.MoveCash(ctx, c.Request)
	return answer(c, err)
}

func (c MoveCommand) done(s Model, err error, now time.Time) Model {
	s, taken := s.formDone(c, err, now)
	if !taken {
		return s
	}
	result := Said{Key: words.DidMoveBlind, args: []any{c.Request.Amount.Display()}, status: view.StatusGood}
	if s.Snap.May(staff.ActionXReport) {
		result.Key, result.args = words.DidMove, append(result.args, money.Displayed(s.Snap.Shift.Drawer))
	}
	return s.did(result)
}

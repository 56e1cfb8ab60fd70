package model

import (
	"slices"
	"time"

	"psar/assets/words"
	"psar/pos/settings"
	"psar/ui/view"
)

// deed is what an action does.
type deed func(Model, view.Action, time.Time) (Model, Command)

// plain is a deed that asks nothing of the till.
func plain(f func(Model, time.Time) Model) deed {
	return func(s Model, _ view.Action, now time.Time) (Model, Command) { return f(s, now), nil }
}

// withCommand is a deed that may ask something of it.
func withCommand(f func(Model, time.Time) (Model, Command)) deed {
	return func(s Model, _ view.Action, now time.Time) (Model, Command) { return f(s, now) }
}

// atCounter does what was asked for where nothing but the change lies over the
// counter.
func (s Model) atCounter(a view.Action, now time.Time) (Model, Command) {
	if does, ok := counterDeeds[a.Verb]; ok {
		return does(s, a, now)
	}
	return s, nil
}

var counterDeeds = map[view.Verb]deed{
	view.DoDigits:    Model.types,
	view.DoPoint:     Model.types,
	view.DoFlip:      Model.types,
	view.DoBackspace: Model.backspace,
	view.DoQuantity:  plain(Model.times),
	view.DoNextLine:  plain(Model.nextLine),
	view.DoDiscount:  plain(Model.openDiscount),
	view.DoLine:      withCommand(Model.openLine),
	view.DoHold:      withCommand(Model.hold),

	view.DoCharge:     withCommand(Model.charge),
	view.DoCash:       plain(Model.openCash),
	view.DoSplit:      plain(Model.split),
	view.DoLink:       withCommand(Model.askByLink),
	view.DoCopy:       withCommand(Model.copyLink),
	view.DoEscape:     plain(Model.escape),
	view.DoConfirm:    withCommand(Model.cancel),
	view.DoNextSale:   plain(Model.nextSale),
	view.DoBringFront: func(s Model, a view.Action, now time.Time) (Model, Command) { return s.bringFront(a.Payment, now), nil },
	view.DoCheckNow:   withCommand(Model.checkNow),
	view.DoPay:        withCommand(Model.pay),
	view.DoMark:       withCommand(Model.openMark),
	view.DoPrint:      withCommand(Model.print),

	view.DoYes:     Model.answerFirst,
	view.DoNo:      Model.answerFirst,
	view.DoCameOut: withCommand(func(s Model, now time.Time) (Model, Command) { return s.answer(true, now) }),
	view.DoNotOut:  withCommand(func(s Model, now time.Time) (Model, Command) { return s.answer(false, now) }),
	view.DoOurs:    withCommand(func(s Model, now time.Time) (Model, Command) { return s.answerPayee(true, now) }),
	view.DoNotOurs: withCommand(func(s Model, now time.Time) (Model, Command) { return s.answerPayee(false, now) }),
	view.DoAlert:   withCommand(Model.readAlert),

	view.DoUp:       Model.chooseLine,
	view.DoDown:     Model.chooseLine,
	view.DoOlder:    Model.atSheets,
	view.DoNewer:    Model.atSheets,
	view.DoPageUp:   Model.atSheets,
	view.DoPageDown: Model.atSheets,
	view.DoFirst:    Model.atSheets,
	view.DoLast:     Model.atSheets,

	view.DoUnmatched: plain(Model.openList),
	view.DoPrinter:   plain(func(s Model, now time.Time) Model { return s.openPrinter(settings.RoleReceipt, now) }),
	view.DoItems:     withCommand(Model.openItems),
	view.DoRate:      withCommand(Model.openRate),
	view.DoStaff:     withCommand(Model.openStaff),
	view.DoOwner:     withCommand(Model.openOwner),
	view.DoRefund:    withCommand(Model.openRefund),
	view.DoReports:   withCommand(Model.openReports),
	view.DoHistory:   withCommand(Model.openHistory),
	view.DoDay:       plain(Model.openDay),
	view.DoLock:      withCommand(Model.lock),

	view.DoSheets:     plain(func(s Model, _ time.Time) Model { return s.showSheets() }),
	view.DoHelp:       plain(func(s Model, _ time.Time) Model { s.Help = !s.Help; return s }),
	view.DoOwnerLater: plain(func(s Model, _ time.Time) Model { s.ownerLater = true; return s }),
	view.DoDismiss:    Model.dismiss,
	view.DoLanguage:   withCommand(Model.otherLanguage),
	view.DoTheme:      withCommand(Model.otherTheme),
}

func (s Model) types(a view.Action, now time.Time) (Model, Command) { return s.typed(a, now), nil }

// backspace takes the last digit back or, with none, the chosen line.
func (s Model) backspace(a view.Action, now time.Time) (Model, Command) {
	if s.Front != "" || !s.Entry.Empty() || s.Cart.Empty() || s.Charging {
		return s.typed(a, now), nil
	}
	if s.Cart.Quantity > 0 {
		s.Cart.Quantity = 0
		return s, nil
	}
	return s.remove(false), nil
}

// answerFirst answers whom a code pays, since a customer waits for that, or else
// whether the paper came out. Where an alert has their room, neither is asked.
func (s Model) answerFirst(a view.Action, now time.Time) (Model, Command) {
	switch {
	case s.alertAlone():
		return s.Say(now, view.StatusNone, words.NotNow), nil
	case len(s.Snap.Questions) > 0:
		return s.answerPayee(a.Verb == view.DoYes, now)
	}
	return s.answer(a.Verb == view.DoYes, now)
}

// chooseLine goes to another line of the bill, or moves the paper that lies in view.
func (s Model) chooseLine(a view.Action, now time.Time) (Model, Command) {
	if s.Sheets.Open || s.Front != "" || s.Cart.Empty() {
		return s.atSheets(a, now)
	}
	if a.Verb == view.DoUp {
		return s.choose(-1), nil
	}
	return s.choose(1), nil
}

func (s Model) dismiss(a view.Action, _ time.Time) (Model, Command) {
	if a.Index < len(s.notices) {
		s.notices = slices.Delete(slices.Clone(s.notices), a.Index, a.Index+1)
	}
	return s, nil
}

func (s Model) otherLanguage(time.Time) (Model, Command) {
	s.Language = other(s.Language)
	return s, SettingCommand{settings.TillLanguage, string(s.Language)}
}

func (s Model) otherTheme(time.Time) (Model, Command) {
	next := "dark"
	if s.Dark() {
		next = "light"
	}
	return s, SettingCommand{settings.TillTheme, next}
}

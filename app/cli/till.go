package cli

import (
	"context"
	"fmt"
	"log/slog"
	"slices"

	"fyne.io/fyne/v2"

	"psar/app"
	"psar/app/quiet"
	"psar/assets/words"
	"psar/pos/fault"
	"psar/ui"
)

type tillCommand struct {
	Windowed bool `help:"Keep the customer's view in a window instead of filling the second screen."`
}

// Run opens the windows and returns when they are closed. Where there never was a shop, the
// till opens in training mode; where the computer's shop is not there, a window asks first.
func (c *tillCommand) Run(s *session) error {
	fyneApp, err := s.toolkit()
	if err != nil {
		return err
	}
	dir, err := app.DataDir(s.flags.Data)
	if err != nil {
		return err
	}
	t := &windowedTill{session: s, command: c, app: fyneApp, dir: dir}
	defer t.close()
	if _, missing := s.noShop(dir); missing != nil && !s.flags.Training {
		t.err = missing
		ui.AskProblem(fyneApp, missing, words.BeginEmptyShop, t.begin)
	} else if t.err = t.open(); s.Err() != nil {
		return nil // by Ctrl+C or SIGTERM: a till that was ended while it opened has not failed
	} else if t.err != nil { // whoever started it from the desktop sees no terminal
		ui.ShowProblem(fyneApp, t.err)
	} else if err := s.signIn(t.shop); s.Err() != nil {
		return nil
	} else if err != nil {
		return err
	} else {
		t.show()
	}
	ui.Run(s, fyneApp)
	return t.err
}

// windowedTill is a till with its windows. It belongs to the toolkit's goroutine.
type windowedTill struct {
	session *session
	command *tillCommand
	app     fyne.App
	dir     string
	shop    *app.Shop // nil before open
	opened  []func()  // what closes again what was opened, in that order
	err     error     // with which it ends
}

// openTillShop opens the shop; in training mode where there never was one.
func (s *session) openTillShop(dir string) (*app.Shop, error) {
	training := s.flags.Training
	if none, missing := s.noShop(dir); none && missing == nil && !training {
		training = true
		fmt.Fprintln(s.err, words.Text(s.lang, words.CLITraining))
	}
	if training {
		fmt.Fprintln(s.err, words.Text(s.lang, words.TrainingStaff))
	}
	return app.Open(s, s.placeOf(dir), training, s.clock)
}

func (t *windowedTill) open() (err error) {
	if t.shop, err = t.session.openTillShop(t.dir); err == nil {
		t.closing(t.shop.Close)
	}
	return err
}

// begin opens a new shop, after somebody was told that the computer's shop is not there, and
// wanted one. Where that shop is there by now, its windows open.
func (t *windowedTill) begin() {
	_, missing := t.session.noShop(t.dir)
	if t.err = t.open(); t.err == nil {
		t.err = t.session.signIn(t.shop)
	}
	if t.session.Err() != nil {
		t.err = nil
		return
	}
	if t.err != nil {
		ui.ShowProblem(t.app, t.err)
		return
	}
	if missing != nil {
		was := missing.Args[len(missing.Args)-1]
		t.shop.Noted(fault.New(fault.ShopNew, was))
	}
	t.show()
}

// show opens the windows of the shop.
func (t *windowedTill) show() {
	s := t.session
	logger := t.shop.OpenLog()
	t.closing(logger.Close)
	t.closing(quiet.Into(slog.NewLogLogger(logger.Handler(), slog.LevelWarn).Writer()))
	t.closing(t.shop.StopWorkers) // before the log is closed
	deps := t.shop.WindowDeps(t.app, logger.Logger)
	deps.Windowed = t.command.Windowed
	if s.flags.Lang != "" {
		deps.Language = words.Language(s.flags.Lang)
	}
	windows := ui.New(deps)
	t.shop.Serve(logger)
	t.closing(s.host(t.shop, logger.Logger))
	context.AfterFunc(s, windows.End) // the toolkit may end by the same signal, before Run's word comes
	windows.Show()
	t.closing(windows.Stop)
}

func (t *windowedTill) closing(f func()) { t.opened = append(t.opened, f) }

func (t *windowedTill) close() {
	for _, f := range slices.Backward(t.opened) {
		f()
	}
}

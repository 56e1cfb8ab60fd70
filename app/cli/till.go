package cli

import (
	"context"
	"fmt"
	"log/slog"

	"fyne.io/fyne/v2"

	"psar/app"
	"psar/app/quiet"
	"psar/assets/words"
	"psar/ui"
)

type tillCommand struct {
	Windowed bool `help:"Keep the customer's view in a window instead of filling the second screen."`
}

// Run opens the windows and returns when they are closed. Where there never was a shop, the
// till opens in training mode.
func (c *tillCommand) Run(s *session) error {
	fyneApp, err := s.toolkit()
	if err != nil {
		return err
	}
	dir, err := app.DataDir(s.flags.Data)
	if err != nil {
		return err
	}
	shop, err := s.openTillShop(dir)
	if err != nil {
		showProblem(s, fyneApp, err)
		return err
	}
	defer shop.Close()
	if err := s.signIn(shop); err != nil {
		return err
	}
	logger := app.OpenLog(dir)
	defer logger.Close()
	defer quiet.Into(slog.NewLogLogger(logger.Handler(), slog.LevelWarn).Writer())()
	defer shop.StopWorkers() // before the log is closed
	return c.show(s, fyneApp, shop, logger)
}

// openTillShop opens the shop; in training mode where there never was one.
func (s *session) openTillShop(dir string) (*app.Shop, error) {
	training := s.flags.Training
	if !training {
		had, elsewhere := s.hadShop(dir)
		switch {
		case !had:
			training = true
			fmt.Fprintln(s.err, words.Text(s.lang, words.CLITraining))
		case elsewhere != "":
			fmt.Fprintln(s.err, words.Text(s.lang, words.CLIOtherShop, elsewhere))
		}
	}
	if training {
		fmt.Fprintln(s.err, words.Text(s.lang, words.TrainingStaff))
	}
	return app.Open(s, s.placeOf(dir), training, s.clock)
}

// showProblem shows in a window why the till can't open: whoever started it from the
// desktop sees no terminal.
func showProblem(s *session, fyneApp fyne.App, err error) {
	ui.ShowProblem(fyneApp, err)
	stay := context.AfterFunc(s, func() { fyne.Do(fyneApp.Quit) })
	defer stay() // afterwards the toolkit is closed and panics when called
	fyneApp.Run()
}

func (c *tillCommand) show(s *session, fyneApp fyne.App, shop *app.Shop, logger *app.Log) error {
	deps := shop.WindowDeps(fyneApp, logger.Logger)
	deps.Windowed = c.Windowed
	if s.flags.Lang != "" {
		deps.Language = words.Language(s.flags.Lang)
	}
	windows := ui.New(deps)
	shop.Serve(logger)
	defer s.host(shop, logger.Logger)()
	windows.Show()
	stay := context.AfterFunc(s, windows.Quit) // Ctrl+C or SIGTERM
	fyneApp.Run()
	stay() // the toolkit is closed and panics when called
	windows.Stop()
	return nil
}

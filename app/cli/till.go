package cli

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"gopkg.in/natefinch/lumberjack.v2"

	"psar/assets/words"
	"psar/pos"
	"psar/ui"
)

// appID is FyneApp.toml's.
const appID = "kh.psar.pos"

type tillCommand struct {
	Windowed bool `help:"Keep the customer's view in a window instead of filling the second screen."`
}

// Run opens the windows and returns when they are closed. With nothing set up
// the till opens in training mode, so that the main job works at once.
func (c *tillCommand) Run(s *session) error {
	fyneApp, err := s.toolkit()
	if err != nil {
		return err
	}
	dir, err := dataDir(s.flags.Data)
	if err != nil {
		return err
	}
	shop, err := s.openTillShop(dir)
	if err != nil {
		showProblem(s, fyneApp, err)
		return err
	}
	defer shop.close()
	if err := s.signIn(shop); err != nil {
		return err
	}
	logger, closeLog := openLog(dir)
	defer closeLog()
	defer shop.rest() // before the log is closed
	return c.show(s, fyneApp, shop, logger)
}

// openTillShop opens the shop, in training mode where nothing is set up.
func (s *session) openTillShop(dir string) (*shop, error) {
	training := s.flags.Training
	if !training {
		set, err := s.isSetUp(dir)
		if err != nil {
			return nil, err
		}
		if training = !set; training {
			fmt.Fprintln(s.err, words.Text(s.lang, words.CLITraining))
		}
	}
	if training {
		fmt.Fprintln(s.err, words.Text(s.lang, words.TrainingStaff))
	}
	return openShop(s, dir, training, s.clock)
}

// showProblem shows in a window why the till can't open: who started it from
// the desktop sees no terminal.
func showProblem(s *session, fyneApp fyne.App, err error) {
	ui.ShowProblem(fyneApp, err)
	stay := context.AfterFunc(s, func() { fyne.Do(fyneApp.Quit) })
	defer stay() // the toolkit is gone then, and panics when it is asked for anything
	fyneApp.Run()
}

// itemsFound is how many items a search at the window finds at the most.
const itemsFound = 5

func (c *tillCommand) show(s *session, fyneApp fyne.App, shop *shop, logger *slog.Logger) error {
	deps := ui.Deps{
		App: fyneApp, Till: shop.till, Clock: s.clock,
		CheckNow:    shop.watcher.CheckNow,
		Chime:       player{logger}.play,
		PaymentLink: shop.gateway.PaymentLink,
		Settlements: shop.db.Settlements,
		ManagerPIN:  shop.managerPIN,
		Items: func(ctx context.Context, query string) ([]pos.Item, error) {
			if query == "" {
				return shop.db.QuickItems(ctx)
			}
			return shop.db.SearchItems(ctx, query, itemsFound)
		},
		Barcode:   shop.db.ItemByBarcode,
		Preview:   s.preview,
		History:   shop.db.History,
		SaleStory: shop.db.SaleStory,
		Reports:   windowReports{shop.db, shop.clock, shop.training != nil, reportFolder(shop.dir)},
		AsksOwner: shop.training == nil,
		Paper:     paperSheets{paperDir(shop.dir)},
		Log:       func(msg string, args ...any) { logger.Error(msg, args...) },
		Listener: func() *pos.Error {
			if shop.listener == nil {
				return nil
			}
			return shop.listener.Status().Problem
		},
		Windowed: c.Windowed,
	}
	if s.flags.Lang != "" {
		deps.Language = words.Language(s.flags.Lang)
	}
	if shop.training != nil {
		deps.CustomerPays = shop.customerPays
	}
	if notice := shop.secrets.Notice(); notice != nil {
		deps.Notices = []*pos.Error{notice}
	}
	windows := ui.New(deps)
	shop.serve(logger)
	windows.Show()
	stay := context.AfterFunc(s, windows.Quit) // asked to end from outside
	fyneApp.Run()
	stay() // the toolkit is gone, and panics when it is asked for anything
	windows.Stop()
	return nil
}

// openToolkit opens the window system, and says in one sentence what the toolkit
// would say by a panic.
func openToolkit() (fyne.App, error) {
	if err := ui.CheckDisplay(); err != nil {
		return nil, pos.Fault(pos.CodeDisplayMissing).Because(err)
	}
	return app.NewWithID(appID), nil
}

// openLog opens the log file in the data folder: 5 files of at most 5 MB.
// Secrets and codes are never logged.
func openLog(dir string) (*slog.Logger, func()) {
	file := &lumberjack.Logger{Filename: filepath.Join(dir, "log", "psar.log"), MaxSize: 5, MaxBackups: 4}
	logger := slog.New(slog.NewTextHandler(file, nil))
	return logger, func() {
		if err := file.Close(); err != nil && !errors.Is(err, os.ErrClosed) {
			fmt.Fprintln(os.Stderr, "psar:", err)
		}
	}
}

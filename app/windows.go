package app

import (
	"context"
	"image"
	"log/slog"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"psar/pos/catalogue"
	"psar/pos/fault"
	"psar/pos/queue"
	"psar/pos/settings"
	"psar/printer/layout"
	"psar/ui"
)

// appID is the ID in FyneApp.toml.
const appID = "kh.psar.pos"

// itemsFound is how many items a search in the window lists at most.
const itemsFound = 5

// WindowDeps are this shop's implementations of what the windows need.
func (s *Shop) WindowDeps(fyneApp fyne.App, logger *slog.Logger) ui.Deps {
	deps := ui.Deps{
		App: fyneApp, Till: s.Till, Clock: s.clock,
		CheckNow:    s.Watcher.CheckNow,
		Chime:       player{logger}.play,
		PaymentLink: s.Gateway.PaymentLink,
		Resolutions: s.DB.Resolutions,
		ManagerPIN:  s.ManagerPIN,
		Items: func(ctx context.Context, query string) ([]catalogue.Item, error) {
			if query == "" {
				return s.DB.QuickItems(ctx)
			}
			return s.DB.SearchItems(ctx, query, itemsFound)
		},
		Barcode: s.DB.ItemsByBarcode,
		Preview: func(settings settings.Values, role settings.PrintRole, test bool) (image.Image, error) {
			return Preview(settings, role, test, s.clock.Now())
		},
		History:     s.DB.History,
		SaleDetails: s.DB.SaleDetails,
		CheckPaper:  s.DB.Paper,
		Verified:    s.verified.Is,
		Reports:     windowReports{s.DB, s.Till, s.clock, s.InTraining(), reportFolder(s.Dir)},
		AsksOwner:   !s.InTraining(),
		Paper:       paperSheets{paperDir(s.Dir)},
		Log:         func(msg string, args ...any) { logger.Error(msg, args...) },
		Warn:        func(msg string, args ...any) { logger.Warn(msg, args...) },

		SharedBarcodes: s.DB.SharedBarcodes,
		Listener: func() *fault.Error {
			if s.Listener == nil {
				return nil
			}
			return s.Listener.Status().Problem
		},
	}
	if s.InTraining() {
		deps.CustomerPays = s.customerPays
	}
	found := s.notices()
	deps.Notices, deps.Later = s.withNoted(found), s.later(found)
	return deps
}

// Preview draws a sample of a role's printout, or the test page.
func Preview(settings settings.Values, role settings.PrintRole, test bool, at time.Time) (image.Image, error) {
	if test {
		return layout.Picture(settings, queue.Job{Kind: queue.KindTest, On: role})
	}
	return layout.Preview(settings, role, at)
}

// OpenToolkit opens the window system. The error is one sentence, where the toolkit would
// panic.
func OpenToolkit() (fyne.App, error) {
	if err := ui.CheckDisplay(); err != nil {
		return nil, fault.New(fault.DisplayMissing).Because(err)
	}
	return app.NewWithID(appID), nil
}

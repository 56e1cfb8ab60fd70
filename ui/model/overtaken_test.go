package model

import (
	"testing"

	"psar/assets/words"
	"psar/pos"
	"psar/pos/catalogue"
	"psar/pos/sale"
	"psar/pos/settings"
	"psar/ui/uitest"
	"psar/ui/view"
)

// The answer of a read may come after the page that asked has gone and another question
// stands there: it is dropped.
func TestOvertakenReads(t *testing.T) {
	t.Parallel()
	at := uitest.Noon
	stocked := func() Model {
		s := canned()
		s.CanItems, s.CanHistory = true, true
		return s
	}
	past := func(s Model) (Model, Command) { // one sale of the past, and Enter
		s, c := s.openHistory(at)
		s = done(s, c, told{sales: pastSales()}, nil, at)
		return s.page.update(s, ask(view.DoCharge), at)
	}
	t.Run("details of a page that was closed", func(t *testing.T) {
		t.Parallel()
		s, late := past(stocked())
		s, _ = s.closePage().openHistory(at)
		if s = done(s, late, told{details: pastDetails()}, nil, at); s.Page() != view.PageHistory {
			t.Errorf("page %d", s.Page())
		}
	})
	t.Run("details, and another sale is looked for", func(t *testing.T) {
		t.Parallel()
		s, late := past(stocked())
		s, _ = s.page.update(s, view.Action{Verb: view.DoDigits, Text: "3"}, at)
		if s = done(s, late, told{details: pastDetails()}, nil, at); s.Page() != view.PageHistory {
			t.Errorf("page %d", s.Page())
		}
	})
	t.Run("details that were left", func(t *testing.T) {
		t.Parallel()
		s, c := past(stocked())
		s = done(s, c, told{details: pastDetails()}, nil, at)
		s, _ = s.Apply(next(s), at)
		s, late := s.Wants() // they are read anew
		s, _ = s.page.update(s, ask(view.DoEscape), at)
		if s = done(s, late, told{details: pastDetails()}, nil, at); s.Page() != view.PageHistory {
			t.Errorf("page %d", s.Page())
		}
	})
	t.Run("the past of a page that was closed", func(t *testing.T) {
		t.Parallel()
		s, late := stocked().openHistory(at)
		s, _ = s.closePage().openHistory(at)
		if s = done(s, late, told{sales: []pos.PastSale{{Sale: sale.Sale{ID: "old"}}}}, nil, at); !s.History().Busy || len(s.History().rows) > 0 {
			t.Errorf("%+v", s.History().rows)
		}
	})
	t.Run("items before one was changed", func(t *testing.T) {
		t.Parallel()
		s, _ := stocked().openItems(at)
		s, late := s.page.update(s, view.Action{Verb: view.DoDigits, Text: "tea"}, at)
		s, newer := s.Items().back(s)
		s = done(s, newer, told{items: []catalogue.Item{{ID: "a", Price: uitest.USD(250)}}}, nil, at)
		s = done(s, late, told{items: []catalogue.Item{{ID: "a", Price: uitest.USD(200)}}}, nil, at)
		if got := s.Items().Found; len(got) != 1 || got[0].Price != uitest.USD(250) {
			t.Errorf("found %+v", got)
		}
	})
	t.Run("whether a PIN is needed, for a form that asks nobody", func(t *testing.T) {
		t.Parallel()
		s, late := stocked().openForm(form{of: drawerForm{}, Fields: []field{{Kind: fieldReason}}})
		if _, ok := late.(ManagerCommand); !ok {
			t.Fatalf("asked %T", late)
		}
		s = s.closePage().openPrinter(settings.RoleReceipt, at)
		s, _ = s.openForm(form{of: linkForm{}, Fields: []field{{Kind: fieldLink}}})
		if s = done(s, late, told{pin: true}, nil, at); len(s.Form().Fields) != 1 {
			t.Errorf("%d lines: %s", len(s.Form().Fields), words.Text(words.English, words.PrinterWhere))
		}
	})
}

// Whatever decides or writes keeps the order of the keys: only what is known to read has
// a lane of its own.
func TestLanes(t *testing.T) {
	t.Parallel()
	for c, want := range map[Command]Lane{
		ChargeCommand{}: LaneTill, GiveCommand{}: LaneTill, SignInCommand{}: LaneTill, SettingCommand{}: LaneTill, ReprintCommand{}: LaneTill,
		ScanCommand{}: LaneScan, SearchCommand{}: LaneItems, HistoryCommand{}: LaneHistory, DetailsCommand{}: LaneHistory, PreviewCommand{}: LaneAside,
	} {
		if got := LaneOf(c); got != want {
			t.Errorf("%s waits in lane %d, want %d", c.Name(), got, want)
		}
	}
}

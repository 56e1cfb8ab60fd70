package model

import (
	"testing"

	"psar/assets/words"
	"psar/pos"
	"psar/pos/catalogue"
	"psar/pos/fault"
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
		s, newer := s.items().back(s)
		s = done(s, newer, told{items: []catalogue.Item{{ID: "a", Price: uitest.USD(250)}}}, nil, at)
		s = done(s, late, told{items: []catalogue.Item{{ID: "a", Price: uitest.USD(200)}}}, nil, at)
		if got := s.items().Found; len(got) != 1 || got[0].Price != uitest.USD(250) {
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

// A filter that is chosen while a sale's details are on their way drops them, and the page
// stays alive.
func TestPastAfterAnotherFilter(t *testing.T) {
	t.Parallel()
	for _, key := range []view.Verb{view.DoNextSale, view.DoCheckNow} {
		at := uitest.Noon
		s := canned()
		s.CanHistory = true
		s, c := s.openHistory(at)
		s = done(s, c, told{sales: pastSales()}, nil, at)
		s, details := s.page.update(s, ask(view.DoCharge), at)
		s, filtered := s.page.update(s, ask(key), at)
		if s = done(s, details, told{details: pastDetails()}, nil, at); s.Page() != view.PageHistory {
			t.Errorf("%v: page %d", key, s.Page())
		}
		s = done(s, filtered, told{sales: pastSales()[:1]}, nil, at)
		if p, _ := as[historyPage](s); p.Busy || p.reading || len(p.rows) != 1 {
			t.Errorf("%v: busy %v, reading %v, %d rows", key, p.Busy, p.reading, len(p.rows))
		}
	}
}

// The page that lies under a sale's details takes its answer too: behind Esc it would wait
// for it for ever.
func TestPastUnderDetails(t *testing.T) {
	t.Parallel()
	at := uitest.Noon
	s := canned()
	s.CanHistory = true
	s, c := s.openHistory(at)
	s = done(s, c, told{sales: pastSales()}, nil, at)
	s, _ = s.Apply(next(s), at)
	s, again := s.Wants()
	s, details := s.page.update(s, ask(view.DoCharge), at)
	s = done(s, details, told{details: pastDetails()}, nil, at)
	s = done(s, again, told{sales: pastSales()[:2]}, nil, at)
	if s.Page() != view.PageDetails {
		t.Fatalf("page %d", s.Page())
	}
	s, _ = s.page.update(s, ask(view.DoEscape), at)
	if p, _ := as[historyPage](s); p.Busy || p.reading || len(p.rows) != 2 {
		t.Errorf("busy %v, reading %v, %d rows", p.Busy, p.reading, len(p.rows))
	}
	if s, _ = s.page.update(s, ask(view.DoRefund), at); s.Said.Key == words.Working {
		t.Error("F7 waits for an answer that has come")
	}
}

// A shop that changes faster than the past is read has it read once at a time: had each
// change asked anew, no answer would ever be taken.
func TestOneReadAnewAtATime(t *testing.T) {
	t.Parallel()
	at := uitest.Noon
	s := canned()
	s.CanHistory = true
	s, c := s.openHistory(at)
	s = done(s, c, told{sales: pastSales()}, nil, at)
	changes := func(s Model, answer told) Model {
		t.Helper()
		for range 3 {
			var c Command
			s, _ = s.Apply(next(s), at)
			if s, c = s.Wants(); c == nil {
				t.Fatal("nothing is read anew")
			}
			s, _ = s.Apply(next(s), at)
			if _, more := s.Wants(); more != nil {
				t.Fatal("asked twice at once")
			}
			s = done(s, c, answer, nil, at)
		}
		return s
	}
	s = changes(s, told{sales: pastSales()[:2]})
	if p, _ := as[historyPage](s); len(p.rows) != 2 {
		t.Errorf("%d rows", len(p.rows))
	}
	s, c = s.Wants()
	s = done(s, c, told{sales: pastSales()[:2]}, nil, at)
	s, c = s.page.update(s, ask(view.DoCharge), at)
	s = done(s, c, told{details: pastDetails()}, nil, at)
	read := pastDetails()
	read.Sale.Receipt.Sequence = 1000
	s = changes(s, told{details: read})
	if p, _ := as[detailsPage](s); p.story.Sale.Receipt.Sequence != 1000 {
		t.Errorf("shows %v", p.story.Sale.Receipt)
	}
}

// F7 decides on the sale that stands there: one that came by itself has to be read first.
func TestRefundOfDetailsThatJustCame(t *testing.T) {
	t.Parallel()
	p := typing(t, canned())
	p.s.CanHistory = true
	p.press("T").answer(p.last, told{sales: pastSales()}, nil).pause(SettleFor).press("Enter")
	p.now = p.now.Add(SettleFor)
	p.answer(p.last, told{details: pastDetails()}, nil)
	if p.press("F7"); p.last != nil || p.s.Page() != view.PageDetails || p.s.Said.Key != words.JustCame {
		t.Errorf("%T, page %d, said %q", p.last, p.s.Page(), p.s.Said.Key)
	}
	if p.pause(SettleFor).press("F7"); p.last == nil {
		t.Error("F7 asks nothing")
	}
}

// A search that failed behind its Enter leaves a line in which can be typed, and Enter asks
// again.
func TestSearchThatFailedAfterEnter(t *testing.T) {
	t.Parallel()
	at := uitest.Noon
	s := canned()
	s.CanItems = true
	s, _ = s.openItems(at)
	s, search := s.page.update(s, view.Action{Verb: view.DoField, Text: "tea"}, at)
	s, _ = s.page.update(s, ask(view.DoCharge), at)
	s = done(s, search, told{}, fault.New(fault.Internal), at)
	if _, again := s.page.update(s, ask(view.DoCharge), at); again == nil {
		t.Error("Enter asks nothing")
	}
	if _, other := s.page.update(s, view.Action{Verb: view.DoField, Text: "teas"}, at); other == nil {
		t.Error("another text finds nothing")
	}
}

// Enter that comes before what was searched for opens a single sale. Of several it opens
// none, and says so.
func TestEnterBeforeWhatIsSearchedFor(t *testing.T) {
	t.Parallel()
	at := uitest.Noon
	for n, want := range map[int]words.Key{0: "", 1: "", 2: words.JustCame} {
		s := canned()
		s.CanHistory = true
		s, c := s.openHistory(at)
		s = done(s, c, told{sales: pastSales()}, nil, at)
		s, search := s.page.update(s, view.Action{Verb: view.DoDigits, Text: "3"}, at)
		s, c = s.page.update(s, ask(view.DoCharge), at)
		if c != nil || s.Said.Key != words.Working {
			t.Fatalf("%T, said %q", c, s.Said.Key)
		}
		s = done(s, search, told{sales: pastSales()[:n]}, nil, at)
		if s.Said.Key != want {
			t.Errorf("%d sales: said %q, want %q", n, s.Said.Key, want)
		}
		if _, c = s.Wants(); (c != nil) != (n == 1) {
			t.Errorf("%d sales: asks %T", n, c)
		}
		if _, c = s.page.update(s, ask(view.DoCharge), at); (c != nil) != (n > 0) {
			t.Errorf("%d sales: Enter asks %T", n, c)
		}
	}
	s := canned()
	s.CanItems = true
	s, _ = s.openItems(at)
	s, search := s.page.update(s, view.Action{Verb: view.DoField, Text: "tea"}, at)
	s, _ = s.page.update(s, ask(view.DoCharge), at)
	if s = done(s, search, told{items: []catalogue.Item{{ID: "a"}, {ID: "b"}}}, nil, at); s.Said.Key != words.JustCame || !s.Cart.Empty() {
		t.Errorf("two items: said %q", s.Said.Key)
	}
}

// Whatever decides keeps the order of the keys: only what reads, or takes long, has a lane
// of its own.
func TestLanes(t *testing.T) {
	t.Parallel()
	for c, want := range map[Command]Lane{
		ChargeCommand{}: LaneTill, GiveCommand{}: LaneTill, SignInCommand{}: LaneTill, SettingCommand{}: LaneTill, ReprintCommand{}: LaneTill,
		ScanCommand{}: LaneScan, SearchCommand{}: LaneItems, HistoryCommand{}: LaneHistory, DetailsCommand{}: LaneHistory, PreviewCommand{}: LaneAside,
		PrintCommand{}: LaneLong, PrintMadeCommand{}: LaneLong, PayCommand{}: LaneLong,
	} {
		if got := LaneOf(c); got != want {
			t.Errorf("%s waits in lane %d, want %d", c.Name(), got, want)
		}
	}
}

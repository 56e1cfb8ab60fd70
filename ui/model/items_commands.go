package model

import (
	"context"
	"time"

	"psar/assets/words"
	"psar/pos/catalogue"
	"psar/pos/fault"
	"psar/pos/staff"
	"psar/ui/view"
)

// SearchCommand looks for items; an empty query asks for the quick keys.
type SearchCommand struct {
	turn  int
	Query string
}

func (SearchCommand) Name() string { return "search items" }

func (SearchCommand) lane() Lane { return LaneItems }

// itemsFound are the items of a search, and those that share a barcode where the quick
// keys were asked for.
type itemsFound struct{ items, shared []catalogue.Item }

func (c SearchCommand) Run(ctx context.Context, p Port) Answer {
	var found itemsFound
	var err error
	if found.items, err = p.Items(ctx, c.Query); err == nil && c.Query == "" {
		found.shared, err = p.SharedBarcodes(ctx)
	}
	return answerWith(c, found, err)
}

func (c SearchCommand) done(s Model, found itemsFound, err error, now time.Time) Model {
	if !s.expects(c.turn) {
		return s
	}
	p, _ := as[itemsPage](s)
	entered := p.enter
	p.reading, p.enter = false, false
	if err != nil {
		return s.open(p).refuse(err, now)
	}
	if p.of = c.Query; c.Query == "" {
		p.Quick, p.Found, p.shared = found.items, nil, found.shared
		p.quickAt = min(p.quickAt, len(p.Quick))
		return s.open(p)
	}
	p.Found, p.row = found.items, min(p.row, max(0, len(found.items)-1))
	s = s.open(p)
	switch {
	case entered && len(p.Found) == 1:
		return p.take(s, p.Found[0], now)
	case entered && len(p.Found) == 0:
		return s.Say(now, view.StatusAttention, words.ItemsNone)
	case entered: // before they stood there
		return s.Say(now, view.StatusAttention, words.JustCame)
	}
	return s
}

// ScanCommand looks for the item of a scanned code; quantity was typed for it, 0 is none.
type ScanCommand struct {
	scanned
	Quantity int64
}

func (ScanCommand) Name() string { return "scan" }

func (ScanCommand) lane() Lane { return LaneScan }

// Run looks a code up. One that is no barcode of the shop may hold an article's number
// that is one.
func (c ScanCommand) Run(ctx context.Context, p Port) Answer {
	found, err := p.Barcode(ctx, c.Code)
	if fault.CodeOf(err) == fault.BarcodeUnknown && c.Gtin != "" {
		found, err = p.Barcode(ctx, c.Gtin)
	}
	return answerWith(c, found, err)
}

func (c ScanCommand) done(s Model, found []catalogue.Item, err error, now time.Time) Model {
	s.Looking--
	return s.scanFound(c, found, err, now)
}

// PutItemCommand adds an item, or changes the one of its id.
type PutItemCommand struct {
	Item catalogue.Item
	Word staff.Approval
}

func (PutItemCommand) Name() string { return "item" }

func (c PutItemCommand) Run(ctx context.Context, p Port) Answer {
	_, err := p.PutItem(ctx, c.Item, c.Word)
	return answer(c, err)
}

func (c PutItemCommand) done(s Model, err error, now time.Time) Model {
	s, kept := s.itemDone(c, err, now)
	if !kept {
		return s
	}
	return s.Say(now, view.StatusGood, words.ItemSaved, s.itemName(c.Item), c.Item.Price.Display())
}

// ArchiveItemCommand takes an item out of the catalogue.
type ArchiveItemCommand struct {
	Item catalogue.Item
	Word staff.Approval
}

func (ArchiveItemCommand) Name() string { return "archive item" }

func (c ArchiveItemCommand) Run(ctx context.Context, p Port) Answer {
	return answer(c, p.ArchiveItem(ctx, c.Item.ID, c.Word))
}

func (c ArchiveItemCommand) done(s Model, err error, now time.Time) Model {
	s, kept := s.itemDone(c, err, now)
	if !kept {
		return s
	}
	return s.Say(now, view.StatusGood, words.ItemArchived, s.itemName(c.Item))
}

// itemDone takes what came of the form of an item; kept: it goes back to the items, and
// may say so.
func (s Model) itemDone(by Command, err error, now time.Time) (_ Model, kept bool) {
	f := s.Form()
	search, _ := f.items()
	_, own := s.released(by)
	if own && err != nil && f.task() == taskArchive && !needsManager(asFault(err).Code) && f.index(fieldManager) < 0 {
		return s.open(search).refuse(err, now), false
	}
	s, done := s.formDone(by, err, now)
	if !done {
		return s, false
	}
	return search.anew(s), true
}

package model

import (
	"time"

	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/staff"
	"psar/ui/view"
)

// where is what the keys that decide are about: what they would close, confirm, pay or
// print. A payment under way is not in it, since no key decides one.
type where struct {
	standing
	due   money.Money
	back  string     // the change of the notes that were typed
	wrong fault.Code // why what was tried was not done
	asks  bool       // for a second key
	found string     // a list of several items that nobody has read yet, by its query
}

// standing is the part of it that no typing changes: a key takes it away, or something
// else comes.
type standing struct {
	page    view.Page
	task    task
	payment id.Payment    // that ended, or asks whom it pays
	state   payment.State // its
	cash    id.Sale
}

func (s Model) where() where {
	w := where{standing: standing{page: s.Page()}}
	if s.page != nil {
		w = s.page.place(s, w)
	}
	w.asks = w.asks || s.Confirm || s.Cart.removing
	if a, ok := s.Attempt(); ok && (!a.InProgress() || a.AwaitsPayee()) {
		w.payment, w.state = a.ID, a.State
	}
	return w
}

// questions are what Y and N answer.
type questions struct {
	payee staff.Figures
	job   int64
}

func (s Model) questions() (q questions) {
	if p, ok := s.question(); ok {
		q.payee = p.Figures()
	}
	if len(s.Snap.UnknownPrints) > 0 {
		q.job = s.Snap.UnknownPrints[0].ID
	}
	return q
}

// arrived notes that an answer, a snapshot or the time brought something else than
// stood there before, which has to be read. An idle counter has nothing to be read.
func (s Model) arrived(before Model, now time.Time) Model {
	switch {
	case s.where() == before.where() && !s.billCame(before):
	case s.Page() == view.PageClosed && s.Front == "" && s.Cart.Empty() && s.Entry.Empty():
		s.hand.came = time.Time{}
	default:
		s = s.came(now)
	}
	if s.questions() != before.questions() {
		s.hand.asked = now
	}
	if s.Page() != before.Page() || s.Form().task() != before.Form().task() {
		s.hand = s.hand.turns(now)
	}
	return s
}

// came notes that what stands there has come by itself.
func (s Model) came(now time.Time) Model {
	s.hand = s.hand.reads(s.where().standing, now)
	return s
}

// billCame reports that what stands there to be charged is another bill than before.
func (s Model) billCame(before Model) bool {
	return s.Front == "" && before.Front == "" && !(s.Cart.Empty() && s.Entry.Empty()) &&
		(len(s.Cart.Lines) != len(before.Cart.Lines) || s.Total() != before.Total())
}

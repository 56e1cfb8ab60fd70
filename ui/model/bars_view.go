package model

import (
	"slices"
	"strconv"
	"time"

	"psar/assets/words"
	"psar/pos/fault"
	"psar/pos/payment"
	"psar/pos/queue"
	"psar/ui/view"
)

// bars are what somebody has to read or answer, and how much there is of it beside them. The
// last one that has room says so.
func (s Model) bars(now time.Time) []view.Notice {
	bars := s.allBars(now)
	for i, b := range bars {
		more := 0
		if b.Status == view.StatusBad { // the one of the alerts
			more = len(s.Snap.Alerts) - 1
		}
		if i == view.Bars-1 {
			more += len(bars) - view.Bars
		}
		if more > 0 {
			bars[i].More = s.word(words.AlertMore, strconv.Itoa(more))
		}
	}
	return bars
}

// allBars are the bars: whom codes may pay first, since a customer waits for it, then
// alerts, then the printer's question. A page leaves room for one: an alert stays before
// everybody's eyes until it was read.
func (s Model) allBars(now time.Time) []view.Notice {
	if s.alertAlone() {
		return s.alertBar(now)
	}
	if s.Page() >= view.PageForm {
		return nil
	}
	var bars []view.Notice
	a, held := s.Attempt()
	q, asked := s.question()
	if asked && !(held && a.AwaitsPayee() && s.facing(a.ID)) { // the panel asks that itself
		text, ours := s.word(words.PayeeQuestion, q.Currency, payeeText(q.Payee)), keyed(s.word(words.PayeeYes), view.DoOurs).First()
		if len(q.Differences()) > 0 {
			text, ours.Primary = s.word(words.PayeeDiffersBar, q.Currency, q.Payee.Account), false
		}
		bars = append(bars, view.Notice{
			Status: view.StatusAttention, Text: text,
			Buttons: [2]view.Button{
				ours,
				keyed(s.word(words.PayeeNo), view.DoNotOurs),
			},
		})
	}
	if len(s.Snap.Alerts) > 0 {
		bars = append(bars, s.alertBar(now)...)
	}
	bars = append(bars, s.noticeBars(true)...)
	if asking := s.Snap.UnknownPrints; len(asking) > 0 {
		bars = append(bars, s.paperBar(asking[0], !asked))
	}
	if bar, ok := s.ownerBar(); ok {
		bars = append(bars, bar)
	}
	if bar, ok := s.shiftBar(); ok {
		bars = append(bars, bar)
	}
	if bar, ok := s.rateBar(); ok {
		bars = append(bars, bar)
	}
	if bar, ok := s.partBar(); ok {
		bars = append(bars, bar)
	}
	bars = append(bars, s.noticeBars(false)...)
	if s.Page() != view.PageClosed && len(bars) > 1 {
		bars = bars[:1]
	}
	return bars
}

// noticeBars are the bars of the notices: those that are read before anything is sold, or the rest.
func (s Model) noticeBars(first bool) (bars []view.Notice) {
	for i, n := range s.notices {
		if first != (n.Code == fault.ShopNew) {
			continue
		}
		bars = append(bars, view.Notice{Status: view.StatusAttention, Text: errorText(s.Language, n.Code, n.Args...), Buttons: [2]view.Button{
			{Label: s.word(words.Close), Action: view.Action{Verb: view.DoDismiss, Index: i}},
		}})
	}
	return bars
}

// noticeSeen reports that a notice is among the bars that have room.
func (s Model) noticeSeen(now time.Time) bool {
	bars := s.bars(now)
	return slices.ContainsFunc(bars[:min(view.Bars, len(bars))], func(b view.Notice) bool { return b.Buttons[0].Action.Verb == view.DoDismiss })
}

// alertAlone reports that an alert has the room of every other bar.
func (s Model) alertAlone() bool { return s.Page() != view.PageClosed && len(s.Snap.Alerts) > 0 }

// alertBar is the oldest alert; none while it is being read itself. A form has
// its own keys, so that there the bar has none.
func (s Model) alertBar(now time.Time) []view.Notice {
	if s.Form().task() == taskAlert {
		return nil
	}
	bar := view.Notice{Status: view.StatusBad, Text: s.alertText(now)}
	if s.Page() < view.PageForm {
		read := words.AlertRead
		if s.Snap.Alerts[0].Kind.OfRecords() {
			read = words.OwnerClears
		}
		bar.Buttons[0] = keyed(s.word(read), view.DoAlert)
	}
	return []view.Notice{bar}
}

// paperBar asks whether the paper came out; keys says that Y and N answer it.
func (s Model) paperBar(job queue.Job, keys bool) view.Notice {
	text := s.word(words.PrintedAsk)
	switch {
	case job.Receipt != nil:
		text += " " + s.word(words.ReceiptLine, job.Receipt.Number)
	case job.Slip != nil:
		text += " " + s.word(words.SlipLine, job.Slip.Amount.Display())
	}
	yes, no := keyed(s.word(words.PrintedYes), view.DoCameOut), keyed(s.word(words.PrintedNo), view.DoNotOut)
	if !keys {
		yes.Hint, no.Hint = "", ""
	}
	return view.Notice{Status: view.StatusAttention, Text: text, Buttons: [2]view.Button{yes, no}}
}

// alertText is the oldest alert in one sentence: what it is about, how often and when.
func (s Model) alertText(now time.Time) string {
	a := s.Snap.Alerts[0]
	often := s.oftenText(a, now)
	if a.Kind != payment.AlertOtherAccount {
		return s.alertSentence(a) + " · " + often
	}
	return s.alertSentence(a) + " " + often
}

// alertSentence says what an alert is about.
func (s Model) alertSentence(a payment.Alert) string {
	if text, ok := words.PeopleAlert(s.Language, string(a.Kind), a.Expected, a.Actual); ok {
		return text
	}
	if text, _, _, ok := words.RecordsAlert(s.Language, string(a.Kind), a.Expected, a.Actual); ok {
		return text
	}
	switch {
	case a.Kind == payment.AlertPaidUnclear:
		return s.word(words.AlertUnclear, a.Payment, a.Money.Display())
	case a.Kind == payment.AlertOutcomeUnknown:
		return s.word(words.AlertUnknown, a.Payment, a.Money.Display())
	case a.Differs != "":
		return s.word(words.AlertBarFields, a.Currency, a.Expected, words.PayeeDifferences(s.Language, a.Differs))
	case a.Expected == "":
		return s.word(words.AlertBarFirst, a.Currency, payeeText(a.Found))
	}
	return s.word(words.AlertBar, a.Currency, payeeText(a.Found), a.Expected)
}

func (s Model) oftenText(a payment.Alert, now time.Time) string {
	return s.word(words.AlertOften, strconv.Itoa(a.Times), stamp(a.Last, now))
}

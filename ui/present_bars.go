package ui

import (
	"strconv"
	"time"

	"psar/assets/words"
	"psar/pos/payment"
	"psar/pos/queue"
)

// bars are what somebody has to read or answer: whom codes may pay first, since
// a customer waits for it, then alarms, then the printer's question. The desk
// leaves room for one: an alarm stays before everybody's eyes until it was read.
func (s state) bars(now time.Time) []noticeView {
	if s.desk.page != deskClosed && len(s.snap.Alarms) > 0 {
		return s.alarmBar(now)
	}
	if s.desk.page >= deskForm {
		return nil
	}
	var bars []noticeView
	a, held := s.attempt()
	q, asked := s.question()
	if asked && !(held && a.Held() && s.facing(a.ID)) { // the panel asks that itself
		bars = append(bars, noticeView{
			statusAttention, s.word(words.PayeeQuestion, q.Currency, payeeText(q.Payee)),
			[2]buttonView{
				{label: s.word(words.PayeeYes), hint: "Y", action: action{verb: doOurs}, primary: true},
				{label: s.word(words.PayeeNo), hint: "N", action: action{verb: doNotOurs}},
			},
		})
	}
	if len(s.snap.Alarms) > 0 {
		bars = append(bars, s.alarmBar(now)...)
	}
	if asking := s.snap.Asking; len(asking) > 0 {
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
	for i, n := range s.notices {
		bars = append(bars, noticeView{statusAttention, errorText(s.language, n.Code, n.Args...), [2]buttonView{
			{label: s.word(words.Close), action: action{verb: doDismiss, index: i}},
		}})
	}
	if s.desk.page != deskClosed && len(bars) > 1 {
		bars = bars[:1]
	}
	return bars
}

// alarmBar is the oldest alarm; none while it is being read itself. A form has
// its own keys, so that there the bar has none.
func (s state) alarmBar(now time.Time) []noticeView {
	if s.desk.page >= deskForm && s.desk.form.task == taskAlarm {
		return nil
	}
	bar := noticeView{status: statusBad, text: s.alarmText(now)}
	if s.desk.page < deskForm {
		bar.buttons[0] = buttonView{label: s.word(words.AlarmRead), hint: "A", action: action{verb: doAlarm}}
	}
	return []noticeView{bar}
}

// paperBar asks whether the paper came out; keys says that Y and N answer it.
func (s state) paperBar(job queue.Job, keys bool) noticeView {
	text := s.word(words.PrintedAsk)
	switch {
	case job.Receipt != nil:
		text += " " + s.word(words.ReceiptLine, job.Receipt.Number)
	case job.Slip != nil:
		text += " " + s.word(words.SlipLine, job.Slip.Amount.Display())
	}
	yes := buttonView{label: s.word(words.PrintedYes), action: action{verb: doCameOut}}
	no := buttonView{label: s.word(words.PrintedNo), action: action{verb: doNotOut}}
	if keys {
		yes.hint, no.hint = "Y", "N"
	}
	return noticeView{statusAttention, text, [2]buttonView{yes, no}}
}

// alarmText is the oldest alarm in one sentence: what it is about, how often and
// when, and how many alarms more there are.
func (s state) alarmText(now time.Time) string {
	a := s.snap.Alarms[0]
	often := s.oftenText(a, now)
	if more := len(s.snap.Alarms) - 1; more > 0 {
		often += " · " + s.word(words.AlarmMore, strconv.Itoa(more))
	}
	if a.Kind != payment.AlarmOtherAccount {
		return s.alarmSentence(a) + " · " + often
	}
	return s.alarmSentence(a) + " " + often
}

// alarmSentence says what an alarm is about.
func (s state) alarmSentence(a payment.Alarm) string {
	switch {
	case a.Kind == payment.AlarmPaidUnclear:
		return s.word(words.AlarmUnclear, a.Payment, a.Money.Display())
	case a.Kind == payment.AlarmOutcomeUnknown:
		return s.word(words.AlarmUnknown, a.Payment, a.Money.Display())
	case a.Expected == "":
		return s.word(words.AlarmBarFirst, a.Currency, payeeText(a.Found))
	}
	return s.word(words.AlarmBar, a.Currency, payeeText(a.Found), a.Expected)
}

func (s state) oftenText(a payment.Alarm, now time.Time) string {
	return s.word(words.AlarmOften, strconv.Itoa(a.Times), stamp(a.Last, now))
}

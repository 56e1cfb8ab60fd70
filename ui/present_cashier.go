package ui

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"psar/assets/words"
	"psar/pos/fault"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/settings"
)

// cashier reads the cashier's window from the state.
func (s state) cashier(now time.Time) cashierView {
	v := cashierView{
		dark: s.dark(), head: s.head(now), notices: s.bars(now),
		panel: s.panel(now), amount: s.amount(), pad: s.pad(),
		waiting: s.word(words.Waiting),
		today:   [2]string{s.word(words.Today), s.totals()},
		desk:    s.deskView(now),
		printer: s.printersView(),
		cash:    s.cashView(now),
		count:   s.countView(),
		history: s.historyView(),
		story:   s.storyView(),
		report:  s.reportView(now),
		sheets:  s.sheetsView(now),
	}
	if s.snap.Training {
		v.banner = s.word(words.TrainingBanner)
	}
	for _, a := range s.tray(now) {
		v.tray = append(v.tray, trayItem{a.ID, s.trayOf(a, now)})
	}
	if s.help {
		v.help, v.helpTop, v.closing = s.everyKey(), s.word(words.HelpTitle), s.word(words.Close)
	}
	return v
}

func (s state) word(k words.Key, args ...any) string { return words.Text(s.language, k, args...) }

// hourMinute and hourMinuteSecond write a time of day as the shop reads it.
func hourMinute(t time.Time) string       { return t.In(money.PhnomPenh).Format("15:04") }
func hourMinuteSecond(t time.Time) string { return t.In(money.PhnomPenh).Format("15:04:05") }

func (s state) head(now time.Time) headView {
	number := s.snap.Settings.Int(settings.TillNumber)
	text := strconv.Itoa(number)
	if number < 10 {
		text = strconv.Itoa(0) + text
	}
	v := headView{
		till: s.word(words.TillNumber, text), bank: s.bank(), printer: s.printer(), money: s.unclaimed(),
		language: s.word(words.OtherLanguage), clock: hourMinute(now),
	}
	if s.hasSheets() {
		v.paper = s.word(words.SheetsChip)
	}
	return v
}

func (s state) bank() chipView {
	g := s.snap.Gateway
	switch g.Problem {
	case "":
		if !g.Known {
			return chipView{statusNone, s.word(words.BankLinkUntried)}
		}
		return chipView{statusGood, s.word(words.BankLink)}
	case fault.GatewayTimeout, fault.GatewayRateLimited:
		return chipView{statusAttention, s.word(words.BankLinkSlow, hourMinute(g.Since))}
	}
	return chipView{statusAttention, s.word(words.BankLinkDown, hourMinute(g.Since))}
}

func (s state) unclaimed() chipView {
	if len(s.snap.Unclaimed) == 0 {
		return chipView{}
	}
	return chipView{statusAttention, s.word(words.Unclaimed) + ": " + strconv.Itoa(len(s.snap.Unclaimed))}
}

// approx is an amount in the other currency at today's rate, "" without one.
func (s state) approx(m money.Money) string {
	values := s.snap.Settings
	o, ok := values.Rate().In(m.Currency.Other(), m, int64(values.Int(settings.RoundingKHR)))
	if !ok {
		return ""
	}
	return "≈ " + o.Display()
}

func (s state) amount() amountView {
	m, caption := s.entry.money(), s.word(words.Amount)
	switch {
	case s.cart.quantity > 0:
		caption = strconv.FormatInt(s.cart.quantity, 10) + " ×"
	case s.entry.empty() && !s.cart.empty():
		m, caption = s.total(), s.word(words.PaperTotal)
	}
	note, asked := s.word(words.NoRate), m
	if total := s.total(); s.cart.empty() && total.Minor > 0 {
		asked = total
	}
	if rate := s.snap.Settings.Rate(); rate > 0 {
		note = s.approx(asked) + " · " + money.Riel(int64(rate)).Grouped()
	}
	if asked != m { // a quantity or the tax: what Enter asks for is said
		note = s.word(words.PaperTotal) + " " + asked.Display() + " · " + note
	}
	return amountView{
		caption: caption, currency: string(m.Currency), amount: m.Display(), note: note,
		locked: s.charging,
	}
}

// totals is today's count and sums: 86 · $412.75 · 310,500 ៛.
func (s state) totals() string {
	count, parts := 0, []string{""}
	for _, c := range money.Currencies() {
		sum := money.Money{Currency: c}
		for _, t := range s.snap.Today {
			if t.Sum.Currency == c {
				count, sum = count+t.Count, t.Sum
			}
		}
		parts = append(parts, sum.Display())
	}
	parts[0] = fmt.Sprint(count)
	return strings.Join(parts, " · ")
}

func (s state) trayOf(a payment.Attempt, now time.Time) trayView {
	v := trayView{amount: a.Amount.Display(), at: hourMinute(a.Created)}
	if a.Channel == payment.ChannelLink {
		v.at = s.word(words.LinkKey) + " " + v.at
	}
	switch {
	case a.State == payment.Paid:
		v.status = statusGood
	case !a.InProgress() || a.Held():
		v.status = statusAttention
	case a.State == payment.Shown && !a.Expires.IsZero():
		v.left, v.whole = a.TimeLeft(now), a.Expires.Sub(a.Changed)
	}
	return v
}

func (s state) pad() padView {
	a, ended := s.attempt()
	settings, c := s.snap.Settings, s.bill().Currency
	free := s.desk.page == deskClosed && !s.busy()
	some := !s.entry.empty() || !s.cart.empty()
	ready := free && (!ended && some && settings.HasProfile(c) || ended && worthAgain(a))
	_, stored := s.stored(a.Sale)
	notes := free && (!ended && some || ended && stored)
	v := padView{
		charge:   buttonView{label: s.word(words.KHQR), hint: s.word(words.EnterKey), action: action{verb: doCharge}, primary: true, off: !ready},
		link:     buttonView{label: s.word(words.LinkKey), hint: "L", action: action{verb: doLink}, off: !free || ended || !some || !settings.HasProfile(c) || !s.canLink},
		quantity: buttonView{label: "×", hint: s.word(words.Quantity) + " *", action: action{verb: doQuantity}, off: !free || s.entry.empty()},
		discount: buttonView{label: "−%", hint: s.word(words.Discount) + " -", action: action{verb: doDiscount}, off: !free || s.cart.empty()},
		line:     buttonView{label: "+", hint: s.word(words.NextLine) + " +", action: action{verb: doNextLine}, off: !free || !some},
		cash:     buttonView{label: s.word(words.Cash), hint: "F9", action: action{verb: doCash}, off: !notes},
		split:    buttonView{label: s.word(words.Split), hint: "F10", action: action{verb: doSplit}, off: !notes && len(s.snap.PartPaid) == 0},
		refund:   s.word(words.Refund), reports: s.word(words.Reports), keys: s.word(words.Keys),
		flip: buttonView{label: "$ ⇄ ៛", hint: s.word(words.SwitchCurrency) + " /", action: action{verb: doFlip}, off: !free && !s.flips()},
	}
	if s.desk.page == deskRefund { // so many of a line
		v.line.off, v.discount.off = false, false
	}
	if !settings.HasProfile(c) {
		v.charge.hint = s.word(words.NotSetUp)
	}
	if d := s.desk; d.page == deskForm && d.form.fields[d.form.focus].kind.stroked() {
		v.flip = buttonView{label: "/", action: action{verb: doFlip}}
	}
	return v
}

// flips reports that the desk has two currencies, or two ways, to choose from.
func (s state) flips() bool {
	switch s.desk.page {
	case deskCash, deskCount, deskRefund, deskDiscount:
		return true
	}
	return s.desk.page == deskForm && s.desk.form.index(fieldAmount) >= 0
}

// everyKey lists the keys as the help shows them.
func (s state) everyKey() []helpRow {
	rows := []helpRow{
		{"0 – 9  00  000", s.word(words.HelpDigits), false},
		{"⏎ Enter", s.word(words.HelpEnter), false},
		{"Backspace", s.word(words.HelpBackspace), false},
		{"/", s.word(words.HelpSlash), false},
		{"Esc", s.word(words.HelpEscape), false},
		{"F1", s.word(words.HelpHelp), false},
		{"F2", s.word(words.HelpNext), false},
		{"F3", s.word(words.HelpBringFront), false},
		{"F4", s.word(words.HelpConfirm), false},
		{"F5", s.word(words.HelpCheck), false},
		{"F6", s.word(words.HelpTheme), false},
		{"F11", s.word(words.HelpLanguage), false},
		{"P", s.word(words.HelpPrint), false},
		{"Y  N", s.word(words.HelpYesNo), false},
		{"U", s.word(words.HelpUnclaimed), false},
		{"A", s.word(words.HelpAlarm), false},
		{"B", s.word(words.HelpMark), false},
		{"R", s.word(words.HelpPrinter), false},
		{"L", s.word(words.HelpLink), false},
		{"C", s.word(words.HelpCopy), false},
		{"↑ ↓  PgUp PgDn", s.word(words.HelpArrows), false},
		{"Tab", s.word(words.HelpTab), false},
		{"H", s.word(words.HelpHold), false},
		{"Ctrl+L", s.word(words.HelpLock), false},
		{"*", s.word(words.HelpStar), false},
		{"-", s.word(words.HelpMinus), false},
		{"+", s.word(words.HelpPlus), false},
		{"M", s.word(words.HelpLine), false},
		{"K", s.word(words.RateTitle), false},
		{"S", s.word(words.StaffTitle), false},
		{"F7", s.word(words.HelpRefund), false},
		{"F9", s.word(words.HelpCash), false},
		{"F10", s.word(words.HelpSplit), false},
		{"F12", s.word(words.HelpReports), false},
	}
	if s.hasSheets() {
		at := slices.IndexFunc(rows, func(r helpRow) bool { return r.key == "R" }) + 1
		rows = slices.Insert(rows, at, helpRow{"V", s.word(words.HelpSheets), false})
	}
	if s.canItems {
		at := slices.IndexFunc(rows, func(r helpRow) bool { return r.key == "R" })
		rows = slices.Insert(rows, at, helpRow{"I", s.word(words.HelpItems), false})
	}
	if s.canHistory {
		at := slices.IndexFunc(rows, func(r helpRow) bool { return r.key == "F7" })
		rows = slices.Insert(rows, at, helpRow{"T", s.word(words.HelpHistory), false})
	}
	if s.canReport {
		rows = append(rows, helpRow{"X", s.word(words.HelpReport), false})
	}
	if s.canPay {
		pay := helpRow{"F8", s.word(words.CustomerPays), false}
		rows = append(rows[:11], append([]helpRow{pay}, rows[11:]...)...)
	}
	return rows
}

package model

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
	"psar/ui/view"
)

// Cashier reads the cashier's window from the state.
func (s Model) Cashier(now time.Time) view.Cashier {
	v := view.Cashier{
		Dark: s.Dark(), Head: s.head(now), Notices: s.Bars(now),
		Panel: s.panel(now), Amount: s.amount(), Pad: s.pad(),
		Waiting: s.word(words.Waiting),
		Today:   [2]string{s.word(words.Today), s.totals()},
		Desk:    s.deskView(now),
		Printer: s.printersView(),
		Cash:    s.cashView(now),
		Count:   s.countView(),
		History: s.historyView(),
		Details: s.storyView(),
		Report:  s.reportView(now),
		Sheets:  s.sheetsView(now),
	}
	if s.Snap.Training {
		v.Banner = s.word(words.TrainingBanner)
	}
	for _, a := range s.tray(now) {
		v.Tray = append(v.Tray, view.TrayItem{Payment: a.ID, View: s.trayOf(a, now)})
	}
	if s.Help {
		v.Help, v.HelpTop, v.Closing = s.everyKey(), s.word(words.HelpTitle), s.word(words.Close)
	}
	return v
}

func (s Model) word(k words.Key, args ...any) string { return words.Text(s.Language, k, args...) }

// hourMinute and hourMinuteSecond write a time of day as the shop reads it.
func hourMinute(t time.Time) string       { return t.In(money.PhnomPenh).Format("15:04") }
func hourMinuteSecond(t time.Time) string { return t.In(money.PhnomPenh).Format("15:04:05") }

func (s Model) head(now time.Time) view.Head {
	number := s.Snap.Settings.Int(settings.TillNumber)
	text := strconv.Itoa(number)
	if number < 10 {
		text = strconv.Itoa(0) + text
	}
	v := view.Head{
		Till: s.word(words.TillNumber, text), Bank: s.bank(), Printer: s.printer(), Money: s.unmatched(),
		Language: s.word(words.OtherLanguage), Clock: hourMinute(now),
	}
	if s.hasSheets() {
		v.Paper = s.word(words.SheetsChip)
	}
	return v
}

func (s Model) bank() view.Chip {
	g := s.Snap.Gateway
	switch g.Problem {
	case "":
		if !g.Known {
			return view.Chip{Status: view.StatusNone, Text: s.word(words.BankLinkUntried)}
		}
		return view.Chip{Status: view.StatusGood, Text: s.word(words.BankLink)}
	case fault.GatewayTimeout, fault.GatewayRateLimited:
		return view.Chip{Status: view.StatusAttention, Text: s.word(words.BankLinkSlow, hourMinute(g.Since))}
	}
	return view.Chip{Status: view.StatusAttention, Text: s.word(words.BankLinkDown, hourMinute(g.Since))}
}

func (s Model) unmatched() view.Chip {
	if len(s.Snap.Unmatched) == 0 {
		return view.Chip{}
	}
	return view.Chip{Status: view.StatusAttention, Text: s.word(words.Unmatched) + ": " + strconv.Itoa(len(s.Snap.Unmatched))}
}

// approx is an amount in the other currency at today's rate, "" without one.
func (s Model) approx(m money.Money) string {
	values := s.Snap.Settings
	o, ok := values.Rate().In(m.Currency.Other(), m, int64(values.Int(settings.RoundingKHR)))
	if !ok {
		return ""
	}
	return "≈ " + o.Display()
}

func (s Model) amount() view.Amount {
	m, caption := s.Entry.Money(), s.word(words.Amount)
	switch {
	case s.Cart.Quantity > 0:
		caption = strconv.FormatInt(s.Cart.Quantity, 10) + " ×"
	case s.Entry.Empty() && !s.Cart.Empty():
		m, caption = s.Total(), s.word(words.PaperTotal)
	}
	note, asked := s.word(words.NoRate), m
	if total := s.Total(); s.Cart.Empty() && total.Minor > 0 {
		asked = total
	}
	if rate := s.Snap.Settings.Rate(); rate > 0 {
		note = s.approx(asked) + " · " + money.Riel(int64(rate)).Grouped()
	}
	if asked != m { // a quantity or the tax: what Enter asks for is said
		note = s.word(words.PaperTotal) + " " + asked.Display() + " · " + note
	}
	return view.Amount{
		Caption: caption, Currency: string(m.Currency), Amount: m.Display(), Note: note,
		Locked: s.Charging,
	}
}

// totals is today's count and sums: 86 · $412.75 · 310,500 ៛.
func (s Model) totals() string {
	count, parts := 0, []string{""}
	for _, c := range money.Currencies() {
		sum := money.Money{Currency: c}
		for _, t := range s.Snap.Today {
			if t.Sum.Currency == c {
				count, sum = count+t.Count, t.Sum
			}
		}
		parts = append(parts, sum.Display())
	}
	parts[0] = fmt.Sprint(count)
	return strings.Join(parts, " · ")
}

func (s Model) trayOf(a payment.Attempt, now time.Time) view.Tray {
	v := view.Tray{Amount: a.Amount.Display(), At: hourMinute(a.Created)}
	if a.Channel == payment.ChannelLink {
		v.At = s.word(words.LinkKey) + " " + v.At
	}
	switch {
	case a.State == payment.Paid:
		v.Status = view.StatusGood
	case !a.InProgress() || a.Held():
		v.Status = view.StatusAttention
	case a.State == payment.Shown && !a.Expires.IsZero():
		v.Left, v.Whole = a.TimeLeft(now), a.Expires.Sub(a.Changed)
	}
	return v
}

func (s Model) pad() view.Pad {
	a, ended := s.Attempt()
	settings, c := s.Snap.Settings, s.bill().Currency
	free := s.Page() == view.PageClosed && !s.Busy()
	some := !s.Entry.Empty() || !s.Cart.Empty()
	ready := free && (!ended && some && settings.HasProfile(c) || ended && worthAgain(a))
	_, stored := s.stored(a.Sale)
	notes := free && (!ended && some || ended && stored)
	v := view.Pad{
		Charge:   view.Button{Label: s.word(words.KHQR), Hint: s.word(words.EnterKey), Action: view.Action{Verb: view.DoCharge}, Primary: true, Off: !ready},
		Link:     view.Button{Label: s.word(words.LinkKey), Hint: "L", Action: view.Action{Verb: view.DoLink}, Off: !free || ended || !some || !settings.HasProfile(c) || !s.CanLink},
		Quantity: view.Button{Label: "×", Hint: s.word(words.Quantity) + " *", Action: view.Action{Verb: view.DoQuantity}, Off: !free || s.Entry.Empty()},
		Discount: view.Button{Label: "−%", Hint: s.word(words.Discount) + " -", Action: view.Action{Verb: view.DoDiscount}, Off: !free || s.Cart.Empty()},
		Line:     view.Button{Label: "+", Hint: s.word(words.NextLine) + " +", Action: view.Action{Verb: view.DoNextLine}, Off: !free || !some},
		Cash:     view.Button{Label: s.word(words.Cash), Hint: "F9", Action: view.Action{Verb: view.DoCash}, Off: !notes},
		Split:    view.Button{Label: s.word(words.Split), Hint: "F10", Action: view.Action{Verb: view.DoSplit}, Off: !notes && len(s.Snap.PartPaid) == 0},
		Refund:   s.word(words.Refund), Reports: s.word(words.Reports), Keys: s.word(words.Keys),
		Flip: view.Button{Label: "$ ⇄ ៛", Hint: s.word(words.SwitchCurrency) + " /", Action: view.Action{Verb: view.DoFlip}, Off: !free && !s.flips()},
	}
	if s.Page() == view.PageRefund { // so many of a line
		v.Line.Off, v.Discount.Off = false, false
	}
	if !settings.HasProfile(c) {
		v.Charge.Hint = s.word(words.NotSetUp)
	}
	if d := s.Desk; d.Page == view.PageForm && d.Form.Fields[d.Form.Focus].Kind.spec().stroked {
		v.Flip = view.Button{Label: "/", Action: view.Action{Verb: view.DoFlip}}
	}
	return v
}

// flips reports that the desk has two currencies, or two ways, to choose from.
func (s Model) flips() bool {
	switch s.Page() {
	case view.PageCash, view.PageCount, view.PageRefund, view.PageDiscount:
		return true
	}
	return s.Page() == view.PageForm && s.Desk.Form.Index(FieldAmount) >= 0
}

// everyKey lists the keys as the help shows them.
func (s Model) everyKey() []view.HelpRow {
	rows := []view.HelpRow{
		{Key: "0 – 9  00  000", Text: s.word(words.HelpDigits), Later: false},
		{Key: "⏎ Enter", Text: s.word(words.HelpEnter), Later: false},
		{Key: "Backspace", Text: s.word(words.HelpBackspace), Later: false},
		{Key: "/", Text: s.word(words.HelpSlash), Later: false},
		{Key: "Esc", Text: s.word(words.HelpEscape), Later: false},
		{Key: "F1", Text: s.word(words.HelpHelp), Later: false},
		{Key: "F2", Text: s.word(words.HelpNext), Later: false},
		{Key: "F3", Text: s.word(words.HelpBringFront), Later: false},
		{Key: "F4", Text: s.word(words.HelpConfirm), Later: false},
		{Key: "F5", Text: s.word(words.HelpCheck), Later: false},
		{Key: "F6", Text: s.word(words.HelpTheme), Later: false},
		{Key: "F11", Text: s.word(words.HelpLanguage), Later: false},
		{Key: "P", Text: s.word(words.HelpPrint), Later: false},
		{Key: "Y  N", Text: s.word(words.HelpYesNo), Later: false},
		{Key: "U", Text: s.word(words.HelpUnmatched), Later: false},
		{Key: "A", Text: s.word(words.HelpAlert), Later: false},
		{Key: "B", Text: s.word(words.HelpMark), Later: false},
		{Key: "R", Text: s.word(words.HelpPrinter), Later: false},
		{Key: "L", Text: s.word(words.HelpLink), Later: false},
		{Key: "C", Text: s.word(words.HelpCopy), Later: false},
		{Key: "↑ ↓  PgUp PgDn", Text: s.word(words.HelpArrows), Later: false},
		{Key: "Tab", Text: s.word(words.HelpTab), Later: false},
		{Key: "H", Text: s.word(words.HelpHold), Later: false},
		{Key: "Ctrl+L", Text: s.word(words.HelpLock), Later: false},
		{Key: "*", Text: s.word(words.HelpStar), Later: false},
		{Key: "-", Text: s.word(words.HelpMinus), Later: false},
		{Key: "+", Text: s.word(words.HelpPlus), Later: false},
		{Key: "M", Text: s.word(words.HelpLine), Later: false},
		{Key: "K", Text: s.word(words.RateTitle), Later: false},
		{Key: "S", Text: s.word(words.StaffTitle), Later: false},
		{Key: "F7", Text: s.word(words.HelpRefund), Later: false},
		{Key: "F9", Text: s.word(words.HelpCash), Later: false},
		{Key: "F10", Text: s.word(words.HelpSplit), Later: false},
		{Key: "F12", Text: s.word(words.HelpReports), Later: false},
	}
	if s.hasSheets() {
		at := slices.IndexFunc(rows, func(r view.HelpRow) bool { return r.Key == "R" }) + 1
		rows = slices.Insert(rows, at, view.HelpRow{Key: "V", Text: s.word(words.HelpSheets), Later: false})
	}
	if s.CanItems {
		at := slices.IndexFunc(rows, func(r view.HelpRow) bool { return r.Key == "R" })
		rows = slices.Insert(rows, at, view.HelpRow{Key: "I", Text: s.word(words.HelpItems), Later: false})
	}
	if s.CanHistory {
		at := slices.IndexFunc(rows, func(r view.HelpRow) bool { return r.Key == "F7" })
		rows = slices.Insert(rows, at, view.HelpRow{Key: "T", Text: s.word(words.HelpHistory), Later: false})
	}
	if s.CanReport {
		rows = append(rows, view.HelpRow{Key: "X", Text: s.word(words.HelpReport), Later: false})
	}
	if s.canPay {
		pay := view.HelpRow{Key: "F8", Text: s.word(words.CustomerPays), Later: false}
		rows = append(rows[:11], append([]view.HelpRow{pay}, rows[11:]...)...)
	}
	return rows
}

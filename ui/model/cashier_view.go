package model

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"psar/assets/words"
	"psar/pos/fault"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/settings"
	"psar/pos/staff"
	"psar/ui/view"
)

// Cashier reads the cashier's window from the state.
func (s Model) Cashier(now time.Time) view.Cashier {
	v := view.Cashier{
		Dark: s.Dark(), Head: s.head(now), Notices: s.bars(now),
		Panel: s.panel(now), Amount: s.amount(), Pad: s.pad(),
		Waiting: s.word(words.Waiting),
		Today:   [2]string{s.word(words.Today), s.totals()},
		Sheets:  s.sheetsView(now),
	}
	if s.page != nil {
		s.page.show(s, &v, now)
	}
	v.Banner = s.banner(s.Language)
	for _, a := range s.tray(now) {
		v.Tray = append(v.Tray, view.TrayItem{Payment: a.ID, View: s.trayOf(a, now)})
	}
	if s.Help {
		v.Help, v.HelpTop, v.Closing = s.helpRows(), s.word(words.HelpTitle), keyed(s.word(words.Close), view.DoHelp)
	}
	return v
}

// banner says that this till takes no real money, or none by KHQR; "" in a shop.
func (s Model) banner(lang words.Language) string {
	switch {
	case s.Snap.Training:
		return words.Text(lang, words.TrainingBanner)
	case s.Snap.Settings.Shop().TestGateway:
		return words.Text(lang, words.TestGatewayBanner)
	}
	return ""
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
	m, text, caption := s.Entry.Money(), s.Entry.display(), s.word(words.Amount)
	switch {
	case s.Cart.Quantity > 0:
		caption = strconv.FormatInt(s.Cart.Quantity, 10) + " ×"
	case s.Entry.Empty() && !s.Cart.Empty():
		m, caption = s.Total(), s.word(words.PaperTotal)
		text = m.Display()
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
		Caption: caption, Currency: string(m.Currency), Amount: text, Note: note,
		Locked: s.Charging,
	}
}

// totals is today's count and sums: 86 · $412.75 · 310,500 ៛. To whoever counts the drawer
// blind the sums would say, with the float, what is in it: they see the count alone, as does
// who passes a locked till.
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
	if !s.Snap.May(staff.ActionXReport) {
		return parts[0]
	}
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
	case !a.InProgress() || a.AwaitsPayee():
		v.Status = view.StatusAttention
	case a.State == payment.Shown && !a.Expires.IsZero():
		v.Left, v.Whole = a.TimeLeft(now), a.Expires.Sub(a.Changed)
	}
	return v
}

// pad is the touch keys: those that can do nothing now are paler.
func (s Model) pad() view.Pad {
	a, ended := s.Attempt()
	why := s.noCodes(s.bill().Currency)
	free := s.Page() == view.PageClosed && !s.Busy()
	some := !s.Entry.Empty() || !s.Cart.Empty()
	bill := free && !ended && some
	_, stored := s.stored(a.Sale)
	notes := bill || free && ended && stored
	v := view.Pad{
		Charge:   keyed(s.word(words.KHQR), view.DoCharge).First().OffIf(!(bill && why.Code == "" || free && ended && worthAgain(a) && why.Code != fault.PayFactsDoubted)),
		Link:     keyed(s.word(words.LinkKey), view.DoLink).OffIf(!bill || why.Code != "" || !s.CanLink),
		Quantity: signed("×", s.word(words.Quantity), view.DoQuantity).OffIf(!free || s.Entry.Empty()),
		Discount: signed("−%", s.word(words.Discount), view.DoDiscount).OffIf(!free || s.Cart.Empty()),
		Line:     signed("+", s.word(words.NextLine), view.DoNextLine).OffIf(!free || !some),
		Flip:     signed("$ ⇄ ៛", s.word(words.SwitchCurrency), view.DoFlip).OffIf(!free),
		Cash:     keyed(s.word(words.Cash), view.DoCash).OffIf(!notes),
		Split:    keyed(s.word(words.Split), view.DoSplit).OffIf(!notes && len(s.Snap.PartPaid) == 0),
		Refund:   keyed(s.word(words.Refund), view.DoRefund),
		Reports:  keyed(s.word(words.Reports), view.DoDay),
		Keys:     keyed(s.word(words.Keys), view.DoHelp),
	}
	if key := codesOff[why.Code]; key != "" {
		v.Charge.Hint = s.word(key)
	}
	return v
}

// codesOff says on the key of KHQR why it is pale.
var codesOff = map[fault.Code]words.Key{fault.ProfileMissing: words.NotSetUp, fault.PayFactsDoubted: words.InDoubt}

// noCodes says why no code can be asked for in a currency; its Code is "" where one can.
func (s Model) noCodes(c money.Currency) Said {
	switch {
	case s.Snap.CodesStopped(): // first: a profile that is missing may be what is in doubt
		return Said{Code: fault.PayFactsDoubted}
	case !s.Snap.Settings.HasProfile(c):
		return Said{Code: fault.ProfileMissing, args: []any{c}}
	}
	return Said{}
}

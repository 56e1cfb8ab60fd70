package ui

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"psar/assets/words"
	"psar/pos"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/sale"
	"psar/pos/settings"
	"psar/ui/model"
	"psar/ui/uitest"
	"psar/ui/view"
)

// judge says what of a command was not on the screen when its key went down; "" for
// nothing.
func (e *eyes) judge(c model.Command, g glance) string {
	v := g.v
	if _, always := c.(model.SettingCommand); v.Help != nil && !always {
		return "the help lies over it"
	}
	switch c := c.(type) {
	case model.ChargeCommand:
		return e.judgeCharge(c, v)
	case model.GiveCommand:
		return e.judgeCash(c, v)
	case model.HoldCommand:
		return e.judgeBill(*c.Bill, v)
	case model.AgainCommand:
		return e.judgePayment(c.Payment, v, view.PanelEnded)
	case model.CancelCommand:
		return e.judgePayment(c.Payment, v, view.PanelAsk)
	case model.CheckCommand:
		return e.judgePayment(c.Payment, v, view.PanelPayment, view.PanelAsk, view.PanelLink, view.PanelEnded)
	case model.PayCommand:
		return e.judgePayment(c.Payment, v, view.PanelPayment, view.PanelAsk, view.PanelLink)
	case model.SlipCommand:
		return e.judgePayment(c.Payment, v, view.PanelPayment, view.PanelAsk)
	case model.LinkSlipCommand:
		return oneOf(v.Panel.Link == c.Link, "the link %q", c.Link)
	case model.ReprintCommand:
		return oneOf(everywhere(v, c.Receipt.String()), "receipt %s", c.Receipt)
	case model.RecallCommand:
		return e.judgeRecall(c, g)
	case model.BackCommand:
		sale, _ := e.part(c.Sale)
		var taken []money.Money
		for _, t := range sale.Tenders {
			taken = append(taken, t.Amount)
		}
		shown := v.Cash.Problem
		if v.Desk.Page == view.PageForm {
			shown = v.Desk.Amount
		}
		return oneOf(len(taken) > 0 && strings.Contains(shown, money.Displayed(taken)), "%s to be given back", money.Displayed(taken))
	case model.SignInCommand:
		return oneOf(v.Desk.Page == view.PageForm && v.Desk.Amount == c.Who && v.Desk.Fields[0].Text == c.PIN, "the sign-in of %s", c.Who)
	case model.OwnerCommand:
		return e.judgeTyped(v, view.PageForm, c.Owner, c.PIN)
	case model.StaffCommand:
		if v.Desk.Page == view.PageReview {
			return oneOf(strings.Contains(v.Desk.Text, c.Person.Name), "that %s leaves", c.Person.Name)
		}
		return e.judgeTyped(v, view.PageForm, c.Person.Name, c.PIN)
	case model.PutItemCommand:
		return e.judgeTyped(v, view.PageForm, c.Item.Name, c.Item.NameKhmer, c.Item.Barcode, c.Item.Price.Grouped(), c.Word.By)
	case model.AnswerCommand:
		asks := func(n view.Notice) bool { return n.Buttons[0].Action.Verb == view.DoCameOut }
		return oneOf(slices.ContainsFunc(v.Notices, asks), "the printer's question")
	}
	return e.judgeDesk(c, v)
}

// judgeDesk is judge for what is decided on a page that says what will happen.
func (e *eyes) judgeDesk(c model.Command, v view.Cashier) string {
	d := v.Desk
	review := d.Page == view.PageReview
	switch c := c.(type) {
	case model.RefundCommand:
		return e.judgeRefund(*c.Request, v)
	case model.ResolveCommand:
		r := c.Request
		if r.Payment == "" || !everywhere(e.detail, string(r.Payment)) {
			return "payment " + string(r.Payment)
		}
		text := map[payment.ResolutionKind]string{payment.ResolveReceipt: r.Receipt.String(), payment.ResolveRefund: r.Reference}[r.Kind]
		return oneOf(review && strings.Contains(d.Text, text) && e.wrote(r.Note, r.Approval.By), "%+v", r)
	case model.PayeeCommand:
		account := c.Question.Payee.Account
		return oneOf(review && d.Amount == account && strings.Contains(d.Text, account), "the account %s", account)
	case model.AlertCommand:
		for _, a := range e.w.ui.state.Snap.Alerts {
			if a.ID == c.ID {
				return oneOf(review && (d.Amount == a.Found.Account || says(d.Amount, a.Money)), "the alarm %+v", a)
			}
		}
		return "an alarm that is none any more"
	case model.CountCommand:
		return oneOf(review && d.Amount == money.Displayed(c.Request.Counted) && e.wrote(c.Request.By, c.Request.To, c.Request.Reason), "%+v", c.Request)
	case model.MoveCommand:
		r := c.Request
		return oneOf(review && says(d.Amount, r.Amount) && strings.Contains(d.Text, r.Amount.Display()) && strings.Contains(d.Text, r.Reason), "%+v", r)
	case model.RateCommand:
		if c.Rate == "" {
			return oneOf(d.Page == view.PageForm && d.Fields[0].Text == e.w.ui.state.Snap.Settings.Get(settings.Rate), "the rate as it is")
		}
		n, _ := strconv.ParseInt(c.Rate, 10, 64)
		return oneOf(review && says(d.Amount, uitest.KHR(n)) && strings.Contains(d.Text, uitest.KHR(n).Display()), "the rate %s", c.Rate)
	case model.MarkCommand:
		a, _ := e.w.ui.state.Snap.Attempt(c.Request.Payment)
		return oneOf(review && says(d.Amount, a.Amount) && strings.Contains(d.Facts[0], string(a.ID)) && strings.Contains(d.Text, c.Request.Reference), "%+v", c.Request)
	case model.ArchiveItemCommand:
		return oneOf(review && (strings.Contains(d.Text, c.Item.Name) || c.Item.NameKhmer != "" && strings.Contains(d.Text, c.Item.NameKhmer)), "that %s goes", c.Item.Name)
	case model.DrawerCommand:
		return oneOf(review && strings.Contains(d.Text, c.Reason), "the reason %q", c.Reason)
	case model.PrinterCommand, model.TestPageCommand:
		return oneOf(v.Printer.Page != view.PageClosed || d.Page == view.PageForm, "no printer's page")
	case model.PrintCommand:
		return oneOf(d.Page == view.PageDay, "no day's page")
	case model.SettingCommand:
		return ""
	}
	return fmt.Sprintf("nobody knows what %T has to show", c)
}

// judgeCharge compares what is asked for by KHQR.
func (e *eyes) judgeCharge(c model.ChargeCommand, v view.Cashier) string {
	r := c.Request
	switch {
	case v.Desk.Page == view.PageForm:
		var waits pos.ChargeRequest
		if w, ok := e.waiting.(model.ChargeCommand); ok {
			waits = *w.Request
		}
		waits.Approval = r.Approval
		return oneOf(reflect.DeepEqual(&waits, r) && says(v.Desk.Amount, r.Shown) && e.judgeTyped(v, view.PageForm, r.Approval.By) == "", "what waits for a word, %s", r.Shown.Display())
	case v.Cash.Page == view.PagePart:
		sale, ok := e.part(r.Sale)
		rest, _ := sale.BalanceDue(sale.Total.Currency)
		return oneOf(ok && rest == r.Shown && v.Cash.Total == rest.Display(), "the rest of %s, %s", r.Sale, r.Shown.Display())
	case v.Desk.Page != view.PageClosed || v.Cash.Page != view.PageClosed:
		return "a page lies over the bill"
	case r.Sale != "":
		return "a sale that is none of the bill"
	case shownTotal(v) != r.Shown.Display():
		return "a total of " + r.Shown.Display()
	}
	return e.judgeBill(r.Bill, v)
}

// judgeBill compares a bill with the lines on the screen, and what was being typed.
func (e *eyes) judgeBill(b sale.Bill, v view.Cashier) string {
	if v.Panel.Kind != view.PanelSale && v.Panel.Kind != view.PanelBill {
		return "no bill"
	}
	lines := b.Lines
	if amount := typedIn(v); amount != "" {
		if len(lines) == 0 {
			return "less than was typed"
		}
		last := lines[len(lines)-1]
		if last.Price.Display() != amount || last.Quantity != quantityIn(v) || last.Item != "" {
			return fmt.Sprintf("%d × %s typed", last.Quantity, last.Price.Display())
		}
		lines = lines[:len(lines)-1]
	}
	if v.Panel.Kind == view.PanelSale {
		return oneOf(len(lines) == 0, "%d lines", len(lines))
	}
	if n := strconv.Itoa(len(lines)); v.Panel.Bill.Title != words.Text(words.English, words.BillTitle, n) && v.Panel.Bill.Title != words.Text(words.Khmer, words.BillTitle, n) {
		return n + " lines"
	}
	for _, row := range v.Panel.Bill.Rows {
		if row.Name == "" {
			continue
		}
		number, name, _ := strings.Cut(row.Name, "  ")
		i, err := strconv.Atoi(number)
		if err != nil || i < 1 || i > len(lines) {
			return fmt.Sprintf("%d lines", len(lines))
		}
		if why := judgeLine(lines[i-1], row, name); why != "" {
			return why
		}
	}
	return ""
}

// judgeLine compares one line.
func judgeLine(l sale.BillLine, row view.BillRow, name string) string {
	times := strconv.FormatInt(l.Quantity, 10) + " × " + l.Price.Display()
	off := l.Discount.Amount
	seen := off.Minor > 0 && (off.Currency == money.USD || off.Minor >= 100) // fewer riel are no cent
	switch {
	case l.Name != "" && !strings.HasPrefix(name, l.Name) && !strings.HasPrefix(name, l.NameKhmer),
		l.Note != "" && !strings.Contains(name, l.Note):
		return fmt.Sprintf("a line %q", l.Name)
	case l.Quantity > 1 && row.Times != times:
		return times
	case l.Discount.IsZero() && row.Off != "", row.Off == "" && l.Discount.Part*l.Price.Minor*l.Quantity >= 10_000, row.Off == "" && seen:
		return fmt.Sprintf("a discount of %+v", l.Discount)
	}
	return ""
}

// judgeCash compares notes with the counter's page, and the bill with the one before it.
func (e *eyes) judgeCash(c model.GiveCommand, v view.Cashier) string {
	r := c.Request
	if v.Desk.Page == view.PageForm {
		var waits pos.CashRequest
		if w, ok := e.waiting.(model.GiveCommand); ok {
			waits = *w.Request
		}
		waits.Approval = r.Approval
		return oneOf(reflect.DeepEqual(&waits, r) && e.judgeTyped(v, view.PageForm, r.Approval.By) == "", "what waits for a word, %s", r.Shown.Display())
	}
	if v.Cash.Page != view.PageCash || v.Cash.Total != r.Shown.Display() {
		return "a counter over " + r.Shown.Display()
	}
	var given, shown []string
	for _, m := range r.Received {
		given = append(given, m.Display())
	}
	for _, o := range r.Other {
		if v.Cash.Title != o.Name {
			return "the tender " + o.Name
		}
		given = append(given, o.Amount.Display())
	}
	for _, g := range v.Cash.Given {
		if m, ok := moneyIn(g.Amount); ok && m.Minor > 0 {
			shown = append(shown, g.Amount)
		}
	}
	if len(r.Other) > 0 && len(shown) == 0 {
		shown = append(shown, v.Cash.Total)
	}
	if !reflect.DeepEqual(given, shown) {
		return fmt.Sprintf("%v given", given)
	}
	if r.Sale != "" {
		return ""
	}
	bill := e.counter
	bill.Amount = v.Amount // what F9 came with in a lump is seen here first
	if why := e.judgeBill(r.Bill, bill); why != "" {
		return why + " (before the counter's page: " + screenText(e.counter) + ")"
	}
	return ""
}

// judgePayment compares a payment with the one on the panel.
func (e *eyes) judgePayment(id id.Payment, v view.Cashier, kinds ...view.PanelKind) string {
	a, ok := e.w.ui.state.Snap.Attempt(id)
	if !ok || v.Panel.Amount != a.Amount.Display() {
		return fmt.Sprintf("payment %s over %s", id, a.Amount.Display())
	}
	for _, k := range kinds {
		if v.Panel.Kind == k {
			return ""
		}
	}
	return fmt.Sprintf("no panel for it: %d", v.Panel.Kind)
}

// judgeRecall compares a bill that is taken up with the row that was chosen.
func (e *eyes) judgeRecall(c model.RecallCommand, g glance) string {
	for _, h := range e.w.ui.state.Snap.Held {
		if h.ID != c.ID {
			continue
		}
		p, err := h.Bill.Price(sale.TermsOf(e.w.ui.state.Snap.Settings))
		if err != nil {
			return err.Error()
		}
		for i, row := range g.v.Desk.Rows {
			mine := row.Chosen
			switch g.verb {
			case view.DoDigits:
				mine = g.text == strconv.Itoa(i+1)
			case view.DoRow:
				mine = row.Action == g.touch
			}
			if mine {
				return oneOf(row.Amount == p.Total.Display(), "a held bill over %s", p.Total.Display())
			}
		}
	}
	return "no row is chosen"
}

// judgeRefund compares what goes back with the lines that were chosen.
func (e *eyes) judgeRefund(r pos.RefundRequest, v view.Cashier) string {
	d := v.Desk
	if d.Page != view.PageReview || !strings.Contains(d.Text, r.Receipt.String()) || !strings.Contains(d.Text, d.Amount) {
		return "a refund of " + r.Receipt.String()
	}
	if !e.wrote(r.Reason, r.Reference, r.Approval.By) {
		return fmt.Sprintf("%q, %q", r.Reason, r.Reference)
	}
	if r.Kind == sale.RefundVoid {
		return oneOf(len(r.Lines) == 0, "a void of parts")
	}
	for position, shown := range e.lines {
		n, _, _ := strings.Cut(shown, " ")
		if i, _ := strconv.Atoi(position); e.w.ui.state.Language == words.English && n != strconv.FormatInt(r.Lines[i], 10) {
			return fmt.Sprintf("%d of line %d", r.Lines[i], i)
		}
	}
	return ""
}

// judgeTyped compares a form with what is made of it.
func (e *eyes) judgeTyped(v view.Cashier, on view.Page, texts ...string) string {
	for _, text := range texts {
		found := text == ""
		for _, f := range v.Desk.Fields {
			found = found || strings.TrimSpace(f.Text) == text
		}
		if v.Desk.Page != on || !found {
			return fmt.Sprintf("%q in the form", text)
		}
	}
	return ""
}

// wrote reports that texts stood in the lines of the form before.
func (e *eyes) wrote(texts ...string) bool {
	for _, text := range texts {
		if text != "" && !e.fields[text] {
			return false
		}
	}
	return true
}

func (e *eyes) part(id id.Sale) (sale.Sale, bool) {
	for _, s := range e.w.ui.state.Snap.PartPaid {
		if s.ID == id {
			return s, true
		}
	}
	return sale.Sale{}, false
}

package model

import (
	"slices"
	"strconv"
	"unicode"

	"psar/assets/words"
	"psar/ui/view"
)

// binding is what a key does: what the router asks of it, what the help page says of
// it, and where it works.
//
// A key asks for one verb, whatever is open. A page may make something of its own of
// the verb: F2 begins the next sale, and is Continue where the drawer is counted. Such
// a row names the key as the page's button does, in place of a row of the help page.
//
// Four things stand elsewhere. What a line of a form makes of characters and of the
// keys that move in it is the line's. What a list's row is reached by is its place in
// the list. Buttons without a key are verbs that only touches ask for, and a scanner's
// burst is none of these keys.
type binding struct {
	keys  keys // labels show the first
	verb  view.Verb
	help  words.Key        // its row on the help page; bindings with the same words share it
	as    string           // what stands before that row, where it is not their first keys
	label words.Key        // of a page's own: the name of its button there
	on    pages            // where it does something
	when  func(Model) bool // and in which state; nil: in any
}

// here reports that the key does something in a state.
func (b binding) here(s Model) bool { return b.on.has(s.Page()) && (b.when == nil || b.when(s)) }

type keys []view.Key

// pages are some of the pages.
type pages uint32

func on(all ...view.Page) (set pages) {
	for _, p := range all {
		set |= 1 << p
	}
	return set
}

func (p pages) has(page view.Page) bool { return p&(1<<page) != 0 }

const (
	everywhere  = ^pages(0)
	counter     = pages(1 << view.PageClosed)
	changing    = counter | 1<<view.PageChange
	listPages   = pages(1<<view.PageList | 1<<view.PageLock | 1<<view.PageStaff)
	rowPages    = listPages | 1<<view.PageDay | 1<<view.PageItems | 1<<view.PageHeld | 1<<view.PageHistory | 1<<view.PageReports
	textPages   = pages(1<<view.PageForm | 1<<view.PageCash | 1<<view.PageItems | 1<<view.PageHistory)
	figurePages = textPages | 1<<view.PageCount | 1<<view.PageRefund
	rollPages   = pages(1<<view.PageDetails | 1<<view.PageReport)
)

// bindings are the keys, in the order of the help page; behind them what pages make of
// a key.
var bindings = []binding{
	{keys: digits, verb: view.DoDigits, help: words.HelpDigits, as: "0 – 9  00  000", on: changing | figurePages},
	{keys: digits, verb: view.DoDigits, help: words.HelpDigits, on: on(view.PageDiscount), when: func(s Model) bool { return !s.discount().choosing }},
	{keys: keys{".", ","}, verb: view.DoPoint, help: words.HelpDigits, on: changing | on(view.PageForm, view.PageCash, view.PageDiscount, view.PageHistory)},
	{keys: keys{view.KeyEnter}, verb: view.DoCharge, help: words.HelpEnter, as: "⏎ Enter", on: counter | on(view.PagePart)},
	{keys: keys{view.KeyBackspace, view.KeyDelete}, verb: view.DoBackspace, help: words.HelpBackspace, on: counter | figurePages | on(view.PageDiscount)},
	{keys: keys{"/"}, verb: view.DoFlip, help: words.HelpSlash, on: changing | on(view.PageForm, view.PageCash, view.PageDiscount, view.PageCount)},
	{keys: keys{view.KeyEscape}, verb: view.DoEscape, help: words.HelpEscape, on: everywhere &^ on(view.PageLock, view.PageChange)},
	{keys: keys{view.KeyF1}, verb: view.DoHelp, help: words.HelpHelp, on: everywhere},
	{keys: keys{view.KeyF2}, verb: view.DoNextSale, help: words.HelpNext, on: counter | on(view.PagePart)},
	{keys: keys{view.KeyF3}, verb: view.DoBringFront, help: words.HelpBringFront, on: counter | rollPages |
		on(view.PageList, view.PageDetail, view.PagePrinter, view.PagePart, view.PageDay, view.PageHistory, view.PageReports)},
	{keys: keys{view.KeyF4}, verb: view.DoConfirm, help: words.HelpConfirm, on: counter | on(view.PageReview, view.PageCash, view.PagePart)},
	{keys: keys{view.KeyF5}, verb: view.DoCheckNow, help: words.HelpCheck, on: counter},
	{keys: keys{view.KeyF6}, verb: view.DoTheme, help: words.HelpTheme, on: everywhere},
	{keys: keys{view.KeyF8}, verb: view.DoPay, help: words.CustomerPays, on: counter, when: func(s Model) bool { return s.canPay }},
	{keys: keys{view.KeyF11}, verb: view.DoLanguage, help: words.HelpLanguage, on: everywhere},
	{keys: keys{"P"}, verb: view.DoPrint, help: words.HelpPrint, on: counter},
	{keys: keys{"Y"}, verb: view.DoYes, help: words.HelpYesNo, on: changing},
	{keys: keys{"N"}, verb: view.DoNo, help: words.HelpYesNo, on: changing},
	{keys: keys{"U"}, verb: view.DoUnmatched, help: words.HelpUnmatched, on: changing | on(view.PageDetail, view.PageDone)},
	{keys: keys{"A"}, verb: view.DoAlert, help: words.HelpAlert, on: changing},
	{keys: keys{"B"}, verb: view.DoMark, help: words.HelpMark, on: counter},
	{keys: keys{"I"}, verb: view.DoItems, help: words.HelpItems, on: changing, when: func(s Model) bool { return s.CanItems }},
	{keys: keys{"R"}, verb: view.DoPrinter, help: words.HelpPrinter, on: changing},
	{keys: keys{"V"}, verb: view.DoSheets, help: words.HelpSheets, on: everywhere, when: Model.hasSheets},
	{keys: keys{"L"}, verb: view.DoLink, help: words.HelpLink, on: counter},
	{keys: keys{"C"}, verb: view.DoCopy, help: words.HelpCopy, on: counter},
	{keys: keys{view.KeyUp}, verb: view.DoUp, help: words.HelpArrows, as: "↑ ↓  PgUp PgDn", on: counter | rowPages | rollPages |
		on(view.PageForm, view.PagePrinter, view.PageSaw, view.PageCash, view.PageCount, view.PageRefund)},
	{keys: keys{view.KeyDown}, verb: view.DoDown, help: words.HelpArrows, on: counter | rowPages | rollPages |
		on(view.PageForm, view.PagePrinter, view.PageCash, view.PageCount, view.PageRefund)},
	{keys: keys{view.KeyPageUp}, verb: view.DoPageUp, help: words.HelpArrows, on: counter | listPages | rollPages | on(view.PageItems, view.PageHistory)},
	{keys: keys{view.KeyPageDown}, verb: view.DoPageDown, help: words.HelpArrows, on: counter | listPages | rollPages | on(view.PageItems, view.PageHistory)},
	{keys: keys{view.KeyHome}, verb: view.DoFirst, help: words.HelpArrows, on: counter | listPages | rollPages},
	{keys: keys{view.KeyEnd}, verb: view.DoLast, help: words.HelpArrows, on: counter | listPages | rollPages},
	{keys: digits, verb: view.DoDigits, help: words.HelpArrows, on: listPages |
		on(view.PageDetail, view.PagePrinter, view.PageDay, view.PageHeld, view.PageReports, view.PageReport)},
	{keys: digits, verb: view.DoDigits, help: words.HelpArrows, on: on(view.PageDiscount), when: func(s Model) bool { return s.discount().choosing }},
	{keys: keys{view.KeyTab}, verb: view.DoTab, help: words.HelpTab, on: textPages | on(view.PageCount, view.PageReports)},
	{keys: keys{"H"}, verb: view.DoHold, help: words.HelpHold, on: changing},
	{keys: keys{view.KeyCtrlL}, verb: view.DoLock, help: words.HelpLock, on: everywhere},
	{keys: keys{"*", "×"}, verb: view.DoQuantity, help: words.HelpStar, on: counter},
	{keys: keys{"-"}, verb: view.DoDiscount, help: words.HelpMinus, on: counter},
	{keys: keys{"+", "="}, verb: view.DoNextLine, help: words.HelpPlus, on: counter},
	{keys: keys{"M"}, verb: view.DoLine, help: words.HelpLine, on: counter},
	{keys: keys{"K"}, verb: view.DoRate, help: words.RateTitle, on: changing},
	{keys: keys{"S"}, verb: view.DoStaff, help: words.StaffTitle, on: changing},
	{keys: keys{"O"}, verb: view.DoOwner, help: words.OwnerTitle, on: changing, when: func(s Model) bool { return !s.Snap.Staffed }},
	{keys: keys{"T"}, verb: view.DoHistory, help: words.HelpHistory, on: changing | on(view.PageDetails), when: func(s Model) bool { return s.CanHistory }},
	{keys: keys{view.KeyF7}, verb: view.DoRefund, help: words.HelpRefund, on: counter | on(view.PageHistory, view.PageDetails)},
	{keys: keys{view.KeyF9}, verb: view.DoCash, help: words.HelpCash, on: counter | on(view.PagePart)},
	{keys: keys{view.KeyF10}, verb: view.DoSplit, help: words.HelpSplit, on: counter},
	{keys: keys{view.KeyF12}, verb: view.DoDay, help: words.HelpReports, on: counter | on(view.PageCount)},
	{keys: keys{"X"}, verb: view.DoReports, help: words.HelpReport, on: changing | on(view.PageDay, view.PageReport), when: func(s Model) bool { return s.CanReport }},

	{keys: keys{view.KeyEnter}, verb: view.DoCharge, label: words.Continue, on: rowPages | on(view.PageForm, view.PageDone, view.PageDiscount, view.PageCount, view.PageRefund)},
	{keys: keys{view.KeyEnter}, verb: view.DoCharge, label: words.CashTake, on: on(view.PageCash)},
	{keys: keys{view.KeyBackspace, view.KeyDelete}, verb: view.DoBackspace, label: words.Back, on: on(view.PageSaw)},
	{keys: keys{view.KeyBackspace, view.KeyDelete}, verb: view.DoBackspace, label: words.PartBack, on: on(view.PagePart)},
	{keys: keys{"/"}, verb: view.DoFlip, label: words.RefundNotes, on: on(view.PageRefund)},
	{keys: keys{"/"}, verb: view.DoFlip, label: words.PastFind, on: on(view.PageHistory)},
	{keys: keys{view.KeyEscape}, verb: view.DoEscape, label: words.Close, on: on(view.PageLock), when: Model.leaveable},
	{keys: keys{view.KeyF2}, verb: view.DoNextSale, label: words.ItemChange, on: on(view.PageItems)},
	{keys: keys{view.KeyF2}, verb: view.DoNextSale, label: words.ItemArchive, on: on(view.PageForm), when: func(s Model) bool { return s.Form().task() == taskItem }},
	{keys: keys{view.KeyF2}, verb: view.DoNextSale, label: words.StaffLeaves, on: on(view.PageForm), when: func(s Model) bool { return s.Form().task() == taskStaff }},
	{keys: keys{view.KeyF2}, verb: view.DoNextSale, label: words.PINLost, on: on(view.PageForm), when: func(s Model) bool {
		k, ok := s.Form().of.(signInForm)
		return ok && k.recovers(s)
	}},
	{keys: keys{view.KeyF2}, verb: view.DoNextSale, label: words.Continue, on: on(view.PageCount)},
	{keys: keys{view.KeyF2}, verb: view.DoNextSale, label: words.VoidSale, on: on(view.PageRefund)},
	{keys: keys{view.KeyF2}, verb: view.DoNextSale, label: words.PastEvery, on: on(view.PageHistory)},
	{keys: keys{view.KeyF3}, verb: view.DoBringFront, label: words.ItemNew, on: on(view.PageItems)},
	{keys: keys{view.KeyF3}, verb: view.DoBringFront, label: words.StaffNew, on: on(view.PageStaff)},
	{keys: keys{view.KeyF3}, verb: view.DoBringFront, label: words.PastTitle, on: on(view.PageForm), when: func(s Model) bool { return s.Form().task() == taskRefundOf }},
	{keys: keys{view.KeyF5}, verb: view.DoCheckNow, label: words.PastAllDays, on: on(view.PageHistory)},
	{keys: keys{view.KeyF5}, verb: view.DoCheckNow, label: words.CheckPaper, on: on(view.PageReports)},
	{keys: keys{view.KeyF5}, verb: view.DoCheckNow, label: words.RecoveryTitle, on: on(view.PageStaff)},
	{keys: keys{view.KeyF10}, verb: view.DoSplit, label: words.CashPart, on: on(view.PageCash)},
	{keys: keys{"P"}, verb: view.DoPrint, label: words.PrintCopy, on: on(view.PageChange)},
	{keys: keys{"P"}, verb: view.DoPrint, label: words.DayX, on: on(view.PageDay)},
	{keys: keys{"P"}, verb: view.DoPrint, label: words.PastReprint, on: on(view.PageDetails)},
	{keys: keys{"P"}, verb: view.DoPrint, label: words.ReportPaper, on: on(view.PageReport)},
	{keys: keys{"Y"}, verb: view.DoYes, label: words.SawYes, on: on(view.PageSaw)},
	{keys: keys{"N"}, verb: view.DoNo, label: words.SawNo, on: on(view.PageSaw)},
	{keys: keys{"N"}, verb: view.DoNo, label: words.SignInAskNo, on: on(view.PageReview), when: Model.asksSignInRule},
	{keys: keys{"+", "="}, verb: view.DoNextLine, label: words.SwitchCurrency, on: on(view.PageCash)},
	{keys: keys{"+", "="}, verb: view.DoNextLine, label: words.RefundHint, on: on(view.PageRefund)},
	{keys: keys{"-"}, verb: view.DoDiscount, label: words.RefundHint, on: on(view.PageRefund)},
	{keys: keys{"-"}, verb: view.DoDiscount, label: words.PastFind, on: on(view.PageHistory)},
	{keys: keys{"E"}, verb: view.DoExport, label: words.ReportExport, on: on(view.PageReport)},
	{keys: keys{"O"}, verb: view.DoOwner, label: words.TenderTake, on: on(view.PageCash)},
}

// digits are a verb's text themselves.
var digits = keys{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"}

// touched are the verbs of buttons that a key stands for in the one place where the
// button does: a touch says which of two questions it answers.
var touched = map[view.Verb]view.Verb{
	view.DoOurs: view.DoYes, view.DoNotOurs: view.DoNo, view.DoCameOut: view.DoYes, view.DoNotOut: view.DoNo,
	view.DoOlder: view.DoPageUp, view.DoNewer: view.DoPageDown,
}

// KeyOf is the key that types a character, in either layout.
func KeyOf(r rune) view.Key {
	if latin, ok := latinOf(r); ok && r > unicode.MaxASCII {
		r = latin
	}
	return view.KeyOf(r)
}

// ActionOf is what a key asks for; false is nothing.
func ActionOf(k view.Key) (view.Action, bool) {
	for _, b := range bindings {
		for _, mine := range b.keys {
			if mine != k {
				continue
			}
			a := view.Action{Verb: b.verb}
			if b.verb == view.DoDigits {
				a.Text = k.String()
			}
			return a, true
		}
	}
	return view.Action{}, false
}

// hint is how labels name the key of a verb.
func hint(v view.Verb) string {
	if of, ok := touched[v]; ok {
		v = of
	}
	for _, b := range bindings {
		if b.verb == v {
			return b.keys[0].String()
		}
	}
	return ""
}

// keyed is a button with the key that does the same.
func keyed(label string, v view.Verb) view.Button {
	return view.Button{Label: label, Hint: hint(v), Action: view.Action{Verb: v}}
}

// own is the button of what the page that is open makes of a key.
func (s Model) own(v view.Verb) view.Button {
	for _, b := range bindings {
		if b.verb == v && b.label != "" && b.here(s) {
			return keyed(s.word(b.label), v)
		}
	}
	return view.Button{}
}

// signed is a button with a sign, whose name stands with its key.
func signed(sign, name string, v view.Verb) view.Button {
	b := keyed(sign, v)
	b.Hint = name + " " + b.Hint
	return b
}

// numbered is a button that a digit chooses, from 1.
func numbered(label string, n int) view.Button {
	digit := strconv.Itoa(n)
	return view.Button{Label: label, Hint: digit, Action: view.Action{Verb: view.DoDigits, Text: digit}}
}

// works reports that the key of a verb does something on a page.
func works(v view.Verb, page view.Page) bool {
	if of, ok := touched[v]; ok {
		v = of
	}
	return slices.ContainsFunc(bindings, func(b binding) bool { return b.verb == v && b.on.has(page) })
}

// helpRows are the keys as the help page shows them.
func (s Model) helpRows() (rows []view.HelpRow) {
	at, written := map[words.Key]int{}, map[words.Key]bool{}
	for _, b := range bindings {
		if b.help == "" || b.when != nil && !b.when(s) {
			continue
		}
		name := b.as
		if name == "" {
			name = b.keys[0].String()
		}
		i, ok := at[b.help]
		switch {
		case !ok:
			at[b.help], written[b.help] = len(rows), b.as != ""
			rows = append(rows, view.HelpRow{Key: name, Text: s.word(b.help)})
		case !written[b.help]:
			rows[i].Key += "  " + name
		}
	}
	return rows
}

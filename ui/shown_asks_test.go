package ui

import (
	"fmt"
	"slices"

	"psar/ui/model"
	"psar/ui/view"
)

// questioning are the commands that only ask, or change nothing that was shown.
var questioning = map[string]bool{
	"Search": true, "Scan": true, "History": true, "Details": true, "Rates": true, "Past": true,
	"Manager": true, "Preview": true, "Link": true, "Refundable": true, "SignOut": true, "Trace": true,
}

// deciders are the keys that may lead to each of the others.
var deciders = map[string][]view.Verb{
	"Charge": {view.DoCharge, view.DoLink}, "Again": {view.DoCharge}, "Cancel": {view.DoConfirm}, "Check": {view.DoCheckNow},
	"Pay": {view.DoPay}, "Slip": {view.DoPrint}, "Reprint": {view.DoPrint}, "LinkSlip": {view.DoPrint}, "Print": {view.DoPrint},
	"Give": {view.DoCharge, view.DoConfirm, view.DoSplit}, "Back": {view.DoConfirm, view.DoCharge}, "Refund": {view.DoConfirm}, "Resolve": {view.DoConfirm},
	"Payee": {view.DoConfirm}, "Alert": {view.DoConfirm}, "Count": {view.DoConfirm}, "Move": {view.DoConfirm}, "Rate": {view.DoConfirm, view.DoCharge},
	"Mark": {view.DoConfirm}, "Hold": {view.DoHold}, "Recall": {view.DoCharge, view.DoDigits, view.DoRow}, "PutItem": {view.DoCharge}, "ArchiveItem": {view.DoConfirm},
	"Staff": {view.DoCharge, view.DoConfirm}, "Owner": {view.DoCharge}, "SignIn": {view.DoCharge}, "Drawer": {view.DoConfirm},
	"Printer": {view.DoDigits, view.DoCharge, view.DoYes, view.DoNo}, "TestPage": {view.DoDigits}, "Answer": {view.DoYes, view.DoNo, view.DoCameOut, view.DoNotOut},
	"Setting": {view.DoLanguage, view.DoTheme},
}

// settles are the keys that decide nothing for half a second on a page that came by an
// answer.
var settles = map[view.Verb]bool{view.DoCharge: true, view.DoConfirm: true, view.DoPrint: true, view.DoHold: true, view.DoLink: true}

// asks sees what the windows have asked the till for since so many commands waited.
func (e *eyes) asks(before inLanes, told []glance) {
	w := e.w
	for i, lane := range w.ui.lanes {
		for n := range len(lane) {
			c := <-lane
			if n >= before[i] {
				g, why := e.reason(c, told)
				if why != "" {
					w.fail("%s: %s\n%+v", commandName(c), why, c)
				}
				e.asked = append(e.asked, asked{c, g})
				e.done[commandName(c)]++
			}
			lane <- c
		}
	}
}

// reason finds the key that a command is of, and what is wrong with it.
func (e *eyes) reason(c model.Command, told []glance) (glance, string) {
	name := commandName(c)
	if questioning[name] {
		return glance{}, ""
	}
	why := "no key asked for it"
	for _, g := range slices.Backward(told) {
		if !slices.Contains(deciders[name], g.verb) {
			continue
		}
		switch {
		case g.scan:
			why = "a scanner asked for it"
		case g.held:
			why = "a held key asked for it"
		case settles[g.verb] && g.at.Sub(e.came) < model.SettleFor && e.came.Before(g.at) && g.touch.Payment == "":
			why = fmt.Sprintf("%s came %v after the page did", g.key, g.at.Sub(e.came))
		default:
			if why = e.judge(c, g); why == "" {
				return g, ""
			}
			why = fmt.Sprintf("%s: %s, and was on the screen: %s", g.key, why, screenText(g.v))
		}
	}
	return glance{}, why
}

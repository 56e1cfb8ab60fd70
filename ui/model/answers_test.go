package model

import (
	"reflect"
	"testing"
	"time"

	"psar/pos"
	"psar/pos/catalogue"
	"psar/pos/drawer"
	"psar/pos/fault"
	"psar/pos/payment"
	"psar/pos/report"
	"psar/pos/sale"
	"psar/pos/settings"
	"psar/pos/staff"
	"psar/ui/uitest"
	"psar/ui/view"
)

// overtaken is the turn of a question that nobody waits for any more.
const overtaken = -1

// answerers is one command of each type, as a page gave it that is closed since.
func answerers() []Command {
	return []Command{
		ChargeCommand{&pos.ChargeRequest{}}, AgainCommand{"19"}, CancelCommand{"19"}, CheckCommand{"19"}, PayCommand{"19"}, LinkCommand{payment.Attempt{ID: "19"}},
		GiveCommand{&pos.CashRequest{}}, BackCommand{Sale: "s"}, HoldCommand{&sale.Bill{}}, RecallCommand{ID: "s"},
		CountCommand{Task: dayOpen, Request: &drawer.CountRequest{}}, MoveCommand{pos.MoveRequest{Reason: "earlier"}},
		PastCommand{overtaken, "19"}, ManagerCommand{overtaken}, ResolveCommand{pos.ResolveRequest{Kind: payment.ResolveNote}},
		PayeeCommand{Ours: true}, AlertCommand{ID: 3}, MarkCommand{},
		HistoryCommand{turn: overtaken}, DetailsCommand{turn: overtaken}, PaperCommand{turn: overtaken}, SearchCommand{turn: overtaken}, ScanCommand{},
		PutItemCommand{Item: catalogue.Item{ID: "a"}}, ArchiveItemCommand{Item: catalogue.Item{ID: "a"}},
		SlipCommand{"19"}, LinkSlipCommand{}, ReprintCommand{}, PrintCommand{}, PrintMadeCommand{&report.Report{}}, AnswerCommand{Job: 7},
		PrinterCommand{Role: settings.RoleReceipt, Parts: &printerParts{}, page: overtaken}, PrinterCommand{Role: settings.RoleReceipt, Parts: &printerParts{}},
		TestPageCommand{settings.RoleReceipt, overtaken}, DrawerCommand{Reason: "earlier"}, PreviewCommand{Settings: &settings.Values{}},
		RefundableCommand{}, RefundCommand{&pos.RefundRequest{}},
		SettingCommand{}, RateCommand{Rate: "4000"}, RatesCommand{overtaken}, OwnerCommand{Owner: "earlier"}, SignInCommand{Who: "earlier"}, SignOutCommand{}, StaffCommand{}, NumberCommand{},
		SignInRuleCommand{}, TraceCommand{&traceBatch{}}, RecoveryCommand{Word: staff.Approval{By: "earlier"}}, LostPINCommand{Who: "earlier"},
	}
}

// An answer that the bill, the shelf of held bills or the screen of the change takes in
// whatever stands there: what was sold, given out or found must not be lost.
func takenAnyway(c Command, err error) bool {
	switch c.(type) {
	case GiveCommand, RecallCommand:
		return err == nil
	case TraceCommand:
		return err != nil // what could not be written is kept
	case ScanCommand:
		return true
	}
	return false
}

// An answer frees, closes and changes only the page or the form that asked: where another
// stands, or the same one opened anew, it may say something, and nothing else.
func TestAnswersLeaveOtherPagesAlone(t *testing.T) {
	t.Parallel()
	kinds := []formKind{
		resolveForm{as: taskNote, detail: detailPage{payment: "19"}}, payeeForm{ours: true}, alertForm{}, markForm{}, linkForm{role: settings.RoleReceipt},
		drawerForm{role: settings.RoleReceipt}, moveForm{}, countForm{}, refundOfForm{}, giveForm{}, signInForm{}, ownerForm{}, approveForm{},
		itemForm{}, archiveForm{}, rateForm{}, lineForm{}, personForm{}, leavesForm{}, numberForm{}, reportForm{}, paperForm{}, recoveryForm{}, lostForm{},
	}
	stands := map[string]Model{
		"nothing is open":    canned(),
		"a figure is typed":  afterKeys(canned(), digit("5"), digit("0")),
		"a bill":             groceries(canned()),
		"notes are typed":    afterKeys(canned(), digit("350"), ask(view.DoCash), digit("500")),
		"notes are taken":    edited(afterKeys(canned(), digit("350"), ask(view.DoCash)), func(p *cashPage) { p.asked = GiveCommand{&pos.CashRequest{}} }),
		"a charge is made":   func() Model { s, _ := canned().asking(ChargeCommand{&pos.ChargeRequest{}}); return s }(),
		"the same printer":   canned().openPrinter(settings.RoleReceipt, uitest.Noon),
		"what came out":      canned().open(sawPage{role: settings.RoleReceipt, asked: 1}),
		"the past":           canned().open(historyPage{turn: 5, Busy: true, Find: "1"}),
		"a sale of the past": canned().open(detailsPage{told: 5}),
		"items":              canned().open(itemsPage{turn: 5, Query: "tea", enter: true}),
		"unmatched money":    canned().open(detailPage{payment: "20"}),
	}
	for _, k := range kinds {
		f := form{of: k, turn: 5, Fields: []field{{fieldReason, "no change at hand"}, {fieldManager, "Sok"}, {fieldPIN, "12"}}, Focus: 2}
		name := reflect.TypeOf(k).Name()
		stands[name+" is typed"] = canned().open(formPage{form: f})
		f.asked = SettingCommand{Value: "of its own"}
		stands[name+" is with the till"] = canned().open(reviewPage{form: f})
		stands[name+" was done"] = canned().open(donePage{form: form{of: k}})
	}
	for name, before := range stands {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, c := range answerers() {
				for _, err := range []error{nil, fault.New(fault.DiskFull, "/srv/psar"), fault.New(fault.PINWrong), fault.New(fault.SaleState)} {
					_, asks := c.(BackCommand)
					if takenAnyway(c, err) || asks && err != nil && before.page == nil { // it is asked from the counter
						continue
					}
					after := done(before, c, told{pin: true}, err, uitest.Noon)
					if l := LaneOf(c); l != LaneHistory && l != LaneItems && l != LaneAside {
						after.Said = before.Said // a read that nobody waits for says nothing
					}
					if !reflect.DeepEqual(after, before) {
						t.Errorf("%T, %v: page %d becomes %d\n%+v\n%+v", c, err, before.Page(), after.Page(), before.page, after.page)
					}
				}
			}
		})
	}
}

// Each command stands in the table above.
func TestAnswerersAreAll(t *testing.T) {
	t.Parallel()
	in := map[string]bool{}
	for _, c := range answerers() {
		in[reflect.TypeOf(c).Name()] = true
	}
	commands := uitest.TypesWith(t, ".", "Run")
	for _, name := range commands {
		if !in[name] {
			t.Errorf("%s is not tried", name)
		}
	}
	if len(commands) < len(in) {
		t.Errorf("%d commands found, %d tried", len(commands), len(in))
	}
}

// F4 moves money once, though the answer of a test page comes between two of them.
func TestMoneyMovesOnce(t *testing.T) {
	t.Parallel()
	p := typing(t, atPrinterDesk(canned())).press("1")
	page, ok := p.last.(TestPageCommand)
	if !ok {
		t.Fatalf("1 asks %T", p.last)
	}
	move := form{of: moveForm{ownForm{as: dayOut}}, Fields: []field{{fieldAmount, "500"}, {fieldReason, "coins"}, {fieldBy, "Sok"}}}
	p.s = p.s.open(reviewPage{form: move})
	p.pause(time.Second).press("F4")
	if _, ok := p.last.(MoveCommand); !ok {
		t.Fatalf("F4 asks %T", p.last)
	}
	p.answer(page, told{}, nil).pause(time.Second)
	if p.press("F4"); p.last != nil || !p.s.Form().Busy() {
		t.Errorf("F4 asks %T again, busy %v", p.last, p.s.Form().Busy())
	}
}

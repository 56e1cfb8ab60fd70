package pos_test

import (
	"strings"
	"testing"
	"time"

	"psar/pos"
	"psar/pos/catalogue"
	"psar/pos/drawer"
	"psar/pos/fault"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/sale"
	"psar/pos/settings"
	"psar/pos/staff"
)

// A try is a command of the matrix: it prepares what it needs, whoever has signed in, and
// runs with an approval, or with none.
type try func(s *testShop, who staff.Approval) error

// matrix is who may do what, written by hand. The columns of a shop with staff: nobody, the
// cashier, the manager, the owner has signed in, without an approval; then nobody has, and
// the approval is the cashier's, the manager's, the owner's. Those of a shop without staff:
// no name, a name; the same with manager.pin set; a name and that PIN. y: done; n: a
// manager is needed; p: the role may not do it; w: the PIN is wrong; -: the command takes
// no approval.
var matrix = []struct {
	action         staff.Action
	command        string
	staffed, alone string
	do             try
}{
	{staff.ActionSell, "PayCash", "yyyy ---", "y- y--", func(s *testShop, _ staff.Approval) error {
		return second(s.till.PayCash(s.t.Context(), pos.CashRequest{Amount: money.Cents(100)}))
	}},
	{staff.ActionSell, "Charge", "yyyy ---", "y- y--", func(s *testShop, _ staff.Approval) error {
		return second(s.till.Charge(s.t.Context(), pos.ChargeRequest{Amount: money.Cents(100)}))
	}},
	{staff.ActionLink, "Charge", "yyyy ---", "y- y--", func(s *testShop, _ staff.Approval) error {
		return second(s.till.Charge(s.t.Context(), linkOf(100)))
	}},
	{staff.ActionDiscount, "PayCash", "nnyy pyy", "yy yyy", func(s *testShop, who staff.Approval) error {
		bill := billOf(func(b *sale.Bill) { b.Discount.Part = 5000 })
		return second(s.till.PayCash(s.t.Context(), pos.CashRequest{Bill: bill, Approval: who}))
	}},
	{staff.ActionPrice, "Charge", "nnyy pyy", "yy yyy", func(s *testShop, who staff.Approval) error {
		bill := billOf(func(b *sale.Bill) { b.Lines[0].List = money.Cents(1100) })
		return second(s.till.Charge(s.t.Context(), pos.ChargeRequest{Bill: bill, Approval: who}))
	}},
	{staff.ActionSell, "ChargeAgain", "yyyy ---", "y- y--", func(s *testShop, _ staff.Approval) error {
		a := s.shown(200, money.USD)
		s.happened(a.ID, payment.CancelledByCashier{})
		return second(s.till.ChargeAgain(s.t.Context(), a.ID))
	}},
	{staff.ActionSell, "Hold", "yyyy ---", "y- y--", func(s *testShop, _ staff.Approval) error {
		return second(s.till.Hold(s.t.Context(), billOf(func(*sale.Bill) {})))
	}},
	{staff.ActionSell, "Recall", "yyyy ---", "y- y--", func(s *testShop, _ staff.Approval) error {
		held, err := s.till.Hold(s.t.Context(), billOf(func(*sale.Bill) {}))
		if err != nil {
			return err
		}
		return second(s.till.Recall(s.t.Context(), held.ID))
	}},
	{staff.ActionSell, "Reprint", "yyyy ---", "y- y--", func(s *testShop, _ staff.Approval) error {
		return s.till.Reprint(s.t.Context(), s.sellFor(money.Cents(100)).Receipt)
	}},
	{staff.ActionSell, "CopyReceipt", "yyyy ---", "y- y--", func(s *testShop, _ staff.Approval) error {
		return second(s.till.CopyReceipt(s.t.Context(), s.sellFor(money.Cents(100)).Receipt, "copy.png"))
	}},
	{staff.ActionCashMove, "MoveCash", "yyyy yyy", "yy ywy", func(s *testShop, who staff.Approval) error {
		return second(s.till.MoveCash(s.t.Context(), pos.MoveRequest{Kind: drawer.CashIn, Amount: money.Cents(500), Reason: "change", Approval: who}))
	}},
	{staff.ActionGiveBack, "GiveBack", "nnnn pyy", "yy nwy", func(s *testShop, who staff.Approval) error {
		part, err := s.till.PayCash(s.t.Context(), pos.CashRequest{Amount: money.Cents(300), Received: []money.Money{money.Cents(100)}, Part: true})
		if err != nil {
			return err
		}
		err = second(s.till.GiveBack(s.t.Context(), part.ID, who))
		if err != nil { // the shift is to be closed
			if _, err := s.till.PayCash(s.t.Context(), pos.CashRequest{Sale: part.ID}); err != nil {
				s.t.Fatal(err)
			}
		}
		return err
	}},
	{staff.ActionRefund, "Refund", "nnnn pyy", "ny nwy", func(s *testShop, who staff.Approval) error {
		return second(s.till.Refund(s.t.Context(), pos.RefundRequest{Receipt: s.sellFor(money.Cents(100)).Receipt, Reason: "torn", Approval: who}))
	}},
	{staff.ActionVoid, "Refund", "nnnn pyy", "ny nwy", func(s *testShop, who staff.Approval) error {
		return second(s.till.Refund(s.t.Context(), pos.RefundRequest{
			Receipt: s.sellFor(money.Cents(100)).Receipt, Kind: sale.RefundVoid, Reason: "torn", Approval: who,
		}))
	}},
	{staff.ActionNoSale, "OpenDrawer", "nnnn pyy", "ny nwy", func(s *testShop, who staff.Approval) error {
		return s.till.OpenDrawer(s.t.Context(), "change", who)
	}},
	{staff.ActionXReport, "PrintPeriod", "npyy ---", "y- y--", func(s *testShop, _ staff.Approval) error {
		return s.till.PrintPeriod(s.t.Context())
	}},
	{staff.ActionXReport, "PrintReport", "npyy ---", "y- y--", func(s *testShop, _ staff.Approval) error {
		return s.till.PrintReport(s.t.Context(), s.till.Snapshot().Day, s.till.Snapshot().Day)
	}},
	{staff.ActionXReport, "PrintMade", "npyy ---", "y- y--", func(s *testShop, _ staff.Approval) error {
		report, err := s.disk.Report(s.t.Context(), s.till.Snapshot().Day, s.till.Snapshot().Day)
		if err != nil {
			return err
		}
		return s.till.PrintMade(s.t.Context(), report)
	}},
	{staff.ActionXReport, "MayReport", "npyy ---", "y- y--", func(s *testShop, _ staff.Approval) error {
		return s.till.MayReport(s.t.Context())
	}},
	{staff.ActionAudit, "Audit", "npyy ---", "y- y--", func(s *testShop, _ staff.Approval) error {
		return second(s.till.Audit(s.t.Context(), s.till.Snapshot().Day, s.till.Snapshot().Day))
	}},
	{staff.ActionXReport, "ReprintZ", "npyy ---", "y- y--", func(s *testShop, _ staff.Approval) error {
		return s.till.ReprintZ(s.t.Context(), 1) // which readyShop made
	}},
	{staff.ActionXReport, "ViewZ", "npyy ---", "y- y--", func(s *testShop, _ staff.Approval) error {
		return s.till.ViewZ(s.t.Context(), 1)
	}},
	{staff.ActionXReport, "CopyZ", "npyy ---", "y- y--", func(s *testShop, _ staff.Approval) error {
		return s.till.CopyZ(s.t.Context(), 1, "z.pdf")
	}},
	{staff.ActionResolve, "Resolve", "nnnn pyy", "ny nwy", func(s *testShop, who staff.Approval) error {
		return second(s.till.Resolve(s.t.Context(), pos.ResolveRequest{
			Payment: s.unmatched(500, 500).ID, Kind: payment.ResolveRefund, Reference: "FT1", Approval: who,
		}))
	}},
	{staff.ActionMarkPaid, "MarkPaid", "nnnn pyy", "ny nwy", func(s *testShop, who staff.Approval) error {
		a := s.shown(500, money.USD)
		s.happened(a.ID, payment.CancelledByCashier{})
		return second(s.till.MarkPaid(s.t.Context(), pos.MarkRequest{Payment: a.ID, Reference: "FT1", Approval: who}))
	}},
	{staff.ActionPayee, "DenyPayee", "nnnn pyy", "ny nwy", func(s *testShop, who staff.Approval) error {
		a := s.asked()
		defer s.giveUp(a)
		return s.till.DenyPayee(s.t.Context(), money.KHR, a.Payee.Account, who)
	}},
	{staff.ActionPayee, "ConfirmPayee", "nnnn pyy", "ny nwy", func(s *testShop, who staff.Approval) error {
		a := s.asked()
		defer s.giveUp(a)
		return s.till.ConfirmPayee(s.t.Context(), money.KHR, a.Payee.Account, who)
	}},
	{staff.ActionAlert, "ReadAlert", "nnnn pyy", "ny nwy", func(s *testShop, who staff.Approval) error {
		s.heldCode(350, "mallory@aclb")
		return s.till.ReadAlert(s.t.Context(), s.till.Snapshot().Alerts[0].ID, "", who)
	}},
	{staff.ActionRecords, "ReadAlert", "nnnn ppy", "ny nwy", func(s *testShop, who staff.Approval) error {
		return s.till.ReadAlert(s.t.Context(), s.writtenByOthers().ID, "the accountant's tool", who)
	}},
	{staff.ActionCatalogue, "PutItem", "nnyy pyy", "yy ywy", func(s *testShop, who staff.Approval) error {
		return second(s.till.PutItem(s.t.Context(), catalogue.Item{Name: "Tea", Price: money.Cents(100)}, who))
	}},
	{staff.ActionCatalogue, "ArchiveItem", "nnyy pyy", "yy ywy", func(s *testShop, who staff.Approval) error {
		item, err := s.till.Items(s.t.Context(), catalogue.Filter{})
		if err != nil || len(item) == 0 {
			s.t.Fatalf("%v %v", item, err)
		}
		return s.till.ArchiveItem(s.t.Context(), item[0].ID, who)
	}},
	{staff.ActionCatalogue, "ImportItems", "nnyy pyy", "yy ywy", func(s *testShop, who staff.Approval) error {
		return second(s.till.ImportItems(s.t.Context(), catalogue.List{}, who))
	}},
	{staff.ActionRate, "ConfirmRate", "nnyy pyy", "yy ywy", func(s *testShop, who staff.Approval) error {
		return s.till.ConfirmRate(s.t.Context(), who)
	}},
	{staff.ActionSell, "SetSetting", "yyyy ---", "y- y--", func(s *testShop, _ staff.Approval) error {
		return s.till.SetSetting(s.t.Context(), settings.ReceiptsOn, string(settings.RoleReceipt))
	}},
	{staff.ActionSell, "SetSettingBy", "yyyy ---", "y- y--", func(s *testShop, _ staff.Approval) error {
		return s.till.SetSettingBy(s.t.Context(), settings.ReceiptsOn, "", staff.Approval{})
	}},
	{staff.ActionRate, "SetSettingBy", "nnyy pyy", "yy ywy", func(s *testShop, who staff.Approval) error {
		return s.till.SetSettingBy(s.t.Context(), settings.Rate, "4100", who)
	}},
	{staff.ActionSettings, "SetSettingBy", "nnyy pyy", "yy ywy", func(s *testShop, who staff.Approval) error {
		return s.till.SetSettingBy(s.t.Context(), settings.ShopThanks, "Thanks", who)
	}},
	{staff.ActionSettings, "SetSetting", "nnyy ---", "y- y--", func(s *testShop, who staff.Approval) error {
		return s.till.SetSetting(s.t.Context(), settings.ShopHeader, "Open")
	}},
	{staff.ActionSettings, "ChangePrinter", "nnyy pyy", "yy ywy", func(s *testShop, who staff.Approval) error {
		return s.till.ChangePrinter(s.t.Context(), settings.RoleReceipt, map[settings.PrinterPart]string{settings.PartWidth: "58"}, who)
	}},
	{staff.ActionSignInRule, "SetSetting", "nnny ---", "y- n--", func(s *testShop, _ staff.Approval) error {
		return s.till.SetSetting(s.t.Context(), settings.SignIn, s.otherNo())
	}},
	{staff.ActionSignInRule, "SetSettingBy", "nnny ppy", "yy nwy", func(s *testShop, who staff.Approval) error {
		return s.till.SetSettingBy(s.t.Context(), settings.SignIn, s.otherNo(), who)
	}},
	{staff.ActionGuardedSettings, "SetSettingBy", "nnnn ppy", "yy nwy", func(s *testShop, who staff.Approval) error {
		return s.till.SetSettingBy(s.t.Context(), settings.PollGrace, "9000", who)
	}},
	{staff.ActionShift, "OpenShift", "yyyy yyy", "yy ywy", func(s *testShop, who staff.Approval) error {
		defer s.closeAnyShift()
		return second(s.till.OpenShift(s.t.Context(), drawer.CountRequest{Counted: []money.Money{money.Cents(2000)}, Approval: who}))
	}},
	{staff.ActionShiftOther, "HandOver", "nnyy pyy", "yy ywy", func(s *testShop, who staff.Approval) error {
		defer s.closeAnyShift()
		s.openForAnother()
		return second(s.till.HandOver(s.t.Context(), drawer.CountRequest{To: "Bopha", ToPIN: "44445", Approval: who}))
	}},
	{staff.ActionShiftOther, "CloseShift", "nnyy pyy", "yy ywy", func(s *testShop, who staff.Approval) error {
		defer s.closeAnyShift()
		s.openForAnother()
		return second(s.till.CloseShift(s.t.Context(), drawer.CountRequest{Approval: who}))
	}},
	{staff.ActionShift, "CloseShift", "yyyy yyy", "yy ywy", func(s *testShop, who staff.Approval) error {
		s.sellFor(money.Cents(100))
		return second(s.till.CloseShift(s.t.Context(), drawer.CountRequest{Approval: who}))
	}},
	{staff.ActionStaff, "ChangeStaff", "nnnn ppy", "", func(s *testShop, who staff.Approval) error {
		return second(s.till.ChangeStaff(s.t.Context(), staff.Person{ID: 3, Name: "Sok", Role: staff.Cashier, Active: true}, "33334", who))
	}},
	{staff.ActionStaff, "AddOwner", "nnnn ppy", "", func(s *testShop, who staff.Approval) error {
		_, _, err := s.till.AddOwner(s.t.Context(), "Rith", "827364", who)
		return err
	}},
	{staff.ActionStaff, "MakeRecovery", "nnnn ppy", "", func(s *testShop, who staff.Approval) error {
		return second(s.till.MakeRecovery(s.t.Context(), who))
	}},
	{staff.ActionStaff, "SetPIN", "nnnn ppy", "", func(s *testShop, who staff.Approval) error {
		return s.till.SetPIN(s.t.Context(), "Bopha", "44445", who)
	}},
	{staff.ActionOwnPIN, "SetPIN", "nnnn yyy", "", func(s *testShop, who staff.Approval) error {
		return s.till.SetPIN(s.t.Context(), who.By, max(who.PIN, "104862"), who) // the same PIN again
	}},
	{staff.ActionStaff, "ShowAsNumber", "nnnn ppy", "", func(s *testShop, who staff.Approval) error {
		return s.till.ShowAsNumber(s.t.Context(), 4, false, who)
	}},
	{staff.ActionStaff, "AddStaff", "nnnn ppy", "yy nwy", func(s *testShop, who staff.Approval) error {
		return second(s.till.AddStaff(s.t.Context(), "Chan", staff.Owner, "556718", who))
	}},
}

// The whole table: every action by everybody, with and without staff.
func TestMatrixOfRights(t *testing.T) {
	t.Parallel()
	nobody, named := staff.Approval{}, staff.Approval{By: "Dara"}
	columns := []struct {
		name     string
		at       int // index of its letter
		signed   staff.Approval
		approval staff.Approval
	}{
		{"nobody signed in", 0, nobody, nobody}, {"cashier signed in", 1, sokCashier, nobody},
		{"manager signed in", 2, daraMan, nobody}, {"owner signed in", 3, sreyOwner, nobody},
		{"cashier's approval", 5, nobody, sokCashier}, {"manager's approval", 6, nobody, daraMan}, {"owner's approval", 7, nobody, sreyOwner},
	}
	for _, c := range columns {
		t.Run("staffed/"+c.name, func(t *testing.T) {
			t.Parallel()
			s := readyShop(t)
			s.hire()
			if _, err := s.till.AddStaff(t.Context(), "Bopha", staff.Cashier, "44445", sreyOwner); err != nil {
				t.Fatal(err)
			}
			for _, row := range matrix {
				if c.signed.By != "" { // a handover has another stand there
					s.signIn(c.signed)
				}
				s.try(row.command, row.action, row.staffed[c.at], row.do, c.approval)
			}
			s.wantJournal()
		})
	}
	for at, c := range map[int]struct {
		name     string
		pin      bool
		approval staff.Approval
	}{
		0: {"no name", false, nobody}, 1: {"a name", false, named},
		3: {"no name, a PIN is set", true, nobody}, 4: {"a name, a PIN is set", true, named},
		5: {"a name and the PIN", true, staff.Approval{By: "Dara", PIN: "2468"}},
	} {
		t.Run("alone/"+c.name, func(t *testing.T) {
			t.Parallel()
			s := readyShop(t)
			if c.pin {
				s.set(settings.ManagerPIN, "2468")
			}
			for _, row := range matrix {
				if row.alone != "" {
					s.try(row.command, row.action, row.alone[at], row.do, c.approval)
				}
			}
			s.wantJournal()
		})
	}
}

// try runs one command of the matrix, and checks that a refusal changed nothing but the
// count of wrong PINs.
func (s *testShop) try(command string, action staff.Action, want byte, do try, who staff.Approval) {
	s.t.Helper()
	if want == '-' {
		return
	}
	s.clock.Add(20 * time.Minute) // past any throttle
	code := fault.CodeOf(do(s, who))
	wanted := map[byte]fault.Code{
		'y': "", 'n': fault.ManagerNeeded, 'p': fault.PermissionMissing, 'w': fault.PINWrong,
	}[want]
	if code != wanted {
		s.t.Errorf("%s, %s: %q, want %q", command, action, code, wanted)
	}
	// Payments left in progress are given up: the next rows close the shift.
	for _, a := range s.till.Snapshot().Attempts {
		s.giveUp(a)
	}
}

// The matrix has a row for every command that needs a permission, and for each of its
// actions.
func TestMatrixCoversEveryCommand(t *testing.T) {
	t.Parallel()
	rows := map[string]bool{}
	actions := map[staff.Action]bool{}
	for _, row := range matrix {
		rows[row.command] = true
		actions[row.action] = true
		if len(row.staffed) != 8 || row.alone != "" && len(row.alone) != 6 || strings.Trim(row.staffed+row.alone, "ynpw- ") != "" {
			t.Errorf("%s: %q %q", row.command, row.staffed, row.alone)
		}
	}
	for command := range rights {
		if !rows[command] {
			t.Errorf("nobody tries %s", command)
		}
	}
	for _, p := range staff.Permissions() {
		if !actions[p.Action] {
			t.Errorf("nobody tries to %s", p.Action)
		}
	}
}

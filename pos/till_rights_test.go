package pos_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"reflect"
	"strings"
	"testing"

	"psar/pos"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/settings"
	"psar/pos/staff"
)

// rights are the actions that each command of Till authorizes.
var rights = map[string][]staff.Action{
	"Charge":        {staff.ActionSell, staff.ActionLink, staff.ActionPrice, staff.ActionDiscount},
	"ChargeAgain":   {staff.ActionSell, staff.ActionLink},
	"PayCash":       {staff.ActionSell, staff.ActionPrice, staff.ActionDiscount},
	"Hold":          {staff.ActionSell},
	"Reprint":       {staff.ActionSell},
	"CopyReceipt":   {staff.ActionSell},
	"Recall":        {staff.ActionSell},
	"GiveBack":      {staff.ActionGiveBack},
	"Refund":        {staff.ActionRefund, staff.ActionVoid},
	"OpenShift":     {staff.ActionShift},
	"HandOver":      {staff.ActionShift, staff.ActionShiftOther},
	"CloseShift":    {staff.ActionShift, staff.ActionShiftOther},
	"MoveCash":      {staff.ActionCashMove},
	"OpenDrawer":    {staff.ActionNoSale},
	"PrintReport":   {staff.ActionXReport},
	"PrintPeriod":   {staff.ActionXReport},
	"PrintMade":     {staff.ActionXReport},
	"MayReport":     {staff.ActionXReport},
	"Audit":         {staff.ActionAudit},
	"ReprintZ":      {staff.ActionXReport},
	"ViewZ":         {staff.ActionXReport},
	"CopyZ":         {staff.ActionXReport},
	"Resolve":       {staff.ActionResolve},
	"MarkPaid":      {staff.ActionMarkPaid},
	"ConfirmPayee":  {staff.ActionPayee},
	"DenyPayee":     {staff.ActionPayee},
	"ReadAlert":     {staff.ActionAlert, staff.ActionRecords},
	"PutItem":       {staff.ActionCatalogue},
	"ArchiveItem":   {staff.ActionCatalogue},
	"ImportItems":   {staff.ActionCatalogue},
	"ConfirmRate":   {staff.ActionRate},
	"SetSetting":    {staff.ActionSell, staff.ActionRate, staff.ActionSettings, staff.ActionSignInRule, staff.ActionGuardedSettings},
	"SetSettingBy":  {staff.ActionSell, staff.ActionRate, staff.ActionSettings, staff.ActionSignInRule, staff.ActionGuardedSettings},
	"ChangePrinter": {staff.ActionSettings},
	"AddStaff":      {staff.ActionStaff},
	"AddOwner":      {staff.ActionStaff},
	"MakeRecovery":  {staff.ActionStaff},
	"ChangeStaff":   {staff.ActionStaff},
	"ShowAsNumber":  {staff.ActionStaff},
	"SetPIN":        {staff.ActionStaff, staff.ActionOwnPIN},
}

// unrestricted are the commands that need no permission, and why.
var unrestricted = map[string]string{
	"AnswerPrint":       "what came out of a printer everybody sees; what is printed again is told, by whom",
	"Happened":          "what the gateway says, and the cashier's cancel, which takes no money: a person's word is refused",
	"PrintLink":         "the paper of a payment that was asked for by a right",
	"PrintSlip":         "the paper of a payment that was asked for by a right",
	"PrintTest":         "a page that says nothing of the shop's money",
	"Trace":             "what a key did to the bill: it takes no money, and is written whoever pressed it",
	"ViewReceipt":       "everybody may look at a receipt; that they did is written",
	"BeginTraining":     "the wiring, before training opens: it is told, whoever does it",
	"TestedPrinter":     "a page that says nothing of the shop's money; that it was printed is written",
	"UseRecovery":       "the code itself is what is asked for",
	"SignIn":            "the PIN itself is what is asked for",
	"SignOut":           "everybody may lock the till",
	"DropOldPrints":     "the printer's worker, not a person",
	"PrintEnded":        "the printer's worker, not a person",
	"SetPrinterState":   "the printer's worker, not a person",
	"SetPrinter":        "the wiring names the printer's worker",
	"TakePrintJob":      "the printer's worker, not a person",
	"Close":             "the end of the program",
	"Attempt":           "reads",
	"Categories":        "reads",
	"Item":              "reads",
	"ItemsByBarcode":    "reads",
	"Items":             "reads",
	"KnowSecrets":       "the wiring, once the keyring was asked: the journal tells of what is kept",
	"PinCertificates":   "the wiring: the journal tells of what the owner's file holds, once",
	"DoubtCertificates": "the wiring: an alert about what the file holds now",
	"ManagerPINSet":     "reads",
	"QuickItems":        "reads",
	"Rates":             "reads",
	"Refundable":        "reads",
	"SearchItems":       "reads",
	"Ping":              "reads",
	"Shift":             "reads; the cash expected is for who may see a report, which TestBlindCounting tries",
	"Snapshot":          "reads",
	"SnapshotUnder":     "reads",
	"StaffNamed":        "reads",
	"Subscribe":         "reads",
}

// Every method of Till is in one of the two lists, so that no new command is forgotten.
func TestEveryCommandHasItsRight(t *testing.T) {
	t.Parallel()
	till := reflect.TypeFor[*pos.Till]()
	known := map[string]bool{}
	for i := range till.NumMethod() {
		name := till.Method(i).Name
		known[name] = true
		_, needs := rights[name]
		if _, none := unrestricted[name]; needs == none {
			t.Errorf("%s: in the list of rights %v, in that of the free %v", name, needs, none)
		}
	}
	for name, why := range unrestricted {
		if !known[name] || why == "" {
			t.Errorf("%s is free for no reason, or is no command", name)
		}
	}
	asked := map[staff.Action]bool{}
	for name, actions := range rights {
		if !known[name] || len(actions) == 0 {
			t.Errorf("%s asks for nothing, or is no command", name)
		}
		for _, a := range actions {
			asked[a] = true
		}
	}
	for _, p := range staff.Permissions() {
		if !asked[p.Action] {
			t.Errorf("no command asks for %s", p.Action)
		}
	}
}

// Only authorize makes a Grant.
func TestGrantsAreMadeByAuthorize(t *testing.T) {
	t.Parallel()
	makers := func(name string, text any) (found []string) {
		file, err := parser.ParseFile(token.NewFileSet(), name, text, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, decl := range file.Decls {
			f, _ := decl.(*ast.FuncDecl)
			ast.Inspect(decl, func(n ast.Node) bool {
				made := false
				switch n := n.(type) {
				case *ast.CompositeLit:
					made = isGrant(n.Type)
				case *ast.CallExpr:
					if fun, ok := n.Fun.(*ast.Ident); ok && fun.Name == "new" && len(n.Args) == 1 {
						made = isGrant(n.Args[0])
					}
				case *ast.ValueSpec:
					made = isGrant(n.Type)
				}
				if made && (f == nil || f.Name.Name != "authorize") {
					found = append(found, name)
				}
				return true
			})
		}
		return found
	}
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), ".go") && !strings.HasSuffix(e.Name(), "_test.go") {
			for _, name := range makers(e.Name(), nil) {
				t.Errorf("%s makes a Grant", name)
			}
		}
	}
	for _, fault := range []string{
		"func f() *Grant { return &Grant{} }", "var g = Grant{}", "func f() { g := new(Grant); _ = g }", "func f() { var g Grant; _ = g }",
	} {
		if len(makers("fault.go", "package pos\n"+fault)) == 0 {
			t.Errorf("not seen: %s", fault)
		}
	}
}

func isGrant(e ast.Expr) bool {
	name, ok := e.(*ast.Ident)
	return ok && name.Name == "Grant"
}

// A person's decision cannot be passed to Happened.
func TestDecisionsAreNoEvents(t *testing.T) {
	t.Parallel()
	s := staffedShop(t)
	a, late, held := s.shown(500, money.USD), s.unmatched(700, 700), s.heldCode(900, "other@aclb")
	sent := s.charge(200, money.USD)
	s.happened(sent.ID, payment.Sending{})
	before := s.head()
	confirmed := payment.CodeAccepted{QR: "x", Payee: payment.Payee{Account: "mallory@aclb"}}
	for _, c := range []struct {
		id   id.Payment
		e    payment.Event
		want fault.Code
	}{
		{a.ID, payment.MarkedPaid{By: "Dara", Reference: "FT1"}, fault.ManagerNeeded},
		{late.ID, payment.MoneyClaimed{}, fault.ManagerNeeded}, {late.ID, payment.MoneyResolved{}, fault.ManagerNeeded},
		{held.ID, payment.PayeeConfirmed{}, fault.ManagerNeeded}, {held.ID, payment.PayeeDenied{}, fault.ManagerNeeded},
		// Refused by type: a pointer, a type that embeds an event, nil.
		{a.ID, &payment.MarkedPaid{By: "Dara", Reference: "FT1"}, fault.Internal},
		{late.ID, &payment.MoneyClaimed{}, fault.Internal}, {late.ID, &payment.MoneyResolved{}, fault.Internal},
		{held.ID, &payment.PayeeConfirmed{}, fault.Internal}, {held.ID, &payment.PayeeDenied{}, fault.Internal},
		{sent.ID, &confirmed, fault.Internal}, {sent.ID, struct{ payment.CodeAccepted }{confirmed}, fault.Internal},
		{late.ID, struct{ payment.MoneyResolved }{}, fault.Internal},
		{a.ID, (*payment.MarkedPaid)(nil), fault.Internal}, {a.ID, &payment.VerifiedPaid{Received: a.Amount}, fault.Internal},
		{a.ID, nil, fault.Internal},
	} {
		if _, err := s.till.Happened(t.Context(), c.id, c.e); fault.CodeOf(err) != c.want {
			t.Errorf("%T: %v, want %s", c.e, err, c.want)
		}
	}
	if got := s.head(); got != before {
		t.Errorf("the journal went from %d to %d", before.Seq, got.Seq)
	}
	s.wantJournal()
}

// An owner may change their own name and PIN at once: both or nothing, in one commit.
func TestNameAndPINChangeTogether(t *testing.T) {
	t.Parallel()
	s := staffedShop(t)
	before := s.head()
	srey := s.person(1)
	srey.Name = "Srey Mom"
	for name, c := range map[string]struct {
		pin  string
		who  staff.Approval
		want fault.Code
	}{
		"a bad PIN":   {"12", sreyOwner, fault.PINShort},
		"a manager":   {"778921", daraMan, fault.PermissionMissing},
		"a taken one": {"778921", sreyOwner, fault.StaffNameTaken},
	} {
		changed := srey
		if c.want == fault.StaffNameTaken {
			changed.Name = "Dara"
		}
		if _, err := s.till.ChangeStaff(t.Context(), changed, c.pin, c.who); fault.CodeOf(err) != c.want {
			t.Errorf("%s: %v", name, err)
		}
	}
	if got := s.head(); got != before {
		t.Fatalf("refused, and the journal went from %d to %d", before.Seq, got.Seq)
	}
	after, err := s.till.ChangeStaff(t.Context(), srey, "778921", sreyOwner)
	if err != nil || after.Name != "Srey Mom" {
		t.Fatalf("%+v %v", after, err)
	}
	if _, err := s.till.SignIn(t.Context(), "Srey Mom", "778921"); err != nil {
		t.Errorf("by the new name and PIN: %v", err)
	}
	if _, err := s.till.SignIn(t.Context(), "Srey Mom", "918273"); fault.CodeOf(err) != fault.PINWrong {
		t.Errorf("by the PIN of before: %v", err)
	}
	s.wantJournal()
}

// The cash of a part-paid sale is given back by a manager's approval, and only what the
// manager saw.
func TestGiveBackNeedsApproval(t *testing.T) {
	t.Parallel()
	s := staffedShop(t)
	s.signIn(sokCashier)
	part, err := s.till.PayCash(t.Context(), pos.CashRequest{Amount: money.Cents(300), Received: []money.Money{money.Cents(100)}, Part: true})
	if err != nil {
		t.Fatal(err)
	}
	held := s.till.Snapshot().Shift.Drawer
	for _, c := range []struct {
		who  staff.Approval
		want fault.Code
	}{{staff.Approval{}, fault.ManagerNeeded}, {sokCashier, fault.PermissionMissing}, {staff.Approval{By: "x"}, fault.PINWrong}} {
		if _, err := s.till.GiveBack(t.Context(), part.ID, c.who); fault.CodeOf(err) != c.want {
			t.Errorf("by %q: %v, want %q", c.who.By, err, c.want)
		}
	}
	word := withFigures(daraMan, part.Figures())
	if _, err := s.till.PayCash(t.Context(), pos.CashRequest{Sale: part.ID, Received: []money.Money{money.Cents(100)}, Part: true}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.till.GiveBack(t.Context(), part.ID, word); fault.CodeOf(err) != fault.FiguresChanged {
		t.Errorf("$1.00 was shown, $2.00 lie there: %v", err)
	}
	if got := money.MinorOf(s.till.Snapshot().Shift.Drawer, money.USD); got != money.MinorOf(held, money.USD)+100 {
		t.Errorf("the drawer holds %d", got)
	}
	if _, err := s.till.GiveBack(t.Context(), part.ID, daraMan); err != nil {
		t.Errorf("by a manager: %v", err)
	}
	s.wantJournal()
}

// Printer settings need a manager, and change in one commit.
func TestPrinterSettingsNeedAManager(t *testing.T) {
	t.Parallel()
	s := staffedShop(t)
	s.signIn(sokCashier)
	change := func(who staff.Approval) error {
		return s.till.ChangePrinter(t.Context(), settings.RoleReceipt, map[settings.PrinterPart]string{
			settings.PartProfile: "clone", settings.PartWidth: "58",
		}, who)
	}
	for _, c := range []struct {
		who  staff.Approval
		want fault.Code
	}{{staff.Approval{}, fault.ManagerNeeded}, {sokCashier, fault.PermissionMissing}} {
		if err := change(c.who); fault.CodeOf(err) != c.want {
			t.Errorf("by %q: %v", c.who.By, err)
		}
		if err := s.till.SetSettingBy(t.Context(), settings.PrinterLink, "tcp:192.0.2.1", c.who); fault.CodeOf(err) != c.want {
			t.Errorf("its link by %q: %v", c.who.By, err)
		}
	}
	before := s.head()
	s.disk.full.Store(true)
	if err := change(daraMan); fault.CodeOf(err) != fault.DiskFull {
		t.Errorf("on a full disk: %v", err)
	}
	s.disk.full.Store(false)
	if got := s.till.Snapshot().Settings.Printer(settings.RoleReceipt); got.WidthMM != 80 || got.Profile != "generic" {
		t.Errorf("half of it recorded: %+v", got)
	}
	if err := change(daraMan); err != nil {
		t.Fatal(err)
	}
	if got := s.till.Snapshot().Settings.Printer(settings.RoleReceipt); got.WidthMM != 58 || got.Profile != "clone" {
		t.Errorf("%+v", got)
	}
	if got := s.head(); got.Seq != before.Seq+3 { // the approval and two settings
		t.Errorf("the journal went from %d to %d", before.Seq, got.Seq)
	}
	s.wantJournal()
}

package pos_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"psar/pos"
	"psar/pos/drawer"
	"psar/pos/fault"
	"psar/pos/journal"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/settings"
	"psar/pos/staff"
)

// A shop's day: float, sales, a paid-in, a paid-out, a cash drop, a handover, a refund; the
// close by denominations. Every figure was computed by hand.
func TestShift(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	s.set(settings.Rate, "4000")
	s.set(settings.ShopName, "Corner")
	ctx := t.Context()
	shift, err := s.till.OpenShift(ctx, drawer.CountRequest{Counted: []money.Money{money.Cents(5000), money.Riel(100_000)}, By: "Sok"})
	if err != nil || !shift.Open || shift.Z != 1 || shift.By != "Sok" {
		t.Fatalf("%+v %v", shift, err)
	}
	if _, err := s.till.OpenShift(ctx, drawer.CountRequest{}); fault.CodeOf(err) != fault.ShiftOpen {
		t.Errorf("opened twice: %v", err)
	}
	sale, err := s.till.PayCash(ctx, pos.CashRequest{Amount: money.Cents(350), Received: []money.Money{money.Cents(500)}}) // change $1 and 2,000 riel
	if err != nil {
		t.Fatal(err)
	}
	s.verified(s.charge(20_000, money.KHR))
	for _, m := range []pos.MoveRequest{
		{Kind: drawer.CashIn, Amount: money.Riel(40_000), Reason: "change from the bank", By: "Sok"},
		{Kind: drawer.CashOut, Amount: money.Riel(8_000), Reason: "ice", By: "Sok"},
		{Kind: drawer.CashDrop, Amount: money.Cents(2000), Reason: "to the safe", By: "Sok"},
	} {
		if _, err := s.till.MoveCash(ctx, m); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.till.HandOver(ctx, drawer.CountRequest{Counted: []money.Money{money.Cents(3400), money.Riel(130_000)}, By: "Sok", To: "Srey"}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.till.Refund(ctx, pos.RefundRequest{Receipt: sale.Receipt, Reason: "sour", Approval: dara, ChangeIn: money.ChangeRiel}); err != nil {
		t.Fatal(err) // change 14,000 riel
	}
	s.clock.Add(8 * time.Hour)
	z, err := s.till.CloseShift(ctx, drawer.CountRequest{
		Notes: []money.DenominationCount{
			{Note: money.Cents(2000), Count: 1}, {Note: money.Cents(1000), Count: 1}, {Note: money.Cents(100), Count: 4},
			{Note: money.Riel(50_000), Count: 2}, {Note: money.Riel(10_000), Count: 1}, {Note: money.Riel(1000), Count: 5},
		},
		By: "Srey", Reason: "a note of 1,000 was torn",
	})
	if err != nil {
		t.Fatal(err)
	}
	usd, khr := z.Drawer[0], z.Drawer[1]
	if usd.Float != money.Cents(5000) || usd.CashIn != money.Cents(500) || usd.Change != money.Cents(100) || usd.Drops != money.Cents(2000) ||
		usd.Expected != money.Cents(3400) || usd.Counted != money.Cents(3400) || usd.Over.Minor != 0 {
		t.Errorf("dollars %+v", usd)
	}
	if khr.Float != money.Riel(100_000) || khr.Change != money.Riel(2000) || khr.PayIns != money.Riel(40_000) || khr.PayOuts != money.Riel(8000) ||
		khr.Refunds != money.Riel(14_000) || khr.Expected != money.Riel(116_000) || khr.Over != money.Riel(-1000) {
		t.Errorf("riel %+v", khr)
	}
	if z.Z.Number != 1 || z.Z.OpenedBy != "Sok" || z.Z.ClosedBy != "Srey" || len(z.Z.Counts) != 3 || z.Z.PrevHash != journal.GenesisHash {
		t.Errorf("%+v", z.Z)
	}
	if z.Z.Grand[0] != money.Cents(0) || z.Z.Grand[1] != money.Riel(20_000) || z.Totals[0].After.Minor != 0 || z.Refunds[0].Count != 1 {
		t.Errorf("%+v %+v", z.Z.Grand, z.Totals)
	}
	if z.FirstReceipt.Sequence != 1 || z.LastReceipt.Sequence != 3 {
		t.Errorf("receipts %s to %s", z.FirstReceipt, z.LastReceipt)
	}
	stored, err := s.disk.Z(ctx, 1)
	if err != nil || stored.Z.Hash != z.Z.Hash {
		t.Errorf("stored: %+v %v", stored.Z, err)
	}
	if now := s.till.Snapshot().Shift; now.Z != 2 || now.Open || money.Displayed(now.Left) != "$34.00 + 115,000 ៛" || !slices.Equal(now.Drawer, now.Left) {
		t.Errorf("after the close: %+v", now)
	}
	s.wantJournal()
}

// The second Z report follows the first, and contains only what happened after it, also
// while no shift was open.
func TestSecondZHoldsOnlyWhatFollowed(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	ctx := t.Context()
	s.sellFor(money.Cents(100))
	first, err := s.till.CloseShift(ctx, drawer.CountRequest{Counted: []money.Money{money.Cents(100)}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.till.CloseShift(ctx, drawer.CountRequest{}); fault.CodeOf(err) != fault.ShiftEmpty {
		t.Errorf("closed nothing: %v", err)
	}
	s.clock.Add(24 * time.Hour)
	s.verified(s.charge(250, money.USD)) // at night
	if _, err := s.till.OpenShift(ctx, drawer.CountRequest{Counted: []money.Money{money.Cents(100)}}); err != nil {
		t.Fatal(err)
	}
	s.close()
	s.open()
	if now := s.till.Snapshot().Shift; now.Z != 2 || !now.Open || now.Drawer[0] != money.Cents(100) {
		t.Errorf("after a restart: %+v", now)
	}
	second, err := s.till.CloseShift(ctx, drawer.CountRequest{Counted: []money.Money{money.Cents(100)}})
	if err != nil || second.Z.Number != 2 || second.Z.PrevHash != first.Z.Hash || second.Sales[0].Count != 1 || second.QR.Paid != 1 {
		t.Fatalf("%+v %v", second, err)
	}
	if second.Z.Grand[0] != money.Cents(350) || second.First != "2026-11-23" {
		t.Errorf("%+v of %s", second.Z.Grand, second.First)
	}
	s.wantJournal()
}

// With the clock before the last Z report nothing is sold, which would be dated before it;
// but money for a code that was shown is recorded whenever the bank reports it.
func TestClockBeforeLastZSellsNothing(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	ctx := t.Context()
	sold := s.sellFor(money.Cents(100))
	cancelled := s.shown(500, money.USD)
	s.happened(cancelled.ID, payment.CancelledByCashier{})
	part, err := s.till.PayCash(ctx, pos.CashRequest{Amount: money.Cents(300), Received: []money.Money{money.Cents(100)}, Part: true})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.till.GiveBack(ctx, part.ID, staff.Approval{}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.till.CloseShift(ctx, drawer.CountRequest{}); err != nil {
		t.Fatal(err)
	}
	waiting := s.shown(700, money.USD)
	s.clock.Add(-48 * time.Hour)
	before := s.head()
	for name, err := range map[string]error{
		"a sale":   second(s.till.PayCash(ctx, pos.CashRequest{Amount: money.Cents(100)})),
		"a code":   second(s.till.Charge(ctx, pos.ChargeRequest{Amount: money.Cents(100)})),
		"anew":     second(s.till.ChargeAgain(ctx, cancelled.ID)),
		"a pay-in": second(s.till.MoveCash(ctx, pos.MoveRequest{Kind: drawer.CashIn, Amount: money.Cents(100), Reason: "x"})),
		"a refund": second(s.till.Refund(ctx, pos.RefundRequest{Receipt: sold.Receipt, Reason: "x", Approval: dara})),
		"a float":  second(s.till.OpenShift(ctx, drawer.CountRequest{Counted: []money.Money{money.Cents(100)}})),
		"a Z":      second(s.till.CloseShift(ctx, drawer.CountRequest{})),
	} {
		if fault.CodeOf(err) != fault.ClockBack {
			t.Errorf("%s: %v", name, err)
		}
	}
	if s.head() != before {
		t.Error("something was written")
	}
	if a := s.happened(waiting.ID, payment.VerifiedPaid{Received: waiting.Amount}); a.State != payment.Paid {
		t.Errorf("money came, and the payment is %s", a.State)
	}
	s.wantJournal()
}

// A Z report made by a clock far ahead does not close the shop until then: the owner says
// that the time of this report was wrong.
func TestOwnerUnblocksAfterWrongClockAtZ(t *testing.T) {
	t.Parallel()
	s := staffedShop(t)
	ctx := t.Context()
	const year = 365 * 24 * time.Hour
	s.sellFor(money.Cents(100))
	s.clock.Add(10 * year)
	if _, err := s.till.CloseShift(ctx, drawer.CountRequest{}); err != nil {
		t.Fatal(err)
	}
	s.clock.Add(time.Hour - 10*year)
	sell := func() fault.Code {
		_, err := s.till.PayCash(ctx, pos.CashRequest{Amount: money.Cents(100)})
		return fault.CodeOf(err)
	}
	if code := sell(); code != fault.ClockBack {
		t.Fatalf("before a Z that is ten years ahead: %q", code)
	}
	if err := s.till.SetSettingBy(ctx, settings.ClockWrongZ, "1", daraMan); fault.CodeOf(err) != fault.PermissionMissing {
		t.Errorf("by a manager: %v", err)
	}
	if err := s.till.SetSettingBy(ctx, settings.ClockWrongZ, "1", sreyOwner); err != nil {
		t.Fatal(err)
	}
	if code := sell(); code != "" {
		t.Fatalf("by the owner's word: %q", code)
	}
	second, err := s.till.CloseShift(ctx, drawer.CountRequest{})
	if err != nil || second.Z.Number != 2 {
		t.Fatalf("%+v %v", second.Z, err)
	}
	for _, when := range []string{"before a restart", "after it"} {
		s.clock.Add(-time.Minute)
		if code := sell(); code != fault.ClockBack {
			t.Errorf("%s, a minute behind the second Z: %q", when, code)
		}
		s.clock.Add(time.Minute)
		if code := sell(); code != "" {
			t.Errorf("%s: %q", when, code)
		}
		s.close()
		s.open()
	}
	s.wantJournal()
}

// A cashier who counts blind does not learn the cash expected by asking for more; a manager,
// who may print X reports, sees it.
func TestBlindCountHidesExpectedCash(t *testing.T) {
	t.Parallel()
	s := staffedShop(t)
	ctx := t.Context()
	s.signIn(sokCashier)
	if _, err := s.till.OpenShift(ctx, drawer.CountRequest{Counted: []money.Money{money.Cents(2000)}}); err != nil {
		t.Fatal(err)
	}
	sale := s.sellFor(money.Cents(350))
	if _, err := s.till.MoveCash(ctx, pos.MoveRequest{Kind: drawer.CashDrop, Amount: money.Cents(2000), Reason: "safe"}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.till.MoveCash(ctx, pos.MoveRequest{Kind: drawer.CashDrop, Amount: money.Cents(100), Reason: "safe"}); err != nil {
		t.Fatal(err)
	}
	codeAndFigures := func(err error) string {
		var fault *fault.Error
		if !errors.As(err, &fault) {
			t.Fatalf("%v", err)
		}
		return fmt.Sprint(fault.Code, fault.Args)
	}
	more := pos.MoveRequest{Kind: drawer.CashOut, Amount: money.Cents(900_000), Reason: "ice"}
	_, err := s.till.MoveCash(ctx, more)
	if got := codeAndFigures(err); got != "drawer_less[$9,000.00]" {
		t.Errorf("a cashier is told %s", got)
	}
	back := pos.RefundRequest{Receipt: sale.Receipt, Reason: "sour"}
	_, err = s.till.Refund(ctx, back)
	if got := codeAndFigures(err); got != "manager_needed[]" {
		t.Errorf("a cashier alone is told %s", got)
	}
	back.Approval = daraMan
	_, err = s.till.Refund(ctx, back)
	if got := codeAndFigures(err); got != "drawer_short[$2.50 $3.50 refund]" {
		t.Errorf("with a manager: %s", got)
	}
	s.signIn(daraMan)
	_, err = s.till.MoveCash(ctx, more)
	if got := codeAndFigures(err); got != "drawer_short[$2.50]" {
		t.Errorf("a manager is told %s", got)
	}
}

func TestShiftRefuses(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	ctx := t.Context()
	if _, err := s.till.HandOver(ctx, drawer.CountRequest{By: "Sok", To: "Srey"}); fault.CodeOf(err) != fault.ShiftNone {
		t.Errorf("%v", err)
	}
	if _, err := s.till.HandOver(ctx, drawer.CountRequest{By: "Sok"}); fault.CodeOf(err) != fault.TextInvalid {
		t.Errorf("%v", err)
	}
	for _, tt := range []struct {
		request drawer.CountRequest
		code    fault.Code
	}{
		{drawer.CountRequest{Counted: []money.Money{money.Cents(-1)}}, fault.AmountInvalid},
		{drawer.CountRequest{Counted: []money.Money{money.Cents(1e10)}}, fault.AmountTooLarge},
		{drawer.CountRequest{Notes: []money.DenominationCount{{Note: money.Cents(300), Count: 1}}}, fault.AmountInvalid},
		{drawer.CountRequest{Notes: []money.DenominationCount{{Note: money.Cents(100), Count: -1}}}, fault.AmountInvalid},
		{drawer.CountRequest{By: "a\nb"}, fault.TextInvalid},
	} {
		if _, err := s.till.OpenShift(ctx, tt.request); fault.CodeOf(err) != tt.code {
			t.Errorf("%+v: %v, want %s", tt.request, err, tt.code)
		}
	}
	for _, tt := range []struct {
		request pos.MoveRequest
		code    fault.Code
	}{
		{pos.MoveRequest{Kind: drawer.CashIn, Amount: money.Cents(0), Reason: "x"}, fault.AmountZero},
		{pos.MoveRequest{Kind: drawer.CashIn, Amount: money.Cents(100)}, fault.ReasonMissing},
		{pos.MoveRequest{Kind: drawer.CashOut, Amount: money.Cents(1), Reason: "x"}, fault.DrawerShort},
	} {
		if _, err := s.till.MoveCash(ctx, tt.request); fault.CodeOf(err) != tt.code {
			t.Errorf("%+v: %v, want %s", tt.request, err, tt.code)
		}
	}
	s.charge(100, money.USD)
	if _, err := s.till.CloseShift(ctx, drawer.CountRequest{}); fault.CodeOf(err) != fault.ShiftBusy {
		t.Errorf("closed over an open payment: %v", err)
	}
}

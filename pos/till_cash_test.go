package pos_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"psar/pos"
	"psar/pos/fault"
	"psar/pos/money"
	"psar/pos/queue"
	"psar/pos/sale"
	"psar/pos/settings"
)

// A cash sale is one commit: the sale with its number, change and rounding, and the drawer
// before the receipt. It needs no profile and no network.
func TestPayCash(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	s.set(settings.Rate, "4100")
	s.set(settings.USDProfileID, "")
	s.set(settings.KHRProfileID, "")
	sold, err := s.till.PayCash(t.Context(), pos.CashRequest{
		Amount: money.Cents(350), Received: []money.Money{money.Cents(400)}, Remark: "table 4",
	})
	if err != nil {
		t.Fatal(err)
	}
	stored, err := s.disk.Sale(t.Context(), sold.ID)
	if err != nil {
		t.Fatal(err)
	}
	want := []sale.Tender{{Kind: sale.TenderCashUSD, Amount: money.Cents(400), Rate: 4100}}
	if diff := cmp.Diff(want, stored.Tenders); diff != "" || stored.State != sale.Completed || stored.Receipt.Sequence != 1 {
		t.Errorf("%+v\n%s", stored, diff)
	}
	if money.Displayed(stored.Change) != "2,100 ៛" || stored.Rounding != money.Riel(-50) || stored.Remark != "table 4" {
		t.Errorf("%+v", stored)
	}
	drawer, receipt := s.take("paper:"), s.take("paper:")
	if drawer.Kind != queue.KindDrawer || receipt.Receipt == nil || receipt.Receipt.Number != stored.Receipt {
		t.Errorf("%+v, then %+v", drawer, receipt)
	}
	if money.Displayed(receipt.Receipt.Change) != "2,100 ៛" || receipt.Receipt.Rounding != money.Riel(-50) {
		t.Errorf("the receipt says %+v", receipt.Receipt)
	}
	if today := s.till.Snapshot().Today[0]; today.Count != 1 || today.Sum != money.Cents(350) {
		t.Errorf("today %+v", today)
	}
	if _, err := s.till.PayCash(t.Context(), pos.CashRequest{Amount: money.Riel(14_000), NoReceipt: true}); err != nil {
		t.Error(err)
	}
	if waiting := s.take("paper:"); waiting.Kind != queue.KindDrawer {
		t.Errorf("without a receipt: %+v", waiting)
	}
	if check, err := s.disk.VerifyJournal(t.Context()); err != nil || !check.OK {
		t.Errorf("%+v %v", check, err)
	}
}

// Unusually much cash is taken only when the cashier confirms it, also for a part.
func TestUnusualCashNeedsConfirmation(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	s.set(settings.Rate, "4000")
	ctx := t.Context()
	part, err := s.till.PayCash(ctx, pos.CashRequest{Amount: money.Cents(1000), Received: []money.Money{money.Cents(300)}, Part: true})
	if err != nil {
		t.Fatal(err)
	}
	before := s.head()
	for name, r := range map[string]pos.CashRequest{
		"a sale":       {Amount: money.Cents(350), Received: []money.Money{money.Cents(884_710_001)}},
		"as a part":    {Amount: money.Cents(350), Received: []money.Money{money.Cents(884_710_001)}, Part: true},
		"of the rest":  {Sale: part.ID, Received: []money.Money{money.Cents(10_700)}},
		"riel on top":  {Sale: part.ID, Received: []money.Money{money.Cents(700), money.Riel(200_000)}},
		"by the total": {Amount: money.Riel(4000), Received: []money.Money{money.Riel(204_000)}},
	} {
		if _, err := s.till.PayCash(ctx, r); fault.CodeOf(err) != fault.GivenUnusual {
			t.Errorf("%s: %v, want %s", name, err, fault.GivenUnusual)
		}
	}
	if s.head() != before {
		t.Error("something was written")
	}
	sale, err := s.till.PayCash(ctx, pos.CashRequest{Sale: part.ID, Received: []money.Money{money.Cents(10_700)}, Confirmed: true})
	if err != nil || money.Displayed(sale.Change) != "$100.00" {
		t.Errorf("%v back, %v", sale.Change, err)
	}
	s.wantJournal()
}

// A refused payment changes nothing.
func TestPayCashRefuses(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	before, err := s.disk.JournalHead(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		request pos.CashRequest
		code    fault.Code
	}{
		{pos.CashRequest{Amount: money.Cents(0)}, fault.AmountZero},
		{pos.CashRequest{Amount: money.Cents(-1)}, fault.AmountInvalid},
		{pos.CashRequest{Amount: money.Of(5, "THB")}, fault.CurrencyUnknown},
		{pos.CashRequest{Amount: money.Cents(350), Received: []money.Money{money.Cents(300)}}, fault.CashShort},
		{pos.CashRequest{Amount: money.Cents(350), Received: []money.Money{money.Riel(20_000)}}, fault.RateMissing},
		{pos.CashRequest{Amount: money.Cents(350), Received: []money.Money{money.Cents(0)}}, fault.AmountZero},
		{pos.CashRequest{Amount: money.Cents(350), Remark: "a\nb"}, fault.TextInvalid},
	} {
		if _, err := s.till.PayCash(t.Context(), tt.request); fault.CodeOf(err) != tt.code {
			t.Errorf("%+v: %v, want %s", tt.request, err, tt.code)
		}
	}
	if after, err := s.disk.JournalHead(t.Context()); err != nil || after != before {
		t.Errorf("the journal stood at %+v, and is at %+v (%v)", before, after, err)
	}
}

// The last sales are in the snapshot right after a restart, whatever their tenders.
func TestRecentSales(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	for n := range 12 {
		s.sellFor(money.Cents(int64(100 + n)))
	}
	s.verified(s.charge(999, money.USD))
	check := func(when string) {
		recent := s.till.Snapshot().Recent
		if len(recent) != 10 || recent[0].Total != money.Cents(999) || recent[1].Total != money.Cents(111) || recent[9].Total != money.Cents(103) {
			t.Errorf("%s: %+v", when, recent)
		}
	}
	check("before")
	s.close()
	s.open()
	check("after")
}

// Cash has no payment id: a cash sale leaves no receipt under an empty one.
func TestCashHasNoPaymentID(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	if _, err := s.till.PayCash(t.Context(), pos.CashRequest{Amount: money.Cents(350)}); err != nil {
		t.Fatal(err)
	}
	if receipts := s.till.Snapshot().Receipts; len(receipts) != 0 {
		t.Errorf("receipts of payments: %v", receipts)
	}
}

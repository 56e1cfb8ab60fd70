package pos_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"psar/pos"
)

// A cash sale is one commit: the sale with its number, its change and rounding,
// the drawer before the receipt. It needs no profile and no network.
func TestPayCash(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	s.set(pos.SettingRate, "4100")
	s.set(pos.SettingUSDProfileID, "")
	s.set(pos.SettingKHRProfileID, "")
	sale, err := s.till.PayCash(t.Context(), pos.CashRequest{
		Amount: inDollars(350), Given: []pos.Money{inDollars(400)}, Remark: "table 4",
	})
	if err != nil {
		t.Fatal(err)
	}
	stored, err := s.disk.Sale(t.Context(), sale.ID)
	if err != nil {
		t.Fatal(err)
	}
	want := []pos.Tender{{Kind: pos.TenderCashUSD, Amount: inDollars(400), Rate: 4100}}
	if diff := cmp.Diff(want, stored.Tenders); diff != "" || stored.State != pos.SaleCompleted || stored.Receipt.Sequence != 1 {
		t.Errorf("%+v\n%s", stored, diff)
	}
	if asText(stored.Change) != "2,100 ៛" || stored.Rounding != inRiel(-50) || stored.Remark != "table 4" {
		t.Errorf("%+v", stored)
	}
	drawer, receipt := s.take("paper:"), s.take("paper:")
	if drawer.Kind != pos.PrintDrawer || receipt.Receipt == nil || receipt.Receipt.Number != stored.Receipt {
		t.Errorf("%+v, then %+v", drawer, receipt)
	}
	if asText(receipt.Receipt.Change) != "2,100 ៛" || receipt.Receipt.Rounding != inRiel(-50) {
		t.Errorf("the receipt says %+v", receipt.Receipt)
	}
	if today := s.till.Snapshot().Today[0]; today.Count != 1 || today.Sum != inDollars(350) {
		t.Errorf("today %+v", today)
	}
	if _, err := s.till.PayCash(t.Context(), pos.CashRequest{Amount: inRiel(14_000), NoReceipt: true}); err != nil {
		t.Error(err)
	}
	if waiting := s.take("paper:"); waiting.Kind != pos.PrintDrawer {
		t.Errorf("without a receipt: %+v", waiting)
	}
	if check, err := s.disk.VerifyJournal(t.Context()); err != nil || !check.OK {
		t.Errorf("%+v %v", check, err)
	}
}

// More than makes sense is taken only from somebody who is sure; in parts too.
func TestPayCashAsksAboutMillions(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	s.set(pos.SettingRate, "4000")
	ctx := t.Context()
	part, err := s.till.PayCash(ctx, pos.CashRequest{Amount: inDollars(1000), Given: []pos.Money{inDollars(300)}, Part: true})
	if err != nil {
		t.Fatal(err)
	}
	before := s.head()
	for name, r := range map[string]pos.CashRequest{
		"a sale":       {Amount: inDollars(350), Given: []pos.Money{inDollars(884_710_001)}},
		"as a part":    {Amount: inDollars(350), Given: []pos.Money{inDollars(884_710_001)}, Part: true},
		"of the rest":  {Sale: part.ID, Given: []pos.Money{inDollars(10_700)}},
		"riel on top":  {Sale: part.ID, Given: []pos.Money{inDollars(700), inRiel(200_000)}},
		"by the total": {Amount: inRiel(4000), Given: []pos.Money{inRiel(204_000)}},
	} {
		if _, err := s.till.PayCash(ctx, r); pos.CodeOf(err) != pos.CodeGivenUnusual {
			t.Errorf("%s: %v, want %s", name, err, pos.CodeGivenUnusual)
		}
	}
	if s.head() != before {
		t.Error("something was written")
	}
	sale, err := s.till.PayCash(ctx, pos.CashRequest{Sale: part.ID, Given: []pos.Money{inDollars(10_700)}, Sure: true})
	if err != nil || asText(sale.Change) != "$100.00" {
		t.Errorf("%v back, %v", sale.Change, err)
	}
	s.wantJournal()
}

// What is refused changes nothing.
func TestPayCashRefuses(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	before, err := s.disk.JournalHead(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		request pos.CashRequest
		code    pos.Code
	}{
		{pos.CashRequest{Amount: inDollars(0)}, pos.CodeAmountZero},
		{pos.CashRequest{Amount: inDollars(-1)}, pos.CodeAmountInvalid},
		{pos.CashRequest{Amount: pos.Money{Minor: 5, Currency: "THB"}}, pos.CodeCurrencyUnknown},
		{pos.CashRequest{Amount: inDollars(350), Given: []pos.Money{inDollars(300)}}, pos.CodeCashShort},
		{pos.CashRequest{Amount: inDollars(350), Given: []pos.Money{inRiel(20_000)}}, pos.CodeRateMissing},
		{pos.CashRequest{Amount: inDollars(350), Given: []pos.Money{inDollars(0)}}, pos.CodeAmountZero},
		{pos.CashRequest{Amount: inDollars(350), Remark: "a\nb"}, pos.CodeTextInvalid},
	} {
		if _, err := s.till.PayCash(t.Context(), tt.request); pos.CodeOf(err) != tt.code {
			t.Errorf("%+v: %v, want %s", tt.request, err, tt.code)
		}
	}
	if after, err := s.disk.JournalHead(t.Context()); err != nil || after != before {
		t.Errorf("the journal stood at %+v, and is at %+v (%v)", before, after, err)
	}
}

// The last sales are there at once after a restart, however they were paid.
func TestRecentSales(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	for n := range 12 {
		s.sellFor(inDollars(int64(100 + n)))
	}
	s.verified(s.charge(999, pos.USD))
	check := func(when string) {
		recent := s.till.Snapshot().Recent
		if len(recent) != 10 || recent[0].Total != inDollars(999) || recent[1].Total != inDollars(111) || recent[9].Total != inDollars(103) {
			t.Errorf("%s: %+v", when, recent)
		}
	}
	check("before")
	s.close()
	s.open()
	check("after")
}

// Notes have no payment: a cash sale leaves nothing under an empty payment id.
func TestCashHasNoPaymentID(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	if _, err := s.till.PayCash(t.Context(), pos.CashRequest{Amount: inDollars(350)}); err != nil {
		t.Fatal(err)
	}
	if receipts := s.till.Snapshot().Receipts; len(receipts) != 0 {
		t.Errorf("receipts of payments: %v", receipts)
	}
}

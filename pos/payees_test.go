package pos_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"psar/payments"
	"psar/payments/khqr"
	"psar/pos"
	"psar/pos/fault"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/postest"
	"psar/pos/settings"
	"psar/pos/staff"
)

// merchant is the code of a merchant's profile, without amount and times.
var merchant = khqr.Code{
	Kind: khqr.Merchant, Account: "shop@aclb", MerchantID: "0011", AcquiringBank: "ACLEDA",
	MerchantName: "Sok Dara", MerchantCity: "Siem Reap", Currency: khqr.USD,
}

// readingShop is a shop whose codes are read, at a gateway that is not on this machine.
func readingShop(t *testing.T) *testShop {
	s := askingShop(t)
	s.close()
	s.codes = payments.Codes{}
	s.open()
	return s
}

// code is what the gateway's adapter makes of a code.
func (s *testShop) code(c khqr.Code, a payment.Attempt) payment.CodeAccepted {
	s.t.Helper()
	c.Amount, c.BillNumber = a.Amount.Decimal(), string(a.ID)
	expires := s.clock.Now().Add(5 * time.Minute).UTC()
	c.CreatedMS, c.ExpiresMS = s.clock.Now().UnixMilli(), expires.UnixMilli()
	qr, err := khqr.Encode(c)
	if err != nil {
		s.t.Fatal(err)
	}
	return payment.CodeAccepted{QR: qr, Payee: payment.Payee{Account: c.Account, Name: c.MerchantName, City: c.MerchantCity}, Expires: expires}
}

// given charges, and brings the attempt as far as the code that the gateway gives.
func (s *testShop) given(c khqr.Code) payment.Attempt {
	s.t.Helper()
	a := s.charge(350, money.USD)
	s.happened(a.ID, payment.Sending{})
	return s.happened(a.ID, s.code(c, a))
}

func (s *testShop) paid(c khqr.Code) payment.Attempt {
	s.t.Helper()
	a := s.given(c)
	if a.State != payment.Shown {
		s.t.Fatalf("an honest code: %s, %s %s", a.State, a.Problem, a.Detail)
	}
	return s.happened(a.ID, payment.VerifiedPaid{Received: a.Amount})
}

func (s *testShop) confirm() {
	s.t.Helper()
	if err := s.till.ConfirmPayee(s.t.Context(), money.USD, "shop@aclb", dara); err != nil {
		s.t.Fatal(err)
	}
}

// onlyQuestion is what is asked, as one line.
func (s *testShop) onlyQuestion() (pos.PayeeQuestion, string) {
	s.t.Helper()
	asked := s.till.Snapshot().Questions
	if len(asked) != 1 {
		s.t.Fatalf("%d questions: %+v", len(asked), asked)
	}
	var said []string
	for _, d := range asked[0].Differences() {
		said = append(said, fmt.Sprintf("%s %s>%s %t", d.Field, d.Was, d.Is, d.Varies))
	}
	return asked[0], strings.Join(said, ", ")
}

// A till robbed through the merchant's own number: the account is the shop's, sub-tag 01 is
// somebody else's. Nobody sees the code, whoever answers sees both numbers.
func TestOtherMerchantIsHeld(t *testing.T) {
	t.Parallel()
	s := readingShop(t)
	first := s.given(merchant)
	q, _ := s.onlyQuestion()
	for _, want := range []payment.Field{
		{Name: payment.FieldKind, Value: "30"}, {Name: payment.FieldAccount, Value: "shop@aclb"}, {Name: payment.FieldMerchant, Value: "0011"},
		{Name: payment.FieldBank, Value: "ACLEDA"}, {Name: payment.FieldName, Value: "Sok Dara"}, {Name: payment.FieldCity, Value: "Siem Reap"},
	} {
		if !slices.Contains(q.Code.Fields, want) {
			t.Errorf("the owner is not shown %+v: %+v", want, q.Code.Fields)
		}
	}
	s.confirm()
	if a := s.stored(first.ID); a.State != payment.Shown {
		t.Fatalf("the confirmed code: %s", a.State)
	}
	s.paid(merchant)
	thief := merchant
	thief.MerchantID = "0099"
	a := s.given(thief)
	if !a.AwaitsPayee() || a.Problem != fault.PayeeDiffers || !strings.Contains(a.Detail, `"0011" → "0099"`) {
		t.Fatalf("a code of another merchant: %+v", a)
	}
	if err := s.till.PrintSlip(t.Context(), a.ID); fault.CodeOf(err) != fault.SaleState {
		t.Errorf("its slip: %v", err)
	}
	if b := s.paid(merchant); b.State != payment.Paid {
		t.Errorf("an honest code meanwhile: %s", b.State)
	}
	s.close() // the question outlives a restart
	s.open()
	if _, said := s.onlyQuestion(); said != "merchant_id 0011>0099 false" {
		t.Errorf("asked: %s", said)
	}
	if err := s.till.DenyPayee(t.Context(), money.USD, "shop@aclb", dara); err != nil {
		t.Fatal(err)
	}
	if a := s.stored(a.ID); a.State != payment.Refused || a.Problem != fault.QRAccount {
		t.Errorf("denied: %+v", a)
	}
	alerts := s.till.Snapshot().Alerts
	if len(alerts) != 1 || alerts[0].Expected != "shop@aclb" || alerts[0].Differs != `merchant_id: "0011" → "0099"` {
		t.Errorf("alerts %+v", alerts)
	}
	if again := s.given(thief); !again.AwaitsPayee() {
		t.Errorf("the same code again, after the no: %s", again.State)
	}
	s.wantJournal()
}

// The owner's yes to a new merchant number stands from then on, and the old one asks.
func TestOwnerConfirmsANewMerchant(t *testing.T) {
	t.Parallel()
	s := readingShop(t)
	s.given(merchant)
	s.confirm()
	moved := merchant
	moved.MerchantID, moved.MerchantCity = "0022", "Battambang"
	a := s.given(moved)
	if _, said := s.onlyQuestion(); said != "merchant_id 0011>0022 false, city Siem Reap>Battambang false" {
		t.Errorf("asked: %s", said)
	}
	s.confirm()
	if a := s.stored(a.ID); a.State != payment.Shown {
		t.Errorf("confirmed: %s", a.State)
	}
	s.paid(moved)
	if a := s.given(merchant); !a.AwaitsPayee() {
		t.Errorf("the old number: %s", a.State)
	}
}

// At set-up, with the second code, a field that changes with every payment is asked about
// once, and is left out as a fact of the journal. A later change of another field is asked.
func TestFieldsThatChangeWithEveryPaymentAreLeftOut(t *testing.T) {
	t.Parallel()
	s := readingShop(t)
	n := 0
	next := func() khqr.Code {
		n++
		c := merchant
		c.Unknown = []khqr.Field{{Template: "30", Tag: "05", Value: fmt.Sprintf("%016d", n)}, {Tag: "26", Value: fmt.Sprintf("0011com.example0204%04d", n)}}
		return c
	}
	s.given(next())
	s.confirm()
	second, third := s.given(next()), s.given(next())
	if asked := s.till.Snapshot().Questions; len(asked) != 2 {
		t.Fatalf("two codes that differ: %d questions", len(asked))
	}
	q := s.till.Snapshot().Questions[0]
	if got := payment.Described(q.Differences()); !q.Differences()[0].Varies || !q.Differences()[1].Varies ||
		got != `30/05: "0000000000000001" → "0000000000000002"; 26/02: "0001" → "0002"` {
		t.Errorf("asked: %s %+v", got, q.Differences())
	}
	if err := s.till.Till.ConfirmPayee(t.Context(), money.USD, "shop@aclb", staff.Approval{By: "Dara", Shown: q.Figures()}); err != nil {
		t.Fatal(err)
	}
	for _, a := range []payment.Attempt{second, third} {
		if got := s.stored(a.ID); got.State != payment.Shown {
			t.Errorf("after one answer: %s", got.State)
		}
	}
	s.close()
	s.open()
	for range 5 {
		s.paid(next())
	}
	thief := next()
	thief.Unknown[1].Value = "0011com.thieves0204" + "0009"
	if a := s.given(thief); !a.AwaitsPayee() {
		t.Errorf("another network's account: %s", a.State)
	}
	if _, said := s.onlyQuestion(); said != "26/00 com.example>com.thieves false" {
		t.Errorf("asked: %s", said)
	}
	s.wantJournal()
}

// Who answers one question has not answered another about the same account.
func TestAnswerIsOfTheShownQuestion(t *testing.T) {
	t.Parallel()
	s := readingShop(t)
	s.given(merchant)
	s.confirm()
	bank, thief := merchant, merchant
	bank.AcquiringBank, thief.MerchantID = "ACLEDA Bank Plc", "0099"
	mine, theirs := s.given(bank), s.given(thief)
	q := s.till.Snapshot().Questions[0]
	approval := staff.Approval{By: "Dara", Shown: q.Figures()}
	if err := s.till.Till.ConfirmPayee(t.Context(), money.USD, "shop@aclb", approval); err != nil {
		t.Fatal(err)
	}
	if a, b := s.stored(mine.ID), s.stored(theirs.ID); a.State != payment.Shown || !b.AwaitsPayee() {
		t.Errorf("the one that was shown is %s, the other %s", a.State, b.State)
	}
	if err := s.till.Till.ConfirmPayee(t.Context(), money.USD, "shop@aclb", approval); fault.CodeOf(err) != fault.FiguresChanged {
		t.Errorf("the same word again, for another question: %v", err)
	}
}

// upgraded is a shop as an older program left it: an account, and the codes that were paid.
func upgraded(t *testing.T, codes ...khqr.Code) *testShop {
	s := askingShop(t)
	s.set(settings.USDAccount, "shop@aclb")
	for _, c := range codes {
		s.paid(c)
	}
	s.close()
	s.codes = payments.Codes{}
	s.open()
	return s
}

// A shop of before sells on without a question, and is held to what its paid codes say. Of one
// code alone it can't be known what changes with every payment: that is asked once.
func TestPinOfAnExistingShop(t *testing.T) {
	t.Parallel()
	thief := merchant
	thief.MerchantID = "0099"
	other := func(reference string) khqr.Code {
		c := merchant
		c.Unknown = []khqr.Field{{Template: "30", Tag: "05", Value: reference}}
		return c
	}
	for name, tt := range map[string]struct {
		before  []khqr.Code
		honest  []khqr.Code
		asked   string // about the honest ones, once; "" for nothing
		renamed string // asked about another name
		thief   bool   // is held
	}{
		"NoCodePaid":        {nil, nil, "", "", false},
		"NoneThenOne":       {nil, []khqr.Code{merchant}, "", "name Sok Dara>Quick Cash true", true},
		"NoneThenTwo":       {nil, []khqr.Code{other("1"), other("2"), other("3")}, "30/05 1>2 true", "name Sok Dara>Quick Cash false", true},
		"OnePaid":           {[]khqr.Code{merchant}, nil, "", "name Sok Dara>Quick Cash true", true},
		"OnePaidThenSame":   {[]khqr.Code{merchant}, []khqr.Code{merchant}, "", "name Sok Dara>Quick Cash false", true},
		"OnePaidThenVaries": {[]khqr.Code{other("1")}, []khqr.Code{other("2"), other("3")}, "30/05 1>2 true", "name Sok Dara>Quick Cash false", true},
		"TwoPaid":           {[]khqr.Code{merchant, merchant}, []khqr.Code{merchant}, "", "name Sok Dara>Quick Cash false", true},
		"TwoPaidThatVary":   {[]khqr.Code{other("1"), other("2")}, []khqr.Code{other("3"), other("4")}, "", "name Sok Dara>Quick Cash false", true},
		"MovedLongAgo":      {[]khqr.Code{thief, thief, merchant, merchant}, []khqr.Code{merchant}, "", "name Sok Dara>Quick Cash false", true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := upgraded(t, tt.before...)
			asked := ""
			for _, c := range tt.honest {
				a := s.given(c)
				if a.AwaitsPayee() {
					_, said := s.onlyQuestion()
					asked += said
					s.confirm()
				}
				s.happened(a.ID, payment.VerifiedPaid{Received: a.Amount})
			}
			if asked != tt.asked {
				t.Errorf("asked %q, want %q", asked, tt.asked)
			}
			s.close()
			s.open()
			renamed := merchant
			renamed.MerchantName = "Quick Cash"
			if a := s.given(renamed); a.AwaitsPayee() {
				if _, said := s.onlyQuestion(); said != tt.renamed {
					t.Errorf("another name: %q, want %q", said, tt.renamed)
				}
			} else if tt.renamed != "" {
				t.Errorf("another name: %s", a.State)
			}
			if a := s.given(thief); a.AwaitsPayee() != tt.thief {
				t.Errorf("another merchant: %s", a.State)
			}
			s.wantJournal()
		})
	}
}

// A code that nobody paid teaches a shop of before nothing: a thief makes as many as they like.
func TestUnpaidCodesTeachNothing(t *testing.T) {
	t.Parallel()
	thief := merchant
	thief.MerchantID = "0099"
	s := upgraded(t)
	a := s.given(thief)
	if a.State != payment.Shown {
		t.Fatalf("nothing but the account is known: %s", a.State)
	}
	s.happened(a.ID, payment.CancelledByCashier{})
	s.paid(merchant)
	if a := s.given(thief); !a.AwaitsPayee() {
		t.Errorf("after an honest payment: %s", a.State)
	}
}

// Setting the account by hand forgets what is known of its codes.
func TestAccountByHandForgetsThePin(t *testing.T) {
	t.Parallel()
	s := readingShop(t)
	s.given(merchant)
	s.confirm()
	s.paid(merchant)
	s.set(settings.USDAccount, "other@aclb")
	s.set(settings.USDAccount, "")
	s.set(settings.USDAccount, "shop@aclb")
	s.close()
	s.open() // its newest paid codes teach it again
	thief := merchant
	thief.MerchantID = "0099"
	if a := s.given(thief); !a.AwaitsPayee() {
		t.Errorf("another merchant: %s", a.State)
	}
	s.wantJournal()
}

// On a gateway of this machine no money moves: nobody is asked.
func TestLoopbackGatewayComparesNoFields(t *testing.T) {
	t.Parallel()
	s := &testShop{t: t, dir: t.TempDir(), kept: testSecrets{}, codes: payments.Codes{}, clock: postest.NewClock(time.Date(2026, 11, 22, 7, 32, 0, 0, time.UTC))}
	s.open()
	t.Cleanup(s.close)
	s.set(settings.USDProfileID, "9a0b977717b87db68d46a479be987745")
	s.set(settings.BaseURL, "http://127.0.0.1:1")
	s.paid(merchant)
	thief := merchant
	thief.MerchantID = "0099"
	if a := s.given(thief); a.State != payment.Shown {
		t.Errorf("state %s", a.State)
	}
}

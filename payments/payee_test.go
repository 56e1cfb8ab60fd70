package payments_test

import (
	"slices"
	"testing"
	"time"

	"psar/payments"
	"psar/payments/khqr"
	"psar/pos/fault"
	"psar/pos/payment"
)

// Every template from 02 to 51 says whom a code pays; that of another network by its
// sub-tags. Bill number, amount and times do not.
func TestPayeeFields(t *testing.T) {
	t.Parallel()
	expires := time.Date(2026, 11, 30, 12, 0, 0, 0, time.UTC).UnixMilli()
	c := khqr.Code{
		Kind: khqr.Merchant, Account: "shop@aclb", MerchantID: "0011", AcquiringBank: "ACLEDA", UnionPay: "1111222233334444",
		Currency: khqr.USD, Amount: "3.50", MerchantName: "Sok Dara", MerchantCity: "Siem Reap", BillNumber: "7", CreatedMS: expires, ExpiresMS: expires,
		Unknown: []khqr.Field{
			{Template: "30", Tag: "05", Value: "x"}, {Tag: "02", Value: "4123456789012345"}, {Tag: "16", Value: "0003abc"},
			{Tag: "26", Value: "0011com.example0106998877"}, {Tag: "31", Value: "no tags"}, {Tag: "32", Value: "0001a0001b"}, {Tag: "51", Value: "0001z"}, {Tag: "65", Value: "later"},
		},
	}
	qr, err := khqr.Encode(c)
	if err != nil {
		t.Fatal(err)
	}
	want := []payment.Field{
		{Name: "kind", Value: "30"}, {Name: "account", Value: "shop@aclb"}, {Name: "merchant_id", Value: "0011"}, {Name: "acquiring_bank", Value: "ACLEDA"},
		{Name: "15", Value: "1111222233334444"}, {Name: "30/05", Value: "x"}, {Name: "02", Value: "4123456789012345"}, {Name: "16", Value: "0003abc"},
		{Name: "26/00", Value: "com.example"}, {Name: "26/01", Value: "998877"}, {Name: "31", Value: "no tags"}, {Name: "32", Value: "0001a0001b"}, {Name: "51/00", Value: "z"},
		{Name: "name", Value: "Sok Dara"}, {Name: "city", Value: "Siem Reap"},
	}
	got, err := payments.Codes{}.Payee(qr)
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("%v\n got %+v\nwant %+v", err, got, want)
	}
	if got, err := (payments.Codes{}).Payee(qr[:len(qr)-1] + "x"); fault.CodeOf(err) != fault.QRMalformed || got != nil {
		t.Errorf("a damaged code: %+v, %v", got, err)
	}
	// A person's account information stands in the same place, and an expiry may be missing.
	got, err = payments.Codes{}.Payee("00020101021229290013sok_dara@aclb01080123456752045999530384054043.505802KH5908Sok Dara6009Siem Reap63042F79")
	want = []payment.Field{{Name: "kind", Value: "29"}, {Name: "account", Value: "sok_dara@aclb"}, {Name: "merchant_id", Value: "01234567"}, {Name: "name", Value: "Sok Dara"}, {Name: "city", Value: "Siem Reap"}}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("%v\n got %+v\nwant %+v", err, got, want)
	}
}

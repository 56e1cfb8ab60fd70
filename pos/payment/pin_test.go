package payment_test

import (
	"slices"
	"testing"

	"psar/pos/money"
	"psar/pos/payment"
)

// says are a merchant's fields, with some replaced or, by "", taken away.
func says(changed ...payment.Field) []payment.Field {
	fields := []payment.Field{
		{Name: payment.FieldKind, Value: "30"}, {Name: payment.FieldAccount, Value: "shop@aclb"},
		{Name: payment.FieldMerchant, Value: "0011"}, {Name: payment.FieldBank, Value: "ACLEDA"},
		{Name: "15", Value: "1111222233334444"}, {Name: "26/00", Value: "com.example"}, {Name: "26/01", Value: "77"},
		{Name: payment.FieldName, Value: "Sok Dara"}, {Name: payment.FieldCity, Value: "Phnom Penh"},
	}
	for _, c := range changed {
		i := slices.IndexFunc(fields, func(f payment.Field) bool { return f.Name == c.Name })
		switch {
		case i < 0:
			fields = append(fields, c)
		case c.Value == "":
			fields = slices.Delete(fields, i, i+1)
		default:
			fields[i] = c
		}
	}
	return fields
}

func field(name, value string) payment.Field { return payment.Field{Name: name, Value: value} }

// Every field of a confirmed code is compared; what names a receiver is never offered as
// something that changes with every payment, and neither is what comes together with it.
func TestPinDiffers(t *testing.T) {
	t.Parallel()
	first := payment.NewPin(money.USD, says())
	second := first.Confirm(nil)
	for _, tt := range []struct {
		name    string
		changed []payment.Field
		want    []payment.Difference // as the second code says it
	}{
		{"the same", nil, nil},
		{"merchant id", []payment.Field{field(payment.FieldMerchant, "0099")}, []payment.Difference{{Field: payment.FieldMerchant, Was: "0011", Is: "0099"}}},
		{"no merchant id", []payment.Field{field(payment.FieldMerchant, "")}, []payment.Difference{{Field: payment.FieldMerchant, Was: "0011"}}},
		{"kind", []payment.Field{field(payment.FieldKind, "29")}, []payment.Difference{{Field: payment.FieldKind, Was: "30", Is: "29"}}},
		{"account", []payment.Field{field(payment.FieldAccount, "thief@aclb")}, []payment.Difference{{Field: payment.FieldAccount, Was: "shop@aclb", Is: "thief@aclb"}}},
		{"another template's account", []payment.Field{field("26/00", "thief")}, []payment.Difference{{Field: "26/00", Was: "com.example", Is: "thief"}}},
		{"a new template", []payment.Field{field("31/00", "thief")}, []payment.Difference{{Field: "31/00", Is: "thief"}}},
		{"bank", []payment.Field{field(payment.FieldBank, "Wing")}, []payment.Difference{{Field: payment.FieldBank, Was: "ACLEDA", Is: "Wing", Varies: true}}},
		{"name", []payment.Field{field(payment.FieldName, "Sok")}, []payment.Difference{{Field: payment.FieldName, Was: "Sok Dara", Is: "Sok", Varies: true}}},
		{"city", []payment.Field{field(payment.FieldCity, "Takeo")}, []payment.Difference{{Field: payment.FieldCity, Was: "Phnom Penh", Is: "Takeo", Varies: true}}},
		{"UnionPay", []payment.Field{field("15", "5")}, []payment.Difference{{Field: "15", Was: "1111222233334444", Is: "5"}}},
		{"no UnionPay", []payment.Field{field("15", "")}, []payment.Difference{{Field: "15", Was: "1111222233334444"}}},
		{"a card", []payment.Field{field("02", "4123")}, []payment.Difference{{Field: "02", Is: "4123"}}},
		{"the last network's own tag", []payment.Field{field("25", "4123")}, []payment.Difference{{Field: "25", Is: "4123"}}},
		{"another template's merchant number", []payment.Field{field("26/01", "78")}, []payment.Difference{{Field: "26/01", Was: "77", Is: "78"}}},
		{"a template without sub-tags", []payment.Field{field("51", "thief")}, []payment.Difference{{Field: "51", Is: "thief"}}},
		{"a reference", []payment.Field{field("30/05", "7")}, []payment.Difference{{Field: "30/05", Is: "7", Varies: true}}},
		{"another template's reference", []payment.Field{field("26/02", "7")}, []payment.Difference{{Field: "26/02", Is: "7", Varies: true}}},
		{"a name with a merchant id", []payment.Field{field(payment.FieldMerchant, "0099"), field(payment.FieldName, "Thief")}, []payment.Difference{
			{Field: payment.FieldMerchant, Was: "0011", Is: "0099"}, {Field: payment.FieldName, Was: "Sok Dara", Is: "Thief"},
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			code := says(tt.changed...)
			if got := first.Differences(code); !slices.Equal(got, tt.want) {
				t.Errorf("the second code: %+v, want %+v", got, tt.want)
			}
			// Later nothing is left out at its first change.
			later := slices.Clone(tt.want)
			for i := range later {
				later[i].Varies = false
			}
			if got := second.Differences(code); !slices.Equal(got, later) {
				t.Errorf("a later code: %+v, want %+v", got, later)
			}
			if got := second.Confirm(later).Differences(code); len(got) != 0 {
				t.Errorf("once it is confirmed: %+v", got)
			}
		})
	}
	if got := (payment.Pin{Currency: money.USD}).Differences(says()); got != nil {
		t.Errorf("nothing is pinned: %+v", got)
	}
}

// What was left out is asked about no more; what changes a second time can be left out.
func TestPinLeavesOut(t *testing.T) {
	t.Parallel()
	first := payment.NewPin(money.USD, says())
	pin := first.Confirm(first.Differences(says(field("30/05", "5"))))
	for _, value := range []string{"6", "7", ""} {
		if got := pin.Differences(says(field("30/05", value))); got != nil {
			t.Errorf("30/05 = %q: %+v", value, got)
		}
	}
	if got := first.Differences(says(field("30/05", "5"))); len(got) != 1 {
		t.Errorf("the pin before was changed: %+v", got)
	}
	renamed := pin.Confirm(pin.Differences(says(field(payment.FieldName, "Dara Mart"))))
	want := []payment.Difference{{Field: payment.FieldName, Was: "Dara Mart", Is: "Till 2", Varies: true}}
	if got := renamed.Differences(says(field(payment.FieldName, "Till 2"))); !slices.Equal(got, want) {
		t.Errorf("a second new name: %+v, want %+v", got, want)
	}
	moved := pin.Confirm(pin.Differences(says(field(payment.FieldMerchant, "0022"))))
	for _, d := range moved.Differences(says(field(payment.FieldMerchant, "0033"))) {
		if d.Varies {
			t.Error("a merchant id that changes twice is left out")
		}
	}
}

// An older program left the accounts of other networks out. They are held again: once, where
// they don't change.
func TestLeftOutAccountsAreHeld(t *testing.T) {
	t.Parallel()
	pin := payment.NewPin(money.USD, says())
	pin.Paid, pin.Compared = true, true
	for i := range pin.Fields {
		pin.Fields[i].Varies = pin.Fields[i].Name == "15" || pin.Fields[i].Name == payment.FieldCity
	}
	now := says(field("15", "5"), field(payment.FieldCity, "Takeo"))
	asked := pin.Differences(now)
	if want := []payment.Difference{{Field: "15", Was: "1111222233334444", Is: "5"}}; !slices.Equal(asked, want) {
		t.Fatalf("asked: %+v, want %+v", asked, want)
	}
	pin = pin.Confirm(asked)
	if got := pin.Differences(now); got != nil {
		t.Errorf("once it is confirmed: %+v", got)
	}
	if got := pin.Differences(says(field("15", "6"))); len(got) != 1 || got[0].Was != "5" || got[0].Varies {
		t.Errorf("another number: %+v", got)
	}
}

// A shop of before: what its paid codes differ in is left out without a question. Where only one
// was paid, what the second says otherwise is shown once, and left out by a yes.
func TestPaidPin(t *testing.T) {
	t.Parallel()
	one := payment.PaidPin(money.USD, [][]payment.Field{says()})
	second := says(field("30/05", "5"), field(payment.FieldName, "Till 2"))
	want := []payment.Difference{{Field: payment.FieldName, Was: "Sok Dara", Is: "Till 2", Varies: true}, {Field: "30/05", Is: "5", Varies: true}}
	if got := one.Differences(second); !slices.Equal(got, want) {
		t.Errorf("one paid code: %+v, want %+v", got, want)
	}
	if got := one.Confirm(one.Differences(second)).Differences(says(field("30/05", "6"), field(payment.FieldName, "Till 3"))); got != nil {
		t.Errorf("one paid code, after a yes: %+v", got)
	}
	if got := one.Differences(says(field(payment.FieldMerchant, "0099"))); len(got) != 1 {
		t.Errorf("one paid code, another merchant: %+v", got)
	}
	moved := says(field(payment.FieldMerchant, "0099"), field(payment.FieldBank, "Wing"))
	if got := one.Confirm(one.Differences(moved)).Differences(moved); len(got) != 0 {
		t.Errorf("one paid code, and a merchant that was confirmed: %+v", got)
	}
	pin := payment.PaidPin(money.USD, [][]payment.Field{says(), says(field("15", "5"), field(payment.FieldCity, "Takeo")), says(field("30/05", "5"))})
	if got := pin.Differences(says(field("30/05", "6"))); got != nil {
		t.Errorf("several paid codes: 30/05 is asked about: %+v", got)
	}
	want = []payment.Difference{{Field: payment.FieldCity, Was: "Phnom Penh", Is: "Takeo"}}
	if got := pin.Differences(says(field("30/05", "6"), field(payment.FieldCity, "Takeo"))); !slices.Equal(got, want) {
		t.Errorf("several paid codes: another city: %+v, want %+v", got, want)
	}
	if pin := payment.PaidPin(money.USD, nil); len(pin.Fields) != 0 || pin.Account() != "" {
		t.Errorf("no paid code: %+v", pin)
	}
	if got := one.Account(); got != "shop@aclb" {
		t.Errorf("account %q", got)
	}
}

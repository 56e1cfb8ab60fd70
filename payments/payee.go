package payments

import (
	"psar/payments/khqr"
	"psar/pos"
	"psar/pos/fault"
	"psar/pos/payment"
)

// Codes implements pos.Codes.
type Codes struct{}

var _ pos.Codes = Codes{}

// Payee returns the fields of a code that say whom it pays: the template of the account, the
// merchant templates 02 to 51, name and city. A template of another payment network is
// split into its sub-tags where it has such.
func (Codes) Payee(code string) ([]payment.Field, error) {
	c, err := khqr.Parse(code)
	if err != nil { // a code without expiry, which the settings may allow, is no defect here
		if c, err = khqr.Verify(code, khqr.Expect{AllowNoExpiry: true}); err != nil {
			return nil, fault.New(fault.QRMalformed).Because(err)
		}
	}
	return payeeFields(c), nil
}

func payeeFields(c khqr.Code) []payment.Field {
	var fields []payment.Field
	add := func(name, value string) {
		if value != "" {
			fields = append(fields, payment.Field{Name: name, Value: value})
		}
	}
	own := c.Kind.String()
	add(payment.FieldKind, own)
	add(payment.FieldAccount, c.Account)
	add(payment.FieldMerchant, c.MerchantID+c.AccountInformation) // one of them is empty
	add(payment.FieldBank, c.AcquiringBank)
	add("15", c.UnionPay)
	for _, f := range c.Unknown {
		switch {
		case f.Template == own:
			add(own+"/"+f.Tag, f.Value)
		case f.Template == "" && "02" <= f.Tag && f.Tag <= "51":
			subs, split := f.Split()
			if !split {
				add(f.Tag, f.Value)
			}
			for _, sub := range subs {
				add(sub.Template+"/"+sub.Tag, sub.Value)
			}
		}
	}
	add(payment.FieldName, c.MerchantName)
	add(payment.FieldCity, c.MerchantCity)
	return fields
}

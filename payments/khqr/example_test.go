package khqr_test

import (
	"errors"
	"fmt"
	"time"

	"psar/payments/khqr"
)

// A till asked for 5 dollars. It shows the code only if Verify returns no error.
func ExampleVerify() {
	answer := "00020101021229170013sok_dara@aclb52045999530384054045.005802KH5908Sok Dara6009Siem Reap" +
		"99340013179000000150701131790000600000630441CB"
	want := khqr.Expect{
		Currency: khqr.USD, Minor: 500, HasAmount: true, Account: "sok_dara@aclb",
		Now: time.UnixMilli(1790000002507),
	}
	code, err := khqr.Verify(answer, want)
	fmt.Println(code.MerchantName, code.Amount, err)

	want.Minor = 5000
	_, err = khqr.Verify(answer, want)
	var wrong *khqr.Error
	if errors.As(err, &wrong) {
		fmt.Println(wrong.Class, wrong.Tag)
	}
	// Output:
	// Sok Dara 5.00 <nil>
	// mismatch 54
}

func ExampleEncode() {
	amount, err := khqr.FormatAmount(khqr.KHR, 4000)
	if err != nil {
		fmt.Println(err)
		return
	}
	code, err := khqr.Encode(khqr.Code{
		Account: "sok_dara@aclb", Currency: khqr.KHR, Amount: amount,
		MerchantName: "Sok Dara", MerchantCity: "Siem Reap",
		CreatedMS: 1790000002466, ExpiresMS: 1790000180000,
	})
	fmt.Println(code, err)
	// Output:
	// 00020101021229170013sok_dara@aclb520459995303116540440005802KH5908Sok Dara6009Siem Reap993400131790000002466011317900001800006304EE6C <nil>
}

package raksmeypay_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"

	"psar/payments/raksmeypay"
)

// A sale: store the id, create a code, check it, show it, verify until paid.
func Example() {
	// A stand-in for the gateway.
	gateway := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.Contains(r.URL.Path, "/verify/") {
			_, _ = io.WriteString(w, `{"status":1,"payment_amount":5.0,"payment_status":"SUCCESS"}`)
			return
		}
		_, _ = io.WriteString(w, `{"responseCode":0,"responseMessage":"Success","data":{"transaction_id":"12345678","amount":"5.00","qr":"000201…"}}`)
	}))
	defer gateway.Close()

	client, err := raksmeypay.New(raksmeypay.Config{
		BaseURL: gateway.URL, ProfileID: "9a0b977717b87db68d46a479be987745", ProfileKey: "the-profile-key",
	})
	if err != nil {
		fmt.Println(err)
		return
	}

	ctx := context.Background()
	code, err := client.CreateQR(ctx, raksmeypay.CreateQRRequest{TransactionID: "12345678", Amount: "5.00"})
	var failed *raksmeypay.Error
	switch {
	case errors.As(err, &failed) && !failed.Known:
		fmt.Println("ask again with the same id and amount")
		return
	case err != nil:
		fmt.Println("no code:", err)
		return
	}
	fmt.Println("check and show", code.QR)

	payment, err := client.Verify(ctx, "12345678")
	if err != nil {
		fmt.Println("ask again:", err)
		return
	}
	// Paid only if 5.0, in minor units, is the requested amount.
	fmt.Println(payment.Success(), payment.Amount)
	// Output:
	// check and show 000201…
	// true 5.0
}

package raksmeypay_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"time"

	"psar/payments/raksmeypay"
)

// exampleClient is a client of a gateway that always gives one answer.
func exampleClient(answer string) (*raksmeypay.Client, func()) {
	gateway := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, answer)
	}))
	client, err := raksmeypay.New(raksmeypay.Config{
		BaseURL: gateway.URL, ProfileID: "9a0b977717b87db68d46a479be987745", ProfileKey: "the-profile-key",
	})
	if err != nil {
		panic(err)
	}
	return client, gateway.Close
}

// The code is checked before it is shown: see psar/payments/khqr.
func ExampleClient_CreateQR() {
	client, end := exampleClient(`{"responseCode":6,"responseMessage":"Over the limit"}`)
	defer end()
	_, err := client.CreateQR(context.Background(), raksmeypay.CreateQRRequest{
		TransactionID: "12345678", Amount: "5000.00", Remark: "Table 5",
	})
	fmt.Println(raksmeypay.KindOf(err), err)
	// Output: refused raksmeypay: the gateway refused with code 6: Over the limit
}

// Paid is Success with the amount that was asked, and nothing else.
func ExampleClient_Verify() {
	client, end := exampleClient(`{"status":1,"payment_amount":5,"payment_status":"SUCCESS"}`)
	defer end()
	answer, err := client.Verify(context.Background(), "12345678")
	fmt.Println(answer.Success(), answer.Amount, err)
	// Output: true 5 <nil>
}

func ExamplePaymentLink() {
	fmt.Println(raksmeypay.PaymentLink(raksmeypay.DefaultBaseURL, "9a0b977717b87db68d46a479be987745", "the-profile-key",
		raksmeypay.LinkRequest{TransactionID: "12345678", Amount: "5.00", SuccessURL: "https://shop.example/~ok"}))
	// Output: https://mail.raksmeypay.com/payment/request/9a0b977717b87db68d46a479be987745?transaction_id=12345678&amount=5.00&success_url=https%253A%252F%252Fshop.example%252F%257Eok&remark=&hash=7e6c8e39b1ae1f807a8fd74a6aaebcd97ed49866
}

// The page thanks the customer; the money is another matter: verify.
func ExampleCheckSuccess() {
	made := time.Unix(1_750_000_000, 0)
	back, err := raksmeypay.SuccessReturnURL("the-profile-key", raksmeypay.ReturnRequest{
		SuccessURL: "https://shop.example/paid?order=12345678", TransactionID: "12345678",
		Amount: "5.00", BakongHash: "6f1e", Time: made,
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	u, err := url.Parse(back)
	if err != nil {
		fmt.Println(err)
		return
	}
	success, err := raksmeypay.CheckSuccess("the-profile-key", u.Query().Get("order"), u.Query(), made.Add(time.Second))
	fmt.Println(success.Amount, err)
	_, err = raksmeypay.CheckSuccess("the-profile-key", u.Query().Get("order"), u.Query(), made.Add(4*time.Minute))
	fmt.Println(err)
	// Output:
	// 5.00 <nil>
	// raksmeypay: not believed: too old: success_time
}

// The receiver makes the program verify, and answers at once.
func ExampleWebhookHandler() {
	receiver := raksmeypay.WebhookHandler(raksmeypay.WebhookConfig{
		APIKey:   "the-api-key",
		Profiles: []raksmeypay.Profile{{ID: "9a0b977717b87db68d46a479be987745", Key: "the-profile-key"}},
	}, func(_ context.Context, w raksmeypay.Webhook) error {
		fmt.Println("verify", w.TransactionID)
		return nil
	})
	body := `{"transaction_id":"12345678","amount":"5.00","currency":"USD","status":"SUCCESS",
		"profile_id":"9a0b977717b87db68d46a479be987745","bakong_hash":"6f1e","timestamp":1750000000,
		"hash":"` + raksmeypay.HashWebhook("the-profile-key", "1750000000", "5.00", "6f1e", "12345678") + `"}`
	request := httptest.NewRequest(http.MethodPost, "/webhook", strings.NewReader(body))
	request.Header.Set("X-Api-Key", "the-api-key")
	answer := httptest.NewRecorder()
	receiver.ServeHTTP(answer, request)
	fmt.Println(answer.Code, answer.Body)
	// Output:
	// verify 12345678
	// 200 {"status":"ok"}
}

func ExampleButtonHTML() {
	html, err := raksmeypay.ButtonHTML(raksmeypay.ButtonRequest{
		Link: "https://mail.raksmeypay.com/payment/request/9a0b?transaction_id=1&amount=5.00", Label: "Pay $5.00",
	})
	_, link, _ := strings.Cut(html, "</style>\n")
	fmt.Print(link, err)
	// Output:
	// <a class="raksmeypay-button" href="https://mail.raksmeypay.com/payment/request/9a0b?transaction_id=1&amp;amount=5.00" rel="noopener">Pay $5.00</a>
	// <nil>
}

func ExampleModalHTML() {
	html, err := raksmeypay.ModalHTML(raksmeypay.ModalRequest{
		Link: "https://mail.raksmeypay.com/payment/request/9a0b?transaction_id=1&amount=5.00", Width: "90vw",
	})
	for line := range strings.Lines(html) {
		if strings.Contains(line, "RaksmeyPay.open") || strings.Contains(line, "src=") {
			fmt.Print(strings.TrimSpace(line), "\n")
		}
	}
	fmt.Println(err)
	// Output:
	// <script src="https://code.jquery.com/jquery-3.7.1.min.js"></script>
	// <script src="https://mail.raksmeypay.com/js/raksmeypay-modal.js"></script>
	// RaksmeyPay.open(button.href, {width: "90vw", height: "650px", closeOnOverlayClick:  false });
	// <nil>
}

func ExampleSMMHTML() {
	html, err := raksmeypay.SMMHTML(raksmeypay.SMMRequest{
		ProfileID: "9a0b977717b87db68d46a479be987745", Amount: "5.00", Min: "1.00", Max: "100.00",
		User: "dara", Email: "dara@shop.example",
	})
	fmt.Print(html, err)
	// Output:
	// <iframe class="raksmeypay-smm" title="KHQR" src="https://mail.raksmeypay.com/payment/smm/9a0b977717b87db68d46a479be987745?amount=5.00&amp;min=1.00&amp;max=100.00&amp;u=dara&amp;e=dara%40shop.example" width="370" height="550" style="border:0;max-width:100%"></iframe>
	// <nil>
}

func ExampleHashVerify() {
	fmt.Println(raksmeypay.HashVerify("the-profile-key", "12345678"))
	// Output: c758aae065a42af2958c043bbca228a54b1a1ad1
}

package raksmeypay_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"time"

	"psar/payments/raksmeypay"
)

// The profile of the vendor's samples.
const (
	exampleProfile = "9a0b977717b87db68d46a479be987745"
	exampleKey     = "d0c5f00ddeadbeef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
)

// exampleClient is a client of a gateway with one fixed answer.
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

// Check amount, account and expiry of the code before it is shown.
func ExampleClient_CreateQR() {
	client, end := exampleClient(`{"responseCode":0,"responseMessage":"Success","data":{"transaction_id":"12345678","amount":"5.00","qr":"00020101…"}}`)
	defer end()
	answer, err := client.CreateQR(context.Background(), raksmeypay.CreateQRRequest{
		TransactionID: "12345678", Amount: "5.00", Remark: "Table 5",
	})
	fmt.Println(answer.TransactionID, answer.Amount, answer.QR, err)
	// Output: 12345678 5.00 00020101… <nil>
}

// A refusal has the gateway's code; its effect is known.
func ExampleClient_CreateQR_refused() {
	client, end := exampleClient(`{"responseCode":6,"responseMessage":"Over the limit"}`)
	defer end()
	_, err := client.CreateQR(context.Background(), raksmeypay.CreateQRRequest{TransactionID: "12345678", Amount: "5000.00"})
	var failed *raksmeypay.Error
	if errors.As(err, &failed) {
		fmt.Println(failed.Kind, failed.Code == raksmeypay.CodeOverLimit, failed.Known)
	}
	fmt.Println(err)
	// Output:
	// refused true true
	// raksmeypay: the gateway refused with code 6: Over the limit
}

// A payment is paid if Success is true and the amount is the requested one.
func ExampleClient_Verify() {
	client, end := exampleClient(`{"status":1,"payment_amount":5,"payment_status":"SUCCESS"}`)
	defer end()
	answer, err := client.Verify(context.Background(), "12345678")
	fmt.Println(answer.Success(), answer.Amount, err)
	// Output: true 5 <nil>
}

func ExamplePaymentLink() {
	fmt.Println(raksmeypay.PaymentLink(raksmeypay.DefaultBaseURL, exampleProfile, exampleKey, raksmeypay.LinkRequest{
		TransactionID: "12345678", Amount: "5.00", Remark: "Order #12345",
		SuccessURL: "https://yoursite.com/payment/success?transaction_id=12345678",
	}))
	// Output: https://mail.raksmeypay.com/payment/request/9a0b977717b87db68d46a479be987745?transaction_id=12345678&amount=5.00&success_url=https%253A%252F%252Fyoursite.com%252Fpayment%252Fsuccess%253Ftransaction_id%253D12345678&remark=Order+%2312345&hash=9169f8807116356937319eba2a63fce041337126
}

// The page may thank the customer. Whether they paid, only Verify says.
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

// The handler hands the id to a verifier and answers at once.
func ExampleWebhookHandler() {
	config := raksmeypay.WebhookConfig{
		APIKey:   "the-api-key",
		Profiles: []raksmeypay.Profile{{ID: exampleProfile, Key: exampleKey}},
	}
	if err := config.Check(); err != nil {
		fmt.Println(err)
		return
	}
	verify := make(chan string, 100) // its reader calls (*Client).Verify
	receiver := raksmeypay.WebhookHandler(config, func(_ context.Context, w raksmeypay.Webhook) error {
		select {
		case verify <- w.TransactionID:
			return nil
		default:
			return errors.New("too many at once")
		}
	})
	body := `{"transaction_id":"12345678","amount":"5.00","currency":"USD","status":"success",
		"profile_id":"9a0b977717b87db68d46a479be987745","bakong_hash":"4bb8d0db66a2b10d9bf177f30c90b10d7b55eb58",
		"timestamp":1750000000,"hash":"41e895467b6f796f1dd1f21145f09910e62aba31"}`
	request := httptest.NewRequest(http.MethodPost, "/webhook", strings.NewReader(body))
	request.Header.Set("X-Api-Key", "the-api-key")
	answer := httptest.NewRecorder()
	receiver.ServeHTTP(answer, request)
	fmt.Println(answer.Code, answer.Body)
	fmt.Println("verify", <-verify)
	// Output:
	// 200 {"status":"ok"}
	// verify 12345678
}

// Checking a webhook in a router of one's own.
func ExampleParseWebhook() {
	header := http.Header{"X-Api-Key": {"the-api-key"}}
	if err := raksmeypay.CheckAPIKey("the-api-key", header); err != nil {
		fmt.Println(err) // answer with 401
		return
	}
	body := `{"transaction_id":"12345678","amount":"50.00","currency":"USD","status":"success",
		"profile_id":"9a0b977717b87db68d46a479be987745","bakong_hash":"4bb8d0db66a2b10d9bf177f30c90b10d7b55eb58",
		"timestamp":1750000000,"hash":"41e895467b6f796f1dd1f21145f09910e62aba31"}`
	_, err := raksmeypay.ParseWebhook([]byte(body), raksmeypay.Profile{ID: exampleProfile, Key: exampleKey})
	fmt.Println(err) // answer with 400: the signed amount was 5.00
	// Output: raksmeypay: not believed: wrong hash: hash
}

func ExampleButtonHTML() {
	html, err := raksmeypay.ButtonHTML(raksmeypay.ButtonRequest{
		Link: "https://mail.raksmeypay.com/payment/request/9a0b?transaction_id=1&amount=5.00", Label: "Pay $5.00",
	})
	_, link, _ := strings.Cut(html, "</style>\n")
	fmt.Print(link, err)
	// Output:
	// <a class="raksmeypay-button" href="https://mail.raksmeypay.com/payment/request/9a0b?transaction_id=1&amp;amount=5.00">Pay $5.00</a>
	// <nil>
}

func ExampleModalHTML() {
	html, err := raksmeypay.ModalHTML(raksmeypay.ModalRequest{
		Link: "https://mail.raksmeypay.com/payment/request/9a0b?transaction_id=1&amount=5.00", Width: "90vw",
	})
	for line := range strings.Lines(html) {
		if strings.Contains(line, "<a ") || strings.Contains(line, "src=") {
			fmt.Print(line)
		}
	}
	fmt.Println(err)
	// Output:
	// <a class="raksmeypay-button" href="https://mail.raksmeypay.com/payment/request/9a0b?transaction_id=1&amp;amount=5.00" data-raksmeypay="modal" data-width="90vw" data-height="650px" data-close-on-overlay-click="false">Pay by KHQR</a>
	// <script src="https://code.jquery.com/jquery-3.7.1.min.js" integrity="sha256-/JqT3SQfawRcv/BIHPThkBvs0OEvtFFmqPF/lYI/Cxo=" crossorigin="anonymous"></script>
	// <script src="https://mail.raksmeypay.com/js/raksmeypay-modal.js"></script>
	// <nil>
}

// A server that knows the signed-in user.
func ExampleSMMHTML() {
	html, err := raksmeypay.SMMHTML(raksmeypay.SMMRequest{
		ProfileID: exampleProfile, Amount: "5.00", Min: "1.00", Max: "100.00",
		User: "dara", Email: "dara@shop.example",
	})
	_, frame, _ := strings.Cut(html, "</style>\n")
	fmt.Print(frame, err)
	// Output:
	// <iframe class="raksmeypay-smm" title="KHQR" src="https://mail.raksmeypay.com/payment/smm/9a0b977717b87db68d46a479be987745?amount=5.00&amp;min=1.00&amp;max=100.00&amp;u=dara&amp;e=dara%40shop.example" width="370" height="550"></iframe>
	// <nil>
}

// A page that fills in data-user and data-email itself.
func ExampleSMMHTML_filledInByThePage() {
	html, err := raksmeypay.SMMHTML(raksmeypay.SMMRequest{ProfileID: exampleProfile, Amount: "5.00"})
	for line := range strings.Lines(html) {
		if strings.HasPrefix(line, "<div") {
			fmt.Print(line)
		}
	}
	fmt.Println(err)
	// Output:
	// <div class="raksmeypay-smm" data-src="https://mail.raksmeypay.com/payment/smm/9a0b977717b87db68d46a479be987745?amount=5.00" data-width="370" data-height="550" data-user="" data-email=""></div>
	// <nil>
}

func ExampleSMMURL() {
	fmt.Println(raksmeypay.SMMURL(raksmeypay.SMMRequest{
		ProfileID: exampleProfile, Min: "1.00", User: "សុខា", Email: "sokha@shop.example",
	}))
	// Output: https://mail.raksmeypay.com/payment/smm/9a0b977717b87db68d46a479be987745?min=1.00&u=%E1%9E%9F%E1%9E%BB%E1%9E%81%E1%9E%B6&e=sokha%40shop.example <nil>
}

// The vendor's PHP SDK gives the same results for the same values.

func ExampleHashCreate() {
	fmt.Println(raksmeypay.HashCreate(exampleKey, "12345678", "5.00", "Order #12345"))
	// Output: b7096d71aee58cc1c90ad798c8726bdb9f174963
}

func ExampleHashVerify() {
	fmt.Println(raksmeypay.HashVerify(exampleKey, "12345678"))
	// Output: a3e546cd90f5358843adcc52d83a80450bd3546a
}

func ExampleHashLink() {
	success := raksmeypay.Escape("https://yoursite.com/payment/success?transaction_id=12345678")
	fmt.Println(raksmeypay.HashLink(exampleKey, "12345678", "5.00", success, "Order #12345"))
	// Output: 9169f8807116356937319eba2a63fce041337126
}

func ExampleHashSuccess() {
	fmt.Println(raksmeypay.HashSuccess(exampleKey, "1750000000", "5.00", "4bb8d0db66a2b10d9bf177f30c90b10d7b55eb58", "12345678"))
	// Output: 41e895467b6f796f1dd1f21145f09910e62aba31
}

func ExampleHashWebhook() {
	fmt.Println(raksmeypay.HashWebhook(exampleKey, "1750000000", "5.00", "4bb8d0db66a2b10d9bf177f30c90b10d7b55eb58", "12345678"))
	// Output: 41e895467b6f796f1dd1f21145f09910e62aba31
}

func ExampleEscape() {
	fmt.Println(raksmeypay.Escape("https://shop.example/~user?q=a b"))
	// Output: https%3A%2F%2Fshop.example%2F%7Euser%3Fq%3Da+b
}

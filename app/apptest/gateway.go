package apptest

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"testing"

	"psar/app/cli/jsonout"
)

// Gateway is the training gateway, run by psar gateway --control.
type Gateway struct {
	URL      string
	Profiles []jsonout.GatewayProfile
}

// StartGateway starts a gateway. It ends with the test.
func StartGateway(t *testing.T, psar Program, flags ...string) *Gateway {
	t.Helper()
	var l jsonout.Gateway
	serve(t, &l, psar, append([]string{"gateway", "--control"}, flags...)...)
	return &Gateway{l.Listening, l.Profiles}
}

// Issued is a payment in the gateway's state.
type Issued struct {
	TransactionID string `json:"transaction_id"`
	Amount        string `json:"amount"`
	QR            string `json:"qr"`
	Status        string `json:"status"`
}

// Paid reports whether the customer has paid.
func (p Issued) Paid() bool { return p.Status == "SUCCESS" }

// State lists the gateway's payments.
func (g *Gateway) State(t *testing.T) []Issued {
	t.Helper()
	return g.state(t).Payments
}

// Faults is the number of faults that are not used up.
func (g *Gateway) Faults(t *testing.T) int {
	t.Helper()
	return len(g.state(t).Faults)
}

// gatewayState is the answer of the gateway's control call state.
type gatewayState struct {
	Payments []Issued `json:"payments"`
	Faults   []any    `json:"faults"`
}

func (g *Gateway) state(t *testing.T) (state gatewayState) {
	t.Helper()
	res, err := http.Get(g.URL + "/_control/state")
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if err := json.NewDecoder(res.Body).Decode(&state); err != nil {
		t.Fatal(err)
	}
	return state
}

// WaitIssued waits until the gateway has made a code for an amount.
func (g *Gateway) WaitIssued(t *testing.T, amount string) Issued {
	t.Helper()
	var found Issued
	Eventually(t, "a code of "+amount+" at the gateway", func() bool {
		for _, p := range g.State(t) {
			if p.Amount == amount {
				found = p
			}
		}
		return found.QR != ""
	})
	return found
}

// Pay pays a payment in full.
func (g *Gateway) Pay(t *testing.T, id string) {
	t.Helper()
	g.Post(t, "pay", map[string]any{"transaction_id": id})
}

// Post makes a control call of the gateway: pay, fault, webhook.
func (g *Gateway) Post(t *testing.T, call string, body any) {
	t.Helper()
	b, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	res, err := http.Post(g.URL+"/_control/"+call, "application/json", bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if res.StatusCode/100 != 2 {
		text, _ := io.ReadAll(res.Body)
		t.Fatalf("%s: %s %s", call, res.Status, text)
	}
}

// WaitUnpaid waits until the gateway has a payment that is not paid.
func (g *Gateway) WaitUnpaid(t *testing.T) Issued {
	t.Helper()
	var found Issued
	Eventually(t, "an unpaid code at the gateway", func() bool {
		for _, p := range g.State(t) {
			if !p.Paid() {
				found = p
			}
		}
		return found.QR != ""
	})
	return found
}

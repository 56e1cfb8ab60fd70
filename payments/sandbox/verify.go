package sandbox

import (
	"encoding/json"
	"net/http"
	"strconv"

	"psar/payments/raksmeypay"
)

func (s *Sandbox) serveVerify(w http.ResponseWriter, r *http.Request) {
	if !parseForm(w, r) {
		return
	}
	id := r.PostForm.Get("transaction_id")
	s.mu.Lock()
	paid := s.paid(r.PathValue("profile"), id)
	s.mu.Unlock()
	fault, ok := s.strike(w, r, call{step: StepVerify, id: id, paid: paid})
	if !ok {
		return
	}
	s.mu.Lock()
	answer := s.verify(r.PathValue("profile"), id, r.PostForm.Get("hash"), fault)
	s.mu.Unlock()
	respond(w, fault, encode(answer))
}

// paid reports what verify would answer now. s.mu must be held.
func (s *Sandbox) paid(profileID, id string) bool {
	p := s.ledger.payments[account{profileID, id}]
	if p == nil {
		return false
	}
	_, paid := p.received(s.now())
	return paid
}

// verify does the work of the verify call. s.mu must be held.
func (s *Sandbox) verify(profileID, id, hash string, fault Fault) verifyAnswer {
	profile, code := s.known(profileID)
	switch {
	case fault.Kind == Code:
		return verifyAnswer{Message: refusal(fault.Code).ResponseMessage}
	case code != codeSuccess:
		return verifyAnswer{Message: messages[code]}
	case hash != raksmeypay.HashVerify(profile.Key, id):
		return verifyAnswer{Message: messages[codeWrongHash]}
	}
	p := s.ledger.payments[account{profileID, id}]
	if p == nil || fault.Kind == NotFound {
		return verifyAnswer{Message: "Payment not found"}
	}
	p.Verifies++
	minor, paid := p.received(s.now())
	if !paid {
		minor, _ = parseMinor(p.Amount, p.Currency)
		return verifyAnswer{Status: 1, PaymentAmount: json.RawMessage(jsonNumber(minor, p.Currency)), PaymentStatus: Pending}
	}
	number := jsonNumber(minor, p.Currency)
	switch fault.Kind {
	case AmountString:
		number = strconv.Quote(formatMinor(minor, p.Currency))
	case AmountExponent:
		number += "e0"
	case AmountMismatch:
		number = jsonDecimal(otherAmount(*p, fault), p.Currency)
	}
	return verifyAnswer{Status: 1, PaymentAmount: json.RawMessage(number), PaymentStatus: Success}
}

// jsonDecimal is decimal text as a JSON number.
func jsonDecimal(text, currency string) string {
	minor, _ := parseMinor(text, currency)
	return jsonNumber(minor, currency)
}

// otherAmount is the fault's amount, or one minor unit more than the payment's.
func otherAmount(p Payment, fault Fault) string {
	minor, _ := parseMinor(p.Amount, p.Currency)
	minor++
	if n, ok := parseMinor(fault.Amount, p.Currency); ok {
		minor = n
	}
	return formatMinor(minor, p.Currency)
}

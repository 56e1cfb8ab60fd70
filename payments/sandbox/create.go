package sandbox

import (
	"encoding/json"
	"mime"
	"net/http"
	"strings"
	"time"

	"psar/payments/khqr"
	"psar/payments/raksmeypay"
)

// Answers of the API, with the vendor's order of names.
type (
	createAnswer struct {
		ResponseCode    int         `json:"responseCode"`
		ResponseMessage string      `json:"responseMessage"`
		Data            *createData `json:"data,omitempty"`
	}
	createData struct {
		TransactionID string `json:"transaction_id"`
		Amount        string `json:"amount"`
		QR            string `json:"qr"`
		QRURL         string `json:"qr_url"`
		QRImageURL    string `json:"qr_image_url"`
		MD5           string `json:"md5"`
		RequestTime   int64  `json:"req_time"`
		Hash          string `json:"hash"`
	}
	verifyAnswer struct {
		Status        int             `json:"status"`
		PaymentAmount json.RawMessage `json:"payment_amount,omitempty"`
		PaymentStatus string          `json:"payment_status,omitempty"`
		Message       string          `json:"err_msg,omitempty"`
	}
)

// The response codes. codeInvalid is not documented by the vendor: it is for
// requests that the documentation does not allow.
const (
	codeSuccess = iota
	codeNoProfile
	codeInactive
	codeNoAccount
	codeWrongHash
	codeTooSmall
	codeOverLimit
	codeDailyLimit
	codeAlreadyPaid
	codeInvalid
	codeNoUser // of the top-up frame only: it has no user
)

var messages = map[int]string{
	codeSuccess:     "Success",
	codeNoProfile:   "Profile not found",
	codeInactive:    "Profile is not active",
	codeNoAccount:   "No Bakong account is configured",
	codeWrongHash:   "Invalid hash",
	codeTooSmall:    "The amount must be at least 100 KHR",
	codeOverLimit:   "The amount is over the transaction limit",
	codeDailyLimit:  "The daily limit is reached",
	codeAlreadyPaid: "This transaction is already paid",
	codeInvalid:     "Invalid request",
}

func refusal(code int) createAnswer {
	m, ok := messages[code]
	if !ok {
		m = "Unknown error"
	}
	return createAnswer{ResponseCode: code, ResponseMessage: m}
}

func (s *Sandbox) serveCreate(w http.ResponseWriter, r *http.Request) {
	if !parseForm(w, r) {
		return
	}
	id := r.PostForm.Get("transaction_id")
	fault, ok := s.strike(w, r, call{step: StepCreate, id: id})
	if !ok {
		return
	}
	if fault.Kind == Code {
		respond(w, fault, encode(refusal(fault.Code)))
		return
	}
	s.mu.Lock()
	answer := s.create(r, r.PathValue("profile"), fault)
	s.mu.Unlock()
	respond(w, fault, encode(answer))
}

// create does the work of the create call. s.mu must be held.
func (s *Sandbox) create(r *http.Request, profileID string, fault Fault) createAnswer {
	profile, code := s.known(profileID)
	if code != codeSuccess {
		return refusal(code)
	}
	form := r.PostForm
	id, amount, remark := form.Get("transaction_id"), form.Get("amount"), trim(form.Get("remark"))
	if form.Get("hash") != raksmeypay.HashCreate(profile.Key, id, amount, remark) {
		return refusal(codeWrongHash)
	}
	p, code := s.ask(profile, id, amount, remark)
	if p != nil {
		p.Creates++
	}
	if code != codeSuccess {
		return refusal(code)
	}
	// A repeated id gets its old code, even for another amount, which is echoed.
	// Only a client that checks the code itself can notice.
	return s.given(r, profile, p, amount, s.now(), fault)
}

// ask finds or makes the payment of an id. With code 8 (already paid) the payment is
// returned too. s.mu must be held.
func (s *Sandbox) ask(profile Profile, id, amount, remark string) (*Payment, int) {
	if profile.Account == "" {
		return nil, codeNoAccount
	}
	minor, ok := parseMinor(amount, profile.Currency)
	if !ok || minor == 0 || !validID(id) || len([]rune(remark)) > 500 {
		return nil, codeInvalid
	}
	now := s.now()
	p := s.ledger.payments[account{profile.ID, id}]
	switch {
	case p != nil && len(p.Received) > 0:
		return p, codeAlreadyPaid
	case minor < profile.least():
		return nil, codeTooSmall
	case minor > profile.limit():
		return nil, codeOverLimit
	case s.ledger.days[dayOf(profile.ID, now)]+minor > profile.dailyLimit():
		return nil, codeDailyLimit
	}
	if p == nil {
		p = &Payment{
			ProfileID: profile.ID, TransactionID: id, Currency: profile.Currency,
			Amount: formatMinor(minor, profile.Currency), Remark: remark,
			CreatedMS: now.UnixMilli(), ExpiresMS: now.Add(s.lifetime).UnixMilli(),
		}
		qr, err := makeCode(profile, *p, Fault{})
		if err != nil {
			return nil, codeInvalid
		}
		p.QR, p.MD5 = qr, khqr.MD5(qr)
		s.ledger.add(p)
	}
	return p, codeSuccess
}

// given is the answer with a payment's code, or with what a fault makes of it.
func (s *Sandbox) given(r *http.Request, profile Profile, p *Payment, amount string, now time.Time, fault Fault) createAnswer {
	qr, err := spoiledCode(profile, *p, fault)
	if err != nil {
		return createAnswer{ResponseCode: codeInvalid, ResponseMessage: err.Error()}
	}
	if fault.Kind == OtherMerchant || fault.Kind == OtherCard || fault.Kind == ChangingField {
		s.ledger.recode(p, qr) // such a code can be paid
	}
	picture := "http://" + r.Host + "/qr/" + p.MD5
	data := createData{
		TransactionID: p.TransactionID, Amount: amount, QR: qr,
		QRURL: picture + ".png", QRImageURL: picture + "-image.png",
		MD5: khqr.MD5(qr), RequestTime: now.Unix(),
		// The vendor's formula is not documented, so clients can't check it.
		Hash: raksmeypay.HashVerify(profile.Key, p.TransactionID+p.MD5),
	}
	switch fault.Kind {
	case WrongID:
		data.TransactionID += "1"
	case WrongEcho:
		data.Amount = otherAmount(*p, fault)
	case WrongMD5:
		data.MD5 = khqr.MD5(qr + " ")
	}
	return createAnswer{ResponseMessage: messages[codeSuccess], Data: &data}
}

// known finds an active profile, or returns the response code of a refusal.
func (s *Sandbox) known(id string) (Profile, int) {
	p, ok := s.profiles[id]
	switch {
	case !ok:
		return p, codeNoProfile
	case p.Inactive:
		return p, codeInactive
	}
	return p, codeSuccess
}

// parseForm accepts both encodings of the vendor's samples: urlencoded and multipart.
func parseForm(w http.ResponseWriter, r *http.Request) bool {
	err := r.ParseForm()
	if t, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); err == nil && t == "multipart/form-data" {
		err = r.ParseMultipartForm(maxForm)
	}
	if err != nil {
		http.Error(w, "the form can't be read", http.StatusBadRequest)
		return false
	}
	return true
}

// validID accepts the ids of the vendor's samples, TXN_… among them.
func validID(id string) bool {
	return id != "" && len(id) <= 15 &&
		strings.Trim(id, "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_-") == ""
}

// trim trims input like the vendor's framework, before anything else reads it. So a
// client that hashes untrimmed text fails here too.
func trim(s string) string { return strings.Trim(s, " \t\n\r\v\x00\u200b\ufeff") }

package raksmeypay

import (
	"context"
	"net/http"
)

// Templates of the gateway's QR picture.
const (
	TemplateCard  = 1 // the KHQR card
	TemplatePlain = 2 // the QR alone
)

// CreateQRRequest is the request for a code.
type CreateQRRequest struct {
	// TransactionID is 1 to 15 digits without a leading zero. For a repeated id the
	// gateway returns the same code: use one id per attempt and amount.
	TransactionID string
	// Amount is decimal text in the profile's currency, at most 13 characters:
	// "5.00" for USD, "4000" for KHR. It is hashed as it is. The gateway's minimum
	// is 0.01 USD or 100 KHR: see CodeBelowMinimum.
	Amount string
	// Remark is optional, at most 500 characters; it is trimmed before sending.
	Remark string
	// Template of the picture; 0: TemplateCard.
	Template int
}

func (r CreateQRRequest) template() int {
	if r.Template == 0 {
		return TemplateCard
	}
	return r.Template
}

// CreateQRAnswer is the gateway's answer. Id and amount equal the requested ones.
// The code itself is not checked: before it is shown, the caller must check its
// amount, account, currency and expiry.
type CreateQRAnswer struct {
	TransactionID string
	Amount        string // decimal text as sent
	QR            string // the KHQR
	QRURL         string // on any host that the gateway names: do not trust it
	QRImageURL    string // likewise
	MD5           string // of QR, as sent; "" when absent
	RequestTime   int64  // the gateway's clock, Unix seconds; 0 when absent
}

// CreateQR asks the gateway for a code. A call whose effect is unknown may be
// repeated with the same id and amount. The error is an *Error.
func (c *Client) CreateQR(ctx context.Context, r CreateQRRequest) (CreateQRAnswer, error) {
	r.Remark = TrimRemark(r.Remark)
	if err := firstError(checkID(r.TransactionID), checkAmount(r.Amount), checkRemark(r.Remark), checkTemplate(r.Template)); err != nil {
		return CreateQRAnswer{}, err
	}
	hash := HashCreate(c.key, r.TransactionID, r.Amount, r.Remark)
	got, lost := c.post(ctx, CreatePath(c.profile), CreateBody(c.key, r), hash)
	if lost != nil {
		return CreateQRAnswer{}, lost
	}
	answer, wrong := parseCreate(got.body, r)
	if wrong != nil {
		return CreateQRAnswer{}, c.judged(got, wrong, hash)
	}
	return answer, nil
}

// judged completes the error of a parsed answer. A refusal in the body counts
// whatever the HTTP status is; anything else is unclear. With status 429, only a
// documented code is a refusal.
func (c *Client) judged(got reply, e *Error, hash string) *Error {
	e.Message = message(e.Message, c.key, hash)
	refused := e.Kind == Refused || e.Kind == AlreadyPaid
	if refused && (got.status != http.StatusTooManyRequests || codeMeaning(e.Code) != "") {
		e.HTTPStatus, e.RetryAfter, e.Known = got.status, got.retryAfter, true
		return e
	}
	return got.unclear(e)
}

// parseCreate reads the answer to a create call, and compares id and amount.
func parseCreate(body []byte, asked CreateQRRequest) (CreateQRAnswer, *Error) {
	o, err := parseObject(body)
	if err != nil {
		return CreateQRAnswer{}, err
	}
	if refused, ok := o.refusal(); !ok {
		return CreateQRAnswer{}, unexpected("no responseCode")
	} else if refused != nil {
		return CreateQRAnswer{}, refused
	}
	data, err := fields(o["data"])
	if err != nil {
		return CreateQRAnswer{}, unexpected("no data")
	}
	a := CreateQRAnswer{
		QRURL: data.text("qr_url"), QRImageURL: data.text("qr_image_url"), MD5: data.text("md5"),
	}
	a.RequestTime, _ = data.integer("req_time")
	var ok bool
	if a.QR, ok = data.str("qr"); !ok || a.QR == "" {
		return CreateQRAnswer{}, unexpected("no qr")
	}
	if a.TransactionID, ok = data.scalar("transaction_id"); !ok {
		return CreateQRAnswer{}, unexpected("no transaction_id")
	}
	if a.Amount, ok = data.decimal("amount"); !ok {
		return CreateQRAnswer{}, unexpected("no amount, or not a decimal number")
	}
	if a.TransactionID != asked.TransactionID {
		return CreateQRAnswer{}, &Error{Kind: WrongEcho, Message: "another transaction id"}
	}
	if !sameDecimal(a.Amount, asked.Amount) {
		return CreateQRAnswer{}, &Error{Kind: WrongEcho, Message: "another amount"}
	}
	return a, nil
}

// refusal reads responseCode. ok is false if it is absent or not a number; e is nil
// for success.
func (o object) refusal() (e *Error, ok bool) {
	code, ok := o.integer("responseCode")
	if !ok || code != int64(int32(code)) {
		return nil, false
	}
	switch code {
	case CodeSuccess:
		return nil, true
	case CodeAlreadyPaid:
		return &Error{Kind: AlreadyPaid, Code: CodeAlreadyPaid, Message: o.text("responseMessage")}, true
	}
	return &Error{Kind: Refused, Code: int(code), Message: o.text("responseMessage")}, true
}

package raksmeypay

import (
	"net/url"
	"strconv"
	"strings"
)

// ContentType is the content type of the two POST bodies.
const ContentType = "application/x-www-form-urlencoded"

// Field is one field of a form, unencoded.
type Field struct{ Name, Value string }

// Escape encodes like PHP's urlencode: a space becomes +, and everything but
// letters, digits, '-', '_' and '.' becomes %XX in upper case. It differs from
// url.QueryEscape in '~'; the gateway hashes URLs in this form.
func Escape(s string) string {
	return strings.ReplaceAll(url.QueryEscape(s), "~", "%7E")
}

// EncodeForm joins fields in the order given, as PHP's http_build_query does.
func EncodeForm(fields ...Field) string {
	var b strings.Builder
	for i, f := range fields {
		if i > 0 {
			b.WriteByte('&')
		}
		b.WriteString(Escape(f.Name))
		b.WriteByte('=')
		b.WriteString(Escape(f.Value))
	}
	return b.String()
}

// CreatePath is the path of the create call, below the base URL.
func CreatePath(profileID string) string {
	return "/api/payment/qr-api/" + url.PathEscape(profileID)
}

// VerifyPath is the path of the verify call, below the base URL.
func VerifyPath(profileID string) string {
	return "/api/payment/verify/" + url.PathEscape(profileID)
}

// CreateBody is the body of the create call. The values are neither trimmed nor
// checked. A template of 0 is sent as 1.
func CreateBody(key string, r CreateQRRequest) string {
	return EncodeForm(
		Field{"transaction_id", r.TransactionID},
		Field{"amount", r.Amount},
		Field{"remark", r.Remark},
		Field{"qr_template", strconv.Itoa(r.template())},
		Field{"hash", HashCreate(key, r.TransactionID, r.Amount, r.Remark)},
	)
}

// VerifyBody is the body of the verify call. The values are not checked.
func VerifyBody(key, transactionID string) string {
	return EncodeForm(
		Field{"transaction_id", transactionID},
		Field{"hash", HashVerify(key, transactionID)},
	)
}

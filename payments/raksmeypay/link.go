package raksmeypay

import (
	"net/url"
	"strings"
)

// LinkRequest is the content of a payment link.
type LinkRequest struct {
	TransactionID string // as in CreateQRRequest
	Amount        string // as in CreateQRRequest
	// SuccessURL is where the customer's browser returns to, unencoded: absolute,
	// http or https, without a parameter that the gateway appends. The gateway does
	// not append the transaction id, so put it in here, for CheckSuccess.
	SuccessURL string
	Remark     string // as in CreateQRRequest
}

// linkPath is the path of the payment page, between base URL and profile id.
const linkPath = "/payment/request/"

// PaymentLink is the URL of the gateway's payment page for a customer's browser. It
// carries a hash: give it to that customer only, and never log it. The values are not
// checked; (*Client).PaymentLink checks them.
//
// The success URL is encoded, hashed in that form, and encoded again with the rest
// of the query, as by the vendor's own code.
func PaymentLink(baseURL, profileID, key string, r LinkRequest) string {
	success := Escape(r.SuccessURL)
	return strings.TrimRight(baseURL, "/") + linkPath + url.PathEscape(profileID) + "?" + EncodeForm(
		Field{"transaction_id", r.TransactionID},
		Field{"amount", r.Amount},
		Field{"success_url", success},
		Field{"remark", r.Remark},
		Field{"hash", HashLink(key, r.TransactionID, r.Amount, success, r.Remark)},
	)
}

// PaymentLink is the URL of this client's payment page. The remark is trimmed. The
// error is of kind BadRequest.
func (c *Client) PaymentLink(r LinkRequest) (string, error) {
	r.Remark = TrimRemark(r.Remark)
	if err := firstError(checkID(r.TransactionID), checkAmount(r.Amount), checkRemark(r.Remark), checkSuccessURL(r.SuccessURL)); err != nil {
		return "", err
	}
	return PaymentLink(c.base, c.profile, c.key, r), nil
}

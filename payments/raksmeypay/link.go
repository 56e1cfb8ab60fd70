package raksmeypay

import (
	"net/url"
	"strings"
)

// LinkRequest says what a payment page asks for.
type LinkRequest struct {
	TransactionID string // as in CreateQRRequest
	Amount        string // as in CreateQRRequest
	// SuccessURL is where the customer's browser returns to, unencoded: absolute,
	// http or https, without a parameter that the gateway appends. The shop puts
	// the transaction id into it, for CheckSuccess: the gateway does not.
	SuccessURL string
	Remark     string // as in CreateQRRequest
}

// linkPath is the path of the payment page, below the base URL and above the
// profile id.
const linkPath = "/payment/request/"

// PaymentLink is the URL of the gateway's payment page for a customer's browser.
// It carries a hash, so it is for that customer and for no log. Values are taken
// as they are; (*Client).PaymentLink checks them first.
//
// The success URL is encoded, hashed in that form, and encoded again with the
// rest of the query, as the vendor's own code does.
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

// PaymentLink is the URL of the payment page at this client's gateway and
// profile. The remark is trimmed. The error is of kind BadRequest.
func (c *Client) PaymentLink(r LinkRequest) (string, error) {
	r.Remark = TrimRemark(r.Remark)
	if err := firstError(checkID(r.TransactionID), checkAmount(r.Amount), checkRemark(r.Remark), checkSuccessURL(r.SuccessURL)); err != nil {
		return "", err
	}
	return PaymentLink(c.base, c.profile, c.key, r), nil
}

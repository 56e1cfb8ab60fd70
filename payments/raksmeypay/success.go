package raksmeypay

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// SuccessFor is how long after its success_time a success URL is accepted.
const SuccessFor = 180 * time.Second

// The parameters that the gateway appends to the success URL.
const (
	paramTime   = "success_time"
	paramAmount = "success_amount"
	paramBakong = "bakong_hash"
	paramHash   = "success_hash"
)

// maxTime is the most digits of a time in Unix seconds: with more, the year has five.
const maxTime = 12

// Success is what the gateway appended to the success URL. The customer's browser
// brought it, and may bring it again within SuccessFor: use it to thank the
// customer, and as a reason to verify. Only Verify proves the payment.
//
// The hash covers every value, but not where one ends and the next begins: whoever
// has a genuine URL can move digits between Amount, BakongHash and the id.
type Success struct {
	Time       time.Time // by the gateway's clock, in UTC, to the second
	Amount     string    // decimal text, 1 to 24 characters
	BakongHash string    // the bank's reference: 1 to 128 visible ASCII characters
}

// CheckSuccess checks the query of a success URL with which a browser came back.
// transactionID is the id that the shop put into the URL: the gateway appends none.
// Other parameters are ignored; a repeated parameter of the gateway is refused.
//
// A Success is accepted from its time until SuccessFor after it, inclusive. A time
// in the future is refused without tolerance, as the gateway's documentation demands: a
// shop whose clock is late can't thank the customer, but loses no payment.
//
// The error is a *Distrust: Missing, Malformed, WrongHash (always with an empty
// key), InFuture or TooOld.
func CheckSuccess(key, transactionID string, query url.Values, now time.Time) (Success, error) {
	if transactionID == "" {
		return Success{}, &Distrust{Missing, "transaction_id"} // its hash would equal that of a longer id's tail
	}
	var values [4]string
	for i, name := range [...]string{paramTime, paramAmount, paramBakong, paramHash} {
		switch given := query[name]; {
		case len(given) > 1:
			return Success{}, &Distrust{Malformed, name}
		case len(given) == 0 || given[0] == "":
			return Success{}, &Distrust{Missing, name}
		default:
			values[i] = given[0]
		}
	}
	at, amount, bakong, hash := values[0], values[1], values[2], values[3]
	seconds, err := strconv.ParseInt(at, 10, 64)
	switch {
	case err != nil || !digits(at) || len(at) > maxTime:
		return Success{}, &Distrust{Malformed, paramTime}
	case !isDecimal(amount):
		return Success{}, &Distrust{Malformed, paramAmount}
	case !visible(bakong):
		return Success{}, &Distrust{Malformed, paramBakong}
	case !sealed(key, hash, HashSuccess(key, at, amount, bakong, transactionID)):
		return Success{}, &Distrust{WrongHash, paramHash}
	}
	success := Success{Time: time.Unix(seconds, 0).UTC(), Amount: amount, BakongHash: bakong}
	switch age := now.Sub(success.Time); {
	case age < 0:
		return Success{}, &Distrust{InFuture, paramTime}
	case age > SuccessFor:
		return Success{}, &Distrust{TooOld, paramTime}
	}
	return success, nil
}

// ReturnRequest is the content of a success URL.
type ReturnRequest struct {
	SuccessURL    string // the shop's, unencoded: absolute, http or https, with or without a query
	TransactionID string
	Amount        string // decimal text
	BakongHash    string
	Time          time.Time // to the second
}

// SuccessReturnURL is the address to which a gateway sends the customer's browser:
// the shop's success URL with the gateway's parameters at the end of its query, in
// ASCII, fit for a Location header. It is for implementing a gateway; a shop uses
// CheckSuccess. The error is of kind BadRequest.
func SuccessReturnURL(key string, r ReturnRequest) (string, error) {
	if wrong := checkSuccessURL(r.SuccessURL); wrong != nil {
		return "", wrong
	}
	at := strconv.FormatInt(r.Time.Unix(), 10)
	appended := EncodeForm(
		Field{paramTime, at},
		Field{paramAmount, r.Amount},
		Field{paramBakong, r.BakongHash},
		Field{paramHash, HashSuccess(key, at, r.Amount, r.BakongHash, r.TransactionID)},
	)
	address, fragment, hasFragment := strings.Cut(r.SuccessURL, "#")
	join := "&"
	switch {
	case !strings.Contains(address, "?"):
		join = "?"
	case strings.HasSuffix(address, "?"), strings.HasSuffix(address, "&"):
		join = ""
	}
	back := address + join + appended
	if hasFragment {
		back += "#" + fragment
	}
	return inASCII(back), nil
}

// inASCII percent-encodes the characters that a header may not contain. Encoded
// ones stay as they are.
func inASCII(address string) string {
	var b strings.Builder
	for i := range len(address) {
		if c := address[i]; c <= ' ' || c > '~' || strings.IndexByte("\"<>\\^`{|}", c) >= 0 {
			fmt.Fprintf(&b, "%%%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

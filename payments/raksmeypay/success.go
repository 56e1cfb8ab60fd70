package raksmeypay

import (
	"net/url"
	"strconv"
	"strings"
	"time"
)

// SuccessFor is how long after its success_time a success URL is believed.
const SuccessFor = 180 * time.Second

// Success is what the gateway appended to the success URL. The customer's
// browser brought it: it is good for a page that thanks the customer, and a
// reason to verify. Only Verify says that money came.
type Success struct {
	Time       time.Time
	Amount     string // decimal text
	BakongHash string // the bank's reference
}

// CheckSuccess judges the query of a success URL that a browser came back with.
// transactionID is the shop's own, from where it put it into its URL: the
// gateway appends none. The success is believed up to and with SuccessFor after
// its time, and never before it. The error is a *Distrust.
func CheckSuccess(key, transactionID string, query url.Values, now time.Time) (Success, error) {
	var values [4]string
	for i, name := range [...]string{"success_time", "success_amount", "bakong_hash", "success_hash"} {
		switch given := query[name]; {
		case len(given) == 0 || given[0] == "":
			return Success{}, &Distrust{Missing, name}
		case len(given) > 1:
			return Success{}, &Distrust{Malformed, name}
		default:
			values[i] = given[0]
		}
	}
	at, amount, bakong, hash := values[0], values[1], values[2], values[3]
	seconds, err := strconv.ParseInt(at, 10, 64)
	switch {
	case err != nil || !digits(at) || len(at) > 12:
		return Success{}, &Distrust{Malformed, "success_time"}
	case !checkDecimal(amount):
		return Success{}, &Distrust{Malformed, "success_amount"}
	case !visible(bakong):
		return Success{}, &Distrust{Malformed, "bakong_hash"}
	case !sameSecret(hash, HashSuccess(key, at, amount, bakong, transactionID)):
		return Success{}, &Distrust{WrongHash, "success_hash"}
	}
	success := Success{Time: time.Unix(seconds, 0), Amount: amount, BakongHash: bakong}
	switch age := now.Sub(success.Time); {
	case age < 0:
		return Success{}, &Distrust{InFuture, "success_time"}
	case age > SuccessFor:
		return Success{}, &Distrust{TooOld, "success_time"}
	}
	return success, nil
}

// ReturnRequest is what a gateway says to the shop through the customer's
// browser.
type ReturnRequest struct {
	SuccessURL    string // the shop's, unencoded; it may have a query
	TransactionID string
	Amount        string // decimal text
	BakongHash    string
	Time          time.Time // to the second
}

// SuccessReturnURL is the address that a gateway sends the customer's browser
// to. It is for whoever plays the gateway; a shop checks by CheckSuccess. The
// error is of kind BadRequest.
func SuccessReturnURL(key string, r ReturnRequest) (string, error) {
	if wrong := checkSuccessURL(r.SuccessURL); wrong != nil {
		return "", wrong
	}
	at := strconv.FormatInt(r.Time.Unix(), 10)
	appended := EncodeForm(
		Field{"success_time", at},
		Field{"success_amount", r.Amount},
		Field{"bakong_hash", r.BakongHash},
		Field{"success_hash", HashSuccess(key, at, r.Amount, r.BakongHash, r.TransactionID)},
	)
	address, fragment, _ := strings.Cut(r.SuccessURL, "#")
	join := "?"
	if strings.Contains(address, "?") {
		join = "&"
	}
	if fragment != "" {
		fragment = "#" + fragment
	}
	return address + join + appended + fragment, nil
}

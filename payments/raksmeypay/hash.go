package raksmeypay

import (
	"crypto/sha1"
	"encoding/hex"
	"io"
)

// The gateway's hashes are lower-case hex SHA-1 of the profile key and the call's
// values, joined without separators. So a hash does not prove where a value ends:
// id "1" with amount "25.00" has the same hash as id "12" with amount "5.00". Values
// are hashed exactly as given; callers trim first.

// HashCreate is the hash of a create call. It does not cover the template.
func HashCreate(key, transactionID, amount, remark string) string {
	return sha1Hex(key, transactionID, amount, remark)
}

// HashVerify is the hash of a verify call.
func HashVerify(key, transactionID string) string {
	return sha1Hex(key, transactionID)
}

// HashLink is the hash of a payment link. encodedSuccessURL is the success URL
// after Escape.
func HashLink(key, transactionID, amount, encodedSuccessURL, remark string) string {
	return sha1Hex(key, transactionID, amount, encodedSuccessURL, remark)
}

// HashSuccess is the hash that the gateway appends to the success URL as
// success_hash. successTime is Unix seconds, as text.
func HashSuccess(key, successTime, successAmount, bakongHash, transactionID string) string {
	return sha1Hex(key, successTime, successAmount, bakongHash, transactionID)
}

// HashWebhook is the hash in a webhook. It does not cover currency, status and
// profile_id, so a webhook is a reason to verify and never proof of a payment.
// timestamp is Unix seconds, as text.
func HashWebhook(key, timestamp, amount, bakongHash, transactionID string) string {
	return sha1Hex(key, timestamp, amount, bakongHash, transactionID)
}

func sha1Hex(parts ...string) string {
	h := sha1.New()
	for _, p := range parts {
		_, _ = io.WriteString(h, p) // writing to a hash never fails
	}
	return hex.EncodeToString(h.Sum(nil))
}

package raksmeypay

import (
	"crypto/sha1"
	"encoding/hex"
	"io"
)

// The hashes are the gateway's: lower-case hex SHA-1 of the profile key and the
// call's values, joined with nothing between. Nothing separates the values, so a
// hash does not prove where one ends: id "1" with amount "25.00" hashes like id
// "12" with amount "5.00". Values are hashed exactly as given; callers trim first.

// HashCreate is the hash of a create call. The template is not part of it.
func HashCreate(key, transactionID, amount, remark string) string {
	return sha1Hex(key, transactionID, amount, remark)
}

// HashVerify is the hash of a verify call.
func HashVerify(key, transactionID string) string {
	return sha1Hex(key, transactionID)
}

// HashLink is the hash of a payment link. The success URL is hashed in its
// encoded form, as Escape makes it.
func HashLink(key, transactionID, amount, encodedSuccessURL, remark string) string {
	return sha1Hex(key, transactionID, amount, encodedSuccessURL, remark)
}

// HashSuccess is the hash that the gateway appends to the success URL as
// success_hash. successTime is in Unix seconds, as text.
func HashSuccess(key, successTime, successAmount, bakongHash, transactionID string) string {
	return sha1Hex(key, successTime, successAmount, bakongHash, transactionID)
}

// HashWebhook is the hash inside a webhook. It does not cover currency, status
// and profile_id: a webhook is a reason to verify, never the proof. timestamp is
// in Unix seconds, as text.
func HashWebhook(key, timestamp, amount, bakongHash, transactionID string) string {
	return sha1Hex(key, timestamp, amount, bakongHash, transactionID)
}

func sha1Hex(parts ...string) string {
	h := sha1.New()
	for _, p := range parts {
		_, _ = io.WriteString(h, p) // a hash never fails to be written to
	}
	return hex.EncodeToString(h.Sum(nil))
}

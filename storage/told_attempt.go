package storage

import (
	"bytes"
	"encoding/json"
	"hash/maphash"
	"time"

	"psar/pos/id"
	"psar/pos/payment"
)

// attemptMembers are the members of an attempt in JSON, in the order in which they are written.
var attemptMembers = [...]string{
	"transaction_id", "sale_id", "replaces", "state", "channel", "gateway", "profile_id", "z", "outcome_z", "money_z",
	"by_hand", "money", "remark", "success_url", "created", "changed", "qr", "payee", "expires", "received", "settled",
	"problem", "detail", "watched", "verified", "verifies",
}

// attemptReader reads facts about attempts as this program writes them, many times as fast as
// encoding/json. Whatever is not exactly so it leaves to that.
type attemptReader struct {
	seed maphash.Seed
	kept []byte
}

// read returns what outcomes depend on, and a sum of all that the table must have too: see
// sumOfAttempt.
func (r *attemptReader) read(payload []byte) (a toldAttempt, sum uint64, plain bool) {
	if rest, moved := bytes.CutPrefix(payload, []byte(`{"from":`)); moved {
		_, rest, _ = plainValue(rest)
		rest, moved = bytes.CutPrefix(rest, []byte(`,"attempt":`))
		inside, ends := bytes.CutSuffix(rest, []byte("}"))
		if !moved || !ends {
			return a, 0, false
		}
		payload = inside
	}
	at := 0
	r.kept = append(r.kept[:0], '{')
	plain = eachPlain(payload, func(name, value, member []byte) bool {
		for at < len(attemptMembers) && attemptMembers[at] != string(name) {
			at++
		}
		if at == len(attemptMembers) {
			return false
		}
		at++
		told, good := a.member(attemptMembers[at-1], value)
		if told {
			if len(r.kept) > 1 {
				r.kept = append(r.kept, ',')
			}
			r.kept = append(r.kept, member...)
		}
		return good
	})
	return a, maphash.Bytes(r.seed, append(r.kept, '}')), plain
}

// member takes a member. told: it does not change without a fact, see sameAttempt. good: it is
// one that encoding/json takes as well, as far as the sum does not say so.
func (a *toldAttempt) member(name string, value []byte) (told, good bool) {
	switch name {
	case "transaction_id":
		text, plain := plainText(value)
		a.ID = id.Payment(text)
		return true, plain
	case "state":
		text, plain := plainText(value)
		a.State = payment.State(text)
		return true, plain
	case "money":
		return true, a.Amount.UnmarshalJSON(value) == nil
	case "received":
		return true, a.Received.UnmarshalJSON(value) == nil
	case "settled":
		return true, a.Resolved.UnmarshalJSON(value) == nil
	case "problem", "detail":
		return false, value[0] == '"'
	case "verified":
		return false, new(time.Time).UnmarshalJSON(value) == nil
	case "verifies":
		return false, value[0] >= '0' && value[0] <= '9' && len(value) < 10
	}
	return true, true
}

// sumOf is the sum that an attempt's fact has where its row is as the fact tells.
func (r *attemptReader) sumOf(a payment.Attempt) (sum uint64, err error) {
	text, err := json.Marshal(asTold(a, payment.Attempt{Created: a.Created, Changed: a.Changed, Expires: a.Expires}))
	return maphash.Bytes(r.seed, text), err
}

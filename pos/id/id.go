package id

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"psar/pos/fault"
	"psar/pos/text"
)

// Sale identifies a sale permanently: a UUIDv7.
type Sale string

// Payment is the gateway's transaction_id: 14 or 15 digits without a leading zero. The
// till number comes first, then 13 digits that are at least the Unix time in
// milliseconds at which the id was made.
type Payment string

// Before reports whether a payment was issued before another: ids have no leading zeros.
func (p Payment) Before(other Payment) bool {
	return len(p) < len(other) || len(p) == len(other) && p < other
}

const paymentIDClock = 10_000_000_000_000 // the clock has 13 digits

// NextPayment returns an id that is above both the last one of this till number and the
// clock, so that a clock set back or a restored backup never repeats an id. last is ""
// before the first; till is 1 to 99. The error's code is fault.SettingInvalid for
// another till number, fault.ClockWrong for a clock whose milliseconds do not fit 13
// digits, fault.Internal for a last id that is no number.
func NextPayment(till int, last Payment, now time.Time) (Payment, error) {
	if till < 1 || till > 99 {
		return "", fault.New(fault.SettingInvalid, "till.number", till)
	}
	next := int64(till)*paymentIDClock + now.UnixMilli()
	if last != "" {
		n, err := strconv.ParseInt(string(last), 10, 64)
		if err != nil {
			return "", fault.New(fault.Internal).Because(fmt.Errorf("last payment id %q: %w", last, err))
		}
		if n/paymentIDClock == int64(till) && n >= next {
			next = n + 1
		}
	}
	if next/paymentIDClock != int64(till) {
		return "", fault.New(fault.ClockWrong, now.UTC().Format(time.RFC3339))
	}
	return Payment(strconv.FormatInt(next, 10)), nil
}

// Receipt is a receipt number: till, year and sequence. The sequence starts at 1 each
// year and has no gaps.
type Receipt struct {
	Till     int
	Year     int
	Sequence int
}

// String formats the number as it is printed, 01/2026/000042; "" for the zero Receipt.
func (n Receipt) String() string {
	if n.IsZero() {
		return ""
	}
	return fmt.Sprintf("%02d/%04d/%06d", n.Till, n.Year, n.Sequence)
}

// ParseReceipt parses what String writes; leading zeros may be left out. The error's
// code is fault.ReceiptUnknown.
func ParseReceipt(s string) (Receipt, error) {
	parts := strings.Split(strings.TrimSpace(s), "/")
	if len(parts) != 3 {
		return Receipt{}, fault.New(fault.ReceiptUnknown, s)
	}
	var n [3]int
	for i, p := range parts {
		v, err := strconv.Atoi(p)
		if err != nil || v < 1 || !text.Digits(p) {
			return Receipt{}, fault.New(fault.ReceiptUnknown, s)
		}
		n[i] = v
	}
	return Receipt{n[0], n[1], n[2]}, nil
}

// IsZero reports whether no number has been assigned.
func (n Receipt) IsZero() bool { return n == Receipt{} }

// MarshalText returns what String does.
func (n Receipt) MarshalText() ([]byte, error) {
	return []byte(n.String()), nil
}

// UnmarshalText parses what MarshalText writes; the error is ParseReceipt's.
func (n *Receipt) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*n = Receipt{}
		return nil
	}
	parsed, err := ParseReceipt(string(b))
	*n = parsed
	return err
}

// Item identifies an item permanently: a UUIDv7. It is made before the commit, so that
// the row and its journal entry name the same item and two tills never give one id to
// two items.
type Item string

// Person numbers the people of a shop from 1, in the order in which they were added.
type Person int

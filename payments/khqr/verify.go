package khqr

import (
	"fmt"
	"time"
)

// Expect holds the expected values. Now is required; with nothing else set, any
// dynamic code with an expiry passes.
type Expect struct {
	Currency  Currency // "" = either
	Minor     int64    // cents or riel; compared if HasAmount
	HasAmount bool
	Account   string // the pinned Bakong account, compared byte for byte; "" = not compared
	MD5       string // of the code, as the gateway sent it: lower-case hex; "" = not compared

	// Now is the time against which the expiry is checked. If it is zero, a code
	// with an expiry is refused, so that a forgotten clock lets no code through.
	Now time.Time

	AllowStatic   bool // accept a static code
	AllowNoExpiry bool // accept a dynamic code without an expiry
}

// Verify checks a code before it is shown or printed: first its form, as Parse
// does; then, in this order, point of initiation, currency, amount, account,
// expiry and MD5. The error is the *Error of the first check that failed; then
// nothing may be shown.
//
// Parse and Encode refuse a code that passes only by AllowNoExpiry.
func Verify(code string, want Expect) (Code, error) {
	// A missing expiry is reported in its turn, after the account: that the code
	// pays somebody else matters more.
	c, err := parse(code, true)
	if err == nil {
		err = want.check(&c, code)
	}
	if err != nil {
		return Code{}, err
	}
	return c, nil
}

func (want *Expect) check(c *Code, code string) *Error {
	switch {
	case !c.Dynamic() && !want.AllowStatic:
		return fault(ClassStatic, "01", "the code is static where a dynamic one was asked for")
	case want.Currency != "" && c.Currency != want.Currency:
		return fault(ClassMismatch, "53", fmt.Sprintf("the currency is %s where %s was asked for", c.Currency, want.Currency))
	}
	if want.HasAmount {
		minor, err := c.MinorUnits()
		if err != nil || minor != want.Minor {
			return fault(ClassMismatch, "54", fmt.Sprintf("the amount is %q where %d minor units were asked for", c.Amount, want.Minor))
		}
	}
	if want.Account != "" && c.Account != want.Account {
		return fault(ClassMismatch, accountTag[c.Kind], fmt.Sprintf("the account is %q where %q is pinned", c.Account, want.Account))
	}
	if c.Dynamic() && c.ExpiresMS == 0 && !want.AllowNoExpiry {
		return missingExpiry()
	}
	if err := c.checkExpiry(want.Now); err != nil {
		return err
	}
	if want.MD5 != "" && MD5(code) != want.MD5 {
		return fault(ClassMismatch, "", "the MD5 that came with the code is of another string")
	}
	return nil
}

// checkExpiry accepts a code in the millisecond of its expiry. A static code has no
// expiry, whatever its tag 99 holds.
func (c *Code) checkExpiry(now time.Time) *Error {
	switch {
	case !c.Dynamic(), c.ExpiresMS == 0:
		return nil
	case now.IsZero():
		return fault(ClassExpired, "99/01", "the expiry can't be judged: the time was not given")
	case c.ExpiresMS < now.UnixMilli():
		return fault(ClassExpired, "99/01", "the code expired at "+time.UnixMilli(c.ExpiresMS).UTC().Format(time.RFC3339))
	}
	return nil
}

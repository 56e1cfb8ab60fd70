package khqr

import (
	"fmt"
	"time"
)

// Expect says what was asked for. Its zero value accepts any dynamic code with
// an expiry, except that Now must be set.
type Expect struct {
	Currency  Currency // "" = either
	Minor     int64    // cents or riel; judged if HasAmount
	HasAmount bool
	Account   string // the pinned Bakong account, compared byte for byte; "" = none is pinned yet
	MD5       string // as the gateway gave it, lower-case hex; "" = it gave none

	// Now is the instant at which expiry is judged. Without it a code with an
	// expiry is refused: a clock that was forgotten must not let codes through.
	Now time.Time

	AllowStatic   bool // accept a code that is not made for one payment
	AllowNoExpiry bool // accept a dynamic code without an expiry
}

// Verify judges a code before it is shown or printed: first its form, as Parse
// does; then, in this order, whether it is dynamic, its currency, amount,
// account, expiry and MD5. The error is an *Error for the first check that
// failed; the caller must then show nothing.
//
// A code that passes only by AllowNoExpiry would be refused by Parse and by
// Encode.
func Verify(code string, want Expect) (Code, error) {
	// An expiry that is not there is judged in its turn: a code for a stranger
	// must be known as that first.
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

// checkExpiry allows the millisecond of the expiry itself. A static code is paid
// any number of times and has no end, whatever its tag 99 says.
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

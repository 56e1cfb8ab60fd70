package khqr

import "errors"

// Class is the rule that a code broke. Branch on it; an Error's text is for logs.
type Class string

// The classes, roughly in the order of the checks: text, tags and lengths, CRC,
// mandatory tags, values, the expectations of Verify. A code that breaks several
// rules is reported by the first.
const (
	ClassOverlong  Class = "overlong"  // the code, or one of its values, is longer than allowed
	ClassEncoding  Class = "encoding"  // not UTF-8, a NUL, or a character above U+FFFF
	ClassFraming   Class = "framing"   // not one whole code: truncated, or with text before or after it
	ClassLength    Class = "length"    // a wrong tag or length inside a whole code
	ClassDuplicate Class = "duplicate" // a tag twice, or both account templates
	ClassFormat    Class = "format"    // a control character, or a value not allowed for its tag
	ClassCRC       Class = "crc"       // absent, not last, not four upper-case hex digits, or wrong
	ClassMissing   Class = "missing"   // a mandatory tag is absent
	ClassStatic    Class = "static"    // a static code with an amount, or a static code where a dynamic one was expected
	ClassCurrency  Class = "currency"  // neither USD nor KHR
	ClassAmount    Class = "amount"    // not a positive decimal number of the currency's precision
	ClassCountry   Class = "country"   // not KH
	ClassAccount   Class = "account"   // not name@bank
	ClassTimestamp Class = "timestamp" // not 13 digits of Unix milliseconds
	ClassExpired   Class = "expired"   // past its expiry, or expiring before its creation
	ClassMismatch  Class = "mismatch"  // a good code, but not the expected one
)

// Error is the only type of error that this package returns, always as *Error.
type Error struct {
	Class  Class
	Tag    string // the tag: "54", or "29/00" inside a template; "" for the code as a whole
	Reason string // what is wrong, lower case, without a full stop
}

// Error is one English sentence without a full stop, for logs.
func (e *Error) Error() string {
	if e.Tag == "" {
		return "khqr: " + e.Reason
	}
	return "khqr: tag " + e.Tag + ": " + e.Reason
}

// ClassOf is the class of the first *Error in err's chain, "" if there is none.
func ClassOf(err error) Class {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Class
	}
	return ""
}

func fault(class Class, tag, reason string) *Error {
	return &Error{Class: class, Tag: tag, Reason: reason}
}

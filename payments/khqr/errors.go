package khqr

import "errors"

// Class says which rule a code broke. Programs branch on it; the words of an
// Error are for logs.
type Class string

// Classes, about in the order in which the rules are judged: text, tags and
// lengths, CRC, what must be there, what the values mean, what was asked for.
// Of a code that breaks several rules the first is reported.
const (
	ClassOverlong  Class = "overlong"  // the code, or one of its values, is longer than allowed
	ClassEncoding  Class = "encoding"  // not UTF-8, a NUL, or a character above U+FFFF
	ClassFraming   Class = "framing"   // not one whole code: cut short, or with something before or after it
	ClassLength    Class = "length"    // a tag or a length that is wrong, inside a whole code
	ClassDuplicate Class = "duplicate" // a tag twice, or both account templates
	ClassFormat    Class = "format"    // a control character, or a value that is not what its tag holds
	ClassCRC       Class = "crc"       // absent, not last, not four upper-case hex digits, or wrong
	ClassMissing   Class = "missing"   // a tag that must be there is not
	ClassStatic    Class = "static"    // a static code with an amount, or where a dynamic one was asked for
	ClassCurrency  Class = "currency"  // neither USD nor KHR
	ClassAmount    Class = "amount"    // not a positive decimal number of the currency's precision
	ClassCountry   Class = "country"   // not KH
	ClassAccount   Class = "account"   // not name@bank
	ClassTimestamp Class = "timestamp" // not 13 digits of Unix milliseconds
	ClassExpired   Class = "expired"   // past its expiry, or expiring before its creation
	ClassMismatch  Class = "mismatch"  // a good code, but not the one that was asked for
)

// Error is the only type of error that this package returns, always as *Error.
type Error struct {
	Class  Class
	Tag    string // where: "54", or "29/00" for a tag inside a template; "" for the code as a whole
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

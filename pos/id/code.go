package id

import (
	"strconv"
	"strings"
	"unicode"

	"psar/pos/fault"
	"psar/pos/text"
)

// Code is what a paper says of the journal row that it is about: the row's number, and the
// first 16 of the hash's hex digits. A row that was changed afterwards, or a chain that was
// computed again, has another.
type Code struct {
	Seq  int64  // from 1
	Hash string // 16 hex digits, lower case
}

// codeDigits are the hex digits of a code: 64 bits, which nobody finds a second row for.
const codeDigits = 16

// CodeOf is the code of a row with this hash; the zero Code for none.
func CodeOf(seq int64, hash string) Code {
	if seq < 1 || len(hash) < codeDigits {
		return Code{}
	}
	return Code{seq, hash[:codeDigits]}
}

// IsZero reports whether there is no row.
func (c Code) IsZero() bool { return c == Code{} }

// String is the code as it is stored and as programs read it, J1234-ab12cd34ef560789; ""
// for the zero Code.
func (c Code) String() string {
	if c.IsZero() {
		return ""
	}
	return "J" + strconv.FormatInt(c.Seq, 10) + "-" + c.Hash
}

// Grouped is the code as people read it, J1234-ab12 cd34 ef56 0789.
func (c Code) Grouped() string {
	if len(c.Hash) != codeDigits {
		return c.String()
	}
	return "J" + strconv.FormatInt(c.Seq, 10) + "-" + c.Hash[:4] + " " + c.Hash[4:8] + " " + c.Hash[8:12] + " " + c.Hash[12:]
}

// Matches reports whether a row's hash begins as the code says.
func (c Code) Matches(hash string) bool { return !c.IsZero() && strings.HasPrefix(hash, c.Hash) }

// ParseCode parses a code as a person types it from paper: in capitals or not, with or
// without the J, with spaces and hyphens of any kind anywhere, in Khmer digits. Nothing is
// guessed: an O is no zero. The error's code is fault.CodeSign with the first sign that no
// code has, or fault.CodeForm.
func ParseCode(typed string) (Code, error) {
	groups, err := codeGroups(typed)
	if err != nil {
		return Code{}, err
	}
	number, hash, ok := splitCode(groups)
	if !ok {
		return Code{}, fault.New(fault.CodeForm)
	}
	seq, err := strconv.ParseInt(number, 10, 64)
	if err != nil || seq < 1 {
		return Code{}, fault.New(fault.CodeForm)
	}
	return Code{seq, hash}, nil
}

// codeGroups returns the groups of signs that a person typed, in lower case and without the
// J, or fault.CodeSign.
func codeGroups(typed string) ([]string, error) {
	groups := strings.FieldsFunc(typed, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.Is(unicode.Pd, r) || r == '\u2212' // a minus sign
	})
	for i, group := range groups {
		groups[i] = text.Seen(group)
	}
	if len(groups) > 0 {
		groups[0] = strings.TrimLeft(groups[0], "Jj")
	}
	var wrong string
	for i, group := range groups {
		groups[i] = strings.Map(func(r rune) rune {
			switch {
			case r >= '0' && r <= '9', r >= 'a' && r <= 'f':
				return r
			case r >= 'A' && r <= 'F':
				return unicode.ToLower(r)
			case r >= '០' && r <= '៩':
				return '0' + r - '០'
			case wrong == "":
				wrong = string(r)
			}
			return r
		}, group)
	}
	if wrong != "" {
		return nil, fault.New(fault.CodeSign, wrong)
	}
	if len(groups) > 0 && groups[0] == "" { // the J stood alone
		groups = groups[1:]
	}
	return groups, nil
}

// splitCode tells the row's number from the hash: by the gap behind which 16 signs stand.
// Where no such gap was typed they are the last 16, unless the first group is a number by
// itself: then a sign is missing behind it, and the number must not give one away.
func splitCode(groups []string) (number, hash string, ok bool) {
	all := strings.Join(groups, "")
	at := len(all) - codeDigits
	if at < 1 || !text.Digits(all[:at]) {
		return "", "", false
	}
	gap := 0
	for _, group := range groups {
		if gap += len(group); gap == at {
			return all[:at], all[at:], true
		}
	}
	return all[:at], all[at:], len(groups) == 1 || !text.Digits(groups[0])
}

// MarshalText returns what String does.
func (c Code) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText parses what MarshalText writes; the error is ParseCode's.
func (c *Code) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*c = Code{}
		return nil
	}
	parsed, err := ParseCode(string(b))
	*c = parsed
	return err
}

package staff

import (
	"encoding/base32"
	"io"
	"strings"

	"psar/pos/fault"
)

// RecoveryName is the name under which tries at the recovery code are counted. The windows
// show words.TriedName for it.
const RecoveryName = "(recovery code)"

// recoverySigns is Crockford's base 32 (https://www.crockford.com/base32.html): no I, L, O
// and U.
const recoverySigns = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// recoveryLen is the length of a recovery code in signs: 80 bits.
const recoveryLen = 16

var recoveryBase = base32.NewEncoding(recoverySigns).WithPadding(base32.NoPadding)

// NewRecoveryCode makes a recovery code of 80 random bits: sixteen signs in fours.
func NewRecoveryCode(random io.Reader) (string, error) {
	bits := make([]byte, recoveryLen*5/8)
	if _, err := io.ReadFull(random, bits); err != nil {
		return "", err
	}
	signs := recoveryBase.EncodeToString(bits)
	return signs[:4] + "-" + signs[4:8] + "-" + signs[8:12] + "-" + signs[12:], nil
}

// ParseRecoveryCode reads a code as people type it from paper: small letters, O for 0, I and
// L for 1, with spaces and hyphens or without. It returns the sixteen signs. The error's
// code is fault.RecoveryInvalid.
func ParseRecoveryCode(typed string) (string, error) {
	signs := strings.Map(func(r rune) rune {
		switch {
		case r == ' ' || r == '-' || r == '\t':
			return -1
		case r == 'o' || r == 'O':
			return '0'
		case strings.ContainsRune("iIlL", r):
			return '1'
		case r >= 'a' && r <= 'z':
			return r - 'a' + 'A'
		}
		return r
	}, typed)
	if len(signs) != recoveryLen || strings.Trim(signs, recoverySigns) != "" {
		return "", fault.New(fault.RecoveryInvalid)
	}
	return signs, nil
}

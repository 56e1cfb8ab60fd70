package staff

import (
	"bytes"
	"crypto/rand"
	"strings"
	"testing"

	"psar/pos/fault"
)

// Crockford's signs are the values 0 to 31 in order: 5 bits each.
func TestRecoveryCode(t *testing.T) {
	t.Parallel()
	for code, bits := range map[string][]byte{
		"0000-0000-0000-0000": make([]byte, 10),
		"ZZZZ-ZZZZ-ZZZZ-ZZZZ": bytes.Repeat([]byte{0xff}, 10),
		"0123-4567-89AB-CDEF": {0x00, 0x44, 0x32, 0x14, 0xc7, 0x42, 0x54, 0xb6, 0x35, 0xcf},
	} {
		if got, err := NewRecoveryCode(bytes.NewReader(bits)); err != nil || got != code {
			t.Errorf("%x: %q, %v; want %q", bits, got, err, code)
		}
	}
	one, err := NewRecoveryCode(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := NewRecoveryCode(rand.Reader); err != nil || again == one {
		t.Errorf("the same code twice: %q, %v", again, err)
	}
	if _, err := NewRecoveryCode(strings.NewReader("short")); err == nil {
		t.Error("made of too few bits")
	}
}

func TestParseRecoveryCode(t *testing.T) {
	t.Parallel()
	for _, typed := range []string{"0123-4567-89AB-CDEF", "0123456789abcdef", " o1 23-4567 89ab-cdef ", "OI23 4567 89AB CDEF", "ol23456789abcdef"} {
		if got, err := ParseRecoveryCode(typed); err != nil || got != "0123456789ABCDEF" {
			t.Errorf("%q: %q, %v", typed, got, err)
		}
	}
	for _, typed := range []string{"", "0123-4567-89AB-CDE", "0123-4567-89AB-CDEF0", "U123-4567-89AB-CDEF", "0123-4567-89AB-CDÉF", "០១២៣-4567-89AB-CDEF"} {
		if got, err := ParseRecoveryCode(typed); fault.CodeOf(err) != fault.RecoveryInvalid {
			t.Errorf("%q: %q, %v", typed, got, err)
		}
	}
}

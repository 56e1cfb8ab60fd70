package staff

import (
	"slices"
	"strings"
	"time"

	"psar/pos/fault"
	"psar/pos/text"
)

// LeastPIN returns how many digits a new PIN of a role has at least.
func LeastPIN(role Role) int {
	if role.Covers(Manager) {
		return 6
	}
	return 4
}

// CheckPIN accepts 4 to 12 digits. The error's code is fault.PINInvalid.
func CheckPIN(pin string) error {
	if err := text.CheckPIN(pin); err != nil {
		return fault.New(fault.PINInvalid)
	}
	return nil
}

// CheckPINLength accepts digits, as many as somebody of a role may choose. The error's code is
// fault.PINShort for an owner or a manager who needs more of them, otherwise fault.PINInvalid.
func CheckPINLength(pin string, role Role) error {
	if role.Covers(Manager) && len(pin) < LeastPIN(role) && strings.Trim(pin, "0123456789") == "" {
		return fault.New(fault.PINShort)
	}
	return CheckPIN(pin)
}

// CheckNewPIN accepts a PIN that somebody of a role may choose: 4 to 12 digits, 6 at least
// for owners and managers, and none that is guessed first. The error's code is
// fault.PINInvalid, fault.PINShort, fault.PINRun, fault.PINRepeated, fault.PINDate or
// fault.PINKeypad.
//
// A PIN that was stored before counts whatever it is.
func CheckNewPIN(pin string, role Role) error {
	if err := CheckPINLength(pin, role); err != nil {
		return err
	}
	for _, weak := range []struct {
		code fault.Code
		is   func(pin string) bool
	}{
		{fault.PINRepeated, repeats},
		{fault.PINRun, runs},
		{fault.PINKeypad, walksKeypad},
		{fault.PINDate, isDate},
	} {
		if weak.is(pin) {
			return fault.New(weak.code)
		}
	}
	return nil
}

// repeats finds one digit or a shorter block again and again (0000, 1212, 123123), and
// digits in pairs (1122, 334455).
func repeats(pin string) bool {
	for n := 1; n <= len(pin)/2; n++ {
		if len(pin)%n == 0 && strings.Repeat(pin[:n], len(pin)/n) == pin {
			return true
		}
	}
	if len(pin)%2 != 0 {
		return false
	}
	for i := 0; i < len(pin); i += 2 {
		if pin[i] != pin[i+1] {
			return false
		}
	}
	return true
}

// runs finds digits that go up or down by one (1234, 987654), over 9 to 0 too.
func runs(pin string) bool {
	for _, step := range []int{1, 9} {
		run := true
		for i := 1; i < len(pin) && run; i++ {
			run = int(pin[i]-'0') == (int(pin[i-1]-'0')+step)%10
		}
		if run {
			return true
		}
	}
	return false
}

// keypadLines are the rows, columns and diagonals of a keypad, its middle column with the
// zero, and the way around its corners; each counts backwards too.
var keypadLines = []string{"123", "456", "789", "147", "258", "369", "159", "357", "2580", "1397", "3971", "9713", "7139"}

// walksKeypad finds a PIN of whole lines of a keypad, with or without a zero before or after
// them (2580, 1470, 147258, 789456123).
func walksKeypad(pin string) bool {
	if madeOfLines(pin) {
		return true
	}
	return strings.HasPrefix(pin, "0") && madeOfLines(pin[1:]) || strings.HasSuffix(pin, "0") && madeOfLines(pin[:len(pin)-1])
}

func madeOfLines(pin string) bool {
	if pin == "" {
		return true
	}
	for _, line := range keypadLines {
		for _, way := range []string{line, backwards(line)} {
			if rest, ok := strings.CutPrefix(pin, way); ok && madeOfLines(rest) {
				return true
			}
		}
	}
	return false
}

func backwards(s string) string {
	digits := []byte(s)
	slices.Reverse(digits)
	return string(digits)
}

// isDate finds a birthday as people write it: DDMMYY, DDMMYYYY, YYYYMMDD or the year alone.
func isDate(pin string) bool {
	for _, layout := range []string{"020106", "02012006", "20060102", "2006"} {
		if len(pin) != len(layout) {
			continue
		}
		day, err := time.Parse(layout, pin)
		if err == nil && (len(layout) == 6 || day.Year() >= 1900 && day.Year() < 2100) {
			return true
		}
	}
	return false
}

package model

import (
	"strings"
	"testing"

	"psar/assets/words"
	"psar/pos/payment"
	"psar/pos/staff"
)

// The tries at the recovery code are counted under a name that is nobody's: who reads the alert
// sees what was tried, in their language.
func TestWrongRecoveryCodesAreNamed(t *testing.T) {
	t.Parallel()
	for lang, want := range map[words.Language]string{words.English: "“Recovery code”", words.Khmer: "“លេខកូដសង្គ្រោះ”"} {
		said := Model{Language: lang}.alertSentence(payment.Alert{Kind: payment.AlertWrongPINs, Expected: staff.RecoveryName})
		if !strings.Contains(said, want) || strings.Contains(said, staff.RecoveryName) {
			t.Errorf("%s: %q", lang, said)
		}
	}
}

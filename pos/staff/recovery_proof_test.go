package staff

import "testing"

// A proof is of one code, one owner and one PIN; texts that are none prove nothing.
func TestRecoveryProof(t *testing.T) {
	t.Parallel()
	const code, other = "0123456789ABCDEF", "0123456789ABCDEG"
	key, proof := RecoveryKey(code), ProveRecovery(code, 1, "f00d")
	if !RecoveryProven(key, proof, 1, "f00d") || key != RecoveryKey(code) {
		t.Errorf("%s is no proof by %s", proof, key)
	}
	for what, proven := range map[string]bool{
		"another code":   RecoveryProven(key, ProveRecovery(other, 1, "f00d"), 1, "f00d"),
		"another owner":  RecoveryProven(key, proof, 2, "f00d"),
		"another PIN":    RecoveryProven(key, proof, 1, "beef"),
		"no key":         RecoveryProven("", proof, 1, "f00d"),
		"no proof":       RecoveryProven(key, "", 1, "f00d"),
		"a short key":    RecoveryProven("00", proof, 1, "f00d"),
		"no hexadecimal": RecoveryProven(key, "proof", 1, "f00d"),
	} {
		if proven {
			t.Errorf("%s proves it", what)
		}
	}
}

package staff

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"psar/pos/id"
)

// A recovery code is also the seed of an Ed25519 key. The public one is told with the code, so that
// whoever reads later that the code was used, in a row that no keyring has signed, can tell whether
// somebody had it: a code of 80 bits is not found by its public key.

// recoverySigner derives the key from a code's sixteen signs.
func recoverySigner(signs string) ed25519.PrivateKey {
	seed := sha256.Sum256([]byte("psar recovery code 1 " + signs))
	return ed25519.NewKeyFromSeed(seed[:])
}

// recoveryUse is what is signed when a code gives an owner a new PIN: who, and the print of its hash.
func recoveryUse(owner id.Person, print string) []byte {
	return fmt.Appendf(nil, "psar recovery use 1 %d %s", owner, print)
}

// RecoveryKey is the public key of a code, in hex.
func RecoveryKey(signs string) string {
	public, _ := recoverySigner(signs).Public().(ed25519.PublicKey) // it is one
	return hex.EncodeToString(public)
}

// ProveRecovery proves, in hex, that who gave an owner a PIN had the code.
func ProveRecovery(signs string, owner id.Person, print string) string {
	return hex.EncodeToString(ed25519.Sign(recoverySigner(signs), recoveryUse(owner, print)))
}

// RecoveryProven reports whether a proof is one of the code with a public key.
func RecoveryProven(key, proof string, owner id.Person, print string) bool {
	public, err := hex.DecodeString(key)
	signed, bad := hex.DecodeString(proof)
	return err == nil && bad == nil && len(public) == ed25519.PublicKeySize && ed25519.Verify(public, recoveryUse(owner, print), signed)
}

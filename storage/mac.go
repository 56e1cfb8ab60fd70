package storage

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"

	"psar/pos/facts"
	"psar/pos/journal"
)

// unsigned stands for the MAC of a row that was written without a key. The rows before
// schema 20 have NULL.
var unsigned = []byte{0}

// rowKey signs the rows of one shop's journal.
type rowKey struct {
	key  []byte // journal.KeySize bytes
	shop string // hash of the journal's first row
}

func newRowKey(shop string) rowKey {
	key := make([]byte, journal.KeySize)
	_, _ = rand.Read(key) // never fails: it ends the program instead
	return rowKey{key, shop}
}

// parseRowKey reads what String writes; false for anything else.
func parseRowKey(s, shop string) (rowKey, bool) {
	key, err := hex.DecodeString(s)
	return rowKey{key, shop}, err == nil && len(key) == journal.KeySize
}

// String is the key as the keyring holds it, in hex.
func (k rowKey) String() string { return hex.EncodeToString(k.key) }

// print tells the key from another one: see facts.Held.
func (k rowKey) print() string {
	sum := sha256.Sum256(k.key)
	return hex.EncodeToString(sum[:])
}

func (k rowKey) mac(h journal.Head) []byte { return h.MAC(k.key, k.shop) }

func (k rowKey) signed(h journal.Head, mac []byte) bool { return h.Signed(mac, k.key, k.shop) }

// signature signs the rows of a commit: of this process's own, nothing that it found. The
// key signs from the row on that names it, so that whoever verifies knows which rows are
// whose.
type signature struct {
	key   *rowKey // nil while there is none
	named bool    // the journal names it
}

// sign returns the MAC of a new row.
func (s *signature) sign(f journal.Fact, h journal.Head) []byte {
	if s.key == nil {
		return unsigned
	}
	if held, ok := f.Payload.(facts.Held); ok && held.Name == facts.HeldJournalKey {
		s.named = held.Print == s.key.print()
	}
	if !s.named {
		return unsigned
	}
	return s.key.mac(h)
}

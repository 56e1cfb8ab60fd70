package journal

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
)

// KeySize and MACSize are in bytes.
const (
	KeySize = 32
	MACSize = 16
)

// MAC returns what proves that a program that holds the key wrote the entry at h: the first
// MACSize bytes of HMAC-SHA-256 over shop, sequence number and hash. A text is written as
// its length in eight bytes big-endian followed by the text, the number as eight bytes.
//
// shop is the hash of the journal's first entry. It makes a row of another shop invalid
// even under the same key, and it travels with the database alone: a folder that is
// restored or moved keeps it, and whoever writes the whole chain anew has another one.
//
// The MAC is beside the chain, not in it: what is hashed is what it always was.
func (h Head) MAC(key []byte, shop string) []byte {
	m := hmac.New(sha256.New, key)
	number := func(n int64) { m.Write(binary.BigEndian.AppendUint64(nil, uint64(n))) }
	text := func(s string) {
		number(int64(len(s)))
		m.Write([]byte(s))
	}
	text(shop)
	number(h.Seq)
	text(h.Hash)
	return m.Sum(nil)[:MACSize]
}

// Signed reports whether mac is the entry's under the key.
func (h Head) Signed(mac, key []byte, shop string) bool {
	return hmac.Equal(mac, h.MAC(key, shop))
}

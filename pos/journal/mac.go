package journal

import (
	"crypto/hmac"
	"crypto/sha256"
	"hash"
)

// KeySize and MACSize are in bytes.
const (
	KeySize = 32
	MACSize = 16
)

// Signer makes the MACs of the entries of one shop, under one key. It is not safe for
// concurrent use.
type Signer struct {
	mac  hash.Hash
	shop string
	b    []byte
}

// NewSigner returns the signer of a shop, by the hash of its journal's first entry.
func NewSigner(key []byte, shop string) *Signer {
	return &Signer{mac: hmac.New(sha256.New, key), shop: shop}
}

// MAC returns what proves that a program that holds the key wrote the entry at h: the first
// MACSize bytes of HMAC-SHA-256 over shop, sequence number and hash. A text is written as
// its length in eight bytes big-endian followed by the text, the number as eight bytes.
//
// shop is the hash of the journal's first entry. It makes a row of another shop invalid
// even under the same key, and it travels with the database alone: a folder that is
// restored or moved keeps it, and whoever writes the whole chain anew has another one.
//
// The MAC is beside the chain, not in it: what is hashed is what it always was.
func (s *Signer) MAC(h Head) []byte {
	b := append(appendNumber(s.b[:0], int64(len(s.shop))), s.shop...)
	b = append(appendNumber(appendNumber(b, h.Seq), int64(len(h.Hash))), h.Hash...)
	s.mac.Reset()
	s.mac.Write(b)
	s.b = b
	return s.mac.Sum(nil)[:MACSize]
}

// Signed reports whether mac is the entry's.
func (s *Signer) Signed(h Head, mac []byte) bool { return hmac.Equal(mac, s.MAC(h)) }

// MAC is Signer.MAC of one entry.
func (h Head) MAC(key []byte, shop string) []byte { return NewSigner(key, shop).MAC(h) }

// Signed is Signer.Signed of one entry.
func (h Head) Signed(mac, key []byte, shop string) bool { return NewSigner(key, shop).Signed(h, mac) }

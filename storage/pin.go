package storage

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"strings"
	"sync"

	"golang.org/x/crypto/argon2"

	"psar/pos"
)

// PINs hashes PINs with argon2id. The zero value has the cost for a shop's PINs: RFC 9106's
// second recommendation, three passes, with half of its memory and lanes (32 MiB and two),
// for till PCs with two cores and 2 GB. docs/staff.md says how long that takes. A hash
// carries its own cost, so that another one can be chosen later.
type PINs struct {
	Memory uint32 // KiB; 0 is 32 MiB
	Passes uint32 // 0 is 3
	Lanes  uint8  // 0 is 2

	one sync.Mutex // one hash at a time: each takes its memory
}

var _ pos.PINs = (*PINs)(nil)

// The lengths of RFC 9106's recommendations, in bytes.
const (
	pinSalt = 16
	pinTag  = 32
)

// The most that a stored hash may cost: a manipulated database must not stall the till.
const (
	pinMemoryMost = 256 << 10
	pinPassesMost = 16
	pinLanesMost  = 16
)

// pinHash is a parsed hash. Its text is in the PHC string format:
// $argon2id$v=19$m=32768,t=3,p=2$SALT$TAG, base64 without padding.
type pinHash struct {
	memory, passes uint32
	lanes          uint8
	salt, tag      []byte
}

func (h pinHash) String() string {
	b64 := base64.RawStdEncoding.EncodeToString
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, h.memory, h.passes, h.lanes, b64(h.salt), b64(h.tag))
}

func parsePINHash(text string) (pinHash, error) {
	var h pinHash
	bad := func(why string) (pinHash, error) { return h, internal("a stored PIN can't be read: %s", why) }
	parts := strings.Split(text, "$")
	if len(parts) != 6 || parts[0] != "" || parts[1] != "argon2id" {
		return bad("it is no argon2id")
	}
	if parts[2] != fmt.Sprintf("v=%d", argon2.Version) {
		return bad("its version")
	}
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &h.memory, &h.passes, &h.lanes); err != nil {
		return bad("its cost")
	}
	if h.memory < 8 || h.memory > pinMemoryMost || h.passes < 1 || h.passes > pinPassesMost || h.lanes < 1 || h.lanes > pinLanesMost {
		return bad("its cost is out of bounds")
	}
	var errSalt, errTag error
	h.salt, errSalt = base64.RawStdEncoding.DecodeString(parts[4])
	h.tag, errTag = base64.RawStdEncoding.DecodeString(parts[5])
	if errSalt != nil || errTag != nil || len(h.salt) < 8 || len(h.tag) != pinTag {
		return bad("its salt or tag")
	}
	return h, nil
}

// cost returns a hash with this cost, without salt and tag.
func (p *PINs) cost() pinHash {
	h := pinHash{memory: 32 << 10, passes: 3, lanes: 2}
	if p.Memory > 0 {
		h.memory = p.Memory
	}
	if p.Passes > 0 {
		h.passes = p.Passes
	}
	if p.Lanes > 0 {
		h.lanes = p.Lanes
	}
	return h
}

func (p *PINs) tag(h pinHash, pin string) []byte {
	p.one.Lock()
	defer p.one.Unlock()
	return argon2.IDKey([]byte(pin), h.salt, h.passes, h.memory, h.lanes, pinTag)
}

// Hash returns an argon2id hash of a PIN, with a random salt.
func (p *PINs) Hash(pin string) (string, error) {
	h := p.cost()
	h.salt = make([]byte, pinSalt)
	if _, err := rand.Read(h.salt); err != nil {
		return "", internal("no random salt: %v", err)
	}
	h.tag = p.tag(h, pin)
	return h.String(), nil
}

// Matches reports whether a hash is of a PIN. The hash "" matches nothing, and takes as long
// as a new hash does.
func (p *PINs) Matches(hash, pin string) (bool, error) {
	if hash == "" {
		h := p.cost()
		h.salt = make([]byte, pinSalt)
		p.tag(h, pin)
		return false, nil
	}
	h, err := parsePINHash(hash)
	if err != nil {
		return false, err
	}
	return subtle.ConstantTimeCompare(h.tag, p.tag(h, pin)) == 1, nil
}

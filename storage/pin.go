package storage

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"strings"
	"sync"

	"golang.org/x/crypto/argon2"

	"psar/pos"
	"psar/pos/fault"
)

// PINs hashes PINs with argon2id. The zero value has the cost for a shop's PINs: RFC 9106's
// second recommendation, three passes, with half of its memory and lanes (32 MiB and two),
// for till PCs with two cores and 2 GB. docs/staff.md says how long that takes. A hash
// carries its own cost, so that another one can be chosen later.
type PINs struct {
	Memory uint32 // KiB; 0 is 32 MiB
	Passes uint32 // 0 is 3
	Lanes  uint8  // 0 is 2

	Peppers Peppers // nil: no hash is keyed

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
// $argon2id$v=19$m=32768,t=3,p=2,keyid=ID$SALT$TAG, base64 without padding; keyid only where a
// pepper is in it.
type pinHash struct {
	memory, passes uint32
	lanes          uint8
	keyID          string // of the pepper; "" for none
	salt, tag      []byte
}

func (h pinHash) String() string {
	b64 := base64.RawStdEncoding.EncodeToString
	key := ""
	if h.keyID != "" {
		key = ",keyid=" + b64([]byte(h.keyID))
	}
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d%s$%s$%s", argon2.Version, h.memory, h.passes, h.lanes, key, b64(h.salt), b64(h.tag))
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
	cost, keyID, _ := strings.Cut(parts[3], ",keyid=")
	if _, err := fmt.Sscanf(cost, "m=%d,t=%d,p=%d", &h.memory, &h.passes, &h.lanes); err != nil {
		return bad("its cost")
	}
	id, err := base64.RawStdEncoding.DecodeString(keyID)
	if err != nil || len(id) > pepperIDSize {
		return bad("its key")
	}
	h.keyID = string(id)
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

// longSecret is from how many characters on a secret is no PIN but a key, of which nobody tries
// them all whatever a hash costs. A recovery code has 16.
const longSecret = 20

// costOf returns a hash with the cost for a secret, without salt and tag.
func (p *PINs) costOf(secret string) pinHash {
	if len(secret) >= longSecret {
		return pinHash{memory: 64, passes: 1, lanes: 1}
	}
	return p.cost()
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

func (p *PINs) tag(h pinHash, secret string) []byte {
	p.one.Lock()
	defer p.one.Unlock()
	return argon2.IDKey([]byte(secret), h.salt, h.passes, h.memory, h.lanes, pinTag)
}

// Hash implements pos.PINs.
func (p *PINs) Hash(pin string, keyed bool) (string, error) {
	h := p.costOf(pin)
	pepper := p.now(keyed)
	h.keyID = pepper.id
	h.salt = make([]byte, pinSalt)
	if _, err := rand.Read(h.salt); err != nil {
		return "", internal("no random salt: %v", err)
	}
	h.tag = p.tag(h, pepper.on(pin))
	return h.String(), nil
}

// now is the pepper of a new hash: none where it is not keyed, or the keyring has none now.
func (p *PINs) now(keyed bool) Pepper {
	if !keyed || p.Peppers == nil {
		return Pepper{}
	}
	pepper, err := p.Peppers.Pepper(context.Background(), 0)
	if err != nil {
		return Pepper{}
	}
	return pepper
}

// Checkable implements pos.PINs.
func (p *PINs) Checkable(hash string) bool {
	h, err := parsePINHash(hash)
	return err == nil && h.keyID == p.now(h.keyID != "").id
}

// Renews implements pos.PINs. A keyring that is away changes nothing.
func (p *PINs) Renews(hash string, keyed bool) bool {
	h, err := parsePINHash(hash)
	if err != nil {
		return false
	}
	pepper := p.now(keyed)
	return h.keyID != pepper.id && (pepper.id != "" || !keyed)
}

// Matches implements pos.PINs. The hash "" takes as long as a new hash does; so does one that
// can't be read or costs too much, which no PIN matches: whoever knows of the journal says that
// it was replaced.
func (p *PINs) Matches(ctx context.Context, hash, pin string) (bool, error) {
	h, err := parsePINHash(hash)
	if err != nil {
		h = p.cost()
		h.salt = make([]byte, pinSalt)
		p.tag(h, pin)
		return false, nil
	}
	var pepper Pepper
	if h.keyID != "" && p.Peppers != nil {
		if pepper, err = p.Peppers.Pepper(ctx, keyringPatience); err != nil {
			return false, err
		}
	}
	if h.keyID != pepper.id {
		return false, fault.New(fault.PINElsewhere)
	}
	pin = pepper.on(pin)
	return subtle.ConstantTimeCompare(h.tag, p.tag(h, pin)) == 1, nil
}

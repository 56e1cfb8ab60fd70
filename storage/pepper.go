package storage

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"time"

	"psar/pos/fault"
)

// Pepper is a secret that is mixed into the hashes of PINs: a copy of the database alone is
// not enough to try PINs on. The zero value is none.
type Pepper struct {
	id     string // of the key that it is derived from: pepperIDSize bytes
	secret []byte
}

// IsZero reports whether it is none.
func (p Pepper) IsZero() bool { return p.id == "" }

// pepperIDSize is the length of a hash's keyid, in bytes: the most that the PHC string
// format has for argon2.
const pepperIDSize = 8

// pepper derives the pepper from the journal's key: one secret in the keyring is known by
// the journal, and missed where it is gone, for both.
func (k rowKey) pepper() Pepper {
	mac := hmac.New(sha256.New, k.key)
	mac.Write([]byte("psar pepper of PINs 1"))
	sum := sha256.Sum256(k.key)
	return Pepper{string(sum[:pepperIDSize]), mac.Sum(nil)}
}

// on returns what is hashed for a PIN.
func (p Pepper) on(pin string) string {
	if p.IsZero() {
		return pin
	}
	mac := hmac.New(sha256.New, p.secret)
	mac.Write([]byte(pin))
	return string(mac.Sum(nil))
}

// Peppers has the pepper of new hashes.
type Peppers interface {
	// Pepper returns the pepper, none where the keyring has no key that the journal names.
	// A keyring that does not answer is asked at once, for as long as patience; then the
	// error's code is fault.PINKeyring.
	Pepper(ctx context.Context, patience time.Duration) (Pepper, error)
}

// Pepper implements Peppers by the key of the journal's rows. A database that is opened for
// reading asks the keyring once, whatever the patience.
func (db *DB) Pepper(ctx context.Context, patience time.Duration) (Pepper, error) {
	switch {
	case db.outside.Keyring == nil:
		return Pepper{}, nil
	case db.custody != nil && db.custody.ring == nil:
		return Pepper{}, nil
	case db.custody != nil:
		return db.custody.pepper(ctx, patience)
	}
	shop, err := shopOf(ctx, db.read)
	if err != nil || shop == "" {
		return Pepper{}, failure(db.path, err)
	}
	switch key, err := keptRowKey(db.outside.Keyring, shop); {
	case err != nil:
		return Pepper{}, fault.New(fault.PINKeyring).Because(err)
	case key != nil:
		return key.pepper(), nil
	}
	return Pepper{}, nil
}

func (c *custody) pepper(ctx context.Context, patience time.Duration) (Pepper, error) {
	timer := time.NewTimer(patience)
	defer timer.Stop()
	for rounds := 0; ; rounds++ {
		c.mu.Lock()
		sig, away, round := c.keys.sig, c.keys.err, c.ringRound
		c.mu.Unlock()
		switch {
		case sig.key != nil && sig.named:
			return sig.key.pepper(), nil
		case away == nil:
			return Pepper{}, nil
		case patience <= 0 || rounds == 2: // the first may have begun before it was asked for
			return Pepper{}, fault.New(fault.PINKeyring).Because(away)
		}
		wake(c.ringHurry)
		select {
		case <-round:
		case <-timer.C:
			return Pepper{}, fault.New(fault.PINKeyring).Because(away)
		case <-ctx.Done():
			return Pepper{}, ctx.Err()
		}
	}
}

package storagetest

import (
	"maps"
	"sync"

	"psar/storage"
)

// Ring is a desktop's keyring in memory, which can be locked.
type Ring struct {
	mu     sync.Mutex
	held   map[string]string
	locked error
}

var _ storage.Keyring = (*Ring)(nil)

// NewRing returns an empty keyring.
func NewRing() *Ring { return &Ring{held: map[string]string{}} }

// Lock makes every call end with an error; nil unlocks it.
func (r *Ring) Lock(err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.locked = err
}

// Get implements storage.Keyring.
func (r *Ring) Get(service, user string) (string, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	secret, ok := r.held[service+"\x00"+user]
	switch {
	case r.locked != nil:
		return "", r.locked
	case !ok:
		return "", storage.ErrNoSecret
	}
	return secret, nil
}

// Set implements storage.Keyring.
func (r *Ring) Set(service, user, secret string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.locked == nil {
		r.held[service+"\x00"+user] = secret
	}
	return r.locked
}

// Delete implements storage.Keyring.
func (r *Ring) Delete(service, user string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	_, ok := r.held[service+"\x00"+user]
	switch {
	case r.locked != nil:
		return r.locked
	case !ok:
		return storage.ErrNoSecret
	}
	delete(r.held, service+"\x00"+user)
	return nil
}

// Copy returns a keyring of its own that holds the same.
func (r *Ring) Copy() *Ring {
	r.mu.Lock()
	defer r.mu.Unlock()
	return &Ring{held: maps.Clone(r.held), locked: r.locked}
}

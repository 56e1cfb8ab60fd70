package paytest

import (
	"sync"

	"psar/pos/fault"
	"psar/pos/settings"
)

// Secrets keeps secrets in memory, and counts the reads of each.
type Secrets struct {
	mu     sync.Mutex
	Values map[settings.Key]string
	Reads  int
}

// Secret implements pos.Secrets.
func (m *Secrets) Secret(key settings.Key) (string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.Reads++
	return m.Values[key], nil
}

// SetSecret implements pos.Secrets.
func (m *Secrets) SetSecret(key settings.Key, value string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.Values[key] = value
	return nil
}

// Notice implements pos.Secrets.
func (m *Secrets) Notice() *fault.Error { return nil }

// SlowKeyring delays its answer for one secret until it is released.
type SlowKeyring struct {
	*Secrets
	slow    settings.Key
	Asked   chan struct{} // receives once for each delayed read
	Release chan struct{} // close it, or send once, to let one answer go
}

// NewSlowKeyring makes a keyring that delays the secret slow.
func NewSlowKeyring(secrets *Secrets, slow settings.Key) SlowKeyring {
	return SlowKeyring{secrets, slow, make(chan struct{}), make(chan struct{})}
}

// Secret implements pos.Secrets.
func (k SlowKeyring) Secret(key settings.Key) (string, error) {
	if key == k.slow {
		k.Asked <- struct{}{}
		<-k.Release
	}
	return k.Secrets.Secret(key)
}

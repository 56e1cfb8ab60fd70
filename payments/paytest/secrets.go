package paytest

import (
	"sync"

	"psar/pos/fault"
	"psar/pos/settings"
)

// Secrets keeps secrets in memory, and counts how often one is read.
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

// SlowKeyring answers for one secret only when it is let go.
type SlowKeyring struct {
	*Secrets
	slow    settings.Key
	Asked   chan struct{} // gets one for each time that it is asked
	Release chan struct{} // closed, or given one, to let an answer go
}

// NewSlowKeyring makes a keyring that holds the answer for one secret back.
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

package storage

import (
	"errors"
	"time"

	keyring "github.com/zalando/go-keyring"
)

// patientRing calls a keyring that may take long, or for ever: it may be asking somebody
// for a password. A call that was given up goes on by itself, and until it ends, or has
// taken hopeless long, no other begins: each would ask again.
type patientRing struct {
	ring     Keyring
	patience time.Duration
	hopeless time.Duration
	busy     chan struct{} // of one place: taken while a call runs
	since    time.Time     // when it was taken
}

func newPatientRing(ring Keyring) *patientRing {
	return &patientRing{ring: ring, patience: keyringPatience, hopeless: 10 * time.Minute, busy: make(chan struct{}, 1)}
}

// call is used by one goroutine at a time. It takes no longer than the patience, and no time
// while a call hangs that was given up already.
func (p *patientRing) call(f func() (string, error)) (string, error) {
	wait := p.patience
	if len(p.busy) > 0 {
		wait -= min(wait, time.Since(p.since))
	}
	patience := time.NewTimer(wait)
	defer patience.Stop()
	select {
	case p.busy <- struct{}{}:
	case <-patience.C:
		if time.Since(p.since) < p.hopeless {
			return "", errKeyringSlow
		}
		p.busy = make(chan struct{}, 1) // the old call keeps the old one
		p.busy <- struct{}{}
	}
	type answer struct {
		secret string
		err    error
	}
	busy, answers := p.busy, make(chan answer, 1)
	p.since = time.Now()
	go func() {
		secret, err := f()
		answers <- answer{secret, err}
		<-busy
	}()
	patience.Reset(p.patience)
	select {
	case a := <-answers:
		return a.secret, a.err
	case <-patience.C:
		return "", errKeyringSlow
	}
}

// get returns "" where there is no entry.
func (p *patientRing) get(service, user string) (string, error) {
	secret, err := p.call(func() (string, error) { return p.ring.Get(service, user) })
	if errors.Is(err, keyring.ErrNotFound) {
		return "", nil
	}
	return secret, err
}

// set stores a secret; "" removes it.
func (p *patientRing) set(service, user, secret string) error {
	_, err := p.call(func() (string, error) {
		if secret == "" {
			return "", p.ring.Delete(service, user)
		}
		return "", p.ring.Set(service, user, secret)
	})
	if secret == "" && errors.Is(err, keyring.ErrNotFound) {
		return nil
	}
	return err
}

// works reports whether the keyring keeps what it is given: one that is locked, or not
// there yet, must not look like one from which something was taken.
func (p *patientRing) works(service string) bool {
	probe := newRowKey("").String()
	if p.set(service, "probe", probe) != nil {
		return false
	}
	kept, err := p.get(service, "probe")
	if err != nil || kept != probe {
		return false
	}
	_ = p.set(service, "probe", "")
	return true
}

package storage

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"psar/pos/fault"
)

// onePepper is a keyring that has one pepper, or fails.
type onePepper struct {
	pepper Pepper
	err    error
}

func (r onePepper) Pepper(context.Context, time.Duration) (Pepper, error) { return r.pepper, r.err }

func peppered(p Peppers) *PINs {
	pins := cheapPINs()
	pins.Peppers = p
	return pins
}

// A keyed hash matches with its own key alone, and no copy of the database can be tried.
func TestPepper(t *testing.T) {
	t.Parallel()
	mine, other := onePepper{pepper: newRowKey("shop").pepper()}, onePepper{pepper: newRowKey("shop").pepper()}
	keyed, err := peppered(mine).Hash("907142", true)
	if err != nil || !strings.HasPrefix(keyed, "$argon2id$v=19$m=64,t=1,p=1,keyid=") {
		t.Fatalf("%q, %v", keyed, err)
	}
	plain, err := peppered(mine).Hash("907142", false)
	if err != nil || strings.Contains(plain, "keyid") {
		t.Fatalf("%q, %v", plain, err)
	}
	away := onePepper{err: fault.New(fault.PINKeyring).Because(errors.New("locked"))}
	withoutID := strings.Replace(keyed, keyed[strings.Index(keyed, ",keyid="):strings.LastIndex(keyed[:strings.LastIndex(keyed, "$")], "$")], "", 1)
	for name, c := range map[string]struct {
		peppers   Peppers
		hash, pin string
		ok        bool
		code      fault.Code
	}{
		"its key":                     {mine, keyed, "907142", true, ""},
		"its key, another PIN":        {mine, keyed, "907143", false, ""},
		"another key":                 {other, keyed, "907142", false, fault.PINElsewhere},
		"an empty keyring":            {onePepper{}, keyed, "907142", false, fault.PINElsewhere},
		"no keyring":                  {nil, keyed, "907142", false, fault.PINElsewhere},
		"a keyring that is away":      {away, keyed, "907142", false, fault.PINKeyring},
		"a copy without the key's id": {nil, withoutID, "907142", false, ""},
		"plain":                       {mine, plain, "907142", true, ""},
		"plain, and away":             {away, plain, "907142", true, ""},
	} {
		if ok, err := peppered(c.peppers).Matches(t.Context(), c.hash, c.pin); ok != c.ok || fault.CodeOf(err) != c.code {
			t.Errorf("%s: %v, %v", name, ok, err)
		}
	}
	for name, c := range map[string]struct {
		peppers Peppers
		hash    string
		keyed   bool
		want    bool
	}{
		"plain, should be keyed":          {mine, plain, true, true},
		"keyed, as it should be":          {mine, keyed, true, false},
		"keyed, should be plain":          {mine, keyed, false, true},
		"plain, as it should be":          {mine, plain, false, false},
		"plain, and the keyring is away":  {away, plain, true, false},
		"plain, and there is no key":      {onePepper{}, plain, true, false},
		"keyed, and the keyring is empty": {onePepper{}, keyed, true, false},
		"no hash":                         {mine, "", true, false},
	} {
		if got := peppered(c.peppers).Renews(c.hash, c.keyed); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// lateRing is a keyring that answers nothing before answers is closed.
type lateRing struct {
	Keyring
	answers chan struct{}
}

func (r lateRing) Get(service, user string) (string, error) {
	<-r.answers
	return r.Keyring.Get(service, user)
}

// A silent keyring is waited for as long as asked, and no longer; the pepper is there once it
// answers.
func TestPepperOfASilentKeyring(t *testing.T) {
	t.Parallel()
	g := newGuarded(t)
	g.day(2)
	ring := lateRing{g.ring, make(chan struct{})}
	g.o.Keyring = ring
	g.open()
	defer g.kill()
	if p, err := g.db.Pepper(t.Context(), 0); !p.IsZero() || fault.CodeOf(err) != fault.PINKeyring {
		t.Errorf("without waiting: %v, %v", p.IsZero(), err)
	}
	if p, err := g.db.Pepper(t.Context(), time.Millisecond); !p.IsZero() || fault.CodeOf(err) != fault.PINKeyring {
		t.Errorf("with a little: %v, %v", p.IsZero(), err)
	}
	close(ring.answers)
	if p, err := g.db.Pepper(t.Context(), time.Minute); p.IsZero() || err != nil {
		t.Errorf("it answers: %v, %v", p.IsZero(), err)
	}
}

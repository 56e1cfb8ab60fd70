package storage

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"time"

	"psar/pos"
	"psar/pos/facts"
	"psar/pos/payment"
)

// Entries of a shop in the keyring. The service's name has the shop's first hash in it, so
// that a folder that is moved on the same machine finds its own.
const (
	ringKey  = "key"
	ringMark = "mark"
)

func ringService(shop string) string { return "psar journal " + shop[:16] }

// ringState is what custody knows of the keyring.
type ringState struct {
	sig        signature
	wants, has record // what it should hold, and what it does
	inRing     record // what it held when it was read first
	read       bool   // it was read
	missing    bool   // it lacks what the journal names, or has another: the owner decides
	mayReplace bool   // and has done so
	placed     bool   // it knows this shop in this folder
	swapped    record // of another shop that it knows there
	mayPlace   bool   // the owner has cleared that
	err        error  // why it does not answer; nil when it does
}

// named keeps that the journal names the key, once that is committed.
func (r *ringState) named(s signature) {
	if s.key != nil && s.key == r.sig.key {
		r.sig.named = s.named
	}
}

var (
	errNotAsked  = errors.New("the keyring was not asked yet")
	errRingFalse = errors.New("the keyring does not keep what it is given")
)

// ringAgain is how long it takes to ask a keyring again that did not answer: at first, and
// at most. A locked one may ask somebody for its password each time.
const (
	ringAgain = time.Second
	ringMost  = 5 * time.Minute
)

// keepRing has the key from the keyring, and the mark in it, until the context ends. A
// keyring that does not answer is asked again and again.
func (c *custody) keepRing(ctx context.Context) {
	asked := func() {}
	asked = func() { close(c.ringAsked); asked = func() {} }
	if c.ring == nil {
		asked()
		return
	}
	c.mu.Lock()
	c.keys.err = errNotAsked
	c.mu.Unlock()
	again := ringAgain
	for {
		err := c.tendRing(ctx)
		c.mu.Lock()
		c.keys.err = err
		close(c.ringRound)
		c.ringRound = make(chan struct{})
		c.mu.Unlock()
		var later <-chan time.Time
		if err != nil {
			later = time.After(again)
			again = min(2*again, ringMost)
		} else {
			again = ringAgain
		}
		asked()
		select {
		case <-c.ringWoken:
			if err == nil {
				continue
			}
			select { // it is not asked more often because sales are made
			case <-later:
			case <-c.ringHurry:
			case <-ctx.Done():
				return
			}
		case <-later:
		case <-c.ringHurry:
		case <-ctx.Done():
			if err == nil {
				_ = c.tendRing(context.WithoutCancel(ctx)) // the mark of the end
			}
			return
		}
	}
}

// tendRing does what is to be done in the keyring. The error says that it does not answer.
func (c *custody) tendRing(ctx context.Context) error {
	c.mu.Lock()
	shop, keys := c.shop, c.keys
	c.mu.Unlock()
	if shop == "" {
		return nil
	}
	if keys.missing && !keys.mayReplace {
		return nil
	}
	replace, came := keys.mayReplace, false
	if keys.sig.key == nil {
		said, err := readSigning(ctx, c.read, "")
		if err != nil {
			return err
		}
		replace = replace || said.cleared
		if had, err := c.takeKey(shop, said, replace); err != nil || !had {
			return err
		}
		came = said.signer() != ""
	}
	if !keys.read {
		read, err := c.readRing(ctx, shop, replace)
		if !read { // its mark is away: by the key alone
			err = errors.Join(err, c.judge(ctx))
		}
		if came || read && keys.sig.key != nil {
			c.keyCame()
		}
		if err != nil || !read {
			return err
		}
	}
	if err := c.tendPlace(ctx, shop); err != nil {
		return err
	}
	return c.markRing(ctx, shop)
}

// takeKey reads the shop's key from the keyring, or makes the first. It reports whether
// there is one now; where the journal names one that the keyring does not have, there is
// none until the owner has decided: replace. One key is what they decided about: it is named
// again, also where it is the one of before, and the next one is theirs to decide again.
func (c *custody) takeKey(shop string, said signing, replace bool) (bool, error) {
	kept, err := c.ring.get(ringService(shop), ringKey)
	if err != nil {
		return false, err
	}
	key, ok := parseRowKey(kept, shop)
	switch {
	case ok && (said.signer() == "" || said.names(key.print()) || replace):
	case kept != "" && said.signer() != "" && !replace:
		c.doubtRing(payment.AlertKeyringOther, said.short(), printOf(key, ok))
		return false, nil
	case said.signer() != "" && !replace:
		if !c.ring.works(ringService(shop)) {
			return false, errRingFalse
		}
		c.doubtRing(payment.AlertKeyringMissing, facts.HeldJournalKey+" "+said.short(), "")
		return false, nil
	default:
		key = newRowKey(shop)
		if err := c.ring.set(ringService(shop), ringKey, key.String()); err != nil {
			return false, err
		}
	}
	named := !replace && said.signer() == key.print()
	c.mu.Lock()
	c.keys.sig, c.keys.missing, c.keys.mayReplace = signature{&key, named}, false, false
	c.mu.Unlock()
	if !named {
		c.nameKey(key)
	}
	return true, nil
}

// keyCame tells a till that has read the rows already that they can be judged: with the key, and
// again with the mark, which may be missing.
func (c *custody) keyCame() {
	c.mu.Lock()
	late := c.judged
	c.mu.Unlock()
	if late {
		c.report(pos.CustodyReport{KeyCame: true})
	}
}

// nameKey has the journal name the key, which signs from that row on.
func (c *custody) nameKey(key rowKey) {
	c.report(pos.CustodyReport{Held: facts.Held{Name: facts.HeldJournalKey, Print: key.print()}})
}

// printOf names a key that the journal does not.
func printOf(key rowKey, ok bool) string {
	if !ok {
		return "?"
	}
	return key.print()[:16]
}

func (c *custody) doubtRing(kind payment.AlertKind, expected, actual string) {
	c.mu.Lock()
	c.keys.missing = true
	c.mu.Unlock()
	c.alert(kind, expected, actual)
}

// readRing reads the mark in the keyring and compares the journal with it.
func (c *custody) readRing(ctx context.Context, shop string, replace bool) (bool, error) {
	said, err := readSigning(ctx, c.read, "")
	if err != nil {
		return false, err
	}
	r, err := ringRecord(c.ring, shop)
	if err != nil {
		return false, err
	}
	if r.Mark.IsZero() && said.mark && !replace {
		if !c.ring.works(ringService(shop)) {
			return false, errRingFalse
		}
		c.doubtRing(payment.AlertKeyringMissing, facts.HeldJournalMark, "")
		return false, nil
	}
	c.mu.Lock()
	c.keys.inRing, c.keys.has, c.keys.read = r, r, true
	c.keys.missing, c.keys.mayReplace = false, false
	c.mu.Unlock()
	if !r.Mark.IsZero() && !said.mark {
		c.report(pos.CustodyReport{Held: facts.Held{Name: facts.HeldJournalMark}})
	}
	return true, c.judge(ctx)
}

// markRing brings the mark in the keyring up to date.
func (c *custody) markRing(ctx context.Context, shop string) error {
	c.mu.Lock()
	wants, has := c.keys.wants, c.keys.has
	wants.Disputed, wants.Settled, wants.Matters = c.disputed, c.cleared, c.matters // what was found here just now never gives way to a lower mark
	c.mu.Unlock()
	wants = wants.forRing()
	if wants.Shop == "" || wants.Mark == has.Mark && wants.Place == has.Place && slices.Equal(wants.Disputed, has.Disputed) && slices.Equal(wants.Settled, has.Settled) {
		return nil
	}
	b, err := json.Marshal(wants)
	if err != nil {
		return err
	}
	if err := c.ring.set(ringService(shop), ringMark, string(b)); err != nil {
		return err
	}
	c.mu.Lock()
	first := c.keys.has.Mark.IsZero()
	c.keys.has = wants
	c.mu.Unlock()
	if !first {
		return nil
	}
	said, err := readSigning(ctx, c.read, "")
	if err == nil && !said.mark {
		c.report(pos.CustodyReport{Held: facts.Held{Name: facts.HeldJournalMark}})
	}
	return err
}

package storage

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"

	"psar/pos"
	"psar/pos/facts"
	"psar/pos/id"
	"psar/pos/journal"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/postest"
	"psar/pos/settings"
	"psar/pos/staff"
)

// honest is a shop whose days are random, and honest.
type honest struct {
	*guarded
	r    *rand.Rand
	slow *slowRing
	kept []byte // a backup, and how many sales it has
	sold int

	older bool // an older program made it
}

// An honest shop notices nothing: whatever its keyring does, wherever it is moved, however
// often the power fails, from an empty folder or an older program's; only a backup that was put
// back is an alert, one, until the owner has cleared it.
func TestNoFalseAlert(t *testing.T) {
	t.Parallel()
	frozen, err := filepath.Glob(filepath.Join("..", "pos", "testdata", "frozen", "*.db.gz"))
	if err != nil || len(frozen) == 0 {
		t.Fatalf("%d frozen shops, %v", len(frozen), err)
	}
	for seed := range postest.Depth(10, 200) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				h := &honest{guarded: newGuarded(t), r: rand.New(rand.NewPCG(uint64(seed), 15))}
				if h.r.IntN(3) == 0 {
					h.o.Dir, h.older = postest.Thaw(t, frozen[h.r.IntN(len(frozen))]), true
				}
				h.slow = &slowRing{Keyring: h.ring}
				h.o.Keyring = h.slow
				for range 14 {
					if h.step(); t.Failed() {
						break
					}
				}
				time.Sleep(time.Hour) // calls that hang end
			})
		})
	}
}

// step is a run of the program, with what happened before it and meanwhile.
func (h *honest) step() {
	h.t.Helper()
	var did []string
	say := func(what string) { did = append(did, what) }
	restored := false
	switch h.r.IntN(6) {
	case 0:
		say("the folder is moved")
		to := filepath.Join(h.t.TempDir(), "moved")
		if err := os.Rename(h.o.Dir, to); err != nil {
			h.t.Fatal(err)
		}
		h.o.Dir = to
	case 1:
		if h.kept != nil {
			say("a backup is put back")
			restored = true
			h.putBack(h.kept, max(h.sold, h.n)) // the numbers of payments go on
		}
	}
	h.keyring(say)
	h.opened = nil
	if h.r.IntN(3) == 0 {
		say("the clock was set meanwhile")
		h.opened = []journal.Fact{h.clockSet()}
	}
	h.open()
	h.rest()
	h.look(restored, did)
	if h.r.IntN(3) == 0 {
		say("and the keyring changes meanwhile")
		h.keyring(say)
	}
	if h.r.IntN(3) == 0 {
		say("and the clock is set")
		h.record(h.clockSet())
	}
	h.work(h.r.IntN(4))
	h.power()
	h.rest()
	h.look(restored, did)
	if restored {
		say("the owner clears it, with the keyring")
		h.unlock()
		h.slow.waits(0)
		time.Sleep(time.Hour) // it is asked again
		synctest.Wait()
		h.heed()
		h.clearUnsettled()
		h.rest()
		h.look(false, did)
	}
	if h.r.IntN(3) == 0 {
		say("the power fails")
		h.kill()
		return
	}
	h.close()
	if h.r.IntN(3) == 0 {
		h.kept, h.sold = h.copy(), h.n
	}
}

// clockSet is the fact that the clock was set.
func (h *honest) clockSet() journal.Fact {
	return journal.Fact{Kind: facts.ClockChanged, Payload: facts.Clock{From: noon, To: noon.Add(time.Duration(h.r.IntN(96)-48) * time.Hour)}}
}

// work sells, or in an older shop, whose numbers are its own, does something else.
func (h *honest) work(times int) {
	h.t.Helper()
	if !h.older {
		h.sell(times)
		return
	}
	for range times {
		h.record(journal.Fact{Kind: facts.PrinterTested, Payload: facts.PrinterTest{By: "Sok"}})
	}
}

// power changes what gives rights: who works here, a PIN, or whom codes pay.
func (h *honest) power() {
	h.t.Helper()
	n := h.r.IntN(1_000_000)
	person := staff.Person{ID: id.Person(90 + n%3), Name: fmt.Sprintf("Person %d", n), Role: staff.Owner, Active: true}
	hash := fmt.Sprintf("$argon2id$%d", n)
	b := pos.Batch{At: noon, Till: 1}
	switch h.r.IntN(4) {
	case 0:
		b.Staff, b.PINs = []staff.Person{person}, []staff.PIN{{Staff: person.ID, Hash: hash}}
		b.Facts = []journal.Fact{{Kind: facts.StaffAdded, Payload: facts.Staff{Staff: person}},
			{Kind: facts.PINSet, Payload: facts.PIN{Staff: person.ID, Name: person.Name, Print: facts.PINPrint(hash)}}}
	case 1:
		account := fmt.Sprintf("shop%d@bank", n)
		b.Settings = settings.Values{settings.USDAccount: account}
		b.Facts = []journal.Fact{{Kind: facts.SettingChanged, Payload: facts.Setting{Key: settings.USDAccount, To: account}},
			{Kind: facts.PayeeFields, Payload: facts.PayeePin{Pin: payment.NewPin(money.USD, []payment.Field{{Name: payment.FieldMerchant, Value: account}})}}}
	default:
		return
	}
	mustCommit(h.t, h.db, b)
}

// keyring is what becomes of the keyring: it answers, is locked, or not there, late, or hangs.
func (h *honest) keyring(say func(string)) {
	h.unlock()
	h.slow.waits(0)
	switch h.r.IntN(7) {
	case 0:
		say("the keyring is locked")
		h.lock()
	case 1:
		say("there is no keyring")
		h.breakRing(errNoKeyring)
	case 2:
		say("it answers late")
		h.slow.waits(time.Duration(h.r.IntN(5000)) * time.Millisecond)
	case 3:
		say("it hangs")
		h.slow.waits(20 * time.Minute)
	case 4:
		say("it fails")
		h.breakRing(errors.New("org.freedesktop.DBus.Error.NoReply"))
	}
}

// rest lets time pass, too little for a mark or enough.
func (h *honest) rest() {
	h.t.Helper()
	time.Sleep(time.Duration(h.r.IntN(4)) * 700 * time.Millisecond)
	synctest.Wait()
	h.heed()
}

// look compares what the store has reported, and what it doubts, with what is right.
func (h *honest) look(restored bool, did []string) {
	h.t.Helper()
	for i, a := range h.alerts {
		right := restored && i == 0 && (a.Kind == payment.AlertJournalBehind || a.Kind == payment.AlertJournalBeside)
		if !right {
			h.t.Errorf("after %q: %+v", did, h.alerts)
		}
	}
	if kinds, all := h.doubts(); len(kinds) != 0 {
		h.t.Errorf("after %q: in doubt: %+v", did, all)
	} else if len(all.Restore)+len(all.Right) > 0 {
		h.t.Errorf("after %q: put right: %+v", did, all)
	}
	if whole, err := h.db.VerifyAndTell(h.t.Context(), nil); err != nil || !whole {
		h.t.Errorf("after %q: verifying: %v, %v", did, whole, err)
	}
	people, err := h.db.People(h.t.Context())
	if err != nil {
		h.t.Fatal(err)
	}
	raw, err := readTold(h.t.Context(), h.db.read, nil)
	if err != nil || !people.Doubt.None() || len(people.Roster) != len(raw.people) {
		h.t.Errorf("after %q: %+v, the facts tell of %d (%v)", did, people, len(raw.people), err)
	}
	for _, p := range people.Roster {
		if one := raw.people[p.ID]; one.staff != p || one.print != people.Prints[p.ID] {
			h.t.Errorf("after %q: %+v, the facts tell %+v", did, p, one)
		}
	}
}

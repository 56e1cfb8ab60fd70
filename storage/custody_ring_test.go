package storage

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"psar/pos/facts"
	"psar/pos/journal"
	"psar/pos/payment"
)

// lock locks the keyring, and unlock opens it.
func (g *guarded) lock()   { g.breakRing(errors.New("locked")) }
func (g *guarded) unlock() { g.breakRing(nil) }

// breakRing makes the keyring answer with an error; nil mends it.
func (g *guarded) breakRing(err error) {
	g.ring.mu.Lock()
	defer g.ring.mu.Unlock()
	g.ring.broken = err
}

func (g *guarded) forget(user string) {
	g.ring.mu.Lock()
	defer g.ring.mu.Unlock()
	for k := range g.ring.held {
		if strings.HasSuffix(k, "\x00"+user) {
			delete(g.ring.held, k)
		}
	}
}

// A keyring that is locked for a while raises nothing: the till sells, the rows say that
// they were written without a key, and the next run signs again.
func TestCustodyOfALockedKeyring(t *testing.T) {
	t.Parallel()
	g := guardedDays(t, 2)
	g.lock()
	g.open()
	g.sell(3)
	if err := g.db.KeyAway(context.Background()); err == nil {
		t.Error("nobody says that the keyring is away")
	}
	g.kill()
	g.open()
	g.wantKinds()
	g.close()
	g.unlock()
	g.want()
	g.sell(1)
	check := g.verify()
	if !check.OK || check.Unsigned < 9 || check.Signed < 9 || g.db.KeyAway(context.Background()) != nil {
		t.Errorf("%+v", check)
	}
	g.close()
}

// A keyring that answers after the till was opened is used from then on.
func TestCustodyOfALateKeyring(t *testing.T) {
	t.Parallel()
	g := guardedDays(t, 1)
	g.lock()
	g.open()
	g.sell(1)
	g.unlock()
	g.settled()
	g.sell(1)
	g.wantKinds()
	if check := g.verify(); !check.OK || check.Unsigned == 0 || check.Signed == 0 {
		t.Errorf("%+v", check)
	}
	g.close()
	g.want()
	g.close()
}

// The rows of the hours in which the keyring was locked are judged as soon as its key is there,
// also where the mark is gone from it.
func TestCustodyTellsThatTheKeyCame(t *testing.T) {
	t.Parallel()
	for name, marked := range map[string]bool{"with its mark": true, "without": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g := guardedDays(t, 2, 1)
			g.want()
			if g.came != 0 {
				t.Errorf("told %d times, though it was there from the start", g.came)
			}
			g.close()
			g.lock()
			g.open()
			var want []payment.AlertKind
			if !marked {
				g.forget(ringMark)
				want = append(want, payment.AlertKeyringMissing)
			}
			g.unlock()
			g.settled()
			g.wantKinds(want...)
			if g.came != 1 {
				t.Errorf("told %d times", g.came)
			}
			g.close()
		})
	}
}

// An empty keyring, as of another bus, where the journal names the key: an alert, once,
// and unsigned rows until the owner has cleared it. So it is on a new machine.
func TestCustodyOfAnEmptyKeyring(t *testing.T) {
	t.Parallel()
	g := guardedDays(t, 2)
	g.ring = newRing()
	g.o.Keyring, g.o.State = g.ring, filepath.Join(t.TempDir(), "new")
	g.want(payment.AlertKeyringMissing)
	if a := g.alerts[0]; !strings.HasPrefix(a.Expected, facts.HeldJournalKey+" ") {
		t.Errorf("%+v", a)
	}
	g.sell(1)
	g.close()
	g.want(payment.AlertKeyringMissing) // the till knows the unread one
	g.clear()
	g.sell(1)
	check := g.verify()
	if !check.OK || check.Signed == 0 || check.Unchecked == 0 { // the old key's rows
		t.Errorf("%+v", check)
	}
	g.close()
	g.want()
	g.close()
}

// Another key in the keyring signs nothing, and is an alert.
func TestCustodyOfAnotherKey(t *testing.T) {
	t.Parallel()
	g := guardedDays(t, 2)
	g.otherKey()
	g.want(payment.AlertKeyringOther)
	g.sell(1)
	if check := g.verify(); !check.OK || check.Signed != 0 {
		t.Errorf("%+v", check)
	}
	g.close()
}

// The mark alone is gone from the keyring.
func TestCustodyOfAMissingMark(t *testing.T) {
	t.Parallel()
	g := guardedDays(t, 2, 1) // which tells that the keyring holds the mark
	g.forget(ringMark)
	g.want(payment.AlertKeyringMissing)
	g.clearedForGood()
}

// A key in secrets.json is none: the file is whoever's can write the folder.
func TestCustodyIgnoresAFileOfSecrets(t *testing.T) {
	t.Parallel()
	g := guardedDays(t, 2)
	g.breakRing(errNoKeyring) // the environment was emptied
	planted, err := json.Marshal(map[string]string{"journal.key": newRowKey("").String(), "key": newRowKey("").String(), "mark": "{}"})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(g.o.Dir, secretsName), planted, 0o600); err != nil {
		t.Fatal(err)
	}
	g.open()
	g.sell(2)
	g.wantKinds()
	if err := g.db.KeyAway(context.Background()); !errors.Is(err, errNoKeyring) {
		t.Errorf("away: %v", err)
	}
	if check := g.verify(); !check.OK || check.Signed != 0 || check.Unsigned < 7 {
		t.Errorf("%+v", check)
	}
	g.close()
}

// A keyring that never answers delays no commit, and the opening and the end no longer than they
// have patience; in the end the mark is in the state folder.
func TestCustodyOfASilentKeyring(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		silent := silentRing{make(chan struct{})}
		defer close(silent.forever)
		g := guardedDays(t, 1)
		g.o.Keyring = silent
		for _, step := range []struct {
			what string
			do   func()
			most time.Duration
		}{
			{"opening", g.open, openPatience},
			{"selling", func() { g.sell(3) }, 0},
			{"the end", g.close, closePatience},
		} {
			begun := time.Now()
			step.do()
			if took := time.Since(begun); took > step.most {
				t.Errorf("%s took %v", step.what, took)
			}
		}
		if r, err := markFiles(g.o.State).read(g.db.custody.shop); err != nil || !r.Mark.Clean || r.Mark.Receipt.Sequence != 4 {
			t.Errorf("%+v (%v)", r, err)
		}
	})
}

// The key signs this process's rows, not what it finds.
func TestCustodySignsNothingThatItFinds(t *testing.T) {
	t.Parallel()
	g := newGuarded(t)
	g.byAnotherTill(func() {
		g.record(journal.Fact{Kind: facts.TillOpened, Payload: facts.Opened{}})
		g.sell(2)
	})
	g.n = 2
	g.want()
	g.sell(1)
	check := g.verify()
	if !check.OK || check.Unsigned != 8 || check.Signed != check.Rows-8 { // 7 and this run's first
		t.Errorf("%+v", check)
	}
	g.close()
}

// A wrong MAC is named.
func TestVerifyFindsAWrongMAC(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		sql string
		bad int64
	}{
		"a bit":       {"UPDATE journal SET mac = (SELECT mac FROM journal WHERE seq = 5) WHERE seq = 6", 6},
		"half":        {"UPDATE journal SET mac = substr(mac, 1, 8) WHERE seq = 6", 6},
		"none":        {"UPDATE journal SET mac = NULL WHERE seq = 6", 6},
		"without key": {"UPDATE journal SET mac = x'00' WHERE seq = 6", 6},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g := newGuarded(t)
			g.open()
			g.settled()
			g.sell(3)
			execRaw(t, g.db, c.sql)
			if check := g.verify(); check.OK || check.Bad != c.bad || len(check.Findings) == 0 {
				t.Errorf("%+v, want %d", check, c.bad)
			}
			g.close()
		})
	}
}

// The mark is written a second after the last commit, and every 30 s while they go on.
func TestMarkIsPaced(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ctx, stop := context.WithCancel(t.Context())
		woken, begun := make(chan struct{}, 1), time.Now()
		var at []time.Duration
		done := make(chan struct{})
		go func() {
			defer close(done)
			paced(ctx, woken, markIdle, markMost, func() { at = append(at, time.Since(begun)) })
		}()
		wake(woken)
		time.Sleep(10 * time.Second) // written at 1 s
		for range 70 {               // from 10 s to 45 s, twice a second
			wake(woken)
			time.Sleep(500 * time.Millisecond)
		}
		time.Sleep(time.Minute)
		stop()
		<-done
		want := []time.Duration{time.Second, 40 * time.Second, 45500 * time.Millisecond}
		if len(at) != len(want) {
			t.Fatalf("written at %v, want %v", at, want)
		}
		for i := range want {
			if at[i] != want[i] {
				t.Errorf("written at %v, want %v", at, want)
			}
		}
	})
}

// A keyring that is slow is asked again, and not twice at a time.
func TestPatientRingAsksAgain(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		slow := &slowRing{Keyring: newRing()}
		slow.waits(5 * time.Second)
		ring := newPatientRing(slow)
		if _, err := ring.get("s", "u"); !errors.Is(err, errKeyringSlow) {
			t.Errorf("%v", err)
		}
		if _, err := ring.get("s", "u"); !errors.Is(err, errKeyringSlow) || slow.calls.Load() != 1 {
			t.Errorf("%v after %d calls", err, slow.calls.Load())
		}
		time.Sleep(5 * time.Second)
		slow.waits(0)
		if kept, err := ring.get("s", "u"); kept != "" || err != nil || slow.calls.Load() != 2 {
			t.Errorf("%q, %v after %d calls", kept, err, slow.calls.Load())
		}
		slow.waits(time.Hour) // it never answers in time
		_, _ = ring.get("s", "u")
		time.Sleep(11 * time.Minute)
		slow.waits(0)
		if _, err := ring.get("s", "u"); err != nil || slow.calls.Load() != 4 {
			t.Errorf("%v after %d calls", err, slow.calls.Load())
		}
		time.Sleep(time.Hour)
	})
}

type slowRing struct {
	Keyring
	wait  atomic.Int64
	calls atomic.Int64
}

func (r *slowRing) Get(service, user string) (string, error) {
	r.calls.Add(1)
	time.Sleep(time.Duration(r.wait.Load()))
	return r.Keyring.Get(service, user)
}

func (r *slowRing) waits(d time.Duration) { r.wait.Store(int64(d)) }

// The state folder and its files are their user's alone, and a mark is never half there.
func TestMarkFiles(t *testing.T) {
	t.Parallel()
	files := markFiles(filepath.Join(t.TempDir(), "state"))
	shop := strings.Repeat("a", 64)
	if r, err := files.read(shop); err != nil || r.Shop != "" {
		t.Errorf("%+v (%v)", r, err)
	}
	want := record{Shop: shop, Folder: "/shop", Mark: journal.Mark{Head: journal.Head{Seq: 3, Hash: shop}, Clean: true}}
	if err := files.write(want); err != nil {
		t.Fatal(err)
	}
	if r, err := files.read(shop); err != nil || r.Mark != want.Mark || r.Folder != "/shop" {
		t.Errorf("%+v (%v)", r, err)
	}
	for path, mode := range map[string]os.FileMode{string(files): 0o700, files.path(shop): 0o600} {
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != mode {
			t.Errorf("%s: %v (%v)", path, info.Mode(), err)
		}
	}
	if _, err := files.read(strings.Repeat("a", 16) + strings.Repeat("b", 48)); !errors.Is(err, errForeignRecord) {
		t.Errorf("another shop's: %v", err)
	}
	if err := os.WriteFile(files.path(shop), []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := files.read(shop); err == nil {
		t.Error("half a file is read")
	}
}

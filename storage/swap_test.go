package storage

import (
	"io/fs"
	"os"
	"testing"

	"psar/pos/fault"
)

// askedFS and askedRing call a func at every step of opening and closing a database that reads
// a migration, or asks the keyring.
type askedFS struct {
	fs.FS
	ask func(step string)
}

func (f askedFS) Open(name string) (fs.File, error) {
	f.ask("migration " + name)
	return f.FS.Open(name)
}

type askedRing struct {
	Keyring
	ask func(step string)
}

func (r askedRing) Get(service, user string) (string, error) {
	r.ask("get " + user)
	return r.Keyring.Get(service, user)
}

func (r askedRing) Set(service, user, secret string) error {
	r.ask("set " + user)
	return r.Keyring.Set(service, user, secret)
}

// While the shop's database makes room for training's, and while that gives it back, no other
// program gets the folder: at no step of either.
func TestSwapKeepsTheLock(t *testing.T) {
	t.Parallel()
	g := guardedDays(t, 1)
	dir := g.o.Dir
	steps := make(chan string, 1000)
	others := func(step string) {
		select {
		case steps <- step:
		default:
		}
		for _, training := range []bool{false, true} {
			lock, err := lockFolder(dir, training)
			if fault.CodeOf(err) != fault.DataLocked {
				t.Errorf("%s: another program gets the folder: %v, %v", step, err, lock.release())
			}
		}
	}
	own, training := g.o, options(dir)
	own.Keyring, training.Training = askedRing{g.ring, others}, true
	g.o.Keyring = own.Keyring
	g.open()
	g.settled()
	g.sell(1) // closing it has a mark to write
	db, err := g.db, error(nil)
	for _, o := range []Options{training, own} {
		for len(steps) > 0 {
			<-steps
		}
		if db, err = db.swap(t.Context(), o, askedFS{migrations(), others}); err != nil {
			t.Fatal(err)
		}
		if len(steps) == 0 || db.training != o.Training {
			t.Errorf("%d steps, training %v", len(steps), db.training)
		}
		others("afterwards")
	}
	if err := db.Close(); err != nil {
		t.Error(err)
	}
	lock, err := lockFolder(dir, false)
	if err != nil || lock.release() != nil {
		t.Errorf("closed, and locked: %v", err)
	}
}

// Where the other database can't be opened, the folder is free again.
func TestSwapThatFails(t *testing.T) {
	t.Parallel()
	dir, _ := inDir(t)
	db, err := Open(t.Context(), options(dir))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(databasePath(dir, true), []byte("no database, but long enough to be looked at"), 0o600); err != nil {
		t.Fatal(err)
	}
	training := options(dir)
	training.Training = true
	_, err = db.Swap(t.Context(), training)
	wantCode(t, err, fault.DatabaseForeign, databasePath(dir, true))
	lock, err := lockFolder(dir, false)
	if err != nil || lock.release() != nil {
		t.Errorf("locked: %v", err)
	}
}

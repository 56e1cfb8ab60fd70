//go:build linux

package storage

import (
	"context"
	"os"
	"os/exec"
	"strings"
	"testing"

	"psar/pos/facts"
	"psar/pos/journal"
	"psar/pos/payment"
	"psar/pos/postest"
)

// inSession says that this process runs on a bus of its own with a real Secret Service.
const inSession = "PSAR_STORAGE_IN_SESSION"

// TestSecretService does what a thief on the same machine does, with the keyring of a
// desktop: gnome-keyring on a bus of its own.
func TestSecretService(t *testing.T) {
	if os.Getenv(inSession) != "" {
		withSecretService(t)
		return
	}
	for _, name := range []string{"dbus-run-session", "gnome-keyring-daemon"} {
		if _, err := exec.LookPath(name); err != nil { // docs/security.md has this test as its proof
			t.Fatalf("%v: run packaging/setup.sh headless", err)
		}
	}
	home := postest.OnDisk(t)
	cmd := exec.Command("dbus-run-session", "--", "sh", "-c",
		`printf pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; exec "$0" -test.run '^TestSecretService$' -test.v`, os.Args[0])
	cmd.Env = append(os.Environ(), inSession+"=1", "HOME="+home, "XDG_RUNTIME_DIR="+home, "XDG_DATA_HOME="+home+"/data")
	out, err := cmd.CombinedOutput()
	if err != nil || !strings.Contains(string(out), "--- PASS: TestSecretService") {
		t.Errorf("%v\n%s", err, out)
	}
}

func withSecretService(t *testing.T) {
	ring := SystemKeyring()
	g := newGuarded(t)
	g.o.Keyring = ring
	g.day(2)
	g.want()
	check := g.verify()
	if !check.OK || check.Signed == 0 || check.Unsigned > 2 {
		t.Errorf("%+v", check)
	}
	g.close()
	old := g.copy()
	g.day(3)
	if err := os.RemoveAll(g.o.State); err != nil { // only the keyring knows better
		t.Fatal(err)
	}
	g.putBack(old, 2)
	g.want(payment.AlertJournalBehind)
	g.clearedForGood()

	// An emptied environment: no alert, and rows without signatures.
	bus := os.Getenv("DBUS_SESSION_BUS_ADDRESS")
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "")
	g.open()
	g.wantKinds()
	if g.db.KeyAway(context.Background()) == nil {
		t.Error("nobody says that the keyring is away")
	}
	g.close()
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", bus)

	// The key is taken away.
	shop, err := shopOf(context.Background(), mustRead(t, g.o))
	if err != nil {
		t.Fatal(err)
	}
	if err := ring.Delete(ringService(shop), ringKey); err != nil {
		t.Fatal(err)
	}
	g.want(payment.AlertKeyringMissing)
	g.record(journal.Fact{Kind: facts.TillOpened, Payload: facts.Opened{}})
	g.close()
}

func mustRead(t *testing.T, o Options) querier {
	t.Helper()
	db, err := OpenReadOnly(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db.read
}

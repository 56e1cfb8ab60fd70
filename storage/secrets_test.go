package storage

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	keyring "github.com/zalando/go-keyring"

	"psar/pos/fault"
	"psar/pos/settings"
)

const key = settings.USDProfileKey

// ringInMemory keeps secrets like an operating system's keyring; while broken is set, every
// call returns it.
type ringInMemory struct {
	mu     sync.Mutex
	held   map[string]string
	broken error
}

func newRing() *ringInMemory { return &ringInMemory{held: map[string]string{}} }

func (r *ringInMemory) Get(service, user string) (string, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.broken != nil {
		return "", r.broken
	}
	secret, ok := r.held[service+"\x00"+user]
	if !ok {
		return "", keyring.ErrNotFound
	}
	return secret, nil
}

func (r *ringInMemory) Set(service, user, secret string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.broken != nil {
		return r.broken
	}
	r.held[service+"\x00"+user] = secret
	return nil
}

func (r *ringInMemory) Delete(service, user string) error {
	if _, err := r.Get(service, user); err != nil {
		return err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.held, service+"\x00"+user)
	return nil
}

func mustOpenSecrets(t *testing.T, dir string, ring Keyring) *Secrets {
	t.Helper()
	s, err := OpenSecrets(dir, "psar", ring)
	if err != nil {
		t.Fatal(err)
	}
	<-s.Asked()
	return s
}

func mustSet(t *testing.T, s *Secrets, value string) {
	t.Helper()
	if err := s.SetSecret(key, value); err != nil {
		t.Fatal(err)
	}
}

func wantSecret(t *testing.T, s *Secrets, want string) {
	t.Helper()
	if got, err := s.Secret(key); err != nil || got != want {
		t.Errorf("secret %q (%v), want %q", got, err, want)
	}
}

func TestSecretsInTheKeyring(t *testing.T) {
	t.Parallel()
	dir, ring := t.TempDir(), newRing()
	s := mustOpenSecrets(t, dir, ring)
	wantSecret(t, s, "")
	mustSet(t, s, "first-secret")
	mustSet(t, s, "second-secret")
	wantSecret(t, mustOpenSecrets(t, dir, ring), "second-secret")
	if n := s.Notice(); n != nil {
		t.Errorf("notice %v, want none", n)
	}
	if _, err := os.Stat(filepath.Join(dir, secretsName)); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file of secrets: %v, want none", err)
	}
	// Another folder of the same user has its own secrets.
	wantSecret(t, mustOpenSecrets(t, t.TempDir(), ring), "")
	mustSet(t, s, "")
	mustSet(t, s, "")
	wantSecret(t, s, "")
	if len(ring.held) != 0 {
		t.Errorf("the keyring still holds %d secrets", len(ring.held))
	}
}

func TestSecretsInAFile(t *testing.T) {
	t.Parallel()
	dir, ring := filepath.Join(t.TempDir(), "new"), newRing()
	ring.broken = errors.New("locked")
	s := mustOpenSecrets(t, dir, ring)
	wantSecret(t, s, "")
	mustSet(t, s, "kept-in-file")
	wantSecret(t, mustOpenSecrets(t, dir, ring), "kept-in-file")
	path := filepath.Join(dir, secretsName)
	if n := s.Notice(); n == nil || n.Code != fault.KeyringFile || n.Args[0] != path {
		t.Errorf("notice %v, want the file", n)
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("mode %o, want 600", info.Mode().Perm())
	}
	if left, err := filepath.Glob(filepath.Join(dir, "*.json.*")); err != nil || len(left) != 0 {
		t.Errorf("left behind: %v (%v)", left, err)
	}
	mustSet(t, s, "")
	wantSecret(t, s, "")
}

// A secret that was set while the keyring was unavailable is used when it is back, and goes
// into the keyring with the next change.
func TestSecretsSetWhileKeyringIsUnavailable(t *testing.T) {
	t.Parallel()
	dir, ring := t.TempDir(), newRing()
	mustSet(t, mustOpenSecrets(t, dir, ring), "old-secret")

	ring.broken = errors.New("locked")
	away := mustOpenSecrets(t, dir, ring)
	mustSet(t, away, "newer-secret")
	if n := away.Notice(); n == nil || n.Code != fault.KeyringFile || len(n.Args) != 1 {
		t.Errorf("without a keyring: %v", n)
	}
	ring.broken = nil
	back := mustOpenSecrets(t, dir, ring)
	wantSecret(t, back, "newer-secret")
	if n := back.Notice(); n == nil || len(n.Args) != 2 || n.Args[1] != key {
		t.Errorf("notice %v, want the file and which secret it holds", n)
	}
	mustSet(t, back, "newest-secret")
	wantSecret(t, back, "newest-secret")
	if n := back.Notice(); n != nil {
		t.Errorf("notice %v, want none", n)
	}

	// Removed while unavailable: it does not reappear with the keyring.
	mustSet(t, away, "")
	wantSecret(t, mustOpenSecrets(t, dir, ring), "")

	// The keyring fails in between: a new value goes to the file, a read reports it.
	mustSet(t, back, "before-failing")
	ring.broken = errors.New("gone")
	_, err := back.Secret(key)
	wantCode(t, err, fault.KeyringAway, "")
	mustSet(t, back, "after-failing")
	wantSecret(t, back, "after-failing")
}

// A secret in an unavailable keyring does not look absent: the manager's PIN would seem not
// to be set.
func TestSecretsInAnUnavailableKeyring(t *testing.T) {
	t.Parallel()
	dir, ring := t.TempDir(), newRing()
	mustSet(t, mustOpenSecrets(t, dir, ring), "in-the-ring")

	ring.broken = errors.New("locked")
	locked := mustOpenSecrets(t, dir, ring)
	_, err := locked.Secret(key)
	wantCode(t, err, fault.KeyringAway, "")
	if other, err := locked.Secret(settings.ManagerPIN); other != "" || err != nil {
		t.Errorf("one that was never set: %q, %v", other, err)
	}
	ring.broken = nil
	wantSecret(t, mustOpenSecrets(t, dir, ring), "in-the-ring")

	// Another keyring that is empty: the secret is missing as well, until it is set again.
	moved := mustOpenSecrets(t, dir, newRing())
	_, err = moved.Secret(key)
	wantCode(t, err, fault.KeyringAway, "")
	mustSet(t, moved, "set-again")
	wantSecret(t, moved, "set-again")
	mustSet(t, moved, "")
	wantSecret(t, moved, "")
	if b, err := os.ReadFile(filepath.Join(dir, ringName)); err != nil || strings.Contains(string(b), "profile_key") {
		t.Errorf("names after the removal: %s (%v)", b, err)
	}
}

// silentRing never answers, like a keyring that waits for its password.
type silentRing struct{ forever chan struct{} }

func (r silentRing) Get(string, string) (string, error)  { <-r.forever; return "", nil }
func (r silentRing) Set(string, string, string) error    { <-r.forever; return nil }
func (r silentRing) Delete(service, secret string) error { <-r.forever; return nil }

// Opening waits for no keyring; a call that needs it waits once, and none after it while that one
// hangs. It is said that it does not answer, and it is asked again when it does.
func TestSecretsDoNotWaitForASilentKeyring(t *testing.T) {
	t.Parallel()
	dir, kept := t.TempDir(), newRing()
	mustSet(t, mustOpenSecrets(t, dir, kept), "in-the-ring")
	synctest.Test(t, func(t *testing.T) {
		begun := time.Now()
		took := func(what string, most time.Duration) {
			t.Helper()
			if d := time.Since(begun); d > most {
				t.Errorf("%s took %v", what, d)
			}
			begun = time.Now()
		}
		slow := &slowRing{Keyring: kept}
		slow.waits(time.Minute)
		s, err := OpenSecrets(dir, "psar", slow)
		if err != nil {
			t.Fatal(err)
		}
		if n := s.Notice(); n != nil {
			t.Errorf("before it was asked: %v", n)
		}
		took("opening", 0)
		if _, err := s.Secret(key); fault.CodeOf(err) != fault.KeyringAway {
			t.Errorf("%v", err)
		}
		took("the first call", keyringPatience)
		if n := s.Notice(); n == nil || n.Code != fault.KeyringAway || !errors.Is(n, errKeyringSlow) {
			t.Errorf("notice %v, want the keyring's silence", n)
		}
		if err := s.SetSecret(settings.WebhookAPIKey, "0123456789abcdef0123456789abcdef"); err != nil {
			t.Error(err)
		}
		if _, err := s.Secret(key); fault.CodeOf(err) != fault.KeyringAway {
			t.Errorf("%v", err)
		}
		took("more calls", 0)
		if n := s.Notice(); n == nil || n.Code != fault.KeyringFile || !errors.Is(n, errKeyringSlow) {
			t.Errorf("notice %v, want the file, and the keyring's silence", n)
		}
		slow.waits(0)
		time.Sleep(2 * time.Minute) // the first call ends
		wantSecret(t, s, "in-the-ring")
		if err := s.SetSecret(settings.WebhookAPIKey, ""); err != nil || s.Notice() != nil {
			t.Errorf("%v, %v", s.Notice(), err)
		}
	})
}

// Without a session the operating system's keyring is not called.
func TestSystemKeyringWithoutSession(t *testing.T) {
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		return // their keyrings need no session bus
	}
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "")
	t.Setenv("XDG_RUNTIME_DIR", t.TempDir())
	s := mustOpenSecrets(t, t.TempDir(), nil)
	if n := s.Notice(); !errors.Is(n, errNoKeyring) {
		t.Errorf("notice %v, want no keyring as its cause", n)
	}
	mustSet(t, s, "kept-in-file")
	wantSecret(t, s, "kept-in-file")
}

// Opening and reading write nothing: a command that only looks makes no folder. A keyring's
// secret of a folder that has lost its id is away, and not unset.
func TestSecretsAreReadWithoutATrace(t *testing.T) {
	t.Parallel()
	dir, ring := filepath.Join(t.TempDir(), "shop"), newRing()
	reader := mustOpenSecrets(t, dir, ring)
	wantSecret(t, reader, "")
	if n := reader.Notice(); n != nil {
		t.Errorf("notice %v, want none", n)
	}
	if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the folder: %v, want none", err)
	}
	mustSet(t, mustOpenSecrets(t, dir, ring), "first-secret")
	wantSecret(t, reader, "first-secret")
	if err := os.Remove(filepath.Join(dir, folderIDName)); err != nil {
		t.Fatal(err)
	}
	_, err := mustOpenSecrets(t, dir, ring).Secret(key)
	wantCode(t, err, fault.KeyringAway, "")
}

func TestSecretsRefuse(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := mustOpenSecrets(t, dir, newRing())
	wantCode(t, s.SetSecret("no.such.key", "a-good-secret"), fault.SettingUnknown, "")
	wantCode(t, s.SetSecret(settings.ShopName, "a-good-secret"), fault.Internal, "")
	_, err := s.Secret(settings.ShopName)
	wantCode(t, err, fault.Internal, "")
	err = s.SetSecret(key, "hidden\n-in-two-lines")
	wantCode(t, err, fault.SettingInvalid, "")
	if strings.Contains(err.Error(), "hidden") {
		t.Errorf("a secret stands in %q", err)
	}
	file := filepath.Join(dir, secretsName)
	if err := os.WriteFile(file, []byte(`{"hidden`), 0o600); err != nil {
		t.Fatal(err)
	}
	below := mustOpenSecrets(t, filepath.Join(file, "below"), newRing())
	wantCode(t, below.SetSecret(key, "a-good-secret"), fault.SecretFile, filepath.Join(file, "below", secretsName))
}

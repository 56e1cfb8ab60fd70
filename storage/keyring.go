package storage

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	keyring "github.com/zalando/go-keyring"
)

// ErrNoSecret is what a Keyring returns where there is no entry.
var ErrNoSecret = keyring.ErrNotFound

// Keyring is a store for secrets of the operating system's user. Get and Delete return
// ErrNoSecret where there is no entry.
type Keyring interface {
	Get(service, user string) (string, error)
	Set(service, user, secret string) error
	Delete(service, user string) error
}

// keyringPatience bounds a call: a keyring that asks for a password on a screen that nobody
// sees must not hold up the till.
const keyringPatience = 2 * time.Second

var (
	errNoKeyring   = errors.New("no keyring in this session")
	errKeyringSlow = errors.New("the keyring does not answer")
)

type systemKeyring struct{}

// SystemKeyring is the operating system's keyring: Secret Service, Keychain or Credential
// Manager.
func SystemKeyring() Keyring { return systemKeyring{} }

func (systemKeyring) Get(service, user string) (string, error) {
	if !hasSession() {
		return "", errNoKeyring
	}
	return keyring.Get(service, user)
}

func (systemKeyring) Set(service, user, secret string) error {
	if !hasSession() {
		return errNoKeyring
	}
	return keyring.Set(service, user, secret)
}

func (systemKeyring) Delete(service, user string) error {
	if !hasSession() {
		return errNoKeyring
	}
	return keyring.Delete(service, user)
}

// hasSession reports whether there is a D-Bus session, where the keyring needs one. Without
// this check the D-Bus library would start a session of its own, which is slow and has no
// keyring.
func hasSession() bool {
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		return true
	}
	if address := os.Getenv("DBUS_SESSION_BUS_ADDRESS"); address != "" {
		return !strings.HasPrefix(address, "autolaunch:")
	}
	dir := os.Getenv("XDG_RUNTIME_DIR")
	if dir == "" {
		return false
	}
	_, err := os.Stat(filepath.Join(dir, "bus"))
	return err == nil
}

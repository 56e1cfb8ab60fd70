package storage

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"psar/pos"
	"psar/pos/facts"
	"psar/pos/fault"
	"psar/pos/journal"
	"psar/pos/payment"
	"psar/pos/settings"
)

// secretKeys are the settings that are secrets.
func secretKeys() (keys []settings.Key) {
	for _, spec := range settings.Specs() {
		if spec.Secret {
			keys = append(keys, spec.Key)
		}
	}
	return keys
}

// Values of each secret: that of the shop, and one of a thief's.
func ours(settings.Key) string   { return "73918264" }
func theirs(settings.Key) string { return "48291537" }

// toldShop is a shop whose journal tells of its secrets.
type toldShop struct {
	*testing.T
	db   *DB
	dir  string
	ring *ringInMemory
}

func newToldShop(t *testing.T, away error) *toldShop {
	t.Helper()
	db := mustOpenEmpty(t)
	s := &toldShop{t, db, filepath.Dir(db.path), newRing()}
	s.ring.broken = away
	return s
}

func (s *toldShop) secrets() *Secrets {
	s.Helper()
	kept, err := SecretsOf(s.db, s.dir, "psar", s.ring)
	if err != nil {
		s.Fatal(err)
	}
	<-kept.Asked()
	return kept
}

// tell writes a fact about a secret, with the print of a value; "-" is one of an older program.
func (s *toldShop) tell(kind journal.Kind, key settings.Key, value string) {
	s.Helper()
	print := facts.SecretNone
	switch value {
	case "":
	case "-":
		print = ""
	default:
		var err error
		if print, err = (&PINs{Memory: 64, Passes: 1, Lanes: 1}).Hash(value, false); err != nil {
			s.Fatal(err)
		}
	}
	_, err := s.db.Commit(context.Background(), pos.Batch{At: noon, Facts: []journal.Fact{{Kind: kind, Payload: facts.Setting{Key: key, Print: print}}}})
	if err != nil {
		s.Fatal(err)
	}
}

// set changes a secret as the till does.
func (s *toldShop) set(key settings.Key, value string) {
	s.Helper()
	s.tell(facts.SecretIntended, key, value)
	if err := s.secrets().SetSecret(key, value); err != nil {
		s.Fatal(err)
	}
	s.tell(facts.SettingChanged, key, value)
}

func (s *toldShop) want(what string, key settings.Key, value string, code fault.Code) {
	s.Helper()
	if got, err := s.secrets().Secret(key); got != value || fault.CodeOf(err) != code {
		s.Errorf("%s: %s: %q (%v), want %q and code %q", what, key, got, err, value, code)
	}
}

// drop writes a file of secrets, as somebody else does.
func (s *toldShop) drop(value map[settings.Key]string) {
	s.Helper()
	b, err := json.Marshal(value)
	if err == nil {
		err = os.WriteFile(filepath.Join(s.dir, secretsName), b, 0o600)
	}
	if err != nil {
		s.Fatal(err)
	}
}

func (s *toldShop) alerts(what string, want int) {
	s.Helper()
	found, err := s.secrets().Doubts(s.Context(), true)
	if err != nil || len(found) != want {
		s.Errorf("%s: %d alerts %v (%v), want %d", what, len(found), found, err, want)
	}
	for _, a := range found {
		if a.Kind != payment.AlertSecretFiles {
			s.Errorf("%s: %v", what, a)
		}
	}
}

// What the journal tells of each secret counts: in a dropped file, in a keyring of somebody's, and
// where the names, the file or the keyring are gone, no other value passes and none seems unset.
func TestSecretsAreTheJournals(t *testing.T) {
	t.Parallel()
	gone := errors.New("no keyring")
	for _, key := range secretKeys() {
		t.Run(string(key), func(t *testing.T) {
			t.Parallel()
			s := newToldShop(t, nil)
			s.set(key, ours(key))
			s.want("set", key, ours(key), "")
			s.alerts("set", 0)
			for _, dropped := range []string{"", theirs(key)} {
				s.drop(map[settings.Key]string{key: dropped})
				s.want("dropped "+dropped, key, ours(key), "")
				s.alerts("dropped "+dropped, 1)
			}
			if err := os.Remove(filepath.Join(s.dir, ringName)); err != nil {
				t.Fatal(err)
			}
			s.want("no names", key, ours(key), "")
			s.ring.broken = gone
			s.want("no names, and no keyring", key, "", fault.KeyringAway)
			s.drop(map[settings.Key]string{})
			s.want("nothing at all", key, "", fault.KeyringAway)
			s.ring.broken, s.ring.held = nil, map[string]string{}
			s.want("an empty keyring", key, "", fault.KeyringAway)
			if err := s.secrets().SetSecret(key, theirs(key)); err != nil {
				t.Fatal(err)
			}
			s.want("another keyring", key, "", fault.SecretDoubted)

			s = newToldShop(t, gone)
			s.set(key, ours(key))
			s.want("in the file", key, ours(key), "")
			s.alerts("in the file", 0)
			s.drop(map[settings.Key]string{key: theirs(key)})
			s.want("another one in the file", key, "", fault.KeyringAway)
			s.alerts("another one in the file", 1)
			if err := s.secrets().SetAside(t.Context()); err != nil {
				t.Fatal(err)
			}
			s.alerts("set aside", 0)
			if proven, err := s.secrets().Proves(key, ours(key)); err != nil || !proven {
				t.Errorf("the shop's own is not proven: %v", err)
			}
			if proven, err := s.secrets().Proves(key, theirs(key)); err != nil || proven {
				t.Errorf("another one is proven: %v", err)
			}
			s.set(key, "")
			s.want("removed", key, "", "")
			s.drop(map[settings.Key]string{key: theirs(key)})
			s.want("removed, and dropped", key, "", "")
			s.alerts("removed, and dropped", 1)
		})
	}
}

// Wherever a change breaks off, the secret is the one of before or the next one.
func TestSecretsOfABrokenOffChange(t *testing.T) {
	t.Parallel()
	s := newToldShop(t, nil)
	s.tell(facts.SecretIntended, key, ours(key))
	s.want("nothing yet", key, "", "")
	s.set(key, ours(key))
	s.tell(facts.SecretIntended, key, theirs(key))
	s.want("intended", key, ours(key), "")
	if err := s.secrets().SetSecret(key, theirs(key)); err != nil {
		t.Fatal(err)
	}
	s.want("kept", key, theirs(key), "")
	s.alerts("kept", 0)
	s.tell(facts.SecretIntended, key, "")
	if err := s.secrets().SetSecret(key, ""); err != nil {
		t.Fatal(err)
	}
	s.want("removed", key, "", "")
	for range 3 * mostPrints {
		s.tell(facts.SecretIntended, key, theirs(key))
	}
	if told, err := s.db.toldSecrets(t.Context()); err != nil || len(told[key].prints) > mostPrints {
		t.Errorf("%d prints, %v", len(told[key].prints), err)
	}
}

// A shop of an older program, whose journal tells no prints, has its secrets as before, and once
// they are told no others.
func TestSecretsOfAnOlderShop(t *testing.T) {
	t.Parallel()
	for _, key := range secretKeys() {
		filed := newToldShop(t, errors.New("no keyring"))
		filed.tell(facts.SettingChanged, key, "-")
		filed.drop(map[settings.Key]string{key: ours(key)})
		ringed := newToldShop(t, nil)
		ringed.tell(facts.SettingChanged, key, "-")
		if err := ringed.secrets().SetSecret(key, ours(key)); err != nil {
			t.Fatal(err)
		}
		for what, s := range map[string]*toldShop{"file": filed, "keyring": ringed} {
			s.want(what, key, ours(key), "")
			s.alerts(what, 0)
			if keys, err := s.secrets().Unprinted(t.Context()); err != nil || len(keys) != 1 {
				t.Errorf("%s: %v, %v", what, keys, err)
			}
			s.tell(facts.SecretKnown, key, ours(key))
			s.drop(map[settings.Key]string{key: theirs(key)})
			s.alerts(what, 1)
			if keys, err := s.secrets().Unprinted(t.Context()); err != nil || len(keys) != 0 {
				t.Errorf("%s: %v, %v", what, keys, err)
			}
		}
		locked := newToldShop(t, nil)
		locked.tell(facts.SettingChanged, key, "-")
		if err := locked.secrets().SetSecret(key, ours(key)); err != nil {
			t.Fatal(err)
		}
		locked.ring.broken = errors.New("locked")
		locked.want("locked", key, "", fault.KeyringAway)
		locked.alerts("locked", 0)
	}
}

// A file of the secrets in whatever state closes no shop, is told, and makes place when the owner
// has looked; a change of a secret does the same.
func TestDamagedFilesOfSecrets(t *testing.T) {
	t.Parallel()
	for name := range states() {
		for _, file := range []string{secretsName, ringName, folderIDName} {
			s := newToldShop(t, nil)
			s.set(key, ours(key))
			path := filepath.Join(s.dir, file)
			spoil := func() bool {
				if err := os.RemoveAll(path); err != nil {
					t.Fatal(err)
				}
				return states()[name](t, path)
			}
			if !spoil() {
				continue
			}
			what := file + " is " + name
			s.alerts(what, 1)
			if n := s.secrets().Notice(); n == nil || n.Code != fault.SecretFile || n.Args[0] != path {
				t.Errorf("%s: notice %v", what, n)
			}
			want, code := ours(key), fault.Code("")
			if file == folderIDName {
				want, code = "", fault.KeyringAway
			}
			s.want(what, key, want, code)
			if err := s.secrets().SetAside(t.Context()); err != nil {
				t.Errorf("%s: %v", what, err)
			}
			s.alerts(what+", put aside", 0)
			spoil()
			s.set(key, theirs(key))
			s.want(what+", and set again", key, theirs(key), "")
			s.alerts(what+", and set again", 0)
		}
	}
}

// states are what may stand in a file's place. Each reports whether this system has it.
func states() map[string]func(t *testing.T, path string) bool {
	write := func(content string) func(*testing.T, string) bool {
		return func(t *testing.T, path string) bool {
			if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
				t.Fatal(err)
			}
			return true
		}
	}
	return map[string]func(*testing.T, string) bool{
		"empty":        write(""),
		"half written": write("{\n \x00"),
		"giant":        write(string(make([]byte, maxOwnFile+1))),
		"folder": func(t *testing.T, path string) bool {
			if err := os.MkdirAll(filepath.Join(path, "below"), 0o700); err != nil {
				t.Fatal(err)
			}
			return true
		},
		"link to itself": func(t *testing.T, path string) bool { return os.Symlink(filepath.Base(path), path) == nil },
		"link to nobody": func(t *testing.T, path string) bool { return os.Symlink("nothing", path) == nil },
		"pipe":           func(t *testing.T, path string) bool { return makePipe(path) },
	}
}

// What tells of secrets is read by an index, in a journal of any length.
func TestSecretFactsAreIndexed(t *testing.T) {
	t.Parallel()
	db := mustOpenEmpty(t)
	if plan := planOf(t, db, secretFacts); !strings.Contains(plan, "INDEX journal_secrets") {
		t.Errorf("plan %q", plan)
	}
}

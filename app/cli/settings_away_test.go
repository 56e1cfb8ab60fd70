package cli

import (
	"path/filepath"
	"strings"
	"testing"

	"psar/app/apptest"
	"psar/storage/storagetest"
)

// While the keyring does not answer every setting is listed that it does not hold, and the
// command says what is missing.
func TestSettingsWithoutTheKeyring(t *testing.T) {
	t.Parallel()
	s := triedShop{dir: filepath.Join(t.TempDir(), "shop"), ring: storagetest.NewRing()}
	s.must(t, "", "settings", "set", "printer.answers", "no") // the last of them
	apptest.SetSecret(t, s.program(), s.dir, "gateway.usd.profile_key", "d0c5f00ddeadbeef")
	s.ring.Lock(errNoSession)
	for _, c := range []struct {
		args []string
		says []string
	}{
		{nil, []string{"gateway.usd.profile_key=(unknown)\n", "printer.answers=no\n"}},
		{[]string{"--json"}, []string{`"gateway.usd.profile_key": "(unknown)"`, `"printer.answers": "no"`}},
	} {
		out, errs, exit := apptest.Run(t, s.program(), s.dir, "", append([]string{"settings", "list"}, c.args...)...)
		for _, says := range c.says {
			if exit != exitFailed || !strings.Contains(out, says) || !strings.Contains(errs, "keyring, which holds this secret, can’t be opened") {
				t.Errorf("%v: exit %d, no %s\n%s%s", c.args, exit, says, out, errs)
			}
		}
	}
}

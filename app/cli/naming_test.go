package cli

import (
	"strings"
	"testing"

	"psar/app/apptest"
	"psar/assets/words"
	"psar/pos/fault"
)

// Who is refused for want of a name is told by which flag a name is said: the command's own, or
// the one of all commands. Only on a command line: the windows have neither.
func TestARefusalNamesTheFlag(t *testing.T) {
	t.Parallel()
	for _, lang := range []words.Language{words.English, words.Khmer} {
		for _, c := range []struct {
			err  error
			by   bool
			want words.Key
		}{
			{fault.New(fault.SignInFirst), true, words.CLINameAs}, {fault.New(fault.SignInFirst), false, words.CLINameAs},
			{fault.New(fault.ManagerNeeded), true, words.CLINameBy}, {fault.New(fault.ManagerNeeded), false, words.CLINameAs},
			{fault.New(fault.PermissionMissing, "Sok"), true, words.CLINameBy}, {fault.New(fault.PermissionMissing, "Sok"), false, words.CLINameAs},
			{fault.New(fault.PINWrong), true, ""},
		} {
			s := &session{lang: lang, byHas: c.by}
			flag := words.Text(lang, c.want)
			if said, hint := s.sentence(c.err), s.said(c.err).Hint; c.want != "" && (!strings.HasSuffix(said, "      "+flag+"\n") || !strings.HasSuffix(hint, " "+flag)) ||
				c.want == "" && (strings.Contains(said, "--") || strings.Contains(hint, "--")) {
				t.Errorf("%s %v: %q, hint %q", lang, c.err, said, hint)
			}
		}
	}
}

// What can't be understood leads to the help of the command that was meant.
func TestMisusedCommandLeadsToItsHelp(t *testing.T) {
	t.Parallel()
	for want, args := range map[string][]string{
		"See: psar shift open --help": {"shift", "open", "--usd", "50"},
		"See: psar sell --help":       {"sell", "5"},
		"See: psar --help":            {"sel", "5", "USD"},
	} {
		_, errs, exit := apptest.Run(t, apptest.Process(t), t.TempDir(), "", args...)
		if exit != exitUsage || !strings.Contains(errs, want+"\n") {
			t.Errorf("%v: exit %d, %q", args, exit, errs)
		}
	}
}

// A file of secrets beside a keyring says which ones are in it, and the way out.
func TestSecretsBesideAKeyring(t *testing.T) {
	t.Parallel()
	err := fault.New(fault.KeyringFile, "/home/till/psar/secrets.json", "gateway.usd.profile_key")
	said := sentence(words.English, err)
	for _, want := range []string{"secrets.json, gateway.usd.profile_key", "Set each of them once more"} {
		if !strings.Contains(said, want) {
			t.Errorf("%q lacks %q", said, want)
		}
	}
}

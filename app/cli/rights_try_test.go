package cli

import (
	"bytes"
	"context"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"psar/app"
	"psar/pos"
	"psar/pos/facts"
	"psar/pos/journal"
	"psar/storage/storagetest"
)

// refusals are what the refusing letters say.
var refusals = map[byte]string{
	's': "Nobody has signed in at this till",
	'm': "This needs a manager",
	'o': "This needs the owner",
	'p': "may not do this\n      A manager or the owner types",
	'q': "may not do this\n      Only the owner may",
	'e': "No PIN was typed",
	'w': "Name or PIN is wrong",
	't': "counts by its own PIN",
	'n': "The shop has no staff yet",
	'u': "Nobody here is called",
}

// keyless are what k says, by the shop.
var keyless = map[string]string{
	locked:  "This PIN can’t be checked now: the computer’s keyring doesn’t answer",
	emptied: "This PIN was made with another computer’s keyring",
}

// silent are the facts of a shop in which nothing was done: of its opening, and of PINs.
var silent = []journal.Kind{
	facts.TillOpened, facts.ManagerRefused, facts.SignedIn, facts.KeyringHolds, facts.AlertRaised, facts.FolderUsed,
}

// command is the name of a row's command: as many of its words as one of byTill has.
func (r right) command() string {
	words := strings.Fields(r.typed)
	for n := min(2, len(words)); n > 0; n-- {
		if name := strings.Join(words[:n], " "); byTill[name] != nil {
			return name
		}
	}
	return ""
}

// named is a column with the owner's name where it is typed in a row.
func (c column) named(r right) column {
	switch {
	case !c.typed:
	case r.asksBy():
		c.by = "Srey"
	default:
		c.as = "Srey"
	}
	return c
}

// wrong reports whether the PIN is another's.
func (c column) wrong() bool { return c.typed && c.pins != "\n" || c.both && c.at == 3 }

// args is what is typed in a column.
func (r right) args(c column, shop triedShop) (args []string, stdin string) {
	c = c.named(r)
	if c.as != "" {
		args = append(args, "--as", c.as)
	}
	known := strings.NewReplacer(shop.known...)
	for _, word := range strings.Fields(r.typed) {
		switch {
		case word != "[by]" && word != "<by>":
			args = append(args, known.Replace(word))
		case c.by != "" || word == "<by>":
			args = append(args, "--by="+c.by)
		}
	}
	return args, c.pins + known.Replace(r.then)
}

// try types the command in a column, in a shop of its own.
func (r right) try(t *testing.T, shop triedShop, c column, want byte) {
	t.Helper()
	args, stdin := r.args(c, shop)
	if c.beside && !carried(t, args) {
		return
	}
	out, errs, exit := shop.typed(t, c, args, stdin, r.until)
	r.judge(t, c, args, want, out, errs, exit)
	if want == 'y' || want == 'b' {
		return
	}
	for _, kind := range shop.facts(t)[shop.rows:] {
		if !slices.Contains(silent, kind) {
			t.Errorf("%s, by %s: psar %v is refused, and the journal has a %s", c.kind, c.who, args, kind)
		}
	}
}

// judge judges how a command ended.
func (r right) judge(t *testing.T, c column, args []string, want byte, out, errs string, exit int) {
	t.Helper()
	says := refusals[want]
	if want == 'k' {
		says = keyless[c.kind]
	}
	as := exit == r.exit && (r.tells == "" || strings.Contains(out, r.tells) == (want == 'y'))
	if want != 'y' && want != 'b' {
		as = (exit == exitFailed || exit == exitNotClosed && r.command() == "close") && strings.Contains(errs, says)
	}
	if !as {
		t.Errorf("%s, by %s (beside the till: %v): psar %v: want %c; exit %d\n%s\n%s", c.kind, c.who, c.beside, args, want, exit, end(out), end(errs))
	}
}

// typed runs a command in the shop, or has its till do so.
func (s triedShop) typed(t *testing.T, c column, args []string, stdin, until string) (out, errs string, exit int) {
	t.Helper()
	if c.beside {
		shop := s.open(t)
		defer shop.Close()
		if _, err := shop.Till.SignIn(t.Context(), "Srey", pinOf["Srey"]); err != nil && c.kind != locked {
			t.Fatal(err)
		}
		shop.StartWorkers()
		return s.run(t, &hosted{shop, "en"}, args, stdin, until)
	}
	return s.run(t, nil, append([]string{"--data", s.dir}, args...), stdin, until)
}

// open opens the shop's till.
func (s triedShop) open(t *testing.T) *app.Shop {
	t.Helper()
	shop, err := app.Open(t.Context(), app.Place{Dir: s.dir, State: s.dir + ".state", Keyring: s.ring}, false, app.SystemClock{})
	if err != nil {
		t.Fatal(err)
	}
	return shop
}

// run runs a command, by an open till where there is one.
func (s triedShop) run(t *testing.T, till *hosted, args []string, stdin, until string) (out, errs string, exit int) {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	var printed, said bytes.Buffer
	stops := &stopping{until: until, stop: stop}
	w := s.environment(strings.NewReader(stdin), io.MultiWriter(&printed, stops), io.MultiWriter(&said, stops))
	if w.hosted = till; till != nil {
		ctx = pos.WithOwnSignIn(ctx)
	}
	exit = run(ctx, args, w)
	return printed.String(), said.String(), exit
}

// stopping stops a command that has said what it was to say.
type stopping struct {
	mu    sync.Mutex
	until string
	said  string
	stop  func()
}

func (s *stopping) Write(b []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.said += string(b); s.until != "" && strings.Contains(s.said, s.until) {
		s.stop()
	}
	return len(b), nil
}

// facts are the kinds of the shop's journal.
func (s triedShop) facts(t *testing.T) []journal.Kind {
	t.Helper()
	return storagetest.KindsBehind(t, filepath.Join(s.dir, "psar.db"), 0)
}

// end is the end of what a command said.
func end(said string) string { return said[max(0, len(said)-300):] }

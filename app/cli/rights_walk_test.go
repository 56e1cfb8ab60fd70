package cli

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
)

// untried are the commands that no row tries, and why.
var untried = map[string]string{
	"till": "opens the windows, whose keys ask for rights themselves: see the tests of ui",
	"hash": "reckons from its arguments and the environment, and opens no shop",
}

// rightless are the flags that need no right beside their command's, and why.
var rightless = map[string]string{
	"--json":          "how it is printed",
	"--force":         "over a file of whoever types",
	"--wait":          "for how long",
	"--remark":        "words",
	"--reason":        "words",
	"--reference":     "words of the bank",
	"--sure":          "an answer beforehand",
	"--given-usd":     "what the customer gives for what is sold",
	"--given-khr":     "what the customer gives for what is sold",
	"--change":        "in which notes",
	"--success-url":   "where the customer returns to",
	"--count-khr":     "what was counted",
	"--no-receipt":    "no paper",
	"--account":       "which question is answered",
	"--role":          "which printer, or what the owner makes somebody",
	"till --windowed": "where a window is",
	"watch --json":    "how it is printed",
}

// programs are the commands that have nothing to do with a shop: their flags need no right.
var programs = []string{"khqr", "hash", "webkit", "gateway", "printer emulate"}

// globals are the flags of every command, and where they are tried.
var globals = map[string]string{
	"--help":     "what a command is",
	"--data":     "whose shop: every cell",
	"--as":       "who signs in: the columns",
	"--training": "a shop of its own, with its own staff: TestTrainingStaff",
	"--lang":     "of messages",
}

// leaves are the commands of the program.
func leaves(t *testing.T) []*kong.Node {
	t.Helper()
	parser, err := kong.New(&commands{}, kong.Name("psar"), kong.NamedMapper("file", kong.MapperFunc(environment{}.file)))
	if err != nil {
		t.Fatal(err)
	}
	return parser.Model.Leaves(false)
}

// Every command is in the table, or has a reason why not; so is every flag.
func TestRightsNameEveryCommandAndFlag(t *testing.T) {
	t.Parallel()
	tried := map[string][]string{"settings get": nil, "settings set": {"--by"}} // the words of a command's rows; these are tried for every setting
	for name, rows := range rights() {
		for _, r := range rows {
			command := r.command()
			if command == "" {
				t.Errorf("%s: psar %s is no command", name, r.typed)
			}
			tried[command] = append(tried[command], strings.Fields(strings.NewReplacer("[by]", "--by", "<by>", "--by").Replace(r.typed))...)
			r.check(t)
		}
	}
	used := map[string]bool{}
	for _, leaf := range leaves(t) {
		command := leaf.Path()
		words, in := tried[command]
		if _, why := untried[command]; in == why {
			t.Errorf("psar %s: in the table %v, without need of it %v", command, in, why)
		}
		for _, flags := range leaf.AllFlags(false) {
			for _, flag := range flags {
				name := "--" + flag.Name
				_, global := globals[name]
				if global || slices.Contains(words, name) || slices.ContainsFunc(programs, func(p string) bool { return strings.HasPrefix(command, p) }) {
					continue
				}
				key := name
				if _, own := rightless[command+" "+name]; own {
					key = command + " " + name
				}
				if used[key] = true; rightless[key] == "" {
					t.Errorf("psar %s %s: in no row, and nothing says why", command, name)
				}
			}
		}
	}
	for _, key := range slices.Sorted(maps.Keys(rightless)) {
		if !used[key] {
			t.Errorf("%s is in no need of a reason", key)
		}
	}
}

// Where the keyring is away each right of each command is tried by one row at least, but for what
// everybody may.
func TestEachRightIsTriedWithoutTheKeyring(t *testing.T) {
	t.Parallel()
	away := map[[2]string]bool{}
	for _, blank := range []bool{false, true} {
		for name, rows := range rights() {
			for _, r := range rows {
				right := [2]string{r.command(), r.staffed}
				switch {
				case r.away != "":
					away[right] = true
				case blank && !away[right] && !strings.HasPrefix(r.staffed, "yyyy ") && !strings.HasPrefix(r.staffed, "y--- "):
					t.Errorf("%s: psar %s is not tried where the keyring is away", name, r.typed)
				}
			}
		}
	}
}

// check checks the form of a row.
func (r right) check(t *testing.T) {
	t.Helper()
	if r.both == "" == r.asksBy() {
		t.Errorf("psar %s: takes --by %v, and is tried with --as beside it %v", r.typed, r.asksBy(), r.both != "")
	}
	forms := map[string]string{r.staffed: "NCMO CMO TW NT", r.alone: "NT NTP A", r.away: "NCMO CMO", r.both: "MOCWN"}
	for letters, form := range forms {
		if letters == "" {
			continue
		}
		if len(letters) != len(form) || strings.Trim(letters, "ybsmopqewtnukc- ") != "" {
			t.Errorf("psar %s: %q is not of the form %q", r.typed, letters, form)
		}
	}
	if r.staffed == "" {
		t.Errorf("psar %s: not tried", r.typed)
	}
}

// carried reports whether an open till carries a command line out.
func carried(t *testing.T, args []string) bool {
	t.Helper()
	var c commands
	parser, err := kong.New(&c, kong.Name("psar"), kong.NamedMapper("file", kong.MapperFunc(environment{}.file)))
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := parser.Parse(args)
	if err != nil {
		t.Fatalf("psar %v: %v", args, err)
	}
	return byTill[parsed.Selected().Path()](&c)
}

package app

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// attack is one script of app/attack: the row that it proves, and how it ends with a keyring and
// without one.
type attack struct {
	name, row  string
	ring, bare string
}

// endings are the scripts' commands for how an attack ended, as the tables call it.
var endings = map[string]string{"stopped": "stopped", "shown": "shown", "unstopped": "can't be stopped"}

// honest is how a script begins that is a day on which nothing may be alarmed.
const honest = "# Honest: "

// readAttack reads what a script declares. It ends once on each of its two computers, and nothing
// that could decide more follows.
func readAttack(name, text string) (a attack, err error) {
	a.name = name
	head := regexp.MustCompile(`^# Attack: .+\.\n# Row: (.+)\n[^#]`).FindStringSubmatch(text)
	if head == nil {
		return a, fmt.Errorf("it does not begin with its attack and its row")
	}
	a.row = head[1]
	script, _, _ := strings.Cut(text, "\n-- ")
	if a.ring, err = endOf(script, "[keyring] "); err == nil {
		a.bare, err = endOf(script, "[!keyring] ")
	}
	return a, err
}

// secured is a row of a table of docs/security.md.
type secured struct{ attack, outcome, tests string }

func securedRows(page string) (rows []secured) {
	for _, line := range strings.Split(page, "\n") {
		cells := strings.Split(strings.Trim(line, "|"), " | ")
		if strings.HasPrefix(line, "|") && len(cells) >= 2 {
			cells = append(cells, "")
			rows = append(rows, secured{strings.TrimSpace(cells[0]), strings.TrimSpace(cells[1]), cells[2]})
		}
	}
	return rows
}

// says reports whether a row's outcome is how a script ends.
func (r secured) says(a attack) bool {
	first, bare, _ := strings.Cut(r.outcome, "without a keyring: ")
	if bare == "" {
		bare = first
	}
	return strings.HasPrefix(first, a.ring) && strings.HasPrefix(bare, a.bare)
}

// How the attacks end that app/attack makes on the program is what docs/security.md says of them.
func TestScriptsOfAttacks(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile(filepath.Join("..", "docs", "security.md"))
	if err != nil {
		t.Fatal(err)
	}
	rows := securedRows(string(page))
	files, err := filepath.Glob(filepath.Join("attack", "testdata", "*.txtar"))
	if err != nil || len(files) < 40 {
		t.Fatalf("%d scripts, %v", len(files), err)
	}
	named := regexp.MustCompile("`(\\w+\\.txtar)`")
	var scripts []string
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(string(text), honest) {
			if !regexp.MustCompile(`\nquiet '.+'\n\z`).Match(text) || regexp.MustCompile(`(?m)(stopped|shown) '`).Match(text) {
				t.Errorf("%s: an honest day ends in quiet", file)
			}
			continue
		}
		a, err := readAttack(filepath.Base(file), string(text))
		scripts = append(scripts, a.name)
		if err != nil {
			t.Errorf("%s: %v", a.name, err)
			continue
		}
		var found []secured
		for _, row := range rows {
			if row.attack == a.row {
				found = append(found, row)
			}
		}
		switch {
		case len(found) != 1:
			t.Errorf("%s: %d rows are called %q", a.name, len(found), a.row)
		case !found[0].says(a):
			t.Errorf("%s ends %q, without a keyring %q; the page says %q", a.name, a.ring, a.bare, found[0].outcome)
		case !strings.Contains(found[0].tests, "`"+a.name+"`"):
			t.Errorf("%s is not named in its row", a.name)
		}
	}
	for _, row := range rows {
		_, ours, _ := strings.Cut(row.tests, "`app/attack` ")
		for _, name := range named.FindAllStringSubmatch(ours, -1) {
			if !slices.Contains(scripts, name[1]) {
				t.Errorf("there is no script %s", name[1])
			}
		}
	}
}

// What a script may declare, and what counts as the same as a row.
func TestReadAttack(t *testing.T) {
	t.Parallel()
	const head = "# Attack: it is tried.\n# Row: a row\nshop\n"
	for text, want := range map[string]attack{
		head + "! psar sell\nstopped 'no'\n":                                                                       {row: "a row", ring: "stopped", bare: "stopped"},
		head + "psar alarms\n[keyring] shown 'alarm'\n[!keyring] unstopped 'none'\n":                               {row: "a row", ring: "shown", bare: "can't be stopped"},
		head + "! psar receipt 1\npsar alarms\nshown 'alarm'\n":                                                    {},
		head + "psar alarms\nstopped 'alarm'\n":                                                                    {},
		head + "[!keyring] ! psar sell\npsar alarms\nstopped 'alarm'\n":                                            {},
		head + "[keyring] ! psar sell\n[!keyring] psar alarms\n[keyring] stopped 'no'\n[!keyring] shown 'alarm'\n": {row: "a row", ring: "stopped", bare: "shown"},
		head + "psar alarms\n[keyring] shown 'alarm'\n":                                                            {},
		head + "psar alarms\nshown 'a'\nunstopped 'b'\n":                                                           {},
		head + "! psar sell\nstopped '.'\n":                                                                        {},
		head + "! psar sell\n-- a --\nstopped 'in a file'":                                                         {},
		"# Row: a row\nstopped 'no'\n":                                                                             {},
	} {
		a, err := readAttack("", text)
		if want.row == "" && err == nil || want.row != "" && (err != nil || a != want) {
			t.Errorf("%q: %+v, %v", text, a, err)
		}
	}
	both := secured{outcome: "shown: an alert; without a keyring: can't be stopped"}
	if !both.says(attack{ring: "shown", bare: "can't be stopped"}) || both.says(attack{ring: "shown", bare: "shown"}) || both.says(attack{ring: "stopped", bare: "can't be stopped"}) {
		t.Error(both)
	}
}

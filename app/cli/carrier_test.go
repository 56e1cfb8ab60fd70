package cli

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
)

// Every command says who carries it out while a till is open, so that no new one writes
// beside it.
func TestEveryCommandHasACarrier(t *testing.T) {
	t.Parallel()
	parser, err := kong.New(&commands{}, kong.Name("psar"), kong.NamedMapper("file", kong.MapperFunc(environment{}.file)))
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, leaf := range parser.Model.Leaves(false) {
		all = append(all, leaf.Path())
	}
	slices.Sort(all)
	if named := slices.Sorted(maps.Keys(byTill)); !slices.Equal(all, named) {
		t.Errorf("commands\n%q\nin the table\n%q", all, named)
	}
}

// Every file that a person names is reached by session.files: opened in another way by the
// till, a command's file would be one of the till's folder.
func TestNamedFilesAreTheCommands(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) < 40 {
		t.Fatal(files, err)
	}
	direct := regexp.MustCompile(`\b(os\.(Open|OpenFile|Create|ReadFile|WriteFile|Stat|Lstat)|app\.(WriteWhole|CanWrite)|filepath\.Abs)\(`)
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") || name == "named_files.go" {
			continue
		}
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range direct.FindAllString(string(text), -1) {
			t.Errorf("%s: %s", name, found)
		}
	}
}

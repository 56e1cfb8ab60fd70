package cli

import (
	"maps"
	"slices"
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

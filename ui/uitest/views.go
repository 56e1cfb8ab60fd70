package uitest

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"psar/ui/view"
)

var update = flag.Bool("update", false, "write the views and pictures in testdata anew; look at each before keeping it")

// Windows are both windows as they are shown.
type Windows struct {
	Cashier  view.Cashier
	Customer view.Customer
}

// Described are windows with a name, and those that they are described against.
type Described struct {
	Name string
	Windows
	Against Windows
}

// AssertViews compares windows with their description in testdata/views, a text that
// begins by what it is about and has a section for each. With -update it is written anew.
func AssertViews(t *testing.T, name, about string, all []Described) {
	t.Helper()
	path := filepath.Join("testdata", "views", name+".txtar")
	archive := txtar.Archive{Comment: []byte(about + "\n\n")}
	for _, one := range all {
		text := headed("CASHIER", Describe(one.Cashier, one.Against.Cashier)) + headed("CUSTOMER", Describe(one.Customer, one.Against.Customer)) + "\n"
		archive.Files = append(archive.Files, txtar.File{Name: one.Name, Data: []byte(text)})
	}
	got := txtar.Format(&archive)
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	kept, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if slices.Equal(got, txtar.Format(kept)) {
		return
	}
	for _, now := range archive.Files {
		at := slices.IndexFunc(kept.Files, func(f txtar.File) bool { return f.Name == now.Name })
		if at < 0 {
			t.Errorf("%s has no %s: write it with -update, and read it", path, now.Name)
			continue
		}
		if diff := cmp.Diff(string(kept.Files[at].Data), string(now.Data)); diff != "" {
			t.Errorf("%s, %s is another (-kept +now): is it meant? then -update\n%s", path, now.Name, diff)
		}
	}
	if !t.Failed() {
		t.Errorf("%s has other sections, or another order: write it with -update", path)
	}
}

func headed(head, text string) string {
	if text == "" {
		return head + ": as idle\n"
	}
	return head + "\n" + text
}

package main_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const (
	module  = "psar"
	toolkit = "fyne.io/fyne/v2"
	// fyneApp opens a real window system. Only the wiring may, so that every
	// screen can be drawn and tested without a display.
	fyneApp = toolkit + "/app"
)

// wiring puts the house together, and opens the window system.
const wiring = "app"

// house is every package that the wiring and the commands put together.
var house = []string{"assets/*", "payments/*", "pos/*", "printer/*", "storage/*", "ui/*"}

// inside is every part of pos, from left to right: each may import only what stands
// left of it, and pos itself them all.
var inside = []string{
	"pos/fault", "pos/text", "pos/finding", "pos/money", "pos/id", "pos/staff", "pos/settings", "pos/catalogue", "pos/sale",
	"pos/payment", "pos/drawer", "pos/journal", "pos/report", "pos/queue", "pos/facts",
}

// borrowed is what parts of pos need beside the standard library.
var borrowed = map[string][]string{"pos/text": {"golang.org/x/text/unicode/norm"}}

// fixtures are what tests of several packages share: no part of the program.
var fixtures = []string{"app/apptest", "payments/paytest", "pos/postest", "storage/storagetest", "ui/uitest"}

// broken says which rule an import breaks, or nothing. A test may import what
// its subject may not, except the package that opens a window.
func broken(pkg, imported string, test bool) string {
	if imported == fyneApp && pkg != wiring {
		return "only the wiring may open the window system"
	}
	r, ok := rowOf(pkg)
	if !ok {
		return fmt.Sprintf("package %s has no row in the table of arch_test.go", pkg)
	}
	if test || isStandard(imported) {
		return ""
	}
	if inHouse(imported) && slices.Contains(fixtures, folder(imported)) && !slices.Contains(fixtures, pkg) {
		return "only tests share fixtures"
	}
	if inHouse(imported) {
		if slices.ContainsFunc(r.house, func(pattern string) bool { return matches(pattern, folder(imported)) }) {
			return ""
		}
	} else if slices.ContainsFunc(r.outside, func(root string) bool { return isBelow(root, imported) }) {
		return ""
	}
	return fmt.Sprintf("%s may import %v of this module and %v from outside", pkg, r.house, r.outside)
}

// rowOf finds the row of a package: its own before one that ends in "/*".
func rowOf(pkg string) (row, bool) {
	if i := slices.Index(inside, pkg); i >= 0 {
		return row{pkg: pkg, house: inside[:i], outside: borrowed[pkg]}, true
	}
	for _, r := range table {
		if r.pkg == pkg {
			return r, true
		}
	}
	for _, r := range table {
		if matches(r.pkg, pkg) {
			return r, true
		}
	}
	return row{}, false
}

func matches(pattern, pkg string) bool {
	if root, ok := strings.CutSuffix(pattern, "/*"); ok {
		return isBelow(root, pkg)
	}
	return pattern == pkg
}

// isBelow is true for root itself and for every package below it.
func isBelow(root, path string) bool {
	return path == root || strings.HasPrefix(path, root+"/")
}

func inHouse(imported string) bool { return isBelow(module, imported) }

// folder is a package of this module as the table writes it; "." is the root.
func folder(imported string) string {
	if imported == module {
		return "."
	}
	return strings.TrimPrefix(imported, module+"/")
}

// isStandard: a path of the standard library has no dot in its first element.
// "C" is no library at all.
func isStandard(imported string) bool {
	first, _, _ := strings.Cut(imported, "/")
	return !strings.Contains(first, ".") && !inHouse(imported) && imported != "C"
}

func TestBrokenTellsGoodImportsFromBad(t *testing.T) {
	t.Parallel()
	tests := []struct {
		pkg, imported string
		test          bool
		good          bool
	}{
		{pkg: "pos", imported: "crypto/sha256", good: true},
		{pkg: "pos", imported: "golang.org/x/time/rate"},
		{pkg: "pos", imported: "psar/storage"},
		{pkg: "pos", imported: "C"},
		{pkg: "pos", imported: "psar/pos/facts", good: true},
		{pkg: "pos/fault", imported: "psar/pos/text"},
		{pkg: "pos/sale", imported: "psar/pos/money", good: true},
		{pkg: "pos/sale", imported: "psar/pos/payment"},
		{pkg: "pos/sale", imported: "psar/pos"},
		{pkg: "pos/sale", imported: "golang.org/x/text"},
		{pkg: "pos/text", imported: "golang.org/x/text/unicode/norm", good: true},
		{pkg: "pos/facts", imported: "psar/pos/queue", good: true},
		{pkg: "pos/kitchen", imported: "fmt"},
		{pkg: "pos", imported: "pgregory.net/rapid", test: true, good: true},
		{pkg: "payments", imported: "psar/pos", good: true},
		{pkg: "payments", imported: "psar/pos/payment", good: true},
		{pkg: "payments", imported: "psar/payments/khqr", good: true},
		{pkg: "payments", imported: "psar/payments/watch"},
		{pkg: "payments", imported: "psar/payments/watch", test: true, good: true},
		{pkg: "payments/watch", imported: "golang.org/x/time/rate", good: true},
		{pkg: "payments/watch", imported: "golang.org/x/timer"},
		{pkg: "payments/watch", imported: "psar/payments/listen"},
		{pkg: "payments/listen", imported: "psar/payments", good: true},
		{pkg: "payments/listen", imported: "psar/payments/paytest"},
		{pkg: "payments/listen", imported: "psar/payments/paytest", test: true, good: true},
		{pkg: "payments/paytest", imported: "psar/storage", good: true},
		{pkg: "payments", imported: "psar/storage"},
		{pkg: "payments", imported: "psar/ui"},
		{pkg: "payments/khqr", imported: "psar/pos"},
		{pkg: "payments/khqr", imported: "github.com/skip2/go-qrcode"},
		{pkg: "payments/raksmeypay", imported: "psar/payments/khqr"},
		{pkg: "payments/sandbox", imported: "psar/payments/raksmeypay", good: true},
		{pkg: "payments/sandbox", imported: "psar/payments"},
		{pkg: "printer", imported: "psar/printer/layout", good: true},
		{pkg: "printer", imported: "psar/assets/words"},
		{pkg: "printer/layout", imported: "psar/assets/words", good: true},
		{pkg: "printer/layout", imported: "psar/payments"},
		{pkg: "printer", imported: "psar/payments"},
		{pkg: "printer/link", imported: "golang.org/x/sys/windows", good: true},
		{pkg: "printer/escpos", imported: "psar/pos"},
		{pkg: "printer/report", imported: "psar/printer/shape"},
		{pkg: "printer/export", imported: "psar/printer/report", good: true},
		{pkg: "printer/export", imported: "psar/printer/link"},
		{pkg: "printer/export/pdf", imported: "psar/printer/shape"},
		{pkg: "printer/escpos", imported: "golang.org/x/image/font"},
		{pkg: "printer/paper", imported: "psar/printer/escpos", good: true},
		{pkg: "printer/paper", imported: "psar/printer"},
		{pkg: "storage", imported: "modernc.org/sqlite/lib", good: true},
		{pkg: "storage", imported: "psar/payments"},
		{pkg: "ui", imported: toolkit, good: true},
		{pkg: "ui", imported: toolkit + "/widget", good: true},
		{pkg: "ui", imported: "psar/ui/model", good: true},
		{pkg: "ui", imported: "psar/ui/uitest"},
		{pkg: "ui", imported: "psar/ui/uitest", test: true, good: true},
		{pkg: "ui/view", imported: "psar/pos/id", good: true},
		{pkg: "ui/view", imported: toolkit},
		{pkg: "ui/view", imported: "psar/assets/words"},
		{pkg: "ui/look", imported: "psar/ui/view", good: true},
		{pkg: "ui/look", imported: "psar/ui/screen"},
		{pkg: "ui/look", imported: "psar/pos"},
		{pkg: "ui/screen", imported: "psar/ui/look", good: true},
		{pkg: "ui/screen", imported: "psar/ui/model"},
		{pkg: "ui/screen", imported: "psar/assets/words"},
		{pkg: "ui/model", imported: "psar/assets/words", good: true},
		{pkg: "ui/model", imported: toolkit},
		{pkg: "ui/model", imported: toolkit, test: true, good: true},
		{pkg: "ui/model", imported: "psar/ui/look"},
		{pkg: "ui/kitchen", imported: "fmt"},
		{pkg: "ui", imported: fyneApp},
		{pkg: "ui", imported: fyneApp, test: true},
		{pkg: "ui", imported: "psar/payments/sandbox", test: true, good: true},
		{pkg: "ui", imported: "psar/printer/paper"},
		{pkg: "assets", imported: "psar/assets/words"},
		{pkg: "assets/qr", imported: "github.com/skip2/go-qrcode", good: true},
		{pkg: "ui", imported: "github.com/skip2/go-qrcode"},
		{pkg: "payments/sandbox", imported: "psar/assets/qr", good: true},
		{pkg: "payments", imported: "psar/assets/qr"},
		{pkg: "assets/khmer", imported: "github.com/go-text/typesetting/segmenter", good: true},
		{pkg: "assets/words", imported: "psar"},
		{pkg: "kitchen", imported: "fmt"},
		{pkg: ".", imported: "psar/app/cli", good: true},
		{pkg: ".", imported: "psar/app"},
		{pkg: ".", imported: fyneApp},
		{pkg: ".", imported: "psar/pos"},
		{pkg: ".", imported: "golang.org/x/image/font"},
		{pkg: "app", imported: fyneApp, good: true},
		{pkg: "app", imported: "psar/storage", good: true},
		{pkg: "app", imported: "psar/printer/export", good: true},
		{pkg: "app", imported: "psar/app/cli"},
		{pkg: "app", imported: "psar/app/apptest"},
		{pkg: "app", imported: "psar/app/apptest", test: true, good: true},
		{pkg: "app", imported: "github.com/alecthomas/kong"},
		{pkg: "app/cli", imported: "psar/app", good: true},
		{pkg: "app/cli", imported: "psar/pos/money", good: true},
		{pkg: "app/cli", imported: "psar"},
		{pkg: "app/cli/jsonout", imported: "psar/pos", good: true},
		{pkg: "app/cli/jsonout", imported: "psar/storage"},
		{pkg: "app/cli", imported: toolkit, good: true},
		{pkg: "app/cli", imported: fyneApp},
		{pkg: "app/cli", imported: "github.com/google/uuid"},
		{pkg: "app/cli", imported: "psar/pos/postest"},
		{pkg: "app/cli", imported: "modernc.org/sqlite"},
		{pkg: "app/e2e", imported: "psar/pos"},
		{pkg: "app/e2e", imported: "psar/pos", test: true, good: true},
		{pkg: "app/e2e", imported: fyneApp, test: true},
		{pkg: "app/apptest", imported: "psar/app", good: true},
		{pkg: "app/apptest", imported: "psar/pos/postest", good: true},
		{pkg: "app/kitchen", imported: "fmt"},
		{pkg: "pos", imported: "psar/app"},
		{pkg: "storage", imported: "psar/app"},
		{pkg: "ui", imported: "psar/app/cli"},
	}
	for _, tt := range tests {
		if reason := broken(tt.pkg, tt.imported, tt.test); (reason == "") != tt.good {
			t.Errorf("broken(%q, %q, test %v) = %q, want good: %v", tt.pkg, tt.imported, tt.test, reason, tt.good)
		}
	}
}

func TestImportsKeepTheTable(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, f := range sources(t, ".") {
		seen[f.pkg] = true
		for _, imported := range f.imports() {
			if reason := broken(f.pkg, imported, f.test); reason != "" {
				t.Errorf("%s imports %s: %s", f.path, imported, reason)
			}
		}
	}
	// What Go builds has been read, so a folder that the walk overlooks is found.
	for _, pkg := range goList(t, "./...") {
		if !seen[folder(pkg)] {
			t.Errorf("package %s was not read", pkg)
		}
	}
}

// The rules above judge the imports of a file; this one looks behind them.
func TestNothingBelowTheScreensOpensAWindow(t *testing.T) {
	t.Parallel()
	deps := goList(t, "-deps", "-test", "./ui/...")
	if !slices.Contains(deps, toolkit) {
		t.Fatalf("go list names %d packages under ui, and the toolkit is not among them", len(deps))
	}
	if slices.Contains(deps, fyneApp) {
		t.Errorf("ui or its tests reach %s through another package", fyneApp)
	}
}

// Every module that go.mod asks for directly has its reason in docs/dependencies.md.
func TestDependenciesHaveAReason(t *testing.T) {
	t.Parallel()
	list := func(name string, entry *regexp.Regexp) []string {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var all []string
		for _, match := range entry.FindAllStringSubmatch(string(text), -1) {
			all = append(all, match[1])
		}
		slices.Sort(all)
		return all
	}
	required := list("go.mod", regexp.MustCompile(`(?m)^\t(\S+) v\S+$`)) // an indirect one ends in a comment
	explained := list(filepath.Join("docs", "dependencies.md"), regexp.MustCompile("(?m)^\\| `(\\S+)` \\| "))
	if len(required) == 0 {
		t.Fatal("go.mod names no dependency that could be read")
	}
	if !slices.Equal(required, explained) {
		t.Errorf("go.mod asks for\n %s\nand docs/dependencies.md explains\n %s",
			strings.Join(required, "\n "), strings.Join(explained, "\n "))
	}
}

// goList asks Go, and so knows nothing of files for other systems; the walk over the sources does.
func goList(t *testing.T, args ...string) []string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", append([]string{"list", "-tags", "gles"}, args...)...)
	var failure strings.Builder
	cmd.Stderr = &failure
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %v\n%s", cmd.Args, err, failure.String())
	}
	return strings.Fields(string(out))
}

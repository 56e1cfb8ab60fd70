package app

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// Every test that docs/security.md names for an attack exists, in the package that it
// names.
func TestAttacksHaveTests(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile(filepath.Join("..", "docs", "security.md"))
	if err != nil {
		t.Fatal(err)
	}
	named := regexp.MustCompile("`([a-z0-9/]+)` ((?:`Test\\w+`(?:, )?)+)").FindAllStringSubmatch(string(page), -1)
	if all := strings.Count(string(page), "`Test"); all < 5 {
		t.Fatalf("%d tests are named", all)
	}
	found := 0
	for _, row := range named {
		source := testsOf(t, filepath.Join("..", filepath.FromSlash(row[1])))
		for _, name := range regexp.MustCompile(`Test\w+`).FindAllString(row[2], -1) {
			found++
			if !strings.Contains(source, "func "+name+"(") {
				t.Errorf("there is no %s in %s", name, row[1])
			}
		}
	}
	if all := strings.Count(string(page), "`Test"); found != all {
		t.Errorf("%d of %d tests are named without their package", all-found, all)
	}
}

// testsOf is the text of a package's tests.
func testsOf(t *testing.T, dir string) string {
	t.Helper()
	files, err := fs.Glob(os.DirFS(dir), "*_test.go")
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, name := range files {
		text, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		all.Write(text)
	}
	return all.String()
}

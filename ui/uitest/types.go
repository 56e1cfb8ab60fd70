package uitest

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
	"testing"
)

// TypesWith returns the names of the types in a folder's package that have a method of a name,
// those of its tests left out.
func TypesWith(t testing.TB, folder, method string) (names []string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range files {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || f.Name.Name != method || f.Recv == nil {
				continue
			}
			of := f.Recv.List[0].Type
			if to, ok := of.(*ast.StarExpr); ok {
				of = to.X
			}
			names = append(names, of.(*ast.Ident).Name)
		}
	}
	if len(names) == 0 {
		t.Fatalf("no type in %s has a method %s", folder, method)
	}
	return names
}

package uitest

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"runtime"
	"sync"
)

// constant is the name of a type's constant in the source of ui/view, or "".
func constant(typ string, value int) string {
	names := constants()[typ]
	if value < 0 || value >= len(names) {
		return ""
	}
	return names[value]
}

// constants are the names of ui/view's constants that count from 0, by their type. They
// are read from the source, so that a new one needs no second place.
var constants = sync.OnceValue(func() map[string][]string {
	_, here, _, _ := runtime.Caller(0)
	files, err := filepath.Glob(filepath.Join(filepath.Dir(here), "..", "view", "*.go"))
	if err != nil || len(files) == 0 {
		panic("uitest: the source of ui/view is not there")
	}
	all := map[string][]string{}
	for _, name := range files {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			panic(err)
		}
		for _, decl := range file.Decls {
			if group, ok := decl.(*ast.GenDecl); ok && group.Tok == token.CONST {
				if typ, names := counted(group); typ != "" {
					all[typ] = names
				}
			}
		}
	}
	return all
})

// counted are the type and the names of a group of constants that begins with iota.
func counted(group *ast.GenDecl) (string, []string) {
	first := group.Specs[0].(*ast.ValueSpec)
	typ, ok := first.Type.(*ast.Ident)
	if !ok || len(first.Values) != 1 {
		return "", nil
	}
	if value, ok := first.Values[0].(*ast.Ident); !ok || value.Name != "iota" {
		return "", nil
	}
	var names []string
	for _, spec := range group.Specs {
		names = append(names, spec.(*ast.ValueSpec).Names[0].Name)
	}
	return typ.Name, names
}

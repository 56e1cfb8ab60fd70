package main_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// unordered lists the loops over maps of a package's files whose order can be seen
// from outside: they return something that is not constant, append, or break.
func unordered(fset *token.FileSet, files []*ast.File, info *types.Info) []string {
	var all []string
	for _, f := range files {
		ast.Inspect(f, func(n ast.Node) bool {
			loop, ok := n.(*ast.RangeStmt)
			if !ok {
				return true
			}
			if t := info.TypeOf(loop.X); t == nil {
				return true
			} else if _, isMap := t.Underlying().(*types.Map); !isMap && !yieldsMap(loop.X) {
				return true
			}
			if at, why := seen(loop.Body, info); why != "" {
				p := fset.Position(at)
				all = append(all, fmt.Sprintf("%s:%d: %s in a loop over a map", p.Filename, p.Line, why))
			}
			return true
		})
	}
	return all
}

// yieldsMap tells maps.Keys(m) and its like.
func yieldsMap(x ast.Expr) bool {
	call, ok := x.(*ast.CallExpr)
	if !ok {
		return false
	}
	f, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return false
	}
	from, ok := f.X.(*ast.Ident)
	return ok && from.Name == "maps"
}

// seen says where a loop's order gets out, and how; "" where it does not.
func seen(body *ast.BlockStmt, info *types.Info) (at token.Pos, why string) {
	found := func(n ast.Node, how string) {
		if why == "" {
			at, why = n.Pos(), how
		}
	}
	var depth int // of loops and switches inside: a break there is theirs
	var walk func(n ast.Node) bool
	walk = func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.ForStmt, *ast.RangeStmt, *ast.SwitchStmt, *ast.TypeSwitchStmt, *ast.SelectStmt:
			depth++
			ast.Inspect(n, func(m ast.Node) bool { return m == n || walk(m) })
			depth--
			return false
		case *ast.ReturnStmt:
			for _, result := range n.Results {
				if v := info.Types[result]; v.Value == nil && !v.IsNil() {
					found(n, "a return")
				}
			}
		case *ast.BranchStmt:
			if n.Tok == token.BREAK && (depth == 0 || n.Label != nil) {
				found(n, "a break")
			}
		case *ast.CallExpr:
			if f, ok := n.Fun.(*ast.Ident); ok && f.Name == "append" {
				found(n, "an append")
			}
		}
		return true
	}
	ast.Inspect(body, walk)
	return at, why
}

func TestOrderOfMapsStaysInside(t *testing.T) {
	t.Parallel()
	type pkg struct {
		ImportPath, Dir, Export string
		GoFiles                 []string
		Module                  *struct{ Main bool }
	}
	// What the compiler knows of every package, ours and others', from its cache.
	cmd := exec.CommandContext(t.Context(), "go", "list", "-export", "-deps", "-tags", "gles", "-buildvcs=false",
		"-json=ImportPath,Dir,Export,GoFiles,Module", "./...")
	var failure strings.Builder
	cmd.Stderr = &failure
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %v\n%s", cmd.Args, err, failure.String())
	}
	exports := map[string]string{}
	var ours []pkg
	for list := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p pkg
		if err := list.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		if exports[p.ImportPath] = p.Export; p.Module != nil && p.Module.Main {
			ours = append(ours, p)
		}
	}
	if len(ours) < 20 {
		t.Fatalf("%d packages of this module were found", len(ours))
	}
	fset := token.NewFileSet()
	compiled := importer.ForCompiler(fset, "gc", func(path string) (io.ReadCloser, error) { return os.Open(exports[path]) })
	for _, p := range ours {
		var files []*ast.File
		for _, name := range p.GoFiles {
			f, err := parser.ParseFile(fset, filepath.Join(p.Dir, name), nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			files = append(files, f)
		}
		info := &types.Info{Types: map[ast.Expr]types.TypeAndValue{}}
		if _, err := (&types.Config{Importer: compiled}).Check(p.ImportPath, fset, files, info); err != nil {
			t.Fatal(err)
		}
		for _, fault := range unordered(fset, files, info) {
			t.Error(fault)
		}
	}
}

func TestUnorderedLoopsAreFound(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, body string
		want       string // part of the one fault; empty: none
	}{
		{"Return", "for k := range m { return k }; return 0", "a return"},
		{"ReturnOfAValue", "for _, v := range m { if v > 1 { return v } }; return 0", "a return"},
		{"ReturnOfAConstant", "for _, v := range m { if v > 1 { return 7 } }; return 0", ""},
		{"Append", "var a []int; for k := range m { a = append(a, k) }; return len(a)", "an append"},
		{"AppendInside", "var a []int; for k := range m { for range 2 { a = append(a, k) } }; return len(a)", "an append"},
		{"Break", "n := 0; for k := range m { n = k; break }; return n", "a break"},
		{"BreakOfASwitch", "n := 0; for k := range m { switch k { case 1: n++; break } }; return n", ""},
		{"BreakOfTheLoop", "n := 0\nall: for k := range m { switch k { case 1: n = k; break all } }\nreturn n", "a break"},
		{"Sum", "n := 0; for k := range m { n += k }; return n", ""},
		{"Delete", "for k := range m { delete(m, k) }; return 0", ""},
		{"List", "for _, k := range []int{1} { return k }; return 0", ""},
		{"InAFunction", "n := 0; for k := range m { defer func() int { return k }() }; return n", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			fset := token.NewFileSet()
			f, err := parser.ParseFile(fset, "a.go", "package a\n\nfunc f(m map[int]int) int {\n"+tt.body+"\n}\n", parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			info := &types.Info{Types: map[ast.Expr]types.TypeAndValue{}}
			if _, err := (&types.Config{}).Check("a", fset, []*ast.File{f}, info); err != nil {
				t.Fatal(err)
			}
			got := unordered(fset, []*ast.File{f}, info)
			switch {
			case tt.want == "" && len(got) > 0:
				t.Errorf("faults: %q, want none", got)
			case tt.want != "" && (len(got) != 1 || !strings.Contains(got[0], tt.want)):
				t.Errorf("faults: %q, want one with %q", got, tt.want)
			}
		})
	}
}

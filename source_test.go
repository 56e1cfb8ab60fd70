package main_test

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// maxLines is the size of a room: a file that grows past it holds two ideas.
const maxLines = 450

// Folders whose arithmetic is about money, where a float may not even be named.
var exact = []string{"pos", "storage", "payments"}

// The clock of the machine is read in one file of the wiring: a command has its
// time from its session, so that scripts can set it.
const clockFile = "app/shop.go"

// isCommand is true for the packages that hold the program's commands and the
// wiring below them. Their fixtures wait for other processes, on the machine's clock.
func isCommand(pkg string) bool {
	return pkg == "." || isBelow("app", pkg) && !slices.Contains(fixtures, pkg)
}

var (
	vagueNames = []string{"util", "utils", "common", "helper", "helpers", "misc"}
	// The brackets keep this line from finding itself.
	unfinished = regexp.MustCompile(`\b(TOD[O]|FIXM[E]|XX[X]|HAC[K])\b`)
)

// A source is one Go file of this module, whatever system it is for.
type source struct {
	path string // from the module's root, with slashes
	pkg  string // its folder; "." is the root
	test bool
	text []byte
	file *ast.File
	fset *token.FileSet
}

// sources reads every Go file below a folder.
func sources(t *testing.T, root string) []source {
	t.Helper()
	var all []source
	err := filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			// What Go leaves out of ./... too, and what make builds.
			if n := entry.Name(); name != root && (n[0] == '.' || n[0] == '_' || n == "testdata" || n == "bin" || n == "out") {
				return filepath.SkipDir
			}
			return nil
		}
		if filepath.Ext(name) != ".go" {
			return nil
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, name)
		if err != nil {
			return err
		}
		s, err := parse(filepath.ToSlash(rel), text)
		all = append(all, s)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func parse(name string, text []byte) (source, error) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, name, text, parser.ParseComments|parser.SkipObjectResolution)
	return source{name, path.Dir(name), strings.HasSuffix(name, "_test.go"), text, file, fset}, err
}

func (s source) imports() []string {
	var all []string
	for _, spec := range s.file.Imports {
		if p, err := strconv.Unquote(spec.Path.Value); err == nil {
			all = append(all, p)
		}
	}
	return all
}

func (s source) line(p token.Pos) int { return s.fset.Position(p).Line }

// faults lists what the file does that no file of Psar does.
func (s source) faults() []string {
	var all []string
	add := func(line int, format string, args ...any) {
		all = append(all, fmt.Sprintf("%s:%d: %s", s.path, line, fmt.Sprintf(format, args...)))
	}
	if slices.Contains(vagueNames, strings.TrimSuffix(s.file.Name.Name, "_test")) {
		add(s.line(s.file.Package), "package %s is named after no idea", s.file.Name.Name)
	}
	for i, line := range bytes.Split(s.text, []byte("\n")) {
		if word := unfinished.Find(line); word != nil {
			add(i+1, "%s: finish it, or leave it out", word)
		}
	}
	for _, decl := range s.file.Decls {
		if f, ok := decl.(*ast.FuncDecl); ok && f.Doc == nil && s.hasDocApart(f) {
			add(s.line(f.Pos()), "%s is documented a line apart, where go doc does not look", f.Name.Name)
		}
	}
	if s.test {
		return all
	}
	if n := bytes.Count(s.text, []byte("\n")); n > maxLines {
		add(n, "%d lines, more than %d", n, maxLines)
	}
	money := slices.ContainsFunc(exact, func(root string) bool { return isBelow(root, s.pkg) })
	ast.Inspect(s.file, func(node ast.Node) bool {
		switch n := node.(type) {
		case *ast.FuncDecl:
			if n.Name.Name == "init" && n.Recv == nil {
				add(s.line(n.Pos()), "init() works before anybody asked")
			}
		case *ast.SelectorExpr:
			x, ok := n.X.(*ast.Ident)
			if ok && isCommand(s.pkg) && s.path != clockFile && x.Name == "time" && slices.Contains([]string{"Now", "Since", "Until"}, n.Sel.Name) {
				add(s.line(n.Pos()), "time.%s, and not the session's clock", n.Sel.Name)
			}
			if ok && s.pkg == "ui/model" && x.Name == "pos" && n.Sel.Name == "Till" {
				add(s.line(n.Pos()), "pos.Till: the model asks its Port")
			}
		case *ast.BinaryExpr, *ast.UnaryExpr, *ast.AssignStmt, *ast.IncDecStmt:
			if !reckonsMoney(s.path) && mixesMinor(n) {
				add(s.line(n.Pos()), "reckons with minor units: money.Money does, which knows the currency")
			}
		case *ast.Ident:
			if money && (n.Name == "float32" || n.Name == "float64") {
				add(s.line(n.Pos()), "%s where money is counted", n.Name)
			}
		}
		return true
	})
	return all
}

// hasDocApart reports that a comment about a function ends with a blank line before it.
func (s source) hasDocApart(f *ast.FuncDecl) bool {
	return slices.ContainsFunc(s.file.Comments, func(c *ast.CommentGroup) bool {
		return s.line(c.End())+2 == s.line(f.Pos()) && strings.HasPrefix(c.Text(), f.Name.Name+" ")
	})
}

// reckonsMoney reports that a file is the money's own: it alone may add and compare
// minor units.
func reckonsMoney(name string) bool { return strings.HasPrefix(name, "pos/money/") }

// mixesMinor reports arithmetic on minor units, or a comparison of two: what such a
// number is of, cents or riel, is known no more. To compare one with a number says
// only how large it is, or on which side of zero.
func mixesMinor(node ast.Node) bool {
	switch n := node.(type) {
	case *ast.BinaryExpr:
		switch n.Op {
		case token.ADD, token.SUB, token.MUL, token.QUO, token.REM:
			return ofMinor(n.X) || ofMinor(n.Y)
		case token.LSS, token.GTR, token.LEQ, token.GEQ, token.EQL, token.NEQ:
			return ofMinor(n.X) && ofMinor(n.Y)
		}
	case *ast.UnaryExpr:
		return n.Op == token.SUB && ofMinor(n.X)
	case *ast.AssignStmt:
		if n.Tok == token.ASSIGN || n.Tok == token.DEFINE {
			return false
		}
		return slices.ContainsFunc(slices.Concat(n.Lhs, n.Rhs), ofMinor)
	case *ast.IncDecStmt:
		return ofMinor(n.X)
	}
	return false
}

// ofMinor reports that an expression is the minor units of an amount.
func ofMinor(e ast.Expr) bool {
	switch x := e.(type) {
	case *ast.SelectorExpr:
		return x.Sel.Name == "Minor" || x.Sel.Name == "MinorOf"
	case *ast.Ident:
		return x.Name == "MinorOf"
	case *ast.ParenExpr:
		return ofMinor(x.X)
	case *ast.UnaryExpr:
		return ofMinor(x.X)
	case *ast.CallExpr: // int64(m.Minor), MinorOf(all, c)
		return ofMinor(x.Fun) || len(x.Args) == 1 && ofMinor(x.Args[0]) && isConversion(x.Fun)
	}
	return false
}

func isConversion(fun ast.Expr) bool {
	name, ok := fun.(*ast.Ident)
	return ok && slices.Contains([]string{"int", "int64", "uint64"}, name.Name)
}

func TestSourcesKeepTheHabits(t *testing.T) {
	t.Parallel()
	all := sources(t, ".")
	if !slices.ContainsFunc(all, func(s source) bool { return s.path == "pos/till.go" }) {
		t.Fatalf("%d files were read, and pos/till.go is not among them", len(all))
	}
	for _, s := range all {
		for _, fault := range s.faults() {
			t.Error(fault)
		}
	}
}

func TestFaultsAreFound(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, path, text string
		want             string // part of the one fault; empty: none
	}{
		{"OK", "pos/a.go", "package pos\n\nfunc Add(a, b int64) int64 { return a + b }\n", ""},
		{"Float", "pos/a.go", "package pos\n\nfunc Rate(x any) bool { _, ok := x.(float64); return ok }\n", "float64 where money"},
		{"FloatBelow", "payments/khqr/a.go", "package khqr\n\nvar x []float32\n", "float32 where money"},
		{"FloatInATest", "pos/a_test.go", "package pos\n\nvar x float64\n", ""},
		{"FloatOnTheScreen", "ui/a.go", "package ui\n\nvar x float32\n", ""},
		{"FloatInAComment", "pos/a.go", "package pos // no float64\n", ""},
		{"MinorSum", "pos/a.go", "package pos\n\nfunc f(a, b Money) int64 { return a.Minor + b.Minor }\n", "reckons with minor units"},
		{"MinorLess", "ui/a.go", "package ui\n\nfunc f(a, b money.Money) int64 { return 5 - a.Minor }\n", "reckons with minor units"},
		{"MinorMore", "storage/a.go", "package storage\n\nfunc f(a, b *money.Money) { a.Minor += b.Minor }\n", "reckons with minor units"},
		{"MinorTaken", "storage/a.go", "package storage\n\nfunc f(a *money.Money, n int64) { a.Minor -= n }\n", "reckons with minor units"},
		{"MinorOnes", "ui/a.go", "package ui\n\nfunc f(a *money.Money) { a.Minor++ }\n", "reckons with minor units"},
		{"MinorNegative", "printer/a.go", "package printer\n\nvar m = money.Money{Minor: -a.Minor}\n", "reckons with minor units"},
		{"MinorConverted", "app/a.go", "package app\n\nvar n = int(a.Minor) * 2\n", "reckons with minor units"},
		{"MinorOfSums", "pos/a.go", "package pos\n\nvar n = MinorOf(a, USD) - (MinorOf(b, KHR))\n", "reckons with minor units"},
		{"MinorCompared", "pos/a.go", "package pos\n\nvar less = a.Minor < b.Minor\n", "reckons with minor units"},
		{"MinorEqual", "payments/a.go", "package payments\n\nvar same = a.Minor == b.Minor\n", "reckons with minor units"},
		{"MinorOfTheMoney", "pos/money/math.go", "package money\n\nvar sum = a.Minor + b.Minor\n", ""},
		{"MinorSign", "pos/a.go", "package pos\n\nvar some = a.Minor > 0 && b.Minor != 100\n", ""},
		{"MinorInATest", "pos/a_test.go", "package pos\n\nvar sum = a.Minor + b.Minor\n", ""},
		{"Init", "ui/a.go", "package ui\n\nfunc init() {}\n", "init()"},
		{"Clock", "main.go", "package main\n\nvar x = time.Now()\n", "not the session's clock"},
		{"ClockOfACommand", "app/cli/a.go", "package cli\n\nvar x = time.Since(y)\n", "not the session's clock"},
		{"ClockOfTheWiring", "app/a.go", "package app\n\nvar x = time.Until(y)\n", "not the session's clock"},
		{"ClockOfTheWindows", "app/e2e/a.go", "package e2e\n\nvar x = time.Now()\n", "not the session's clock"},
		{"ClockOfAFixture", "app/apptest/a.go", "package apptest\n\nvar x = time.Now()\n", ""},
		{"ClockOfATest", "app/cli/a_test.go", "package cli\n\nvar x = time.Now()\n", ""},
		{"ClockOfTheMachine", clockFile, "package app\n\nvar x = time.Now()\n", ""},
		{"MethodInit", "ui/a.go", "package ui\n\ntype a int\n\nfunc (a) init() {}\n", ""},
		{"TillInTheModel", "ui/model/a.go", "package model\n\nfunc f(t *pos.Till) {}\n", "asks its Port"},
		{"TillInTheWindows", "ui/a.go", "package ui\n\nfunc f(t *pos.Till) {}\n", ""},
		{"DocApart", "ui/a.go", "package ui\n\n// f is short.\n\nfunc f() {}\n", "f is documented a line apart"},
		{"DocApartInATest", "ui/a_test.go", "package ui\n\n// f is short.\n\nfunc f() {}\n", "f is documented a line apart"},
		{"DocOfTheFile", "ui/a.go", "package ui\n\n// Functions are short.\n\nfunc f() {}\n", ""},
		{"Vague", "ui/a.go", "package helpers\n", "named after no idea"},
		{"VagueTest", "ui/a_test.go", "package util_test\n", "named after no idea"},
		{"Unfinished", "ui/a_test.go", "package ui // TOD" + "O: later\n", "finish it"},
		{"InsideAWord", "ui/a.go", "package ui // TOD" + "OS\n", ""},
		{"Longest", "ui/a.go", "package ui\n" + strings.Repeat("\n", maxLines-1), ""},
		{"TooLong", "ui/a.go", "package ui\n" + strings.Repeat("\n", maxLines), "451 lines"},
		{"LongTest", "ui/a_test.go", "package ui\n" + strings.Repeat("\n", maxLines), ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s, err := parse(tt.path, []byte(tt.text))
			if err != nil {
				t.Fatal(err)
			}
			got := s.faults()
			switch {
			case tt.want == "" && len(got) > 0:
				t.Errorf("faults: %q, want none", got)
			case tt.want != "" && (len(got) != 1 || !strings.Contains(got[0], tt.want)):
				t.Errorf("faults: %q, want one with %q", got, tt.want)
			}
		})
	}
}

// A map is ranged over in another order each time. Where that order chooses an
// error, builds a list or ends the loop, the same command does not give the same
// bytes twice: keys are sorted first, or the map is a list.

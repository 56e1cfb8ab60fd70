package raksmeypay

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"strings"
	"testing"
)

// A refusal without a message shows the documented meaning of its code.
func TestErrorSaysWhatACodeMeans(t *testing.T) {
	t.Parallel()
	for want, e := range map[string]*Error{
		"raksmeypay: the gateway refused with code 6: Over the limit":                      {Kind: Refused, Code: CodeOverLimit, Message: "Over the limit"},
		"raksmeypay: the gateway refused with code 6: amount over the transaction limit":   {Kind: Refused, Code: CodeOverLimit},
		"raksmeypay: the gateway refused with code 99":                                     {Kind: Refused, Code: 99},
		"raksmeypay: the gateway refused (HTTP 403): Invalid hash":                         {Kind: Refused, HTTPStatus: 403, Message: "Invalid hash"},
		"raksmeypay: the gateway failed (HTTP 503)":                                        {Kind: ServerError, HTTPStatus: 503},
		"raksmeypay: the gateway says that this is already paid with code 8: already paid": {Kind: AlreadyPaid, Code: CodeAlreadyPaid},
	} {
		if got := e.Error(); got != want {
			t.Errorf("%s\nwant %s", got, want)
		}
	}
	for code := CodeProfileNotFound; code <= CodeAlreadyPaid; code++ {
		if codeMeaning(code) == "" {
			t.Errorf("code %d has no meaning", code)
		}
	}
}

// The tables of doc.go list every kind, code and reason, and every kind has its
// sentence.
func TestDocumentationIsWhole(t *testing.T) {
	t.Parallel()
	doc, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	counts := map[string]int{}
	for _, file := range []string{"errors.go", "codes.go", "incoming.go"} {
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(parsed, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok || !spec.Names[0].IsExported() || spec.Names[0].Name == "CodeSuccess" {
				return true
			}
			counts[file]++
			if name := spec.Names[0].Name; !strings.Contains(string(doc), "\t"+name+" ") && !strings.Contains(string(doc), "  "+name+" ") {
				t.Errorf("doc.go says nothing of %s", name)
			}
			return true
		})
	}
	if counts["errors.go"] != len(sentences) || counts["codes.go"] != 8 || counts["incoming.go"] != 7 {
		t.Errorf("constants %v, and %d sentences of kinds", counts, len(sentences))
	}
}

package raksmeypay

import (
	"embed"
	"html/template"
	"net/url"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// The web kit: HTML for a shop's own web page, by ButtonHTML, ModalHTML and
// SMMHTML. Each makes a snippet; Page puts one into a whole document. Every value
// is escaped for where it stands, and no element carries a style or a handler in
// an attribute, so that a page with a Content-Security-Policy needs the snippet's
// Nonce and the addresses that it loads, nothing more. The scripts' text is
// always the same: the policy may name its hash instead.
//
// A snippet with a payment link is for one customer and one payment: the page is
// made for each anew and kept in no cache.

//go:embed webkit.html
var webkitFiles embed.FS

// webkit is parsed when the first page is made: a till that makes none starts
// without it.
var webkit = sync.OnceValue(func() *template.Template {
	return template.Must(template.ParseFS(webkitFiles, "webkit.html"))
})

const (
	defaultLabel = "Pay by KHQR"
	maxLabel     = 100 // characters
)

// Page puts a snippet of this package into a whole document, to try it out. The
// title is escaped, the snippet is taken as it is.
func Page(title, snippet string) string {
	page, _ := render("page", struct {
		Title   string
		Snippet template.HTML
	}{title, template.HTML(snippet)}) // a document of two texts can't fail
	return page
}

func render(name string, data any) (string, error) {
	var b strings.Builder
	if err := webkit().ExecuteTemplate(&b, name, data); err != nil {
		return "", badRequest("the HTML can't be made: " + err.Error())
	}
	return b.String(), nil
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

func checkLabel(s string) *Error {
	if !line(s, maxLabel) {
		return badRequest("the label must be at most 100 characters on one line")
	}
	return nil
}

// base64Digits are those of both alphabets.
const base64Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_"

func checkNonce(s string) *Error {
	if len(s) > 128 || strings.Trim(strings.TrimRight(s, "="), base64Digits) != "" {
		return badRequest("the nonce must be base64 of at most 128 characters")
	}
	return nil
}

// line takes text of at most max characters that stands on one line.
func line(s string, max int) bool {
	return utf8.ValidString(s) && utf8.RuneCountInString(s) <= max && !strings.ContainsFunc(s, func(r rune) bool {
		return unicode.IsControl(r) || r == '\u2028' || r == '\u2029'
	})
}

// checkPageURL takes the address of something that a customer's browser loads.
// Plain HTTP is for this machine alone, as for the base URL.
func checkPageURL(s, what string) *Error {
	u, err := url.Parse(s)
	switch {
	case err != nil || u.Hostname() == "" || u.User != nil:
	case u.Scheme == "https", u.Scheme == "http" && loopback(u.Hostname()):
		return nil
	}
	return badRequest(what + " must be an absolute https address")
}

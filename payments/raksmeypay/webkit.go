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

// The web kit is HTML for a shop's own web page, by ButtonHTML, ModalHTML and
// SMMHTML. Each makes a snippet; Page makes a whole document of one. Every value is
// escaped for its context, and no element has a style or an event handler in an
// attribute. So a Content-Security-Policy needs only the snippet's Nonce (or the hash
// of the scripts, whose text never changes) and the addresses that it loads.
//
// A snippet with a payment link is for one customer and one payment: make the page
// anew for each, and don't cache it.

//go:embed webkit.html
var webkitFiles embed.FS

// webkit is parsed when it is first used: most tills never need it.
var webkit = sync.OnceValue(func() *template.Template {
	return template.Must(template.ParseFS(webkitFiles, "webkit.html"))
})

const (
	defaultLabel = "Pay by KHQR"
	maxLabel     = 100 // characters
)

// Page makes a whole document of a snippet, to try it out. The title is escaped; the
// snippet is inserted as it is.
func Page(title, snippet string) string {
	page, _ := render("page", struct {
		Title   string
		Snippet template.HTML
	}{title, template.HTML(snippet)}) // two strings can't fail
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

// base64Digits are those of the standard and the URL alphabet.
const base64Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_"

func checkNonce(s string) *Error {
	if len(s) > 128 || strings.Trim(strings.TrimRight(s, "="), base64Digits) != "" {
		return badRequest("the nonce must be base64 of at most 128 characters")
	}
	return nil
}

// line reports that s is text on one line, of at most max characters.
func line(s string, max int) bool {
	return utf8.ValidString(s) && utf8.RuneCountInString(s) <= max && !strings.ContainsFunc(s, func(r rune) bool {
		return unicode.IsControl(r) || r == '\u2028' || r == '\u2029'
	})
}

// checkPageURL checks the address of a resource that a customer's browser loads.
// Plain HTTP is allowed for loopback only, as for the base URL.
func checkPageURL(s, what string) *Error {
	u, err := url.Parse(s)
	switch {
	case err != nil || u.Hostname() == "" || u.User != nil:
	case u.Scheme == "https", u.Scheme == "http" && loopback(u.Hostname()):
		return nil
	}
	return badRequest(what + " must be an absolute https address")
}

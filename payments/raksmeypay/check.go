package raksmeypay

import (
	"net/netip"
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Limits on what is sent.
const (
	MaxIDDigits = 15  // length of a transaction id
	MaxRemark   = 500 // characters of a remark, after trimming
	maxAmount   = 13  // characters: the longest amount of a KHQR's tag 54
	maxKey      = 256 // bytes
	maxProfile  = 64  // bytes
)

// TrimRemark removes white space, and the invisible characters of Khmer text
// (zero-width space, joiners, byte order mark), at both ends. A server that trims
// its input would otherwise hash another remark than the client.
func TrimRemark(s string) string {
	return strings.TrimFunc(s, func(r rune) bool {
		switch {
		case unicode.IsSpace(r), r == 0, r == '\u180e', r == '\u2060', r == '\ufeff':
			return true
		}
		return r >= '\u200b' && r <= '\u200f'
	})
}

func checkID(id string) *Error {
	if !digits(id) || len(id) > MaxIDDigits || id[0] == '0' {
		return badRequest("the transaction id must be 1 to 15 digits without a leading zero")
	}
	return nil
}

// checkAmount accepts what a USD or a KHR profile may ask for: two decimals or
// none. The text is hashed as it is.
func checkAmount(amount string) *Error {
	whole, cents, point := strings.Cut(amount, ".")
	switch {
	case len(amount) > maxAmount, !digits(whole), len(whole) > 1 && whole[0] == '0',
		point && (len(cents) != 2 || !digits(cents)):
		return badRequest("the amount must be digits with two decimals (USD) or none (KHR)")
	case strings.Trim(amount, "0.") == "":
		return badRequest("the amount must be more than zero")
	}
	return nil
}

func checkRemark(remark string) *Error {
	switch {
	case !utf8.ValidString(remark):
		return badRequest("the remark must be UTF-8")
	case utf8.RuneCountInString(remark) > MaxRemark:
		return badRequest("the remark must be at most 500 characters")
	}
	return nil
}

func checkTemplate(template int) *Error {
	if template < 0 || template > TemplatePlain {
		return badRequest("the template must be 1 (card) or 2 (plain)")
	}
	return nil
}

func checkSuccessURL(s string) *Error {
	u, err := url.Parse(s)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		return badRequest("the success URL must be an absolute http or https URL")
	}
	// Its own and the gateway's parameter of the same name could not be told apart.
	for _, name := range [...]string{paramTime, paramAmount, paramBakong, paramHash} {
		if u.Query().Has(name) {
			return badRequest("the success URL has a parameter that the gateway appends: " + name)
		}
	}
	return nil
}

// checkBase checks a base URL and returns it without a trailing slash. Plain HTTP
// is allowed for loopback only: elsewhere anybody on the way could forge "paid".
func checkBase(s string) (string, *Error) {
	u, err := url.Parse(s)
	switch {
	case err != nil || u.Hostname() == "":
		return "", badRequest("the base URL must be an absolute URL")
	case u.User != nil || u.RawQuery != "" || u.ForceQuery || u.Fragment != "":
		return "", badRequest("the base URL must have no user, query or fragment")
	case u.Scheme == "https", u.Scheme == "http" && loopback(u.Hostname()):
		return strings.TrimRight(u.String(), "/"), nil
	}
	return "", badRequest("the base URL must be https; plain http is for this machine alone")
}

func loopback(host string) bool {
	if strings.EqualFold(host, "localhost") {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.Unmap().IsLoopback()
}

func checkProfile(id string) *Error {
	if id == "" || len(id) > maxProfile {
		return badRequest("the profile id must be 1 to 64 letters or digits")
	}
	for _, r := range id {
		if !(r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r == '-' || r == '_') {
			return badRequest("the profile id must be letters and digits")
		}
	}
	return nil
}

// checkKey refuses a key that is not printable ASCII: a space or line end from
// copying makes every hash wrong.
func checkKey(key string) *Error {
	if key == "" || len(key) > maxKey {
		return badRequest("the profile key must be 1 to 256 characters")
	}
	if !printable(key) {
		return badRequest("the profile key must be printable ASCII without spaces")
	}
	return nil
}

// printable reports that s is ASCII without spaces and controls, as headers and
// keys must be.
func printable(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || r > '~' })
}

func digits(s string) bool {
	if s == "" {
		return false
	}
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

package words

import (
	"fmt"
	"slices"
	"strings"

	"psar/pos/text"
)

// errorEntry is the text of one error code. If named is true, the error's arguments
// (an amount, a path, the gateway's message) replace the message's %s, or follow the
// message if it has none; if false, the arguments are for programs and the log only.
type errorEntry struct {
	code          string
	named         bool
	message, hint entry
}

// mostNamed is how much of an argument is shown, in characters: longer than any path of a shop, and
// short enough for a line that names what was typed.
const mostNamed = 500

// errorWords are the entries of all codes.
var errorWords = slices.Concat(tillErrors, dayErrors, itemErrors, staffErrors, openTillErrors)

// ErrorCodes lists every code with an entry.
func ErrorCodes() []string {
	codes := make([]string, len(errorWords))
	for i, e := range errorWords {
		codes[i] = e.code
	}
	return codes
}

// HasError reports whether a code has an entry.
func HasError(code string) bool {
	_, ok := errorOf(code)
	return ok
}

// ErrorMessage is one sentence about what happened, with the error's arguments where a
// person can use them. The code gateway_refused whose first argument is a documented
// number N reads as gateway_refused_N, and what needs the owner as …_owner. A code without an entry reads as an internal
// error that names the code, for support.
func ErrorMessage(lang Language, code string, args ...any) string {
	code, args = refine(code, args)
	e, ok := errorOf(code)
	if !ok {
		e, _ = errorOf("internal")
		return e.message.in(lang) + " (" + code + ")"
	}
	var named []string
	if e.named {
		for _, a := range shown(args) {
			if s := strings.TrimSpace(fmt.Sprint(a)); s != "" {
				named = append(named, text.Cut(s, mostNamed))
			}
		}
	}
	message := e.message.in(lang)
	for strings.Contains(message, "%s") {
		value := "?" // a missing argument must not break the sentence
		if len(named) > 0 {
			value, named = named[0], named[1:]
		}
		message = strings.Replace(message, "%s", strings.ReplaceAll(value, "%s", ""), 1)
	}
	if len(named) == 0 {
		return message
	}
	return message + ": " + strings.Join(named, ", ")
}

// ErrorHint is what to do next. It takes the same arguments as ErrorMessage.
func ErrorHint(lang Language, code string, args ...any) string {
	code, _ = refine(code, args)
	e, ok := errorOf(code)
	if !ok {
		e, _ = errorOf("internal")
	}
	return e.hint.in(lang)
}

// refine picks the entry of a code's own case: gateway_refused_N if the gateway's number is
// documented, and what only an owner may do. The arguments are those that the entry names.
func refine(code string, args []any) (string, []any) {
	switch {
	case code == "gateway_refused" && len(args) > 0:
		return refined(code, args[0], args)
	case code == "keyring_file" && len(args) > 1: // which keys are in it
		return refined(code, "beside", args)
	case code == "manager_needed" && len(args) > 0:
		return refined(code, args[0], nil)
	case (code == "permission_missing" || code == "pin_untold") && len(args) > 1:
		return refined(code, args[1], args[:1])
	case (code == "data_locked" || code == "drawer_short") && len(args) > 2:
		return refined(code, args[2], args[:2])
	}
	return code, args
}

func refined(code string, of any, named []any) (string, []any) {
	if own := fmt.Sprintf("%s_%v", code, of); HasError(own) {
		return own, named
	}
	return code, named
}

func errorOf(code string) (errorEntry, bool) {
	for _, e := range errorWords {
		if e.code == code {
			return e, true
		}
	}
	return errorEntry{}, false
}

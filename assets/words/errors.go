package words

import (
	"fmt"
	"slices"
	"strings"
)

// errorEntry is what a person reads for one error code. Where named is true,
// the error's arguments (an amount, a path, the gateway's own words) stand where
// the message has a %s, or else follow it; where it is false they are for
// programs and stay in the log.
type errorEntry struct {
	code          string
	named         bool
	message, hint entry
}

// errorWords are all of them.
var errorWords = slices.Concat(tillErrors, dayErrors, itemErrors, staffErrors)

// ErrorCodes lists every code that has words of its own.
func ErrorCodes() []string {
	codes := make([]string, len(errorWords))
	for i, e := range errorWords {
		codes[i] = e.code
	}
	return codes
}

// HasError reports that a code has words of its own.
func HasError(code string) bool {
	_, ok := errorOf(code)
	return ok
}

// ErrorMessage says in one sentence what happened, with what the arguments
// name, if a person can use them: in the sentence, or behind it. The code
// gateway_refused with one of the gateway's documented numbers as its first
// argument reads as gateway_refused_N. A code without words reads as an
// internal error that names the code, so that support can find it.
func ErrorMessage(lang Language, code string, args ...any) string {
	e, ok := errorOf(refine(code, args))
	if !ok {
		e, _ = errorOf("internal")
		return e.message.in(lang) + " (" + code + ")"
	}
	var named []string
	if e.named {
		for _, a := range args {
			if s := strings.TrimSpace(fmt.Sprint(a)); s != "" {
				named = append(named, s)
			}
		}
	}
	message := e.message.in(lang)
	for strings.Contains(message, "%s") {
		value := "?" // an error that lost its argument still reads as a sentence
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

// ErrorHint says what to do next. It takes the same arguments as ErrorMessage.
func ErrorHint(lang Language, code string, args ...any) string {
	e, ok := errorOf(refine(code, args))
	if !ok {
		e, _ = errorOf("internal")
	}
	return e.hint.in(lang)
}

// refine picks the documented refusal where the gateway's number says so.
func refine(code string, args []any) string {
	if code == "gateway_refused" && len(args) > 0 {
		if numbered := fmt.Sprintf("%s_%v", code, args[0]); HasError(numbered) {
			return numbered
		}
	}
	return code
}

func errorOf(code string) (errorEntry, bool) {
	for _, e := range errorWords {
		if e.code == code {
			return e, true
		}
	}
	return errorEntry{}, false
}

package model

import (
	"time"

	"psar/assets/words"
	"psar/pos/fault"
	"psar/ui/view"
)

// Said is a short sentence about the last thing that was tried.
type Said struct {
	Key      words.Key // or code
	Code     fault.Code
	args     []any
	lead     words.Key // before a code: what became of what was tried
	leadArgs []any
	status   view.Status
	until    time.Time
}

// NotTaken is the sentence if it says that keys were not taken, and until when it stands.
func (s Said) NotTaken() (key words.Key, until time.Time) {
	for _, k := range []words.Key{s.Key, s.lead} {
		if k == words.TypeAgain || k == words.KeysDropped || k == words.JustCame {
			return k, s.until
		}
	}
	return "", time.Time{}
}

// Text is the sentence in the cashier's language; "" when it is over.
func (s Said) Text(lang words.Language, now time.Time) string {
	if !now.Before(s.until) {
		return ""
	}
	return s.sentence(lang)
}

// sentence is the same for as long as it is kept.
func (s Said) sentence(lang words.Language) string {
	switch {
	case s.Code == "" && s.Key == "":
		return ""
	case s.Code != "" && s.lead != "":
		return words.Text(lang, s.lead, s.leadArgs...) + stop(lang) + errorText(lang, s.Code, s.args...)
	case s.Code != "":
		return errorText(lang, s.Code, s.args...)
	}
	return words.Text(lang, s.Key, s.args...)
}

// errorText is what happened and what to do next, on one line.
func errorText(lang words.Language, code fault.Code, args ...any) string {
	return words.ErrorMessage(lang, string(code), args...) + stop(lang) + words.ErrorHint(lang, string(code), args...)
}

// stop ends a sentence before another one.
func stop(lang words.Language) string {
	if lang == words.Khmer {
		return "។ "
	}
	return ". "
}

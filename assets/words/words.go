package words

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"psar/pos/text"
)

// Language is a BCP 47 primary tag.
type Language string

// The languages of Psar. Any other value is read as English.
const (
	English Language = "en"
	Khmer   Language = "km"
)

// Key identifies a sentence.
type Key string

// entry is one sentence in both languages.
type entry struct{ en, km string }

func (e entry) in(lang Language) string {
	if lang == Khmer {
		return e.km
	}
	return e.en
}

// topics are the sentences, by topic.
func topics() []map[Key]entry {
	return []map[Key]entry{
		cashierWords,
		customerWords,
		keysWords,
		reportWords,
		paperWords,
		cliWords,
		screensWords,
		managerWords,
		payeeWords,
		printerWords,
		sheetWords,
		catalogueWords,
		counterWords,
		staffWords,
		dayWords,
		itemWindowWords,
		lockWords,
		exportWords,
		pastWords,
		reportWindowWords,
		peopleWords,
		checkWords,
		auditWords,
		recordsWords,
		findingWords,
	}
}

func lookup(key Key) (entry, bool) {
	for _, t := range topics() {
		if e, ok := t[key]; ok {
			return e, true
		}
	}
	return entry{}, false
}

// Text is a sentence with args in place of its verbs. An unknown key is returned as it
// is, since a blank button would be worse.
func Text(lang Language, key Key, args ...any) string {
	e, ok := lookup(key)
	if !ok {
		return string(key)
	}
	if len(args) == 0 && !strings.Contains(e.en, "%") {
		return e.in(lang)
	}
	return fmt.Sprintf(e.in(lang), shown(args)...)
}

// shown are the arguments of a sentence as they may be shown: names and answers come from
// stored rows and from other programs.
func shown(args []any) []any {
	out := args
	for i, a := range args {
		if kind := reflect.ValueOf(a).Kind(); kind >= reflect.Bool && kind <= reflect.Complex128 {
			if _, named := a.(fmt.Stringer); !named {
				continue // a figure
			}
		}
		said := fmt.Sprint(a)
		safe := text.Shown(said)
		if _, several := a.(error); several {
			safe = text.ShownLines(said) // joined errors have lines of their own
		}
		if safe == said {
			continue
		}
		if &out[0] == &args[0] {
			out = slices.Clone(args)
		}
		out[i] = safe
	}
	return out
}

// Both is a sentence in Khmer, a middle dot, and English, for a single line that every
// customer can read.
func Both(key Key, args ...any) string {
	km, en := Text(Khmer, key, args...), Text(English, key, args...)
	if km == en {
		return en
	}
	return km + " · " + en
}

// AllKeys lists every key, sorted.
func AllKeys() []Key {
	var keys []Key
	for _, t := range topics() {
		keys = slices.AppendSeq(keys, maps.Keys(t))
	}
	slices.Sort(keys)
	return keys
}

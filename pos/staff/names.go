package staff

import (
	"strconv"
	"strings"

	"psar/pos/id"
	"psar/pos/text"
)

// Names are the names, folded, of people who left and are shown as numbers: those of before
// too. The journal's facts keep the names.
type Names map[string]id.Person

// Of is how a name is shown.
func (n Names) Of(name string) string {
	if number, hidden := n[text.Fold(name)]; hidden {
		return NumberName(number)
	}
	return name
}

// Hide has a name shown as a number; of two people who had it, as the lower one.
func (n Names) Hide(name string, number id.Person) {
	key := text.Fold(name)
	if was, hidden := n[key]; !hidden || number < was {
		n[key] = number
	}
}

// Show has a name shown again.
func (n Names) Show(name string) { delete(n, text.Fold(name)) }

const numberPrefix = "No. "

// NumberName is what stands in place of a name.
func NumberName(number id.Person) string { return numberPrefix + strconv.Itoa(int(number)) }

// Nobody is the row of a person whom nobody has hired, as it is put right: a row can't be deleted, but
// it keeps its name from nobody.
func Nobody(row Person) Person {
	row.Name, row.Active = NumberName(row.ID), false
	return row
}

// ParseNumberName is the person that a NumberName stands for.
func ParseNumberName(s string) (id.Person, bool) {
	rest, ok := strings.CutPrefix(text.Fold(s), text.Fold(numberPrefix))
	if !ok {
		return 0, false
	}
	n, err := strconv.Atoi(strings.TrimSpace(rest))
	return id.Person(n), err == nil && n > 0
}

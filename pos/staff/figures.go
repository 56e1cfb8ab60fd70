package staff

import (
	"fmt"
	"strconv"
	"strings"

	"psar/pos/money"
)

// Figures are the values that a person saw when they approved an action, as one string.
// Whatever shows a thing takes the string from the thing's own Figures method; Till
// computes it again from the current state and refuses an approval whose figures have
// changed. "" is for actions that show nothing but what the person typed.
type Figures string

// FiguresOf returns the figures of amounts; their order counts.
func FiguresOf(amounts ...money.Money) Figures { return NewFigures("money", amounts) }

// NewFigures returns the figures of a thing: its kind, then each value that it shows. Two
// Figures are equal only where all parts are.
func NewFigures(parts ...any) Figures {
	texts := make([]string, len(parts))
	for i, part := range parts {
		texts[i] = strconv.Quote(fmt.Sprint(part))
	}
	return Figures(strings.Join(texts, " "))
}

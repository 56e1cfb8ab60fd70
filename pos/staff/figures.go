package staff

import (
	"fmt"
	"strconv"
	"strings"

	"psar/pos/money"
)

// Figures are what a person saw when they gave their word: the window or command
// that showed a thing says so by the thing's own Figures. Till takes them again
// from what stands, and refuses a word whose figures have changed. "" are of what
// shows nothing but what the person typed.
type Figures string

// FiguresOf are those of amounts, in their order.
func FiguresOf(amounts ...money.Money) Figures { return Shown("money", amounts) }

// Shown makes figures of what a thing shows, its kind first. The figures of two
// things are the same only where all of their parts are.
func Shown(parts ...any) Figures {
	texts := make([]string, len(parts))
	for i, part := range parts {
		texts[i] = strconv.Quote(fmt.Sprint(part))
	}
	return Figures(strings.Join(texts, " "))
}

package pos

import (
	"fmt"
	"strconv"
	"strings"

	"psar/pos/money"
	"psar/pos/text"
)

// Figures are what a person saw when they gave their word: the window or command
// that showed a thing says so by the thing's own Figures. Till takes them again
// from what stands, and refuses a word whose figures have changed. "" are of what
// shows nothing but what the person typed.
type Figures string

// FiguresOf are those of amounts, in their order.
func FiguresOf(amounts ...money.Money) Figures { return figures("money", amounts) }

func figures(parts ...any) Figures {
	texts := make([]string, len(parts))
	for i, part := range parts {
		texts[i] = strconv.Quote(fmt.Sprint(part))
	}
	return Figures(strings.Join(texts, " "))
}

// Figures are what a manager sees of a payment of which they resolve the money, or
// which they mark as paid.
func (a Attempt) Figures() Figures {
	return figures("payment", a.ID, a.Amount, a.Received, a.Unclaimed())
}

// Figures are what an alarm says, and how often it was raised.
func (a Alarm) Figures() Figures {
	return figures("alarm", a.ID, a.Kind, a.Payment, a.Money, a.Expected, a.Found.Account, a.Found.Name, a.Times, a.Last.UnixMilli())
}

// Figures are the drawer's, as the shift has it: whose it is, and what should be in
// it.
func (s Shift) Figures() Figures {
	return figures("shift", s.Z, s.Open, text.Fold(s.By), money.MinorOf(s.Drawer, money.USD), money.MinorOf(s.Drawer, money.KHR))
}

// Figures are all of a person that the staff's list shows.
func (s Staff) Figures() Figures { return figures("staff", s.ID, s.Name, s.Role, s.Active) }

// Figures are all of an item.
func (i Item) Figures() Figures { return figures("item", fmt.Sprintf("%+v", i)) }

// Figures are those of a sale: what it costs, and what was paid of it so far.
func (s Sale) Figures() Figures {
	paid := make([]money.Money, len(s.Tenders))
	for i, tender := range s.Tenders {
		paid[i] = tender.Amount
	}
	return figures("sale", s.ID, s.State, s.Total, paid)
}

// Figures are what settings hold. A secret is never shown: only whose it is.
func (s Settings) Figures(keys ...SettingKey) Figures {
	parts := []any{"settings"}
	for _, key := range keys {
		parts = append(parts, key)
		if spec, err := SpecOf(key); err == nil && !spec.Secret {
			parts = append(parts, s.Get(key))
		}
	}
	return figures(parts...)
}

package cli

import (
	"bytes"
	"encoding/json"
	"io"
	"strings"

	"psar/app"
	"psar/assets/words"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/sale"
	"psar/pos/settings"
	"psar/pos/text"
	"psar/storage"
)

type salesCommand struct {
	Day  string `help:"Business day, 2006-01-02 (default: today's)." placeholder:"DAY" filled:""`
	JSON bool   `name:"json" help:"Print one JSON document."`
}

func (c *salesCommand) Run(s *session) error {
	return s.read(c.JSON, func(db *storage.DB) error {
		day, err := s.day(db, c.Day)
		if err != nil {
			return err
		}
		sales, err := db.Sales(s, day)
		if err != nil {
			return err
		}
		if c.JSON {
			if sales == nil {
				sales = []sale.Sale{}
			}
			return s.printJSON(sales)
		}
		table := s.newTable(words.ColReceipt, words.ColTime, words.ColAmount, words.ColTender, words.ColPayment)
		for _, sale := range sales {
			var kinds []string
			var payment id.Payment
			for _, t := range sale.Tenders {
				kinds = append(kinds, string(t.Kind))
				payment = max(payment, t.PaymentID)
			}
			table.row(sale.Receipt, money.Local(sale.Completed), sale.Total.Display(), strings.Join(kinds, "+"), payment)
		}
		return table.flush()
	})
}

// day is the day in a flag, or the current business day.
func (s *session) day(db *storage.DB, flag string) (money.Day, error) {
	if flag != "" {
		return money.ParseDay(flag)
	}
	values, err := db.Settings(s)
	if err != nil {
		return "", err
	}
	return money.DayOf(s.clock.Now(), values.Int(settings.CutoffHour)), nil
}

// read runs a command that only reads, also beside an open till. In the open till's own
// process it reads by the till's connections: the file's locks are the process's, and end
// with the first of its descriptors that is closed.
func (s *session) read(asJSON bool, f func(*storage.DB) error) error {
	if s.hosted != nil {
		return s.refuse(asJSON, f(s.hosted.shop.DB))
	}
	dir, err := app.DataDir(s.flags.Data)
	if err != nil {
		return s.refuse(asJSON, err)
	}
	db, err := s.openReading(dir, s.flags.Training)
	if err != nil {
		return s.refuse(asJSON, err)
	}
	defer db.Close()
	return s.refuse(asJSON, f(db))
}

// printJSON prints one JSON document.
func (s *session) printJSON(v any) error {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		return err
	}
	// The encoder leaves C1 and the marks of direction as they are; for a reader of JSON their
	// escapes are the same, and a terminal shows them.
	_, err := io.WriteString(s.out, text.ShownLines(out.String()))
	s.wrote = s.wrote || err == nil
	return err
}

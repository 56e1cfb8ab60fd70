package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"psar/assets/words"
	"psar/payments"
	"psar/pos"
	"psar/storage"
)

type salesCommand struct {
	Day  string `help:"Business day, 2006-01-02 (default: today's)." placeholder:"DAY"`
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
				sales = []pos.Sale{}
			}
			return s.printJSON(sales)
		}
		table := s.newTable(words.ColReceipt, words.ColTime, words.ColAmount, words.ColTender, words.ColPayment)
		for _, sale := range sales {
			for _, t := range sale.Tenders {
				table.row(sale.Receipt, pos.Local(sale.Completed), sale.Total.Display(), t.Kind, t.PaymentID)
			}
		}
		return table.flush()
	})
}

// day is a day that a flag names, or the business day of now.
func (s *session) day(db *storage.DB, flag string) (pos.Day, error) {
	if flag != "" {
		return pos.ParseDay(flag)
	}
	settings, err := db.Settings(s)
	if err != nil {
		return "", err
	}
	return pos.DayOf(time.Now(), settings.Int(pos.SettingCutoffHour)), nil
}

// read runs a command that only reads, beside a till that may be open.
func (s *session) read(asJSON bool, f func(*storage.DB) error) error {
	dir, err := dataDir(s.flags.Data)
	if err != nil {
		return s.refuse(asJSON, err)
	}
	db, err := storage.OpenReadOnly(s, storage.Options{Dir: dir, Training: s.flags.Training, Clock: systemClock{}})
	if err != nil {
		return s.refuse(asJSON, err)
	}
	defer db.Close()
	if err := f(db); err != nil {
		var code exit
		if errors.As(err, &code) {
			return err
		}
		return s.refuse(asJSON, err)
	}
	return nil
}

// printJSON prints one JSON document.
func (s *session) printJSON(v any) error {
	e := json.NewEncoder(s.out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}

type watchCommand struct {
	Once bool `help:"Verify every open payment once, then end."`
	JSON bool `name:"json" help:"Print one JSON document (with --once)."`
}

// watchResult is what watch --once says with --json.
type watchResult struct {
	Watched   int           `json:"watched"`
	Paid      int           `json:"paid"`
	Unclaimed int           `json:"unclaimed"`
	Expired   int           `json:"expired"`
	Unpaid    int           `json:"unpaid"`
	Unknown   int           `json:"unknown"`
	Skipped   int           `json:"skipped"`
	Attempts  []attemptView `json:"attempts"`
}

func (c *watchCommand) Run(s *session) error {
	if c.JSON && !c.Once {
		return s.refuse(c.JSON, misused(words.CLIJSONOnce))
	}
	shop, err := s.openShop()
	if err != nil {
		return s.refuse(c.JSON, err)
	}
	defer shop.close()
	if !c.Once {
		return c.stay(s, shop)
	}
	r, err := shop.watcher.Once(s)
	if err != nil {
		return s.refuse(c.JSON, err)
	}
	result := watchResult{
		Watched: r.Watched, Paid: r.Paid, Unclaimed: r.Unclaimed, Expired: r.Expired,
		Unpaid: r.Unpaid, Unknown: r.Unknown, Skipped: r.Skipped, Attempts: []attemptView{},
	}
	receipts := shop.till.Snapshot().Receipts
	for _, a := range r.Attempts {
		result.Attempts = append(result.Attempts, attemptViewOf(a, receipts[a.ID]))
	}
	if c.JSON {
		return s.printJSON(result)
	}
	for _, v := range result.Attempts {
		fmt.Fprintln(s.out, v.TransactionID, v.State, v.Money.Display(), v.Receipt)
	}
	fmt.Fprintln(s.err, words.Text(s.lang, words.CLIWatched, r.Watched, r.Paid, r.Unclaimed, r.Unknown+r.Skipped))
	return nil
}

// stay watches until it is told to end, and says how the listener stands
// whenever that changes.
func (c *watchCommand) stay(s *session, shop *shop) error {
	logger, closeLog := openLog(shop.dir)
	defer closeLog()
	shop.serve(logger)
	defer shop.rest() // before the log is closed
	fmt.Fprintln(s.err, words.Text(s.lang, words.CLIWatching, len(shop.till.Snapshot().Watching)))
	look := time.NewTicker(listenerLook)
	defer look.Stop()
	said := ""
	for {
		select {
		case <-s.Done():
			return nil
		case <-look.C:
			if now := s.listening(shop.listener.Status()); now != said {
				said = now
				fmt.Fprint(s.err, now)
			}
		}
	}
}

// listenerLook is how soon a change of the listener is said.
const listenerLook = 500 * time.Millisecond

// listening says where webhooks are taken and what is wrong there.
func (s *session) listening(status payments.ListenerStatus) string {
	text := ""
	if status.Address != "" {
		text = words.Text(s.lang, words.CLIListening, status.Address) + "\n"
	}
	if status.Problem != nil {
		text += sentence(s.lang, status.Problem)
	}
	return text
}

package cli

import (
	"fmt"
	"time"

	"psar/app"
	"psar/app/cli/jsonout"
	"psar/assets/words"
	"psar/payments/listen"
	"psar/payments/watch"
)

type watchCommand struct {
	Once bool `help:"Verify every open payment once, then end."`
	JSON bool `name:"json" help:"Print one JSON document (with --once)."`
}

func (c *watchCommand) Run(s *session) error {
	if c.JSON && !c.Once {
		return s.refuse(c.JSON, wrongUsage(words.CLIJSONOnce))
	}
	return s.withShop(c.JSON, c.watch)
}

func (c *watchCommand) watch(s *session, shop *app.Shop) error {
	if !c.Once {
		return c.stay(s, shop)
	}
	report, err := shop.Watcher.Once(s)
	if err = s.interruptedBy(err); err == nil {
		return c.tell(s, shop, report, nil)
	}
	if told := c.tell(s, shop, report, err); told != nil {
		return told
	}
	return err
}

// tell prints the report and, in the same document, the error: what was recorded before
// it counts.
func (c *watchCommand) tell(s *session, shop *app.Shop, r watch.Report, wrong error) error {
	result := jsonout.Watch{Report: r, Attempts: []jsonout.Attempt{}}
	receipts := shop.Till.Snapshot().Receipts
	for _, a := range r.Attempts {
		result.Attempts = append(result.Attempts, jsonout.AttemptOf(a, receipts[a.ID]))
	}
	if c.JSON {
		if wrong != nil {
			result.Error = s.said(wrong)
		}
		return s.printJSON(result)
	}
	for _, v := range result.Attempts {
		fmt.Fprintln(s.out, v.TransactionID, v.State, v.Money.Display(), v.Receipt)
	}
	fmt.Fprintln(s.err, words.Text(s.lang, words.CLIWatched, r.Watched, r.Paid, r.Unmatched, r.Unknown+r.Skipped))
	return nil
}

// stay runs the watcher and the listener until the context ends, and prints every change
// of the listener's status.
func (c *watchCommand) stay(s *session, shop *app.Shop) error {
	logger := shop.OpenLog()
	defer logger.Close()
	shop.Serve(logger)
	defer shop.StopWorkers() // before the log is closed
	defer s.host(shop, logger.Logger)()
	fmt.Fprintln(s.err, words.Text(s.lang, words.CLIWatching, len(shop.Till.Snapshot().Watching)))
	look := time.NewTicker(listenerLook)
	defer look.Stop()
	said := ""
	for {
		select {
		case <-s.Done():
			return nil
		case <-look.C:
			if now := s.listening(shop.Listener.Status()); now != said {
				said = now
				fmt.Fprint(s.err, now)
			}
		}
	}
}

// listenerLook is how often the listener's status is checked.
const listenerLook = 500 * time.Millisecond

// listening is the text of a listener's status.
func (s *session) listening(status listen.Status) string {
	text := ""
	if status.Address != "" {
		text = words.Text(s.lang, words.CLIListening, status.Address) + "\n"
	}
	if status.Problem != nil {
		text += sentence(s.lang, status.Problem)
	}
	return text
}

package cli

import (
	"fmt"

	"psar/assets/words"
	"psar/pos/fault"
	"psar/pos/text"
	"psar/storage"
)

type journalCommand struct {
	Verify journalVerifyCommand `cmd:"" help:"Read the chain from the first row to the last."`
}

type journalVerifyCommand struct {
	JSON bool `name:"json" help:"Print one JSON document."`
}

func (c *journalVerifyCommand) Run(s *session) error {
	return s.read(c.JSON, func(db *storage.DB) error {
		check, err := db.VerifyJournal(s)
		if err != nil {
			return err
		}
		if c.JSON {
			if err := s.printJSON(check); err != nil {
				return err
			}
		}
		switch {
		case !check.OK:
			fmt.Fprint(s.err, sentence(s.lang, fault.New(fault.JournalBroken, check.Bad)))
			fmt.Fprintln(s.err, "     ", text.Shown(check.Reason))
			return exit{exitJournalBroken}
		case !c.JSON:
			fmt.Fprintln(s.out, words.Text(s.lang, words.CLIJournalOK, check.Rows, check.Head.Code().Grouped()))
		}
		return nil
	})
}

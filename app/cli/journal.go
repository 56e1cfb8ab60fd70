package cli

import (
	"fmt"

	"psar/app/cli/jsonout"
	"psar/assets/words"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/journal"
	"psar/storage"
)

type journalCommand struct {
	Verify journalVerifyCommand `cmd:"" help:"Read the chain from the first row to the last."`
}

type journalVerifyCommand struct {
	Expect string `help:"Also check the code of an old receipt or Z report, such as 'J1234-ab12 cd34 ef56 0789'." placeholder:"CODE" filled:""`
	JSON   bool   `name:"json" help:"Print one JSON document."`
}

func (c *journalVerifyCommand) Run(s *session) error {
	var code id.Code
	if c.Expect != "" {
		var err error
		if code, err = id.ParseCode(c.Expect); err != nil {
			said := s.said(err)
			return s.refuse(c.JSON, wrongUsage(words.CLIBadCode, said.Message, said.Hint))
		}
	}
	return s.read(c.JSON, func(db *storage.DB) error {
		check, err := s.verify(db)
		if err != nil {
			return err
		}
		result := jsonout.Journal{Check: check}
		if c.Expect != "" {
			paper, err := db.Paper(s, code)
			if err != nil {
				return err
			}
			result.Expected = &paper
		}
		return c.report(s, result)
	})
}

// verify verifies the journal, with its progress where somebody may be watching.
func (s *session) verify(db *storage.DB) (journal.Check, error) {
	if !isTerminal(s.err) {
		return db.VerifyJournal(s)
	}
	show, end := showProgress(s.err)
	defer end()
	return db.VerifySteps(s, func(done, of int64) { show(int(done), int(max(of, done))) })
}

// report prints what was found, and ends with the exit code of a broken journal where the
// chain is, or the paper is not genuine.
func (c *journalVerifyCommand) report(s *session, found jsonout.Journal) error {
	whole, paper := found.OK, found.Expected
	if !whole {
		found.Reason = words.Finding(words.English, found.Findings[0])
	}
	if paper != nil && paper.Err() != nil && whole {
		found.OK, found.Bad, found.Reason = false, paper.Code.Seq, words.ErrorMessage(words.English, string(fault.CodeOf(paper.Err())), paper.Code.Grouped())
	}
	if c.JSON {
		if err := s.printJSON(found); err != nil {
			return err
		}
	}
	if !whole {
		fmt.Fprint(s.err, sentence(s.lang, fault.New(fault.JournalBroken, found.Bad)))
		for _, f := range found.Findings {
			fmt.Fprintln(s.err, "     ", words.Finding(s.lang, f))
		}
	}
	if paper != nil && paper.Err() != nil {
		fmt.Fprint(s.err, sentence(s.lang, paper.Err()))
	}
	if !found.OK {
		return exit{exitJournalBroken}
	}
	if c.JSON {
		return nil
	}
	fmt.Fprintln(s.out, words.Text(s.lang, words.CLIJournalOK, found.Rows, found.Head.Code().Grouped()))
	fmt.Fprintln(s.out, words.Text(s.lang, words.CLIJournalSigned, found.Signed, found.Unsigned, found.Before))
	if found.Unchecked > 0 {
		fmt.Fprintln(s.out, words.Text(s.lang, words.CLIJournalNoKey, found.Unchecked))
	}
	if paper != nil {
		fmt.Fprintln(s.out, words.Text(s.lang, words.CheckGenuine)+": "+words.Text(s.lang, words.PaperKey(string(paper.Kind)), paper.Told()...))
	}
	return nil
}

package cli

import (
	"errors"
	"fmt"
	"runtime/debug"

	"psar/app"
	"psar/app/cli/jsonout"
	"psar/assets/words"
	"psar/pos/catalogue"
	"psar/pos/fault"
	"psar/storage"
)

type importCommand struct {
	Items importItemsCommand `cmd:"" help:"Take a CSV file of items into the catalogue: all of it, or nothing."`
}

type importItemsCommand struct {
	File  string `type:"file" arg:"" help:"CSV in UTF-8; docs/catalogue.md says which columns." placeholder:"FILE.csv"`
	Check bool   `help:"Say what would happen, and store nothing. Works beside an open till."`
	By    string `help:"The manager's name, once the shop has an owner. Their PIN is read from standard input." placeholder:"NAME"`
	JSON  bool   `name:"json" help:"Print one JSON document."`
}

func (c *importItemsCommand) Run(s *session) error {
	if c.Check {
		return c.check(s)
	}
	list, err := c.readList(s)
	switch {
	case errors.As(err, new(*catalogue.BadLines)):
		return c.check(s)
	case err != nil:
		return c.unread(s, err)
	}
	return s.withShop(c.JSON, func(s *session, shop *app.Shop) error { return c.store(s, shop, list) })
}

// store takes the list into the catalogue.
func (c *importItemsCommand) store(s *session, shop *app.Shop, list catalogue.List) error {
	approval, err := s.itemsApproval(shop, c.By, shown{})
	if err != nil {
		return err
	}
	fmt.Fprintln(s.err, words.Text(s.lang, words.CLIItemsRead, len(list.Items)))
	shown := func() {}
	if isTerminal(s.err) {
		list.Progress, shown = showProgress(s.err)
	}
	result := jsonout.Import{Lines: len(list.Items)}
	done, err := shop.Till.ImportItems(s, list, approval)
	shown()
	switch {
	case errors.As(err, new(*catalogue.BadLines)):
		return c.refused(s, result, err)
	case fault.CodeOf(err) == fault.Stopped && s.Err() != nil:
		fmt.Fprintln(s.err, words.Text(s.lang, words.CLIItemsStopped))
		return exit{exitFailed}
	case err != nil:
		return err
	}
	result.Stored, result.Added, result.Changed, result.Unchanged = true, done.Added, done.Changed, done.Unchanged
	return c.tell(s, words.CLIItemsImported, result)
}

func (c *importItemsCommand) readList(s *session) (catalogue.List, error) {
	f, err := s.files().open(s, c.File)
	if err != nil {
		return catalogue.List{}, fault.New(fault.FileUnreadable, c.File).Because(err)
	}
	defer f.Close()
	list, err := catalogue.Read(f, words.ItemColumns())
	return list, c.named(err)
}

// named is an error with the file's name.
func (c *importItemsCommand) named(err error) error {
	if fault.CodeOf(err) == fault.FileUnreadable {
		return fault.New(fault.FileUnreadable, c.File).Because(err)
	}
	return err
}

// unread refuses a file that is no list at all.
func (c *importItemsCommand) unread(s *session, err error) error {
	err = s.refuse(c.JSON, c.named(err))
	if fault.CodeOf(err) == fault.FileUnreadable {
		return err
	}
	fmt.Fprint(s.err, s.sentence(err))
	return exit{exitBadFile}
}

// check reports what the import would change. If lines can't be read the others are
// checked all the same, so that a file can be corrected in one go. The file is read line by
// line: a list of a million is checked on any machine.
func (c *importItemsCommand) check(s *session) error {
	f, err := s.files().open(s, c.File)
	if err != nil {
		return c.unread(s, fault.New(fault.FileUnreadable, c.File).Because(err))
	}
	defer f.Close()
	if s.hosted == nil { // the till is not this command's to tune
		defer debug.SetGCPercent(debug.SetGCPercent(25)) // reading makes much garbage: it is collected early
	}
	file, err := catalogue.OpenFile(f, words.ItemColumns())
	if err != nil {
		return c.unread(s, err)
	}
	return s.read(c.JSON, func(db *storage.DB) error {
		live, err := db.Items(s, catalogue.Filter{})
		if err != nil {
			return err
		}
		plan, err := catalogue.CheckItems(live, file)
		result := jsonout.Import{Lines: file.Lines}
		switch {
		case errors.As(err, new(*catalogue.BadLines)):
			return c.refused(s, result, err)
		case err != nil:
			return c.unread(s, err)
		}
		result.Added, result.Changed, result.Unchanged = plan.Added, plan.Changed, plan.Unchanged
		return c.tell(s, words.CLIItemsWouldBe, result)
	})
}

func (c *importItemsCommand) tell(s *session, key words.Key, r jsonout.Import) error {
	if c.JSON {
		return s.printJSON(r)
	}
	fmt.Fprintln(s.out, words.Text(s.lang, key, r.Added, r.Changed, r.Unchanged))
	return nil
}

// refused prints each bad line, and returns an exit with the code for it.
func (c *importItemsCommand) refused(s *session, r jsonout.Import, err error) error {
	var bad *catalogue.BadLines
	if !errors.As(err, &bad) {
		return err
	}
	for _, b := range bad.Lines {
		var e *fault.Error
		if !errors.As(b.Err, &e) {
			return b.Err
		}
		message := words.ErrorMessage(s.lang, string(e.Code), e.Args...)
		fmt.Fprintln(s.err, words.Text(s.lang, words.CLIItemsBadLine, b.Line, message))
		r.Bad = append(r.Bad, jsonout.BadLine{Line: b.Line, Code: e.Code, Message: message})
	}
	if more := bad.Count - len(bad.Lines); more > 0 {
		fmt.Fprintln(s.err, words.Text(s.lang, words.CLIItemsMoreBad, more))
	}
	fmt.Fprint(s.err, sentence(s.lang, fault.New(fault.ImportLines, bad.Count)))
	if c.JSON {
		r.BadCount, r.Error = bad.Count, s.said(fault.New(fault.ImportLines, bad.Count))
		if err := s.printJSON(r); err != nil {
			return err
		}
	}
	return exit{exitBadFile}
}

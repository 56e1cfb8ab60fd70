package cli

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"psar/app"
	"psar/app/cli/jsonout"
	"psar/assets/words"
	"psar/pos/fault"
	"psar/pos/queue"
	"psar/pos/settings"
	"psar/pos/staff"
	"psar/printer"
	"psar/printer/layout"
	"psar/storage"
)

type printerCommand struct {
	Test    printerTestCommand    `cmd:"" help:"Print the test page, and ask what came out of it."`
	Saw     printerSawCommand     `cmd:"" help:"Say what came out of the test page, by its numbers."`
	Preview printerPreviewCommand `cmd:"" help:"Draw a sample paper as the printer would print it."`
	Status  printerStatusCommand  `cmd:"" help:"Print what the printer says of itself."`
	Drawer  printerDrawerCommand  `cmd:"" help:"Open the cash drawer without a sale."`
	Emulate printerEmulateCommand `cmd:"" help:"Be a network printer on this machine, for integrators and tests."`
}

// roleFlag selects one of the shop's printers.
type roleFlag struct {
	Role string `enum:"receipt,slip,report" default:"receipt" help:"Which of the shop's printers: receipt, slip or report."`
}

func (r roleFlag) role() settings.PrintRole { return settings.PrintRole(r.Role) }

// target is the printer of --to, or else the role's own, whose file must be the shop's.
func (r roleFlag) target(s *session, values settings.Values, to string) (printer.Target, error) {
	if to != "" {
		return printer.Target{Link: to}, nil
	}
	own := values.Printer(r.role()).Link
	if own == "" {
		return printer.Target{}, fault.New(fault.PrinterMissing)
	}
	dir, err := app.DataDir(s.flags.Data)
	if err == nil {
		_, err = settings.LinkFile(own, dir)
	}
	return printer.Target{Link: own, Folder: dir}, err
}

// tried are the numbered samples of the test page, and the settings that record a
// failed one.
var tried = [...]struct {
	key  words.Key
	part settings.PrinterPart
}{
	{words.TestCodePage, settings.PartCodePage},
	{words.TestNativeQR, settings.PartNativeQR},
	{words.TestRaster, settings.PartRaster},
	{words.TestCutter, settings.PartCutter},
}

type printerTestCommand struct {
	roleFlag
	To string `help:"Print to this link instead of the shop's printer." placeholder:"LINK" filled:""`
	forceFlag
}

func (c *printerTestCommand) Run(s *session) error {
	settings, err := c.settings(s, c.To)
	if err != nil {
		return err
	}
	to, err := c.target(s, settings, c.To)
	if err != nil {
		return notPrinted(err)
	}
	if err := s.canPrintOn(c.forceFlag, to); err != nil {
		return err
	}
	if err := c.record(s, to.Link); err != nil {
		return err
	}
	result, err := s.printOn(c.forceFlag, to, settings, queue.Job{Kind: queue.KindTest, On: c.role()})
	if err != nil {
		return err
	}
	fmt.Fprintln(s.out, s.printed(result))
	if c.To != "" || !s.attended() {
		fmt.Fprintln(s.err, words.Text(s.lang, words.CLISawHint))
		return nil
	}
	seen := make([]int, 0, len(tried))
	for i, t := range tried {
		saw, err := s.askYes(words.CLIAskSaw, i+1, words.Text(s.lang, t.key))
		if err != nil && !errors.Is(err, io.EOF) {
			return s.unlessInterrupted(err)
		}
		if saw {
			seen = append(seen, i+1)
		}
	}
	return s.keepSeen(c.role(), seen)
}

// record writes down who prints a test page. Where there is no shop yet, there is nobody to
// write it for.
func (c *printerTestCommand) record(s *session, to string) error {
	shop, err := s.openShop()
	if fault.CodeOf(err) == fault.DataMissing && c.To != "" {
		return nil
	}
	return s.within(shop, err, false, func(s *session, shop *app.Shop) error {
		return shop.Till.TestedPrinter(s, c.role(), to)
	})
}

// printed is the text of a job's result.
func (s *session) printed(r queue.Result) string {
	if r.State == queue.Printed {
		return words.Text(s.lang, words.CLIPrinted)
	}
	return words.Text(s.lang, words.CLIUnverified)
}

// settings are the shop's settings; the defaults if there is no shop yet and a link
// was given.
func (r roleFlag) settings(s *session, to string) (values settings.Values, err error) {
	err = s.read(false, func(db *storage.DB) (err error) {
		values, err = db.Settings(s)
		return err
	})
	if to != "" && fault.CodeOf(err) == fault.DataMissing {
		return settings.Values{}, nil
	}
	return values, err
}

type printerSawCommand struct {
	roleFlag
	Numbers []int `arg:"" optional:"" help:"What came out as it should, 1 to 4. The others did not."`
	None    bool  `help:"Nothing of it did."`
}

func (c *printerSawCommand) Run(s *session) error {
	if (len(c.Numbers) == 0) != c.None || slices.ContainsFunc(c.Numbers, func(n int) bool { return n < 1 || n > len(tried) }) {
		return wrongUsage(words.CLISawNumbers)
	}
	return s.keepSeen(c.role(), c.Numbers)
}

// keepSeen records which samples of the test page the owner saw.
func (s *session) keepSeen(role settings.PrintRole, seen []int) error {
	parts := map[settings.PrinterPart]string{}
	for i, t := range tried {
		parts[t.part] = string(settings.Unable)
		if slices.Contains(seen, i+1) {
			parts[t.part] = string(settings.Able)
		}
	}
	return s.withShop(false, func(s *session, shop *app.Shop) error {
		if err := shop.Till.ChangePrinter(s, role, parts, staff.Approval{}); err != nil { // approved by the person of --as
			return err
		}
		for _, t := range tried {
			fmt.Fprintf(s.out, "%s=%s\n", settings.PrinterKey(role, t.part), parts[t.part])
		}
		return nil
	})
}

type printerPreviewCommand struct {
	roleFlag
	PNG string `type:"file" arg:"" name:"png" help:"The picture's file." placeholder:"FILE.png"`
	forceFlag
}

func (c *printerPreviewCommand) Run(s *session) error {
	settings, err := c.settings(s, "")
	if err != nil {
		return err
	}
	picture, err := app.Preview(settings, c.role(), false, s.clock.Now())
	if err != nil {
		return err
	}
	return s.writePNG(c.picture(c.PNG), picture)
}

type printerStatusCommand struct {
	roleFlag
	To   string `help:"Ask the printer of this link instead of the shop's." placeholder:"LINK" filled:""`
	JSON bool   `name:"json" help:"Print one JSON document."`
}

func (c *printerStatusCommand) Run(s *session) error {
	settings, err := c.settings(s, c.To)
	if err != nil {
		return err
	}
	to, err := c.target(s, settings, c.To)
	if err != nil {
		return notPrinted(err)
	}
	state, answers, err := printer.Ask(s, to.Link, layout.ProfileOf(settings, c.role()))
	if err != nil {
		return notPrinted(err)
	}
	if c.JSON {
		if err := s.printJSON(jsonout.Printer{Link: to.Link, Answers: answers, Ready: answers && state.Problem == "", PaperLow: state.PaperLow, Problem: state.Problem}); err != nil {
			return err
		}
	}
	switch {
	case state.Problem != "":
		return notPrinted(fault.New(state.Problem))
	case !answers:
		return notPrinted(fault.New(fault.PrinterSilent))
	case c.JSON:
	case state.PaperLow:
		fmt.Fprintln(s.out, words.Text(s.lang, words.PrinterPaperLow, to.Link))
	default:
		fmt.Fprintln(s.out, words.Text(s.lang, words.CLIPrinterReady, to.Link))
	}
	return nil
}

type printerDrawerCommand struct {
	Reason string `required:"" help:"Why it is opened: kept in the journal." placeholder:"TEXT"`
	By     string `required:"" help:"The manager's name. A PIN, where one is set, is read from standard input." placeholder:"NAME"`
}

func (c *printerDrawerCommand) Run(s *session) error {
	return s.withShop(false, c.open)
}

func (c *printerDrawerCommand) open(s *session, shop *app.Shop) error {
	approval, err := s.approval(shop, staff.ActionNoSale, c.By, shown{})
	if err != nil {
		return err
	}
	shop.StartWorkers()
	if err := shop.Till.OpenDrawer(s, strings.TrimSpace(c.Reason), approval); err != nil {
		return err
	}
	return notPrinted(s.drain(shop))
}

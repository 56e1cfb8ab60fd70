package cli

import (
	"psar/app"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/queue"
	"psar/printer"
	"psar/printer/layout"
	"psar/storage"
)

type receiptCommand struct {
	Number string `arg:"" help:"Number of the receipt, or of a refund's paper, such as 01/2026/000187."`
	To     string `help:"Print to this link instead of the till's printer: tcp:, serial:, file:, paper:." placeholder:"LINK" xor:"to" filled:""`
	PNG    string `type:"file" name:"png" help:"Write the receipt's picture." placeholder:"F.png" xor:"to" filled:""`
	forceFlag
}

func (c *receiptCommand) Run(s *session) error {
	number, err := id.ParseReceipt(c.Number)
	if err != nil {
		return err
	}
	if c.To == "" && c.PNG == "" {
		return s.withShop(false, func(s *session, shop *app.Shop) error { return c.reprint(s, shop, number) })
	}
	err = s.read(false, func(db *storage.DB) error { // a number that is none opens no till
		_, err := db.SaleByReceipt(s, number)
		if fault.CodeOf(err) == fault.ReceiptUnknown {
			_, err = db.RefundByReceipt(s, number)
		}
		return err
	})
	if err != nil {
		return err
	}
	return s.withShop(false, func(s *session, shop *app.Shop) error { return c.copy(s, shop, number) })
}

// copy writes a copy into a file, or prints it on another printer. It is recorded before it
// is made: a copy that did not come out is told of too, but none that is refused beforehand.
func (c *receiptCommand) copy(s *session, shop *app.Shop, number id.Receipt) error {
	to, err := c.To, s.canPrintOn(c.forceFlag, printer.Target{Link: c.To})
	if to == "" {
		if err = s.files().canWrite(c.picture(c.PNG)); err == nil {
			to, err = s.absolute(c.PNG)
		}
	}
	if err != nil {
		return err
	}
	receipt, err := shop.Till.CopyReceipt(s, number, to)
	if err != nil {
		return err
	}
	settings, job := shop.Till.Snapshot().Settings, queue.Job{Kind: queue.KindReceipt, Receipt: &receipt}
	if c.To != "" {
		_, err := s.printOn(c.forceFlag, printer.Target{Link: c.To}, settings, job)
		return err
	}
	picture, err := layout.Picture(settings, job)
	if err != nil {
		return err
	}
	return s.writePNG(c.picture(c.PNG), picture)
}

// reprint queues a copy on the till's own printer, which records it in the journal.
func (c *receiptCommand) reprint(s *session, shop *app.Shop, number id.Receipt) error {
	shop.StartWorkers()
	if err := shop.Till.Reprint(s, number); err != nil {
		return err
	}
	return notPrinted(s.drain(shop))
}

// notPrinted gives an error of the printer the printer's exit code.
func notPrinted(err error) error {
	switch fault.CodeOf(err) {
	case fault.PrinterUnreachable, fault.PrinterUnknown, fault.PrinterSilent, fault.PrinterPaperOut,
		fault.PrinterCoverOpen, fault.PrinterOffline, fault.PrinterBroken,
		fault.PrinterFile, fault.PrinterFileOther:
		return printerFault{err}
	}
	return err
}

// printerFault is an error that ends the program with exitPrinter.
type printerFault struct{ error }

func (p printerFault) Unwrap() error { return p.error }

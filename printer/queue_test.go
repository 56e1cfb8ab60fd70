package printer_test

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"net"
	"slices"
	"testing"
	"time"

	"psar/pos"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/postest"
	"psar/pos/queue"
	"psar/pos/settings"
	"psar/pos/staff"
	"psar/printer"
	"psar/printer/layout"
	"psar/printer/paper"
	"psar/storage"
	"psar/storage/storagetest"
)

type wall struct{}

func (wall) Now() time.Time { return time.Now() }

// noSecrets holds no secrets: no manager has a PIN.
type noSecrets struct{}

func (noSecrets) Secret(settings.Key) (string, error)  { return "", nil }
func (noSecrets) SetSecret(settings.Key, string) error { return nil }
func (noSecrets) Notice() *fault.Error                 { return nil }

// counter is a till on a real database with its print queue; its printers are on the
// network.
type counter struct {
	t     *testing.T
	dir   string
	db    *storage.DB
	till  *pos.Till
	stop  func()
	sales int
}

func newCounter(t *testing.T) *counter {
	t.Helper()
	c := &counter{t: t, dir: t.TempDir()}
	c.open()
	t.Cleanup(func() { c.close() })
	c.set(settings.USDProfileID, "usd1")
	c.set(settings.PrinterProfile, "clone-80")
	return c
}

func (c *counter) open() {
	c.t.Helper()
	ctx := context.Background()
	var err error
	if c.db, err = storagetest.Open(ctx, storage.Options{Dir: c.dir, Clock: wall{}}); err != nil {
		c.t.Fatal(err)
	}
	c.till, err = pos.OpenTill(ctx, pos.TillConfig{
		Store: c.db, Clock: wall{}, Secrets: noSecrets{}, Version: "test", Training: true,
		NewID: func() (id.Sale, error) {
			c.sales++
			return id.Sale(fmt.Sprintf("0193530a-0000-7000-8000-%012d", c.sales)), nil
		},
	})
	if err != nil {
		c.t.Fatal(err)
	}
	queue := printer.NewQueue(printer.QueueConfig{Till: c.till, Clock: wall{}, PaperDir: c.t.TempDir()})
	if err := c.till.SetPrinter(ctx, queue); err != nil {
		c.t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(ctx)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		_ = queue.Run(ctx)
	}()
	c.stop = func() { cancel(); <-ended }
}

func (c *counter) close() {
	c.t.Helper()
	c.stop()
	c.till.Close()
	if err := c.db.Close(); err != nil {
		c.t.Error(err)
	}
}

func (c *counter) set(key settings.Key, value string) {
	c.t.Helper()
	if err := c.till.SetSetting(context.Background(), key, value); err != nil {
		c.t.Fatal(err)
	}
}

// plug connects a printer to the network and returns its link.
func (c *counter) plug(b paper.Behaviour) (*paper.Device, string) {
	c.t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		c.t.Fatal(err)
	}
	d := paper.NewDevice(576, b)
	ctx, cancel := context.WithCancel(context.Background())
	served := make(chan error, 1)
	go func() { served <- paper.Serve(ctx, l, d, nil) }()
	c.t.Cleanup(func() {
		cancel()
		if err := <-served; err != nil {
			c.t.Error(err)
		}
		_ = d.Close()
	})
	return d, "tcp:" + l.Addr().String()
}

// sell completes a sale, which queues its receipt.
func (c *counter) sell() {
	c.t.Helper()
	ctx := context.Background()
	a, err := c.till.Charge(ctx, pos.ChargeRequest{Amount: money.Cents(350)})
	for _, e := range []payment.Event{payment.Sending{}, payment.CodeAccepted{QR: "000201", Payee: payment.Payee{Account: "sok_dara@aclb", Name: "Sok Dara"}, Expires: time.Now().Add(time.Minute)}, payment.VerifiedPaid{Received: money.Cents(350)}} {
		if err == nil {
			_, err = c.till.Happened(ctx, a.ID, e)
		}
	}
	if err != nil {
		c.t.Fatal(err)
	}
}

// until waits for a snapshot that fits.
func (c *counter) until(what string, fits func(pos.Snapshot) bool) {
	c.t.Helper()
	snapshots, end := c.till.Subscribe()
	defer end()
	late := time.After(postest.Patience)
	for !fits(c.till.Snapshot()) {
		select {
		case <-snapshots:
		case <-late:
			c.t.Fatalf("never %s: %+v", what, c.till.Snapshot().Printers)
		}
	}
}

func (c *counter) needs(problem fault.Code) {
	c.t.Helper()
	c.until(string(problem), func(s pos.Snapshot) bool { return len(s.Printers) > 0 && s.Printers[0].Problem == problem })
}

func (c *counter) idle() {
	c.t.Helper()
	c.until("idle", func(s pos.Snapshot) bool {
		return !slices.ContainsFunc(s.Printers, func(p queue.PrinterStatus) bool { return p.Waiting > 0 })
	})
}

// jobs are the jobs in a state.
func (c *counter) jobs(state queue.State) []queue.Job {
	c.t.Helper()
	jobs, err := c.db.PrintJobs(context.Background(), state)
	if err != nil {
		c.t.Fatal(err)
	}
	return jobs
}

// A receipt waits for a printer without paper and is printed when it has some.
// Meanwhile the till says what the printer needs, and sales go on.
func TestQueueWaitsForPaper(t *testing.T) {
	t.Parallel()
	c := newCounter(t)
	d, link := c.plug(paper.Behaviour{Buffer: 4096})
	d.SetPaper(true)
	c.set(settings.PrinterLink, link)
	c.sell()
	c.needs(fault.PrinterPaperOut)
	c.sell()
	if jobs := c.jobs(queue.Queued); len(jobs) != 2 {
		t.Errorf("%d jobs wait", len(jobs))
	}
	d.SetPaper(false)
	c.idle()
	if printed := c.jobs(queue.Printed); len(printed) != 2 || len(d.Faults()) > 0 {
		t.Errorf("printed %+v, faults %q", printed, d.Faults())
	}
	c.needs("")
}

// Paper that ends within a receipt is reported while the session waits for more.
func TestQueueSaysThatPaperEndedInside(t *testing.T) {
	t.Parallel()
	c := newCounter(t)
	d, link := c.plug(paper.Behaviour{Buffer: 4096, PaperOutAfter: 700})
	c.set(settings.PrinterLink, link)
	c.sell()
	c.needs(fault.PrinterPaperOut)
	if len(c.jobs(queue.Printing)) != 1 {
		t.Error("the receipt is not at the printer")
	}
	d.SetPaper(false)
	c.idle()
	if len(c.jobs(queue.Printed)) != 1 || len(d.Faults()) > 0 {
		t.Errorf("faults %q", d.Faults())
	}
}

// A broken-off receipt is asked about and never repeated by itself. The reprint has no
// faults, also after the till was restarted in between.
func TestQueueAsksAndReprints(t *testing.T) {
	t.Parallel()
	for _, reopened := range []bool{false, true} {
		t.Run(fmt.Sprint(reopened), func(t *testing.T) {
			t.Parallel()
			c := newCounter(t)
			d, link := c.plug(paper.Behaviour{Buffer: 4096, PulledAfter: 900})
			c.set(settings.PrinterLink, link)
			c.sell()
			asked := func(s pos.Snapshot) bool { return len(s.UnknownPrints) == 1 }
			c.until("asked", asked)
			before := d.Printed()
			d.Plug()
			if reopened {
				c.close()
				c.open()
				c.until("asked again", asked)
			}
			c.needs("") // the worker has looked at the printer since
			if d.Printed()-before > 8192+200 || len(c.jobs(queue.Unknown)) != 1 {
				t.Errorf("%d bytes came without anybody's word", d.Printed()-before)
			}
			job := c.till.Snapshot().UnknownPrints[0]
			if err := c.till.AnswerPrint(context.Background(), job.ID, false); err != nil {
				t.Fatal(err)
			}
			c.idle()
			if len(c.jobs(queue.Printed)) != 1 {
				t.Error("the reprint is not known to be printed")
			}
			clean, err := layout.Picture(c.till.Snapshot().Settings, job)
			if err != nil {
				t.Fatal(err)
			}
			const topMargin = 24 // white above the first line, in dots
			got, want := d.Image().(*image.Paletted), clean.(*image.Paletted)
			if !bytes.HasSuffix(got.Pix, want.Pix[topMargin*want.Stride:]) {
				t.Error("the reprint is not clean")
			}
		})
	}
}

// Wherever its job breaks off, the drawer opens at most once.
func TestDrawerNeverOpensTwice(t *testing.T) {
	t.Parallel()
	const probe = 4 * 3 // bytes of the four questions before a job
	for at := 1; at <= probe+3+5+3; at++ {
		t.Run(fmt.Sprint(at), func(t *testing.T) {
			t.Parallel()
			c := newCounter(t)
			d, link := c.plug(paper.Behaviour{PulledAfter: at})
			c.set(settings.PrinterLink, link)
			if err := c.till.OpenDrawer(context.Background(), "change", staff.Approval{By: "Sokha"}); err != nil {
				t.Fatal(err)
			}
			c.until("pulled or done", func(s pos.Snapshot) bool {
				return s.Printers[0].Problem != "" || s.Printers[0].Waiting == 0
			})
			d.Plug()
			c.idle()
			c.needs("") // tried again since, if it had to be
			if n := d.Drawer(); n > 1 {
				t.Errorf("opened %d times", n)
			}
			if len(c.till.Snapshot().UnknownPrints) > 0 {
				t.Error("a person is asked what everybody saw")
			}
		})
	}
}

// The drawer also opens while the printer has no paper.
func TestDrawerOpensWithoutPaper(t *testing.T) {
	t.Parallel()
	c := newCounter(t)
	d, link := c.plug(paper.Behaviour{Buffer: 4096})
	d.SetPaper(true)
	c.set(settings.PrinterLink, link)
	c.sell()
	if err := c.till.OpenDrawer(context.Background(), "change", staff.Approval{By: "Sokha"}); err != nil {
		t.Fatal(err)
	}
	c.until("the receipt alone waits", func(s pos.Snapshot) bool { return s.Printers[0].Waiting == 1 })
	if d.Drawer() != 1 {
		t.Errorf("opened %d times", d.Drawer())
	}
}

// A dead printer delays no other printer's jobs.
func TestDeadPrinterHoldsUpNobody(t *testing.T) {
	t.Parallel()
	c := newCounter(t)
	d, link := c.plug(paper.Behaviour{Buffer: 4096})
	_, dead := c.plug(paper.Behaviour{Buffer: 16, PaperOutAfter: 1, Mute: true})
	c.set(settings.PrinterKey(settings.RoleReport, settings.PartLink), dead)
	c.set(settings.PrinterLink, link)
	if err := c.till.PrintReport(context.Background(), "2026-11-22", "2026-11-22"); err != nil {
		t.Fatal(err)
	}
	c.sell()
	c.until("the receipt is out", func(s pos.Snapshot) bool { p, _ := s.Printer(settings.RoleReceipt); return p.Waiting == 0 })
	if d.Printed() == 0 || len(c.jobs(queue.Printed)) != 1 {
		t.Error("the receipt did not come out")
	}
	began := time.Now()
	c.stop() // also during a write that is blocked; a session would wait 3 minutes
	if took := time.Since(began); took > time.Minute {
		t.Errorf("the queue stopped after %v", took)
	}
	c.stop = func() {}
}

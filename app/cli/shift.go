package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"psar/app"
	"psar/assets/words"
	"psar/pos"
	"psar/pos/drawer"
	"psar/pos/fault"
	"psar/pos/money"
	"psar/pos/staff"
	"psar/pos/text"
	"psar/printer/report"
	"psar/storage"
)

// countFlags are the counted amounts of the drawer.
type countFlags struct {
	CountUSD string `name:"count-usd" help:"Dollars in the drawer." placeholder:"50.00" filled:""`
	CountKHR string `name:"count-khr" help:"Riel in the drawer." placeholder:"100000" filled:""`
	By       string `help:"Who counted; their PIN is read from standard input once the shop has staff." placeholder:"NAME"`
	Reason   string `help:"Why it is over or short." placeholder:"TEXT"`
}

func (f countFlags) request() (drawer.CountRequest, error) {
	counted, err := amounts(f.CountUSD, f.CountKHR)
	return drawer.CountRequest{Counted: counted, By: f.By, Reason: f.Reason}, err
}

// amountOf reads an amount and its currency.
func amountOf(text, currency string) (money.Money, error) {
	c, err := money.ParseCurrency(currency)
	if err != nil {
		return money.Money{}, err
	}
	return money.Parse(text, c)
}

// amounts reads dollars and riel; either may be "".
func amounts(usd, khr string) ([]money.Money, error) {
	var all []money.Money
	for _, a := range []struct {
		text string
		c    money.Currency
	}{{usd, money.USD}, {khr, money.KHR}} {
		if a.text == "" {
			continue
		}
		m, err := money.Parse(a.text, a.c)
		if err != nil {
			return nil, err
		}
		all = append(all, m)
	}
	return all, nil
}

type closeCommand struct {
	countFlags
	JSON bool `name:"json" help:"Print the Z report as one JSON document."`
}

// notClosed is the error of a shift that could not be closed.
type notClosed struct{ error }

func (n notClosed) Unwrap() error { return n.error }

func (c *closeCommand) Run(s *session) error {
	return withRequest(s, c.JSON, c.request, c.close)
}

func (c *closeCommand) close(s *session, shop *app.Shop, request drawer.CountRequest) (err error) {
	shop.StartWorkers()
	if request.Approval, err = s.countApproval(shop, request); err != nil {
		return err
	}
	report, err := shop.Till.CloseShift(s, request)
	if err != nil {
		return notClosed{err}
	}
	if c.JSON {
		err = s.printJSON(report)
	} else {
		err = writeReport(s.out, s.lang, report)
	}
	return errors.Join(err, notPrinted(s.drain(shop)))
}

type shiftCommand struct {
	Show     shiftShowCommand     `cmd:"" default:"withargs" help:"The shift that runs now, and what should be in the drawer."`
	Open     shiftOpenCommand     `cmd:"" help:"Begin a shift with the float that was counted."`
	In       shiftInCommand       `cmd:"" help:"Notes come into the drawer without a sale."`
	Out      shiftOutCommand      `cmd:"" help:"Notes are paid out of the drawer without a sale."`
	Drop     shiftDropCommand     `cmd:"" help:"Notes go from the drawer to the safe."`
	Handover shiftHandoverCommand `cmd:"" help:"Count the drawer and give it to the next cashier."`
}

type shiftShowCommand struct {
	JSON bool `name:"json" help:"Print one JSON document."`
}

func (c *shiftShowCommand) Run(s *session) error {
	return s.permitted(c.JSON, nil, func(db *storage.DB, may error) error {
		shift, err := db.Shift(s)
		if err != nil {
			return err
		}
		if may != nil { // whoever counts blind is not told
			shift.Drawer, shift.Left = nil, nil
		}
		today, err := s.day(db, "")
		if err != nil {
			return err
		}
		return c.print(s, shift, today)
	})
}

func (c *shiftShowCommand) print(s *session, shift drawer.Shift, today money.Day) error {
	s.sayLeftOpen(shift, today)
	if c.JSON {
		return s.printJSON(shift)
	}
	return s.printShift(shift)
}

// sayLeftOpen warns that a shift is still open after its business day: today's sales
// would be in its Z report.
func (s *session) sayLeftOpen(shift drawer.Shift, today money.Day) {
	if shift.Open && shift.Day != today {
		fmt.Fprintln(s.err, words.Text(s.lang, words.ShiftLeftOpen, strconv.Itoa(shift.Z), string(shift.Day)))
	}
}

// printShift prints the state of the shift.
func (s *session) printShift(shift drawer.Shift) error {
	text := words.Text(s.lang, words.CLIShiftNone, strconv.Itoa(shift.Z))
	if shift.Open {
		text = words.Text(s.lang, words.CLIShiftOpen, strconv.Itoa(shift.Z), money.Local(shift.Since), shift.By)
	}
	text = strings.TrimSpace(text) + "\n"
	if shift.Drawer != nil { // whoever counts blind is not told
		text += words.Text(s.lang, words.CLIDrawer, money.Displayed(shift.Drawer)) + "\n"
	}
	_, err := io.WriteString(s.out, text)
	return err
}

type shiftOpenCommand struct {
	countFlags
	JSON bool `name:"json" help:"Print the shift as one JSON document."`
}

func (c *shiftOpenCommand) Run(s *session) error {
	return s.count(c.countFlags, "", c.JSON, (*pos.Till).OpenShift)
}

type shiftHandoverCommand struct {
	countFlags
	To   string `required:"" help:"Who takes the drawer; once the shop has staff, their own PIN is the next line of standard input." placeholder:"NAME"`
	JSON bool   `name:"json" help:"Print the shift as one JSON document."`
}

func (c *shiftHandoverCommand) Run(s *session) error {
	return s.count(c.countFlags, c.To, c.JSON, (*pos.Till).HandOver)
}

// counting is a method of the till that takes a count.
type counting func(*pos.Till, context.Context, drawer.CountRequest) (drawer.Shift, error)

// count passes a count to the till, and prints the state of the shift.
func (s *session) count(f countFlags, to string, asJSON bool, do counting) error {
	return withRequest(s, asJSON, f.request, func(s *session, shop *app.Shop, request drawer.CountRequest) (err error) {
		request.To = to
		if request.Approval, err = s.countApproval(shop, request); err != nil {
			return err
		}
		if request.ToPIN, err = s.takerPIN(shop, request); err != nil {
			return err
		}
		before, err := shop.Till.Shift(s)
		if err != nil {
			return err
		}
		shift, err := do(shop.Till, s, request)
		switch {
		case err != nil:
			return err
		case asJSON:
			err = s.printJSON(shift)
		default:
			err = s.printShift(shift)
		}
		if to == "" {
			s.sayFloat(request, before)
		}
		return err
	})
}

// sayFloat says by how much a float differs from what there should have been before it was
// counted, where a close left something and who counted may know it.
func (s *session) sayFloat(r drawer.CountRequest, before drawer.Shift) {
	sums, err := r.Sums()
	if err != nil || len(before.Left) == 0 {
		return
	}
	var differs []string
	for _, m := range sums {
		switch over := money.SumIn(m.Currency, m, money.SumIn(m.Currency, before.Drawer...).Negative()); {
		case over.Minor > 0:
			differs = append(differs, words.Text(s.lang, words.OverBy, over.Display()))
		case over.Minor < 0:
			differs = append(differs, words.Text(s.lang, words.ShortBy, over.Negative().Display()))
		}
	}
	said := words.Text(s.lang, words.CLIFloatRight)
	if len(differs) > 0 {
		said = words.Text(s.lang, words.CLIFloatDiffers, money.Displayed(before.Drawer), strings.Join(differs, ", "))
	}
	fmt.Fprintln(s.err, said)
}

// countApproval is the approval of the person who counted, for what they counted.
func (s *session) countApproval(shop *app.Shop, r drawer.CountRequest) (staff.Approval, error) {
	return s.ownApproval(shop, r.By, shown{money.Displayed(r.Counted), shop.Till.Snapshot().Shift.Figures()})
}

// takerPIN is the PIN of who takes the drawer over, where they are not known already: in a shop
// with staff, who has signed in by --as, or approves the count by --by.
func (s *session) takerPIN(shop *app.Shop, r drawer.CountRequest) (string, error) {
	now := shop.Till.SnapshotUnder(s)
	to := text.Fold(r.To)
	if to == "" || !now.Staffed || to == text.Fold(now.SignedIn.Name) || to == text.Fold(r.Approval.By) {
		return "", nil
	}
	taker, err := s.proof(shop, r.To, shown{})
	if fault.CodeOf(err) == fault.PINEmpty { // the till says what is missing
		err = nil
	}
	return taker.PIN, err
}

// ownApproval is the approval of the person that --by names. It needs their PIN if the shop has
// staff and it is not they who have signed in by --as.
func (s *session) ownApproval(shop *app.Shop, by string, about shown) (staff.Approval, error) {
	now := shop.Till.SnapshotUnder(s)
	signedIn := now.SignedIn.ID != 0 && text.Fold(by) == text.Fold(now.SignedIn.Name)
	if strings.TrimSpace(by) == "" || !now.Staffed || signedIn {
		return staff.Approval{}, nil
	}
	approval, err := s.proof(shop, by, about)
	switch {
	case fault.CodeOf(err) != fault.PINEmpty:
		return approval, err
	case now.SignedIn.ID != 0:
		return staff.Approval{}, fault.New(fault.PINMissing, by)
	}
	return staff.Approval{}, nil // the till says who is missing: no failed attempt at the PIN
}

// moveFlags are a paid-in, paid-out or cash drop.
type moveFlags struct {
	Amount   string `arg:"" help:"How much: 5.00, 20000."`
	Currency string `arg:"" help:"USD or KHR."`
	Reason   string `required:"" help:"Why." placeholder:"TEXT"`
	By       string `help:"Who; their PIN is read from standard input once the shop has staff." placeholder:"NAME"`
	JSON     bool   `name:"json" help:"Print the movement as one JSON document."`
}

func (f moveFlags) move(s *session, kind drawer.MoveKind) error {
	read := func() (pos.MoveRequest, error) {
		amount, err := amountOf(f.Amount, f.Currency)
		return pos.MoveRequest{Kind: kind, Amount: amount, Reason: f.Reason, By: f.By}, err
	}
	return withRequest(s, f.JSON, read, f.moved)
}

func (f moveFlags) moved(s *session, shop *app.Shop, request pos.MoveRequest) (err error) {
	s.sayLeftOpen(shop.Till.Snapshot().Shift, shop.Till.Snapshot().Day)
	shop.StartWorkers()
	about := shown{request.Amount.Display() + " · " + f.Reason, staff.FiguresOf(request.Amount)}
	if request.Approval, err = s.ownApproval(shop, f.By, about); err != nil {
		return err
	}
	made, err := shop.Till.MoveCash(s, request)
	if err != nil {
		return err
	}
	if f.JSON {
		err = s.printJSON(made)
	} else {
		_, err = fmt.Fprintln(s.out, words.Text(s.lang, words.CLIMoved, report.MoveName(s.lang, made.Kind), made.Amount.Display(), made.Reason))
	}
	if err != nil {
		return err
	}
	if shift, err := shop.Till.Shift(s); err == nil && shift.Drawer != nil { // whoever counts blind is not told
		fmt.Fprintln(s.err, words.Text(s.lang, words.CLIDrawer, money.Displayed(shift.Drawer)))
	}
	s.paper(shop) // for the drawer's job
	return nil
}

type shiftInCommand struct{ moveFlags }

func (c *shiftInCommand) Run(s *session) error { return c.move(s, drawer.CashIn) }

type shiftOutCommand struct{ moveFlags }

func (c *shiftOutCommand) Run(s *session) error { return c.move(s, drawer.CashOut) }

type shiftDropCommand struct{ moveFlags }

func (c *shiftDropCommand) Run(s *session) error { return c.move(s, drawer.CashDrop) }

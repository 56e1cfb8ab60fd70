package ui

import (
	"database/sql"
	"errors"
	"time"

	"psar/assets/words"
	"psar/pos"
	"psar/pos/catalogue"
	"psar/pos/drawer"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/postest"
	"psar/pos/queue"
	"psar/pos/sale"
	"psar/pos/settings"
	"psar/pos/staff"
	"psar/ui/model"
	"psar/ui/uitest"
	"psar/ui/view"
)

// stands has somebody stand at the windows, or nobody.
func (s *rightsShop) stands(who staff.Approval) {
	s.t.Helper()
	if s.kind == alone {
		return
	}
	s.must(s.till.SignOut(s.ctx()))
	if who != nobody {
		_, err := s.till.SignIn(s.ctx(), who.By, who.PIN)
		s.must(err)
		return
	}
	switch s.kind {
	case unsigned:
		if _, err := s.till.SignIn(s.ctx(), theOwner.By, theOwner.PIN); fault.CodeOf(err) != fault.PINKeyring || !s.till.Snapshot().Unsigned {
			s.t.Fatalf("the owner signs in without a keyring: %v", err)
		}
	case barred:
		s.byAnotherProgram("DROP TRIGGER staff_pins_stay", "DELETE FROM staff_pins")
		if _, err := s.till.SignIn(s.ctx(), cashier.By, cashier.PIN); fault.CodeOf(err) != fault.PINDoubted || !s.till.Snapshot().NobodySignsIn {
			s.t.Fatalf("somebody could sign in: %v", err) // the first who tries tells the till
		}
	}
}

// byAnotherProgram changes the open till's file.
func (s *rightsShop) byAnotherProgram(statements ...string) {
	s.t.Helper()
	file, err := sql.Open("sqlite", s.db.Path())
	s.must(err)
	for _, statement := range statements {
		_, failed := file.ExecContext(s.ctx(), statement)
		err = errors.Join(err, failed)
	}
	s.must(errors.Join(err, file.Close()))
}

// seller is who prepares what a row needs: somebody who may sell.
func (s *rightsShop) seller() staff.Approval {
	return [...]staff.Approval{alone: nobody, staffed: theOwner, unsigned: cashier, barred: theOwner}[s.kind]
}

// cash is a sale of five dollars for notes.
func (s *rightsShop) cash() id.Receipt {
	s.t.Helper()
	sold, err := s.till.PayCash(s.ctx(), pos.CashRequest{Amount: money.Cents(500)})
	s.must(err)
	return sold.Receipt
}

// asked is a payment whose code is with the gateway; an account that is not known has a
// manager asked, or raises an alert.
func (s *rightsShop) asked(m money.Money, account string) payment.Attempt {
	s.t.Helper()
	a, err := s.till.Charge(s.ctx(), pos.ChargeRequest{Amount: m})
	s.must(err)
	s.happens(a, payment.Sending{})
	return s.happens(a, payment.CodeAccepted{QR: uitest.GoodCode, Payee: payment.Payee{Account: account, Name: "SOK DARA"}, Expires: s.clock.Now().Add(10 * time.Minute)})
}

// shows is a payment of five dollars whose code is on the screen.
func (s *rightsShop) shows() payment.Attempt {
	s.t.Helper()
	return s.asked(money.Cents(500), "sok_dara@aclb")
}

func (s *rightsShop) happens(a payment.Attempt, e payment.Event) payment.Attempt {
	s.t.Helper()
	a, err := s.till.Happened(s.ctx(), a.ID, e)
	s.must(err)
	return a
}

// cancelled is a payment that was taken back.
func (s *rightsShop) cancelled() payment.Attempt {
	s.t.Helper()
	return s.happens(s.shows(), payment.CancelledByCashier{})
}

// unmatched is one whose money came all the same.
func (s *rightsShop) unmatched() payment.Attempt {
	s.t.Helper()
	return s.happens(s.cancelled(), payment.VerifiedPaid{Received: money.Cents(500)})
}

// question is what a manager is asked about an account in riel.
func (s *rightsShop) question() pos.PayeeQuestion {
	s.t.Helper()
	s.asked(money.Riel(20_000), "sok_riel@aclb")
	all := s.till.Snapshot().Questions
	if len(all) != 1 {
		s.t.Fatalf("questions %+v", all)
	}
	return all[0]
}

// alert waits for the one that is raised: of the shop's records, or of a payment.
func (s *rightsShop) alert(ofRecords bool) payment.Alert {
	s.t.Helper()
	for deadline := time.Now().Add(postest.Patience); time.Now().Before(deadline); time.Sleep(time.Millisecond) {
		for _, a := range s.till.Snapshot().Alerts {
			if a.Kind.OfRecords() == ofRecords {
				return a
			}
		}
	}
	s.t.Fatal("no alert")
	return payment.Alert{}
}

// writtenByOthers has another program write into the open till's file.
func (s *rightsShop) writtenByOthers() payment.Alert {
	s.t.Helper()
	s.byAnotherProgram("CREATE TABLE scratch (x)")
	s.cash() // the next commit notices
	return s.alert(true)
}

// opensFor opens a person's shift.
func (s *rightsShop) opensFor(who staff.Approval) drawer.Shift {
	s.t.Helper()
	s.stands(who)
	r := drawer.CountRequest{Counted: []money.Money{money.Cents(2000)}}
	if s.kind == alone {
		r.By = who.By
	}
	_, err := s.till.OpenShift(s.ctx(), r)
	s.must(err)
	return s.till.Snapshot().Shift
}

// rice is the catalogue's item.
func (s *rightsShop) rice() catalogue.Item {
	s.t.Helper()
	all, err := s.till.Items(s.ctx(), catalogue.Filter{})
	s.must(err)
	if len(all) != 1 {
		s.t.Fatalf("items %+v", all)
	}
	return all[0]
}

func (s *rightsShop) person(who staff.Approval) staff.Person {
	s.t.Helper()
	p, err := s.till.StaffNamed(s.ctx(), who.By)
	s.must(err)
	return p
}

func (s *rightsShop) figures(keys ...settings.Key) staff.Figures {
	return s.till.Snapshot().Settings.Figures(keys...)
}

// bill is one bag of rice.
func (s *rightsShop) bill() *sale.Bill {
	s.t.Helper()
	return &sale.Bill{Currency: money.USD, Lines: []sale.BillLine{sale.LineOf(s.rice(), 1)}}
}

// otherPrice is that bill for five dollars, not six twenty.
func (s *rightsShop) otherPrice() sale.Bill {
	b := s.bill()
	b.Lines[0].Price = money.Cents(500)
	return *b
}

// halfOff is that bill for half.
func (s *rightsShop) halfOff() sale.Bill {
	b := s.bill()
	b.Discount.Part = 5000
	return *b
}

// link is a payment by a link that is with its customer.
func (s *rightsShop) link() payment.Attempt {
	s.t.Helper()
	a, err := s.till.Charge(s.ctx(), pos.ChargeRequest{Amount: money.Cents(100), Channel: payment.ChannelLink})
	s.must(err)
	s.happens(a, payment.Sending{})
	return s.happens(a, payment.LinkReady{Expires: s.clock.Now().Add(time.Hour)})
}

// unknownPrint is a paper that may have come out.
func (s *rightsShop) unknownPrint() int64 {
	s.t.Helper()
	s.must(s.till.PrintTest(s.ctx(), settings.RoleReceipt))
	job, ok, err := s.till.TakePrintJob(s.ctx(), "paper:")
	if err != nil || !ok {
		s.t.Fatalf("no job: %v", err)
	}
	s.must(s.till.PrintEnded(s.ctx(), job.ID, queue.Result{State: queue.Unknown}))
	return job.ID
}

// removesALine is what the windows write when a line goes from the bill.
func (s *rightsShop) removesALine() model.Command {
	s.t.Helper()
	m := model.New(s.till.Snapshot(), words.English, nil, false)
	for _, a := range []view.Action{{Verb: view.DoDigits, Text: "1"}, {Verb: view.DoNextLine}, {Verb: view.DoBackspace}, {Verb: view.DoConfirm}} {
		s.clock.Add(time.Second)
		m, _ = m.Act(a, s.clock.Now())
	}
	_, tells := m.Tells()
	if tells == nil {
		s.t.Fatal("nothing is written")
	}
	return tells
}

// point has a command's request point at what it holds.
func point[T any](to **T, holds T) { *to = &holds }

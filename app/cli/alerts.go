package cli

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"psar/app"
	"psar/app/cli/jsonout"
	"psar/assets/words"
	"psar/pos/fault"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/staff"
	"psar/storage"
)

type alertsCommand struct {
	List alertsListCommand `cmd:"" default:"withargs" help:"What the till recorded and no manager has read yet; psar doctor looks now."`
	Read alertsReadCommand `cmd:"" help:"Say that a manager has read an alarm: it leaves the screens."`
}

type alertsListCommand struct {
	All  bool `help:"Those too that were read."`
	JSON bool `name:"json" help:"Print one JSON document."`
}

func (c *alertsListCommand) Run(s *session) error {
	return s.read(c.JSON, func(db *storage.DB) error {
		alerts, err := db.Alerts(s, !c.All)
		if err != nil {
			return err
		}
		if c.JSON {
			all := make([]jsonout.Alert, len(alerts))
			for i, a := range alerts {
				all[i] = alertJSON(a)
			}
			return s.printJSON(all)
		}
		table := s.newTable(words.ColAlert, words.ColTime, words.ColTimes, words.ColHappened, words.ColPayment, words.ColRead)
		for _, a := range alerts {
			read := words.Text(s.lang, words.CLIAlertUnread)
			if !a.Unread() {
				read = money.Local(a.Read) + " " + a.ReadBy
			}
			table.row(a.ID, money.Local(a.Last), a.Times, alertSentence(s.lang, a), a.Payment, read)
		}
		return table.flush()
	})
}

func alertJSON(a payment.Alert) jsonout.Alert {
	a.Raised, a.Last = a.Raised.In(money.PhnomPenh), a.Last.In(money.PhnomPenh)
	if !a.Read.IsZero() {
		a.Read = a.Read.In(money.PhnomPenh)
	}
	return jsonout.AlertOf(a, words.Found(words.English, a.Actual))
}

// alertSentence is the sentence of an alert, as in the till's window.
func alertSentence(lang words.Language, a payment.Alert) string {
	if text, ok := words.PeopleAlert(lang, string(a.Kind), a.Expected, a.Actual); ok {
		return text
	}
	if text, known, found, ok := words.RecordsAlert(lang, string(a.Kind), a.Expected, a.Actual); ok {
		return strings.Join(slices.DeleteFunc([]string{text, known, found}, func(s string) bool { return s == "" }), ". ")
	}
	switch {
	case a.Kind == payment.AlertPaidUnclear:
		return words.Text(lang, words.AlertUnclear, a.Payment, a.Money.Display())
	case a.Kind == payment.AlertOutcomeUnknown:
		return words.Text(lang, words.AlertUnknown, a.Payment, a.Money.Display())
	case a.Differs != "":
		return words.Text(lang, words.AlertBarFields, a.Currency, a.Expected, words.PayeeDifferences(lang, a.Differs))
	case a.Expected == "":
		return words.Text(lang, words.AlertBarFirst, a.Currency, payeeName(a.Found))
	}
	return words.Text(lang, words.AlertBar, a.Currency, payeeName(a.Found), a.Expected)
}

type alertsReadCommand struct {
	ID string `arg:"" help:"The alarm's number in the list."`
	By string `required:"" help:"The manager's name. A PIN, where one is set, is read from standard input." placeholder:"NAME"`

	Reason string `help:"Why an owner clears an alarm about the shop's records." placeholder:"TEXT"`
}

func (c *alertsReadCommand) Run(s *session) error {
	return withRequest(s, false, c.number, c.read)
}

// number is the alert's id.
func (c *alertsReadCommand) number() (int64, error) {
	id, err := strconv.ParseInt(c.ID, 10, 64)
	if err != nil {
		return 0, fault.New(fault.AlertUnknown, c.ID)
	}
	return id, nil
}

func (c *alertsReadCommand) read(s *session, shop *app.Shop, id int64) error {
	var about shown
	action := staff.ActionAlert
	for _, a := range shop.Till.Snapshot().Alerts {
		if a.ID == id {
			about = shown{alertSentence(s.lang, a), a.Figures()}
			if a.Kind.OfRecords() {
				action = staff.ActionRecords
			}
		}
	}
	approval, err := s.approval(shop, action, c.By, about)
	if err != nil {
		return err
	}
	if err := shop.Till.ReadAlert(s, id, c.Reason, approval); err != nil {
		return err
	}
	said := words.CLIAlertRead
	if c.Reason != "" {
		said = words.CLIAlertCleared
	}
	fmt.Fprintln(s.err, words.Text(s.lang, said, id, approval.By))
	return nil
}

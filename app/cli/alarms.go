package cli

import (
	"fmt"
	"strconv"

	"psar/assets/words"
	"psar/pos/fault"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/storage"
)

type alarmsCommand struct {
	List alarmsListCommand `cmd:"" default:"withargs" help:"What no manager has read yet."`
	Read alarmsReadCommand `cmd:"" help:"Say that a manager has read an alarm: it leaves the screens."`
}

type alarmsListCommand struct {
	All  bool `help:"Those too that were read."`
	JSON bool `name:"json" help:"Print one JSON document."`
}

func (c *alarmsListCommand) Run(s *session) error {
	return s.read(c.JSON, func(db *storage.DB) error {
		alarms, err := db.Alarms(s, !c.All)
		if err != nil {
			return err
		}
		if c.JSON {
			if alarms == nil {
				alarms = []payment.Alarm{}
			}
			for i, a := range alarms {
				a.Raised, a.Last = a.Raised.In(money.PhnomPenh), a.Last.In(money.PhnomPenh)
				if !a.Read.IsZero() {
					a.Read = a.Read.In(money.PhnomPenh)
				}
				alarms[i] = a
			}
			return s.printJSON(alarms)
		}
		table := s.newTable(words.ColAlarm, words.ColTime, words.ColTimes, words.ColHappened, words.ColPayment, words.ColRead)
		for _, a := range alarms {
			read := words.Text(s.lang, words.CLIAlarmUnread)
			if !a.Unread() {
				read = money.Local(a.Read) + " " + a.ReadBy
			}
			table.row(a.ID, money.Local(a.Last), a.Times, alarmSentence(s.lang, a), a.Payment, read)
		}
		return table.flush()
	})
}

// alarmSentence says what an alarm is about, as the till's window does.
func alarmSentence(lang words.Language, a payment.Alarm) string {
	switch {
	case a.Kind == payment.AlarmPaidUnclear:
		return words.Text(lang, words.AlarmUnclear, a.Payment, a.Money.Display())
	case a.Kind == payment.AlarmOutcomeUnknown:
		return words.Text(lang, words.AlarmUnknown, a.Payment, a.Money.Display())
	case a.Expected == "":
		return words.Text(lang, words.AlarmBarFirst, a.Currency, payeeName(a.Found))
	}
	return words.Text(lang, words.AlarmBar, a.Currency, payeeName(a.Found), a.Expected)
}

type alarmsReadCommand struct {
	ID string `arg:"" help:"The alarm's number in the list."`
	By string `required:"" help:"The manager's name. A PIN, where one is set, is read from standard input." placeholder:"NAME"`
}

func (c *alarmsReadCommand) Run(s *session) error {
	id, err := strconv.ParseInt(c.ID, 10, 64)
	if err != nil {
		return fault.New(fault.AlarmUnknown, c.ID).Because(err)
	}
	shop, err := s.openShop()
	if err != nil {
		return err
	}
	defer shop.Close()
	var about shown
	for _, a := range shop.Till.Snapshot().Alarms {
		if a.ID == id {
			about = shown{alarmSentence(s.lang, a), a.Figures()}
		}
	}
	approval, err := s.approval(shop, c.By, about)
	if err != nil {
		return err
	}
	if err := shop.Till.ReadAlarm(s, id, approval); err != nil {
		return err
	}
	fmt.Fprintln(s.err, words.Text(s.lang, words.CLIAlarmRead, id, approval.By))
	return nil
}

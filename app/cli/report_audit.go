package cli

import (
	"time"

	"psar/app"
	"psar/app/cli/jsonout"
	"psar/pos/money"
	"psar/pos/report"
	"psar/storage"
)

// audit prints what people did beside plain sales. In a shop with staff that is for managers
// and the owner, so the command signs in, as the till would; it prints by the till too.
func (c *reportCommand) audit(s *session) error {
	var first, last money.Day
	var made report.Report
	free := false
	err := s.read(c.JSON, func(db *storage.DB) (err error) {
		if first, last, err = c.period(s, db); err != nil {
			return err
		}
		if free, err = s.unguarded(db); c.Print {
			free = false
		}
		if err != nil || !free {
			return err
		}
		made, err = db.Audit(s, first, last)
		return err
	})
	if err != nil {
		return err
	}
	if free {
		return s.refuse(c.JSON, c.writeAudit(s, made))
	}
	return s.withShop(c.JSON, func(s *session, shop *app.Shop) error {
		made, err := shop.Till.Audit(s, first, last)
		if err != nil {
			return err
		}
		if !c.Print {
			return c.writeAudit(s, made)
		}
		shop.StartWorkers()
		if err := shop.Till.PrintMade(s, c.dated(s, made)); err != nil {
			return err
		}
		return notPrinted(s.drain(shop))
	})
}

// dated is a report made now.
func (c *reportCommand) dated(s *session, r report.Report) report.Report {
	r.Made = s.clock.Now().In(money.PhnomPenh).Truncate(time.Second)
	r.Training = s.flags.Training
	return r
}

func (c *reportCommand) writeAudit(s *session, r report.Report) error {
	r = c.dated(s, r)
	if c.JSON {
		return s.printJSON(jsonout.AuditOf(r))
	}
	return c.write(s, r)
}

package cli

import (
	"time"

	"psar/app"
	"psar/app/cli/jsonout"
	"psar/pos"
	"psar/pos/money"
	"psar/pos/report"
	"psar/pos/staff"
	"psar/storage"
)

// audit prints what people did beside plain sales. In a shop with staff that is for managers
// and the owner, so the command signs in, as the till would; it prints by the till too.
func (c *reportCommand) audit(s *session) error {
	if c.Print || s.hosted != nil {
		return s.withShop(c.JSON, c.auditIn)
	}
	return s.reading(c.JSON, nil, func(db *storage.DB, who *pos.Reader) error {
		first, last, err := c.period(s, db)
		if err != nil {
			return err
		}
		if err := who.May(staff.ActionAudit); err != nil {
			return err
		}
		made, err := db.Audit(s, first, last)
		if err != nil {
			return err
		}
		return c.writeAudit(s, made)
	})
}

// auditIn is audit in an open shop.
func (c *reportCommand) auditIn(s *session, shop *app.Shop) error {
	first, last, err := c.period(s, shop.DB)
	if err != nil {
		return err
	}
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

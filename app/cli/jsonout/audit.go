package jsonout

import (
	"time"

	"psar/pos/journal"
	"psar/pos/money"
	"psar/pos/report"
)

// Audit is the document of report --audit.
type Audit struct {
	First    money.Day           `json:"first_day"`
	Last     money.Day           `json:"last_day"`
	Made     time.Time           `json:"made"`
	Shop     string              `json:"shop"`
	Till     int                 `json:"till"`
	Training bool                `json:"training,omitempty"`
	People   []report.AuditCount `json:"people"` // by person, day and kind
	Events   []report.AuditEvent `json:"events"`
	More     int                 `json:"more,omitempty"` // events that are counted, but not listed
	Journal  journal.Head        `json:"journal"`
}

// AuditOf returns the document of an audit.
func AuditOf(r report.Report) Audit {
	return Audit{
		First: r.First, Last: r.Last, Made: r.Made, Shop: r.Shop.Name, Till: r.Till, Training: r.Training,
		People: r.Audit.People, Events: r.Audit.Events, More: r.Audit.More, Journal: r.Journal,
	}
}

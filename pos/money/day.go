package money

import (
	"time"

	"psar/pos/fault"
)

// PhnomPenh is the shop's time zone: UTC+7 all year. It is a fixed zone, so that the
// till needs no zone database.
var PhnomPenh = time.FixedZone("Asia/Phnom_Penh", 7*60*60)

// DefaultCutoffHour is the hour, local time after midnight, at which a business day ends.
const DefaultCutoffHour = 4

// Day is a business day, written 2006-01-02. Sales before the cutoff hour
// belong to the day before.
type Day string

// DayOf returns the business day of an instant, for a cutoff hour of 0 to 23.
func DayOf(t time.Time, cutoffHour int) Day {
	return Day(t.In(PhnomPenh).Add(-time.Duration(cutoffHour) * time.Hour).Format(time.DateOnly))
}

// ParseDay parses 2006-01-02. The error's code is fault.DayInvalid.
func ParseDay(s string) (Day, error) {
	if _, err := time.Parse(time.DateOnly, s); err != nil {
		return "", fault.New(fault.DayInvalid, s)
	}
	return Day(s), nil
}

// Local formats an instant in the shop's time zone: 22/11/2026 14:32.
func Local(t time.Time) string { return t.In(PhnomPenh).Format("02/01/2006 15:04") }

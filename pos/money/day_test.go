package money_test

import (
	"testing"
	"time"

	"psar/pos/fault"
	"psar/pos/money"
)

func TestDayOf(t *testing.T) {
	t.Parallel()
	tests := []struct {
		utc    string
		cutoff int
		want   money.Day
	}{
		{"2026-11-22T05:00:00Z", 4, "2026-11-22"},     // noon
		{"2026-11-22T20:59:59Z", 4, "2026-11-22"},     // 03:59:59 the next morning
		{"2026-11-22T21:00:00Z", 4, "2026-11-23"},     // 04:00
		{"2026-11-22T16:59:59.999Z", 0, "2026-11-22"}, // midnight is the cutoff
		{"2026-11-22T17:00:00Z", 0, "2026-11-23"},
		{"2026-12-31T19:00:00Z", 4, "2026-12-31"}, // 02:00 on New Year's Day
		{"2028-02-29T16:00:00Z", 4, "2028-02-29"},
		{"2026-11-22T15:00:00Z", 23, "2026-11-21"}, // 22:00
	}
	for _, tt := range tests {
		at, err := time.Parse(time.RFC3339Nano, tt.utc)
		if err != nil {
			t.Fatal(err)
		}
		if got := money.DayOf(at, tt.cutoff); got != tt.want {
			t.Errorf("%s with cutoff %d: %s, want %s", tt.utc, tt.cutoff, got, tt.want)
		}
		elsewhere := at.In(time.FixedZone("", -8*60*60))
		if got := money.DayOf(elsewhere, tt.cutoff); got != tt.want {
			t.Errorf("%s told in another zone: %s, want %s", tt.utc, got, tt.want)
		}
	}
}

func TestParseDay(t *testing.T) {
	t.Parallel()
	if got, err := money.ParseDay("2026-11-22"); err != nil || got != "2026-11-22" {
		t.Errorf("%s, %v", got, err)
	}
	for _, text := range []string{"", "2026-02-30", "22/11/2026", "2026-1-2", "2026-11-22T00:00:00Z"} {
		if _, err := money.ParseDay(text); fault.CodeOf(err) != fault.DayInvalid {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestLocal(t *testing.T) {
	t.Parallel()
	if got := money.Local(time.Date(2026, 11, 22, 7, 32, 59, 0, time.UTC)); got != "22/11/2026 14:32" {
		t.Error(got)
	}
}

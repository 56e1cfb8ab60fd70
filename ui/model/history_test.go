package model

import (
	"encoding/json"
	"testing"

	"psar/assets/words"
	"psar/pos"
	"psar/pos/facts"
	"psar/pos/id"
	"psar/pos/payment"
	"psar/pos/settings"
	"psar/ui/uitest"
)

// What is typed to find a sale means what a person means by it.
func TestFinderReads(t *testing.T) {
	t.Parallel()
	f := Model{Snap: pos.Snapshot{Day: "2026-11-22", Settings: settings.Values{settings.TillNumber: "3"}}}.finder()
	receipt := func(n int) id.Receipt { return id.Receipt{Till: 3, Year: 2026, Sequence: n} }
	for text, want := range map[string]pos.HistoryFilter{
		"":                    {},
		"R-187":               {Receipt: receipt(187)},
		"r187":                {Receipt: receipt(187)},
		"#14000":              {Receipt: receipt(14000)},
		"01/2026/000187":      {Receipt: id.Receipt{Till: 1, Year: 2026, Sequence: 187}},
		"R-01/2025/9":         {Receipt: id.Receipt{Till: 1, Year: 2025, Sequence: 9}},
		"7":                   {Receipt: receipt(7)},
		"14000":               {Receipt: receipt(14000), Amount: uitest.KHR(14000)},
		"១៤០០០":               {Receipt: receipt(14000), Amount: uitest.KHR(14000)},
		"3.50":                {Amount: uitest.USD(350)},
		"$3":                  {Amount: uitest.USD(300)},
		"$1,250.75":           {Amount: uitest.USD(125075)},
		"14,000":              {Amount: uitest.KHR(14000)},
		"500៛":                {Amount: uitest.KHR(500)},
		"$5៛":                 {}, // of two currencies at once
		"23/11":               {From: "2025-11-23", To: "2025-11-23"},
		"22/11":               {From: "2026-11-22", To: "2026-11-22"},
		"29/2":                {From: "2024-02-29", To: "2024-02-29"},
		"1/3/2024":            {From: "2024-03-01", To: "2024-03-01"},
		"2026-11-01":          {From: "2026-11-01", To: "2026-11-01"},
		"20/11-22/11":         {From: "2026-11-20", To: "2026-11-22"},
		"22/11–20/11":         {From: "2026-11-20", To: "2026-11-22"},
		"14:30":               {Clock: pos.ClockSpan{From: 14*60 + 20, To: 14*60 + 40}},
		"0:05 21/11":          {Clock: pos.ClockSpan{From: 23*60 + 55, To: 15}, From: "2026-11-21", To: "2026-11-21"},
		"14:00-15:30 paid":    {Clock: pos.ClockSpan{From: 14 * 60, To: 15*60 + 30}, State: pos.PastPaid},
		"25:00":               {},
		"14:00-":              {},
		"refu":                {State: pos.PastRefunded},
		"បានសង":               {State: pos.PastRefunded},
		"សងវិញ":               {State: pos.PastRefunded},
		"110000000000015":     {Payment: "110000000000015"},
		"3.50 21/11 Paid":     {Amount: uitest.USD(350), From: "2026-11-21", To: "2026-11-21", State: pos.PastPaid},
		"unclaimed 2026-11-3": {},
		"hello":               {},
		"0":                   {},
		"31/2":                {},
		"-":                   {},
	} {
		got, ok := f.read(text)
		if got != want || ok != (want != pos.HistoryFilter{} || text == "") {
			t.Errorf("%q: %+v %v, want %+v", text, got, ok, want)
		}
	}
}

// A row of the journal is read as the till writes it: the sum that a payment asked
// for is the payment's.
func TestJournalRowSaysWhatWasAsked(t *testing.T) {
	t.Parallel()
	payload, err := json.Marshal(payment.Attempt{ID: "11795448607511", Amount: uitest.USD(500)})
	if err != nil {
		t.Fatal(err)
	}
	s := New(uitest.Snapshot(), words.English, nil, false)
	var said factSays
	if err := json.Unmarshal(payload, &said); err != nil {
		t.Fatal(err)
	}
	if got, want := s.factText(facts.AttemptReserved, said), "Payment 11795448607511 asked for $5.00"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

package model

import (
	"strconv"
	"strings"
	"time"

	"psar/assets/words"
	"psar/pos"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/settings"
)

// finder reads what is typed to find a sale. Words stand apart by spaces and all
// of them count:
//
//	R-187  01/2026/000187  187    a receipt; bare figures may be riel too
//	3.50  $3  14,000  14000៛      an amount
//	23/11  23/11/2026  2026-11-23 a day, or two with - between them
//	14:30  14:00-15:30            a time of the day: about then, or between two; today's, where no day is said
//	paid  សងវិញ                   what became of it: how the word begins is enough
//	110000000000015               a payment, 14 or 15 digits
type finder struct {
	today  money.Day
	till   int
	states []stateWord
}

type stateWord struct {
	word  string
	state pos.PastState
}

// stateWords are the words of the states, as windows show them.
var stateWords = map[pos.PastState]words.Key{
	pos.PastPaid: words.PastPaid, pos.PastRefunded: words.PastRefunded, pos.PastVoided: words.PastVoided,
	pos.PastWaiting: words.PastWaiting, pos.PastCancelled: words.PastCancelled, pos.PastUnmatched: words.PastUnmatched,
}

func (s Model) finder() finder {
	f := finder{today: s.Snap.Day, till: s.Snap.Settings.Int(settings.TillNumber)}
	for _, st := range pos.PastStates() {
		for _, lang := range []words.Language{words.English, words.Khmer} {
			f.states = append(f.states, stateWord{strings.ToLower(words.Text(lang, stateWords[st])), st})
		}
	}
	return f
}

// read is the filter of a text; false where a word of it is nothing that can be
// looked for.
func (f finder) read(text string) (filter pos.HistoryFilter, ok bool) {
	for _, word := range strings.Fields(strings.ToLower(arabic(text))) {
		if !f.word(word, &filter) {
			return pos.HistoryFilter{}, false
		}
	}
	return filter, true
}

// aboutThen is how many minutes before and after a time somebody means by it.
const aboutThen = 10

// clockOf reads a time of the day, or two with a stroke between them.
func clockOf(word string) (pos.ClockSpan, bool) {
	minute := func(text string) (int, bool) {
		at, err := time.Parse("15:04", text)
		return at.Hour()*60 + at.Minute(), err == nil
	}
	if at, ok := minute(word); ok {
		return pos.Around(at, aboutThen), true
	}
	first, last, _ := strings.Cut(strings.ReplaceAll(word, "–", "-"), "-")
	from, begins := minute(first)
	to, ends := minute(last)
	return pos.ClockSpan{From: from, To: to}, begins && ends && (from != 0 || to != 0)
}

func (f finder) word(word string, into *pos.HistoryFilter) bool {
	if state, ok := f.state(word); ok {
		into.State = state
		return true
	}
	if from, to, ok := f.days(word); ok {
		into.From, into.To = from, to
		return true
	}
	if span, ok := clockOf(word); ok {
		into.Clock = span
		return true
	}
	if n, sure, ok := f.receipt(word); ok {
		into.Receipt = n
		if riel, err := money.Parse(word, money.KHR); !sure && err == nil && riel.Minor >= 100 {
			into.Amount = riel
		}
		return true
	}
	if len(word) >= 14 && len(word) <= 15 && onlyFigures(word) == word {
		into.Payment = id.Payment(word)
		return true
	}
	if m, ok := amountOf(word); ok {
		into.Amount = m
		return true
	}
	return false
}

// state reads a state by the beginning of its word: two letters or more.
func (f finder) state(word string) (pos.PastState, bool) {
	if len([]rune(word)) < 2 {
		return "", false
	}
	for _, w := range f.states {
		// In Khmer the words begin alike: what comes behind "បាន", done, is enough.
		if strings.HasPrefix(w.word, word) || strings.HasPrefix(strings.TrimPrefix(w.word, "បាន"), word) {
			return w.state, true
		}
	}
	return "", false
}

// receipt reads a receipt's number. It is sure where nothing else is written so.
func (f finder) receipt(word string) (n id.Receipt, sure, ok bool) {
	bare := strings.TrimLeft(strings.TrimPrefix(word, "r"), "-#№")
	sure = bare != word
	if n, err := id.ParseReceipt(bare); err == nil {
		return n, true, true
	}
	year, _ := strconv.Atoi(string(f.today[:min(4, len(f.today))]))
	sequence, err := strconv.Atoi(bare)
	if err != nil || onlyFigures(bare) != bare || sequence < 1 || len(bare) > 9 {
		return id.Receipt{}, false, false
	}
	return id.Receipt{Till: f.till, Year: year, Sequence: sequence}, sure, true
}

// days reads one day, or two with a stroke between them.
func (f finder) days(word string) (from, to money.Day, ok bool) {
	if day, ok := f.day(word); ok {
		return day, day, true
	}
	for i, r := range word {
		if r != '-' && r != '–' {
			continue
		}
		from, first := f.day(word[:i])
		to, last := f.day(word[i+len(string(r)):])
		if first && last {
			return min(from, to), max(from, to), true
		}
	}
	return "", "", false
}

// day reads 23/11, 23/11/2026 or 2026-11-23. Without a year it is the last such
// day that has come.
func (f finder) day(word string) (money.Day, bool) {
	if day, err := money.ParseDay(word); err == nil {
		return day, true
	}
	at, err := time.Parse("2/1/2006", word)
	if err == nil {
		return money.Day(at.Format(time.DateOnly)), true
	}
	today, errToday := time.Parse(time.DateOnly, string(f.today))
	if errToday != nil || strings.Count(word, "/") != 1 {
		return "", false
	}
	for year := today.Year(); year > today.Year()-5; year-- { // the 29th of February too
		at, err := time.Parse("2/1/2006", word+"/"+strconv.Itoa(year))
		if err == nil && !at.After(today) {
			return money.Day(at.Format(time.DateOnly)), true
		}
	}
	return "", false
}

// amountOf reads an amount with its sign, or by its decimals.
func amountOf(word string) (money.Money, bool) {
	bare := word
	c := money.KHR
	if strings.Contains(word, ".") {
		c = money.USD
	}
	for _, sign := range []struct {
		mark string
		of   money.Currency
	}{{"$", money.USD}, {"usd", money.USD}, {"៛", money.KHR}, {"khr", money.KHR}} {
		if cut := strings.TrimSuffix(strings.TrimPrefix(bare, sign.mark), sign.mark); cut != bare {
			if bare != word && c != sign.of {
				return money.Money{}, false // of two currencies at once
			}
			bare, c = cut, sign.of
		}
	}
	m, err := money.Parse(strings.ReplaceAll(bare, ",", ""), c)
	return m, err == nil && m.Minor > 0
}

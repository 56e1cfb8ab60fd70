package export_test

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"psar/assets/words"
	"psar/pos"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/sale"
	"psar/pos/settings"
	"psar/storage"
	"psar/storage/storagetest"
)

// moved is a clock that stands still until the test moves it.
type moved struct {
	mu  sync.Mutex
	now time.Time
}

func (c *moved) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *moved) set(t time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = t
}

// noSecrets holds no secrets.
type noSecrets struct{}

func (noSecrets) Secret(settings.Key) (string, error)  { return "", nil }
func (noSecrets) SetSecret(settings.Key, string) error { return nil }
func (noSecrets) Notice() *fault.Error                 { return nil }

// A month's sales of a real till, through the database, appear in the PDF and the
// sheets. The test adds up the sums from the payments itself.
func TestMonthOfATill(t *testing.T) {
	t.Parallel()
	ctx, clock := t.Context(), &moved{}
	begin := time.Date(2026, 10, 1, 8, 0, 0, 0, money.PhnomPenh)
	clock.set(begin)
	db, err := storagetest.Open(ctx, storage.Options{Dir: t.TempDir(), Clock: clock})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	}()
	made := 0
	till, err := pos.OpenTill(ctx, pos.TillConfig{
		Store: db, Clock: clock, Secrets: noSecrets{}, Version: "test",
		NewID: func() (id.Sale, error) {
			made++
			return id.Sale(fmt.Sprintf("0199a000-0000-7000-8000-%012d", made)), nil
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	defer till.Close()
	if err := till.SetSetting(ctx, settings.ShopNameKhmer, shop().NameKhmer); err != nil {
		t.Fatal(err)
	}
	type sums struct{ sold, dollars, riel int64 }
	days, items := map[int]sums{}, map[string]sums{}
	for day := 1; day <= 31; day++ {
		for n := range 2 + day%3 {
			clock.set(begin.AddDate(0, 0, day-1).Add(time.Duration(n) * time.Hour))
			item, quantity := drinks[(day*3+n)%len(drinks)], int64(1+n)
			price := usd(int64(95 + day*7 + n*110))
			if (day+n)%2 == 0 {
				price = khr(int64(4000 + day*100))
			}
			bill := sale.Bill{Currency: price.Currency, Lines: []sale.BillLine{{Name: item, Quantity: quantity, Price: price}}}
			if _, err := till.PayCash(ctx, pos.CashRequest{Bill: bill}); err != nil {
				t.Fatal(err)
			}
			d, i := days[day], items[item]
			d.sold++
			i.sold += quantity
			if price.Currency == money.USD {
				d.dollars += price.Minor * quantity
				i.dollars += price.Minor * quantity
			} else {
				d.riel += price.Minor * quantity
				i.riel += price.Minor * quantity
			}
			days[day], items[item] = d, i
		}
	}
	report, err := db.Report(ctx, "2026-10-01", "2026-10-31")
	if err != nil {
		t.Fatal(err)
	}
	report.Made = clock.Now()

	book := readXLSX(t, words.English, report)
	rows := func(sheet words.Key) map[string][]string {
		t.Helper()
		all, err := book.GetRows(words.Text(words.English, sheet), excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		by := map[string][]string{}
		for _, row := range all[1:] {
			by[row[0]] = append(row[1:], "", "")[:3]
		}
		return by
	}
	cells := func(s sums) []string {
		all := []string{text(s.sold), "", ""}
		if s.dollars > 0 {
			all[1] = usd(s.dollars).Decimal()
		}
		if s.riel > 0 {
			all[2] = khr(s.riel).Decimal()
		}
		return all
	}
	byDay, byItem := rows(words.ReportByDay), rows(words.ReportByItem)
	for day, want := range days {
		if got := byDay[text(46295+day)]; !slices.Equal(got, cells(want)) {
			t.Errorf("day %d: %q, want %q", day, got, cells(want))
		}
	}
	for item, want := range items {
		if got := byItem[item]; !slices.Equal(got, cells(want)) {
			t.Errorf("%s: %q, want %q", item, got, cells(want))
		}
	}
	if len(byDay) != len(days) || len(byItem) != len(items) {
		t.Errorf("%d days and %d items, want %d and %d", len(byDay), len(byItem), len(days), len(items))
	}

	pages := pagesOf(t, makePDF(t, words.Khmer, report))
	whole := blanks.ReplaceAllString(strings.Join(pages, ""), " ")
	for item, want := range items {
		line := fmt.Sprintf("%s %d", item, want.sold)
		if want.dollars > 0 {
			line += " " + usd(want.dollars).Display()
		}
		if want.riel > 0 {
			line += " " + khr(want.riel).Display()
		}
		if !strings.Contains(whole, line) {
			t.Errorf("no line says %q", line)
		}
	}
}

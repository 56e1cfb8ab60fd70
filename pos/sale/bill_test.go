package sale_test

import (
	"errors"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"psar/pos/fault"
	"psar/pos/money"
	"psar/pos/sale"
)

func lineOf(quantity int64, price money.Money) sale.BillLine {
	return sale.BillLine{Name: "Item", Quantity: quantity, Price: price}
}

// shown returns the figures of a priced bill in minor units: each line's total, then
// discount, taxable base, tax and total.
func shown(p sale.Priced) (lines []int64, sums [4]int64) {
	for _, l := range p.Lines {
		lines = append(lines, l.Total.Minor)
	}
	return lines, [4]int64{p.Discount.Minor, p.Taxable.Minor, p.Tax.Minor, p.Total.Minor}
}

// Bills computed by hand.
func TestBill(t *testing.T) {
	t.Parallel()
	none := sale.Terms{Rate: 4100}
	included := sale.Terms{Rate: 4100, Tax: money.TaxTerms{Mode: money.TaxIncluded, Percent: 10}}
	added := sale.Terms{Rate: 4100, Tax: money.TaxTerms{Mode: money.TaxAdded, Percent: 10}}
	tenth, dollar := sale.Discount{Part: 1000}, sale.Discount{Amount: money.Cents(100)}
	off := func(l sale.BillLine, d sale.Discount) sale.BillLine { l.Discount = d; return l }
	free := func(l sale.BillLine) sale.BillLine { l.Exempt = true; return l }
	for _, tt := range []struct {
		name     string
		terms    sale.Terms
		currency money.Currency
		discount sale.Discount
		lines    []sale.BillLine
		want     []int64
		sums     [4]int64
	}{
		{"Plain", none, money.USD, sale.Discount{}, []sale.BillLine{lineOf(2, money.Cents(150)), lineOf(1, money.Cents(35))}, []int64{300, 35}, [4]int64{0, 0, 0, 335}},
		{"LineOff", none, money.USD, sale.Discount{}, []sale.BillLine{off(lineOf(2, money.Cents(150)), tenth)}, []int64{270}, [4]int64{30, 0, 0, 270}},
		{"LineOffInRiel", none, money.USD, sale.Discount{}, []sale.BillLine{off(lineOf(1, money.Cents(150)), sale.Discount{Amount: money.Riel(1000)})}, []int64{126}, [4]int64{24, 0, 0, 126}},
		// 100 × 200/301 = 66.4, 100/301 = 33.2, 1/301 = 0.3: the cent left over goes to
		// the first.
		{"BillOff", none, money.USD, dollar, []sale.BillLine{lineOf(1, money.Cents(200)), lineOf(1, money.Cents(100)), lineOf(1, money.Cents(1))}, []int64{133, 67, 1}, [4]int64{100, 0, 0, 201}},
		{"Included", included, money.USD, sale.Discount{}, []sale.BillLine{lineOf(1, money.Cents(110)), lineOf(2, money.Cents(110))}, []int64{110, 220}, [4]int64{0, 300, 30, 330}},
		{"IncludedExempt", included, money.USD, sale.Discount{}, []sale.BillLine{lineOf(1, money.Cents(110)), free(lineOf(1, money.Cents(500)))}, []int64{110, 500}, [4]int64{0, 100, 10, 610}},
		{"Added", added, money.USD, sale.Discount{}, []sale.BillLine{lineOf(1, money.Cents(99)), lineOf(1, money.Cents(99)), lineOf(1, money.Cents(99))}, []int64{109, 109, 109}, [4]int64{0, 297, 30, 327}},
		{"AddedAfterDiscount", added, money.USD, tenth, []sale.BillLine{lineOf(1, money.Cents(1000))}, []int64{990}, [4]int64{100, 900, 90, 990}},
		{"OtherCurrency", none, money.USD, sale.Discount{}, []sale.BillLine{lineOf(3, money.Riel(1000))}, []int64{73}, [4]int64{0, 0, 0, 73}}, // 0.7317
		{"InRiel", none, money.KHR, sale.Discount{}, []sale.BillLine{lineOf(1, money.Cents(35))}, []int64{1435}, [4]int64{0, 0, 0, 1435}},
	} {
		p, err := sale.Bill{Currency: tt.currency, Lines: tt.lines, Discount: tt.discount}.Price(tt.terms)
		lines, sums := shown(p)
		if err != nil || !equal(lines, tt.want) || sums != tt.sums {
			t.Errorf("%s: %v %v (%v), want %v %v", tt.name, lines, sums, err, tt.want, tt.sums)
		}
	}
}

func equal(a, b []int64) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

func TestBillRefuses(t *testing.T) {
	t.Parallel()
	dollars := func(lines ...sale.BillLine) sale.Bill { return sale.Bill{Currency: money.USD, Lines: lines} }
	with := func(d sale.Discount) sale.Bill {
		b := dollars(lineOf(1, money.Cents(300)))
		b.Discount = d
		return b
	}
	long := lineOf(1, money.Cents(300))
	long.Name = strings.Repeat("ខ", 121)
	for _, tt := range []struct {
		bill sale.Bill
		code fault.Code
	}{
		{sale.Bill{Currency: "THB", Lines: []sale.BillLine{lineOf(1, money.Cents(1))}}, fault.CurrencyUnknown},
		{dollars(), fault.BillEmpty},
		{dollars(make([]sale.BillLine, 201)...), fault.BillLong},
		{dollars(lineOf(0, money.Cents(1))), fault.Quantity},
		{dollars(lineOf(-1, money.Cents(1))), fault.Quantity},
		{dollars(lineOf(10_000, money.Cents(1))), fault.Quantity},
		{dollars(lineOf(1, money.Cents(0))), fault.AmountZero},
		{dollars(lineOf(1, money.Cents(-5))), fault.AmountInvalid},
		{dollars(lineOf(9999, money.Cents(999_999_999))), fault.AmountTooLarge},
		{dollars(lineOf(1, money.Riel(1000))), fault.RateMissing},
		{dollars(long), fault.TextInvalid},
		{with(sale.Discount{Amount: money.Cents(301)}), fault.Discount},
		{with(sale.Discount{Amount: money.Cents(-1)}), fault.Discount},
		{with(sale.Discount{Part: 10_001}), fault.Discount},
		{with(sale.Discount{Part: -1}), fault.Discount},
		{with(sale.Discount{Part: 500, Amount: money.Cents(1)}), fault.Discount},
		{with(sale.Discount{Amount: money.Riel(100)}), fault.RateMissing},
		{with(sale.Discount{Part: 10_000}), fault.AmountZero}, // nothing is left to be paid
	} {
		if _, err := tt.bill.Price(sale.Terms{}); fault.CodeOf(err) != tt.code {
			t.Errorf("%+v: %v, want %s", tt.bill, err, tt.code)
		}
	}
}

// Whatever the bill, its parts add up to its total, nothing is below zero, and the tax is
// that of the sum, within half a unit.
func TestBillAddsUp(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		amount := func(label string, most int64) money.Money {
			c := rapid.SampledFrom(money.Currencies()).Draw(t, label+" currency")
			return money.Of(rapid.Int64Range(1, most).Draw(t, label), c)
		}
		discount := func(label string) sale.Discount {
			switch rapid.IntRange(0, 2).Draw(t, label+" kind") {
			case 0:
				return sale.Discount{Amount: amount(label, 500)}
			case 1:
				return sale.Discount{Part: rapid.Int64Range(1, 9000).Draw(t, label)}
			}
			return sale.Discount{}
		}
		bill := sale.Bill{Currency: rapid.SampledFrom(money.Currencies()).Draw(t, "currency"), Discount: discount("bill")}
		for range rapid.IntRange(1, 12).Draw(t, "lines") {
			bill.Lines = append(bill.Lines, sale.BillLine{
				Quantity: rapid.Int64Range(1, 20).Draw(t, "quantity"), Price: amount("price", 50_000),
				Discount: discount("line"), Exempt: rapid.Bool().Draw(t, "exempt"),
			})
		}
		terms := sale.Terms{Rate: money.Rate(rapid.Int64Range(3800, 4300).Draw(t, "rate"))}
		terms.Tax.Mode = rapid.SampledFrom([]money.TaxMode{"", money.TaxIncluded, money.TaxAdded}).Draw(t, "tax")
		if terms.Tax.Mode != "" {
			terms.Tax.Percent = 10
		}
		p, err := bill.Price(terms)
		if err != nil {
			t.Skip("refused")
		}
		var total, tax, off, taxed int64
		for _, l := range p.Lines {
			if l.Total.Minor < 0 || l.Tax.Minor < 0 || l.Share.Minor < 0 || l.Exempt && l.Tax.Minor > 0 {
				t.Fatalf("a line of %+v", l)
			}
			total, tax, off = total+l.Total.Minor, tax+l.Tax.Minor, off+l.Discount.Minor+l.Share.Minor
			if !l.Exempt && terms.Tax.Mode != "" {
				taxed += l.Total.Minor
			}
		}
		net := p.Gross.Minor - p.Discount.Minor
		if terms.Tax.Mode == money.TaxAdded {
			net += p.Tax.Minor
		}
		if total != p.Total.Minor || tax != p.Tax.Minor || off != p.Discount.Minor || net != p.Total.Minor {
			t.Fatalf("lines of %d, tax %d, discount %d make %+v", total, tax, off, p)
		}
		if p.Taxable.Minor+p.Tax.Minor != taxed {
			t.Fatalf("base %d and tax %d are not %d", p.Taxable.Minor, p.Tax.Minor, taxed)
		}
		// Ten per cent of the base, or an eleventh of a price that includes it, within
		// half a unit.
		if d := 10*p.Tax.Minor - p.Taxable.Minor; terms.Tax.Mode != "" && (d > 6 || d < -6) {
			t.Fatalf("tax %d of a base of %d", p.Tax.Minor, p.Taxable.Minor)
		}
	})
}

// Of several bad fields the first is reported, every time.
func TestTheFirstBadFieldIsNamed(t *testing.T) {
	t.Parallel()
	bad := lineOf(1, money.Cents(100))
	bad.Name, bad.NameKhmer, bad.Category, bad.Note = "\x1b", "\x1b", "\x1b", "\x1b"
	for range 50 {
		_, err := sale.Bill{Currency: money.USD, Lines: []sale.BillLine{bad}}.Price(sale.Terms{})
		if e := new(fault.Error); !errors.As(err, &e) || e.Code != fault.TextInvalid || e.Args[0] != "name" {
			t.Fatalf("%v names %v", err, e.Args)
		}
	}
}

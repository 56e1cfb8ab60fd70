package pos_test

import (
	"errors"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"psar/pos"
	"psar/pos/fault"
	"psar/pos/money"
)

func lineOf(quantity int64, price money.Money) pos.BillLine {
	return pos.BillLine{Name: "Item", Quantity: quantity, Price: price}
}

// shown is what a priced bill says: each line's total, then discount, taxable
// base, tax and total, in minor units.
func shown(p pos.Priced) (lines []int64, sums [4]int64) {
	for _, l := range p.Lines {
		lines = append(lines, l.Total.Minor)
	}
	return lines, [4]int64{p.Discount.Minor, p.Taxable.Minor, p.Tax.Minor, p.Total.Minor}
}

// Bills reckoned by hand.
func TestBill(t *testing.T) {
	t.Parallel()
	none := pos.Terms{Rate: 4100}
	included := pos.Terms{Rate: 4100, Tax: money.TaxTerms{Mode: money.TaxIncluded, Percent: 10}}
	added := pos.Terms{Rate: 4100, Tax: money.TaxTerms{Mode: money.TaxAdded, Percent: 10}}
	tenth, dollar := pos.Discount{Part: 1000}, pos.Discount{Amount: money.Cents(100)}
	off := func(l pos.BillLine, d pos.Discount) pos.BillLine { l.Discount = d; return l }
	free := func(l pos.BillLine) pos.BillLine { l.Exempt = true; return l }
	for _, tt := range []struct {
		name     string
		terms    pos.Terms
		currency money.Currency
		discount pos.Discount
		lines    []pos.BillLine
		want     []int64
		sums     [4]int64
	}{
		{"Plain", none, money.USD, pos.Discount{}, []pos.BillLine{lineOf(2, money.Cents(150)), lineOf(1, money.Cents(35))}, []int64{300, 35}, [4]int64{0, 0, 0, 335}},
		{"LineOff", none, money.USD, pos.Discount{}, []pos.BillLine{off(lineOf(2, money.Cents(150)), tenth)}, []int64{270}, [4]int64{30, 0, 0, 270}},
		{"LineOffInRiel", none, money.USD, pos.Discount{}, []pos.BillLine{off(lineOf(1, money.Cents(150)), pos.Discount{Amount: money.Riel(1000)})}, []int64{126}, [4]int64{24, 0, 0, 126}},
		// 100 × 200/301 = 66.4, 100/301 = 33.2, 1/301 = 0.3: the cent that is left goes to the first.
		{"BillOff", none, money.USD, dollar, []pos.BillLine{lineOf(1, money.Cents(200)), lineOf(1, money.Cents(100)), lineOf(1, money.Cents(1))}, []int64{133, 67, 1}, [4]int64{100, 0, 0, 201}},
		{"Included", included, money.USD, pos.Discount{}, []pos.BillLine{lineOf(1, money.Cents(110)), lineOf(2, money.Cents(110))}, []int64{110, 220}, [4]int64{0, 300, 30, 330}},
		{"IncludedExempt", included, money.USD, pos.Discount{}, []pos.BillLine{lineOf(1, money.Cents(110)), free(lineOf(1, money.Cents(500)))}, []int64{110, 500}, [4]int64{0, 100, 10, 610}},
		{"Added", added, money.USD, pos.Discount{}, []pos.BillLine{lineOf(1, money.Cents(99)), lineOf(1, money.Cents(99)), lineOf(1, money.Cents(99))}, []int64{109, 109, 109}, [4]int64{0, 297, 30, 327}},
		{"AddedAfterDiscount", added, money.USD, tenth, []pos.BillLine{lineOf(1, money.Cents(1000))}, []int64{990}, [4]int64{100, 900, 90, 990}},
		{"OtherCurrency", none, money.USD, pos.Discount{}, []pos.BillLine{lineOf(3, money.Riel(1000))}, []int64{73}, [4]int64{0, 0, 0, 73}}, // 0.7317
		{"InRiel", none, money.KHR, pos.Discount{}, []pos.BillLine{lineOf(1, money.Cents(35))}, []int64{1435}, [4]int64{0, 0, 0, 1435}},
	} {
		p, err := pos.Bill{Currency: tt.currency, Lines: tt.lines, Discount: tt.discount}.Reckon(tt.terms)
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
	dollars := func(lines ...pos.BillLine) pos.Bill { return pos.Bill{Currency: money.USD, Lines: lines} }
	with := func(d pos.Discount) pos.Bill {
		b := dollars(lineOf(1, money.Cents(300)))
		b.Discount = d
		return b
	}
	long := lineOf(1, money.Cents(300))
	long.Name = strings.Repeat("ខ", 121)
	for _, tt := range []struct {
		bill pos.Bill
		code fault.Code
	}{
		{pos.Bill{Currency: "THB", Lines: []pos.BillLine{lineOf(1, money.Cents(1))}}, fault.CurrencyUnknown},
		{dollars(), fault.BillEmpty},
		{dollars(make([]pos.BillLine, 201)...), fault.BillLong},
		{dollars(lineOf(0, money.Cents(1))), fault.Quantity},
		{dollars(lineOf(-1, money.Cents(1))), fault.Quantity},
		{dollars(lineOf(10_000, money.Cents(1))), fault.Quantity},
		{dollars(lineOf(1, money.Cents(0))), fault.AmountZero},
		{dollars(lineOf(1, money.Cents(-5))), fault.AmountInvalid},
		{dollars(lineOf(9999, money.Cents(999_999_999))), fault.AmountTooLarge},
		{dollars(lineOf(1, money.Riel(1000))), fault.RateMissing},
		{dollars(long), fault.TextInvalid},
		{with(pos.Discount{Amount: money.Cents(301)}), fault.Discount},
		{with(pos.Discount{Amount: money.Cents(-1)}), fault.Discount},
		{with(pos.Discount{Part: 10_001}), fault.Discount},
		{with(pos.Discount{Part: -1}), fault.Discount},
		{with(pos.Discount{Part: 500, Amount: money.Cents(1)}), fault.Discount},
		{with(pos.Discount{Amount: money.Riel(100)}), fault.RateMissing},
		{with(pos.Discount{Part: 10_000}), fault.AmountZero}, // nothing is left to be paid
	} {
		if _, err := tt.bill.Reckon(pos.Terms{}); fault.CodeOf(err) != tt.code {
			t.Errorf("%+v: %v, want %s", tt.bill, err, tt.code)
		}
	}
}

// Whatever the bill, its parts add up to its total, nothing is below zero, and the
// tax is that of the sum within half a unit.
func TestBillAddsUp(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		amount := func(label string, most int64) money.Money {
			c := rapid.SampledFrom(money.Currencies()).Draw(t, label+" currency")
			return money.Of(rapid.Int64Range(1, most).Draw(t, label), c)
		}
		discount := func(label string) pos.Discount {
			switch rapid.IntRange(0, 2).Draw(t, label+" kind") {
			case 0:
				return pos.Discount{Amount: amount(label, 500)}
			case 1:
				return pos.Discount{Part: rapid.Int64Range(1, 9000).Draw(t, label)}
			}
			return pos.Discount{}
		}
		bill := pos.Bill{Currency: rapid.SampledFrom(money.Currencies()).Draw(t, "currency"), Discount: discount("bill")}
		for range rapid.IntRange(1, 12).Draw(t, "lines") {
			bill.Lines = append(bill.Lines, pos.BillLine{
				Quantity: rapid.Int64Range(1, 20).Draw(t, "quantity"), Price: amount("price", 50_000),
				Discount: discount("line"), Exempt: rapid.Bool().Draw(t, "exempt"),
			})
		}
		terms := pos.Terms{Rate: money.Rate(rapid.Int64Range(3800, 4300).Draw(t, "rate"))}
		terms.Tax.Mode = rapid.SampledFrom([]money.TaxMode{"", money.TaxIncluded, money.TaxAdded}).Draw(t, "tax")
		if terms.Tax.Mode != "" {
			terms.Tax.Percent = 10
		}
		p, err := bill.Reckon(terms)
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
		// Ten per cent of the base, or an eleventh of what holds it, within half a unit.
		if d := 10*p.Tax.Minor - p.Taxable.Minor; terms.Tax.Mode != "" && (d > 6 || d < -6) {
			t.Fatalf("tax %d of a base of %d", p.Tax.Minor, p.Taxable.Minor)
		}
	})
}

// Of several bad fields the first is named, each time.
func TestTheFirstBadFieldIsNamed(t *testing.T) {
	t.Parallel()
	bad := lineOf(1, money.Cents(100))
	bad.Name, bad.NameKhmer, bad.Category, bad.Note = "\x1b", "\x1b", "\x1b", "\x1b"
	for range 50 {
		_, err := pos.Bill{Currency: money.USD, Lines: []pos.BillLine{bad}}.Reckon(pos.Terms{})
		if e := new(fault.Error); !errors.As(err, &e) || e.Code != fault.TextInvalid || e.Args[0] != "name" {
			t.Fatalf("%v names %v", err, e.Args)
		}
	}
}

package layout_test

import (
	"fmt"
	"regexp"
	"testing"

	"psar/pos/money"
	"psar/pos/queue"
	"psar/pos/sale"
	"psar/pos/settings"
	"psar/printer/escpos"
	"psar/printer/layout"
)

// parted is a number at the end of a line, and its unit at the beginning of the next.
var parted = regexp.MustCompile(`[0-9] *\n(?:[\x1b\x1d][aE!][\x00-\x11])*(?:KHR|USD)(?: @|\n)`)

// double is a line in double size.
var double = regexp.MustCompile(`\x1d!\x11([^\n]*)\n`)

// A number and its unit stand on one line of every paper, whatever its width: names of any length
// before them, amounts that leave them no room, and totals in double size.
func TestUnitsStayWithTheirNumbers(t *testing.T) {
	t.Parallel()
	for _, name := range escpos.ProfileNames() {
		for _, width := range []string{"58", "80"} {
			t.Run(name+" "+width, func(t *testing.T) {
				t.Parallel()
				s := setUp(width, name)
				columns := layout.ProfileOf(s, settings.RoleReceipt).Columns
				for _, job := range unitJobs() {
					data, err := layout.Encode(s, job)
					if err != nil {
						t.Fatal(err)
					}
					if at := parted.FindIndex(data); at != nil {
						t.Errorf("%s: a number is parted from its unit: %q", job.Kind, data[max(0, at[0]-40):at[1]])
					}
					for _, line := range double.FindAllSubmatch(data, -1) {
						if 2*len(line[1]) > columns {
							t.Errorf("%s: %q in double size on %d columns", job.Kind, line[1], columns)
						}
					}
				}
			})
		}
	}
}

// unitJobs are papers whose lines have any room for an amount, and none.
func unitJobs() (all []queue.Job) {
	for long := range 30 {
		r := receiptJob()
		name := fmt.Sprintf("%0*d", long+1, 0)
		r.Receipt.Lines = []sale.Line{{Name: name + " 4,100 KHR", Quantity: 12, Price: khr(1250000), Total: khr(15000000), Note: name + " 5 USD"}}
		r.Receipt.Total, r.Receipt.Other = khr(123456789), usd(3011141)
		r.Receipt.Tenders = []sale.Tender{{Name: name, Amount: money.Riel(123456789)}}
		r.Receipt.Remark, r.Receipt.Shop.Footer = name+" 52,000 KHR", "Delivery "+name+" 4,000 KHR"
		slip := slipJob()
		slip.Slip.Amount = khr(999999999)
		slip.Slip.Payee.Name = name + " 20,000 KHR"
		all = append(all, r, slip)
	}
	return append(all, zJob(), auditJob(), reportJob(), billJob(), refundJob())
}

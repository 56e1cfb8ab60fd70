package layout_test

import (
	"bytes"
	"flag"
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"psar/assets/qr"
	"psar/pos/id"
	"psar/pos/journal"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/queue"
	"psar/pos/report"
	"psar/pos/sale"
	"psar/pos/settings"
	"psar/printer/layout"
)

// update rewrites the golden pictures. Look at each before keeping it.
var update = flag.Bool("update", false, "write the golden pictures anew")

// code was made by the national bank's SDK (npm bakong-khqr 1.0.20).
const code = "00020101021129170013sok_dara@aclb5204599953031165802KH5908Sok Dara6009Siem Reap63047223"

func shop() settings.Shop {
	return settings.Shop{
		Name: "Sokha Coffee House", NameKhmer: "ហាងកាហ្វេ សុខា",
		Address: "St. 240, Phnom Penh", VATTIN: "L001-901234567",
	}
}

func usd(minor int64) money.Money { return money.Cents(minor) }
func khr(minor int64) money.Money { return money.Riel(minor) }

func receiptJob() queue.Job {
	return queue.Job{Kind: queue.KindReceipt, Receipt: &sale.Receipt{
		Shop: shop(), Till: 1, Number: id.Receipt{Till: 1, Year: 2026, Sequence: 187},
		Paid: time.Date(2026, 11, 22, 7, 32, 7, 0, time.UTC),
		Lines: []sale.Line{
			{Name: "កាហ្វេទឹកដោះគោទឹកកក", Quantity: 2, Price: usd(150), Total: usd(300)},
			{Name: "នំប៉័ង", Quantity: 1, Price: usd(225), Total: usd(225)},
			{Name: "Croissant with almonds", Quantity: 3, Price: usd(175), Total: usd(525)},
			{Quantity: 1, Price: usd(350), Total: usd(350)},
		},
		Total: usd(1400), Other: khr(57400), Rate: 4100,
		Tenders: []sale.Tender{{Kind: sale.TenderKHQRUSD, Amount: usd(1400), Rate: 4100, PaymentID: "11795346432686"}},
		Mark:    "9f3c21ab77e0", Code: id.Code{Seq: 1234, Hash: "ab12cd34ef560789"},
	}}
}

func slipJob() queue.Job {
	return queue.Job{Kind: queue.KindSlip, Slip: &payment.Slip{
		Shop: shop(), Till: 1, Amount: khr(20000), Other: usd(488), Rate: 4100,
		Payment: "11795346432686", Payee: payment.Payee{Account: "sok_dara@aclb", Name: "Sok Dara"},
		QR: code, Expires: time.Date(2026, 11, 22, 7, 42, 0, 0, time.UTC), Training: true,
	}}
}

// reportJob is a day's X report.
func reportJob() queue.Job {
	tally := func(n int, m money.Money) report.Tally { return report.Tally{Count: n, Sum: m} }
	return queue.Job{Kind: queue.KindReport, Report: &report.Report{
		First: "2026-11-22", Last: "2026-11-22", Made: time.Date(2026, 11, 22, 13, 0, 0, 0, time.UTC), Shop: shop(), Till: 1,
		Sales: []report.Tally{tally(117, usd(59425)), tally(32, khr(458700))},
		Totals: []report.Totals{
			{Currency: money.USD, Count: 117, Total: usd(59425), Average: usd(508)},
			{Currency: money.KHR, Count: 32, Total: khr(458700), Average: khr(14334)},
		},
		Refunds: []report.Tally{{}, {}}, Voids: []report.Tally{{}, {}},
		Tenders: []report.TenderTally{
			{Kind: sale.TenderKHQRUSD, Tally: tally(86, usd(41275))}, {Kind: sale.TenderKHQRKHR, Tally: tally(20, khr(310500))},
			{Kind: sale.TenderCashUSD, Tally: tally(31, usd(19550))}, {Kind: sale.TenderCashKHR, Tally: tally(12, khr(148200))},
		},
		Change: []report.Tally{tally(9, usd(1450)), tally(27, khr(86300))}, Rounding: tally(19, khr(-350)),
		FirstReceipt: id.Receipt{Till: 1, Year: 2026, Sequence: 100},
		LastReceipt:  id.Receipt{Till: 1, Year: 2026, Sequence: 205},
		QR: report.QRControl{
			Asked: 120, Paid: 106, Cancelled: 9, Expired: 4, Refused: 1,
			Unmatched: []report.Tally{tally(1, usd(350)), tally(0, khr(0))},
		},
		Journal: journal.Head{Seq: 812, Hash: "9f3c21ab77e0aa10"},
	}}
}

// with adds a setting.
func with(s settings.Values, key settings.Key, value string) settings.Values {
	s[key] = value
	return s
}

// linkJob is the slip of a payment link.
func linkJob() queue.Job {
	job := slipJob()
	job.Slip.QR, job.Slip.Payee = "", payment.Payee{}
	job.Slip.Link = "https://mail.raksmeypay.com/payment/request/9a0b977717b87db68d46a479be987745?transaction_id=11795346432686" +
		"&amount=20000&success_url=https%253A%252F%252Fshop.example%252Fpaid%252F11795346432686&remark=" +
		"&hash=da39a3ee5e6b4b0d3255bfef95601890afd80709"
	job.Slip.Expires = job.Slip.Expires.AddDate(0, 0, 1)
	return job
}

// setUp are settings of a paper width in mm and a printer profile.
func setUp(width, profile string) settings.Values {
	return settings.Values{settings.PrinterWidth: width, settings.PrinterProfile: profile}
}

func TestPapersLookAsDesigned(t *testing.T) {
	t.Parallel()
	copied := receiptJob()
	copied.Receipt.Copy = true
	own := receiptJob()
	own.Receipt.Shop.Header = "012 345 678 | facebook.com/sokhacoffee"
	own.Receipt.Shop.Footer = "បើករៀងរាល់ថ្ងៃ ម៉ោង 6:00-21:00 | Wi-Fi: sokha / latte2026 | Goods can be changed within 7 days with this receipt."
	cash := receiptJob()
	cash.Receipt.Tenders = []sale.Tender{
		{Kind: sale.TenderCashUSD, Amount: usd(1000), Rate: 4100}, {Kind: sale.TenderCashKHR, Amount: khr(20000), Rate: 4100},
	}
	cash.Receipt.Change = []money.Money{khr(3600)}
	for name, c := range map[string]struct {
		job      queue.Job
		settings settings.Values
	}{
		"receipt-80-bill": {billJob(), setUp("80", "generic")},
		"receipt-58-bill": {billJob(), setUp("58", "generic")},
		"refund-80":       {refundJob(), setUp("80", "generic")},
		"z-80":            {zJob(), with(setUp("80", "generic"), settings.TillLanguage, "en")},
		"z-58":            {zJob(), setUp("58", "clone")},
		"audit-80":        {auditJob(), with(setUp("80", "generic"), settings.TillLanguage, "en")},
		"audit-58":        {auditJob(), setUp("58", "clone")},
		"receipt-80-cash": {cash, setUp("80", "generic")},
		"receipt-58-own":  {own, setUp("58", "generic")},
		"receipt-80":      {receiptJob(), setUp("80", "generic")},
		"receipt-58":      {receiptJob(), setUp("58", "generic")},
		"receipt-80-copy": {copied, setUp("80", "clone")},
		"slip-80":         {slipJob(), setUp("80", "generic")},
		"slip-58":         {slipJob(), setUp("58", "clone")},
		"link-80":         {linkJob(), setUp("80", "generic")},
		"link-58":         {linkJob(), setUp("58", "clone")},
		"report-80":       {reportJob(), with(setUp("80", "generic"), settings.TillLanguage, "en")},
		"report-58":       {reportJob(), setUp("58", "clone")},
		"test-80":         {queue.Job{Kind: queue.KindTest}, with(setUp("80", "xprinter"), settings.PrinterLink, "tcp:192.0.2.10:9100")},
		"test-58":         {queue.Job{Kind: queue.KindTest}, with(setUp("58", "clone-58"), settings.PrinterLink, "usb:/dev/usb/lp0")},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			picture, err := layout.Picture(c.settings, c.job)
			if err != nil {
				t.Fatal(err)
			}
			compare(t, filepath.Join("testdata", name+".png"), picture)
		})
	}
}

func compare(t *testing.T, golden string, got image.Image) {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, got); err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(golden, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	f, err := os.Open(golden)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	want, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	if want.Bounds() != got.Bounds() {
		t.Fatalf("%s: %v, now %v", golden, want.Bounds(), got.Bounds())
	}
	for y := want.Bounds().Min.Y; y < want.Bounds().Max.Y; y++ {
		for x := want.Bounds().Min.X; x < want.Bounds().Max.X; x++ {
			wr, wg, wb, _ := want.At(x, y).RGBA()
			gr, gg, gb, _ := got.At(x, y).RGBA()
			if wr != gr || wg != gg || wb != gb {
				t.Fatalf("%s differs at %d,%d: draw it anew with -update, and look at it", golden, x, y)
			}
		}
	}
}

// scan reads the code in a job's picture with zbarimg.
func scan(t *testing.T, s settings.Values, job queue.Job) string {
	t.Helper()
	picture, err := layout.Picture(s, job)
	if err != nil {
		t.Fatal(err)
	}
	return scanPicture(t, picture)
}

func scanPicture(t *testing.T, picture image.Image) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "paper.png")
	var b bytes.Buffer
	if err := png.Encode(&b, picture); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("zbarimg", "-q", "--raw", "-Sdisable", "-Sqrcode.enable", file).Output()
	if err != nil {
		t.Fatalf("zbarimg (Debian zbar-tools): %v", err)
	}
	return strings.TrimSuffix(string(out), "\n")
}

// TestTwoKindsOfPaper: the slip has a payable code, and no other job has one.
func TestTwoKindsOfPaper(t *testing.T) {
	t.Parallel()
	for _, width := range []string{"58", "80"} {
		for _, profile := range []string{"generic", "clone"} {
			s := setUp(width, profile)
			if got := scan(t, s, slipJob()); got != code {
				t.Errorf("%s %s: the slip's code is %q", width, profile, got)
			}
			if got := scan(t, s, receiptJob()); got != "01/2026/000187" {
				t.Errorf("%s %s: the receipt's code is %q", width, profile, got)
			}
		}
	}
}

// BenchmarkEncodeReceipt encodes an ordinary receipt with warm caches. x/floor is the
// ratio to making only its small QR code with the same library, in the same run.
func BenchmarkEncodeReceipt(b *testing.B) {
	for _, width := range []string{"58", "80"} {
		b.Run(width+"mm", func(b *testing.B) {
			s, job := setUp(width, "generic"), receiptJob()
			b.ReportAllocs()
			var data []byte
			for b.Loop() {
				var err error
				if data, err = layout.Encode(s, job); err != nil {
					b.Fatal(err)
				}
			}
			spent := b.Elapsed()
			begun := time.Now()
			for range b.N {
				if q, err := qr.New(job.Receipt.Number.String(), qr.Medium); err != nil || q.Modules() == nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(spent)/float64(time.Since(begun)), "x/floor")
			b.ReportMetric(float64(len(data)), "paper-bytes")
		})
	}
}

// The code takes the place of one short line, whatever the paper's width and however far
// the journal: nothing is broken into two lines or pushed down, in 30 to 48 columns.
func TestCodeFitsEveryPaper(t *testing.T) {
	t.Parallel()
	for name, s := range map[string]settings.Values{
		"32 columns": setUp("58", "generic"), "30 columns": setUp("58", "epson-tm-t88"), "42 columns": setUp("80", "epson-tm-t88"), "48 columns": setUp("80", "generic"),
		"32, all Khmer": with(setUp("58", "clone"), settings.TillLanguage, "km"),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			short, long := receiptJob(), receiptJob()
			short.Receipt.Code = id.Code{}
			long.Receipt.Code.Seq = 99_999_999
			want, err := layout.Picture(s, short)
			if err != nil {
				t.Fatal(err)
			}
			got, err := layout.Picture(s, long)
			if err != nil {
				t.Fatal(err)
			}
			if got.Bounds() != want.Bounds() {
				t.Errorf("%v with the code, %v without", got.Bounds(), want.Bounds())
			}
		})
	}
}

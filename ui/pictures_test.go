package ui

import (
	"image"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"psar/assets/words"
	"psar/pos"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/queue"
	"psar/pos/report"
	"psar/pos/sale"
	"psar/pos/settings"
)

// noon is the time of the canned shop: 14:32 in Phnom Penh.
var noon = time.Date(2026, 11, 22, 7, 32, 0, 0, time.UTC)

// goodCode is the vector dyn-usd-12.30 of testdata: 12.30 USD to Sok Dara.
const goodCode = "00020101021229170013sok_dara@aclb520459995303840540512.305802KH5908Sok Dara6009Siem Reap993400131790000002055011341024448000006304A713"

// shopSettings is a shop with names, a rate and both profiles.
func shopSettings() settings.Values {
	return settings.Values{
		settings.ShopName: "Sokha Coffee House", settings.ShopNameKhmer: "ហាងកាហ្វេ សុខា",
		settings.Rate: "4100", settings.USDProfileID: "usd1", settings.KHRProfileID: "khr1",
		settings.PrinterLink: "paper:", settings.TillLanguage: "en", settings.USDAccount: "sok_dara@aclb",
	}
}

func usd(cents int64) money.Money { return money.Cents(cents) }
func khr(riel int64) money.Money  { return money.Riel(riel) }

// shownAttempt is a payment whose code has been on the screen for age.
func shownAttempt(id id.Payment, m money.Money, age time.Duration) payment.Attempt {
	at := noon.Add(-age)
	return payment.Attempt{
		ID: id, State: payment.Shown, Amount: m, Created: at, Changed: at, QR: goodCode, Watched: true,
		Payee:   payment.Payee{Account: "sok_dara@aclb", Name: "Sok Dara", NameKhmer: "ហាងកាហ្វេ សុខា"},
		Expires: at.Add(10 * time.Minute), LastVerify: noon.Add(-time.Second), Verifies: 3,
	}
}

// cannedSnapshot is the shop of the design's pictures.
func cannedSnapshot() pos.Snapshot {
	return pos.Snapshot{
		Version: 1, At: noon, Settings: shopSettings(), Day: "2026-11-22",
		Receipts: map[id.Payment]id.Receipt{"11": {Till: 1, Year: 2026, Sequence: 186}, "12": {Till: 1, Year: 2026, Sequence: 187}},
		Today:    []report.Tally{{Count: 61, Sum: usd(41275)}, {Count: 25, Sum: khr(310500)}},
		Gateway:  pos.GatewayStatus{Known: true, Since: noon.Add(-time.Hour)},
		Printers: []queue.PrinterStatus{{Link: "paper:", Roles: settings.PrintRoles(), PrinterState: queue.PrinterState{Known: true}}},
	}
}

func ended(id id.Payment, s payment.State, m money.Money, ago time.Duration) payment.Attempt {
	a := shownAttempt(id, m, ago)
	a.State, a.Changed, a.Created = s, noon.Add(-ago), noon.Add(-ago-time.Minute)
	return a
}

// scene is one thing to look at.
type scene struct {
	name  string
	state func(state) state
}

func withFront(a payment.Attempt) func(state) state {
	return func(s state) state {
		s.snap.Attempts = append(s.snap.Attempts, a)
		s.seen[a.ID] = a.State
		if a.Renewable() || a.State == payment.Refused { // its sale may still be paid
			s.snap.Dropped = map[id.Sale]sale.Sale{a.Sale: {ID: a.Sale, State: sale.Dropped, Total: a.Amount, Rate: 4100}}
		}
		if !a.InProgress() {
			s.cameAt = a.Changed
		}
		return s.toFront(a.ID, a.Changed)
	}
}

func waitingTray(s state) state {
	s.snap.Attempts = append(s.snap.Attempts,
		shownAttempt("5", usd(420), 7*time.Minute+19*time.Second), shownAttempt("4", khr(30000), 9*time.Minute+22*time.Second))
	return s
}

func scenes() []scene {
	return []scene{
		{"idle", func(s state) state { return s }},
		{"entering", func(s state) state {
			s = waitingTray(s)
			s.snap.Attempts = append(s.snap.Attempts,
				ended("10", payment.Cancelled, usd(250), 15*time.Minute), ended("9", payment.Unclaimed, usd(300), 20*time.Minute))
			s.snap.Recent = []sale.Sale{
				{Receipt: id.Receipt{Till: 1, Year: 2026, Sequence: 187}, Total: usd(1230), Completed: noon.Add(-4 * time.Minute), Tenders: []sale.Tender{{Kind: sale.TenderKHQRUSD, PaymentID: "12"}}},
				{Receipt: id.Receipt{Till: 1, Year: 2026, Sequence: 186}, Total: khr(14000), Completed: noon.Add(-9 * time.Minute), Tenders: []sale.Tender{{Kind: sale.TenderCashKHR}, {Kind: sale.TenderKHQRKHR, PaymentID: "11"}}},
			}
			s.snap.Unclaimed = unclaimedMoney()[:1]
			s.dismissed["9"] = true
			s.entry.digits = "350"
			return s
		}},
		{"preparing", withFront(payment.Attempt{ID: "20", State: payment.Requested, Amount: usd(1230), Created: noon, Changed: noon, Watched: true})},
		{"waiting", func(s state) state {
			return withFront(shownAttempt("20", usd(1230), 108*time.Second))(waitingTray(s))
		}},
		{"cancel", func(s state) state {
			s = withFront(shownAttempt("20", usd(1230), 108*time.Second))(s)
			s.confirm = true
			return s
		}},
		{"unreachable", func(s state) state {
			a := shownAttempt("20", khr(999999999), 108*time.Second)
			a.Problem = fault.GatewayUnreachable
			s.snap.Gateway = pos.GatewayStatus{Known: true, Problem: a.Problem, Since: noon.Add(-time.Minute)}
			return withFront(a)(s)
		}},
		{"paid", func(s state) state {
			return withFront(ended("12", payment.Paid, usd(1230), time.Second))(waitingTray(s))
		}},
		{"refused", func(s state) state {
			a := ended("20", payment.Refused, usd(1230), 2*time.Second)
			a.Problem, a.Detail = fault.QRAccount, "other_shop@bank"
			return withFront(a)(s)
		}},
		{"expired", withFront(ended("20", payment.Expired, usd(1230), 2*time.Second))},
		{"training", func(s state) state {
			s.snap.Training, s.canPay = true, true
			s.snap.Asking = []queue.Job{{ID: 3, Receipt: &sale.Receipt{Number: id.Receipt{Till: 1, Year: 2026, Sequence: 187}}}}
			return withFront(shownAttempt("20", usd(1230), 108*time.Second))(s)
		}},
		{"later", func(s state) state {
			s.entry = entry{digits: "999999999", currency: money.USD}
			s.notices = []*fault.Error{fault.New(fault.KeyringFile, "/home/till/psar/secrets.json")}
			return s.sayBoth(noon, words.NotInThisVersion)
		}},
		{"offline", func(s state) state {
			s.snap.Gateway = pos.GatewayStatus{Known: true, Problem: fault.GatewayUnreachable, Since: noon.Add(-14 * time.Minute)}
			s.snap.Unclaimed = unclaimedMoney()
			return s
		}},
		{"help", func(s state) state { s.help, s.canPay = true, true; return s }},
	}
}

// looks are the languages and themes that every scene is drawn in.
var looks = []struct {
	name     string
	language words.Language
	dark     bool
}{{"en-light", words.English, false}, {"km-light", words.Khmer, false}, {"en-dark", words.English, true}, {"km-dark", words.Khmer, true}}

func (sc scene) in(language words.Language, dark bool) state {
	snap := cannedSnapshot()
	if dark {
		snap.Settings[settings.TillTheme] = "dark"
	}
	return sc.state(newState(snap, language, nil, false))
}

// drawBoth draws the two windows of a state.
func drawBoth(t *testing.T, s state, cashier, customer fyne.Size) (image.Image, image.Image) {
	t.Helper()
	th := Theme{Dark: s.dark()}
	test.NewTempApp(t).Settings().SetTheme(th)
	fault := func(err error) { t.Error(err) }
	one := newCashierScreen(words.Text(words.Khmer, words.AppName), func(action) {}, fault)
	one.set(s.cashier(noon))
	other := newCustomerScreen(fault)
	other.set(s.customer(noon))
	return paint(t, th, cashier, one.root), paint(t, th, customer, other.root)
}

// The windows as pictures, judged by eye against the design and kept so that no
// change goes unseen. Dark is drawn of every ground that differs.
func TestWindowsLookAsDesigned(t *testing.T) {
	dark := map[string]bool{"entering": true, "waiting": true, "cancel": true, "paid": true, "refused": true, "training": true}
	// Scenes that the customer sees like another one.
	same := map[string]bool{"entering": true, "cancel": true, "refused": true, "later": true, "help": true}
	for _, look := range looks {
		for _, sc := range scenes() {
			if look.dark && !dark[sc.name] {
				continue
			}
			t.Run(sc.name+"-"+look.name, func(t *testing.T) {
				cashier, customer := drawBoth(t, sc.in(look.language, look.dark), fyne.NewSize(1366, 768), fyne.NewSize(1280, 800))
				test.AssertImageMatches(t, filepath.Join("windows", sc.name+"-cashier-"+look.name+".png"), cashier)
				if look.language == words.English && !same[sc.name] { // the customer's speaks both languages always
					test.AssertImageMatches(t, filepath.Join("windows", sc.name+"-customer-"+look.name+".png"), customer)
				}
			})
		}
	}
}

// Other monitors: an old one, and a wide one.
func TestWindowsFitOtherMonitors(t *testing.T) {
	sizes := map[string]fyne.Size{"1024x768": fyne.NewSize(1024, 768), "1920x1080": fyne.NewSize(1920, 1080)}
	for name, size := range sizes {
		for _, sc := range scenes() {
			if sc.name != "entering" && sc.name != "training" && sc.name != "unreachable" {
				continue
			}
			t.Run(sc.name+"-"+name, func(t *testing.T) {
				cashier, customer := drawBoth(t, sc.in(words.Khmer, false), size, size)
				test.AssertImageMatches(t, filepath.Join("windows", sc.name+"-cashier-"+name+".png"), cashier)
				test.AssertImageMatches(t, filepath.Join("windows", sc.name+"-customer-"+name+".png"), customer)
			})
		}
	}
}

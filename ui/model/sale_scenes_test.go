package model

import (
	"time"

	"psar/assets/words"
	"psar/pos"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/queue"
	"psar/pos/sale"
	"psar/pos/settings"
	"psar/ui/uitest"
	"psar/ui/view"
)

func withFront(a payment.Attempt) func(Model) Model {
	return func(s Model) Model {
		s.Snap.Attempts = append(s.Snap.Attempts, a)
		s.seen[a.ID] = a.State
		if a.Renewable() || a.State == payment.Refused { // its sale may still be paid
			s.Snap.Dropped = map[id.Sale]sale.Sale{a.Sale: {ID: a.Sale, State: sale.Dropped, Total: a.Amount, Rate: 4100}}
		}
		if s = s.toFront(a.ID, a.Changed); !a.InProgress() {
			s = s.came(a.Changed)
		}
		return s
	}
}

func waitingTray(s Model) Model {
	s.Snap.Attempts = append(s.Snap.Attempts,
		uitest.Shown("5", uitest.USD(420), 7*time.Minute+19*time.Second), uitest.Shown("4", uitest.KHR(30000), 9*time.Minute+22*time.Second))
	return s
}

// saleScenes are the amount as it is typed, and a payment from its code to its end.
func saleScenes() []scene {
	return []scene{
		{"idle", func(s Model) Model { return s }},
		{"entering", func(s Model) Model {
			s = waitingTray(s)
			s.Snap.Attempts = append(s.Snap.Attempts,
				uitest.Ended("10", payment.Cancelled, uitest.USD(250), 15*time.Minute), uitest.Ended("9", payment.Unmatched, uitest.USD(300), 20*time.Minute))
			s.Snap.Recent = []sale.Sale{
				{Receipt: id.Receipt{Till: 1, Year: 2026, Sequence: 187}, Total: uitest.USD(1230), Completed: uitest.Noon.Add(-4 * time.Minute), Tenders: []sale.Tender{{Kind: sale.TenderKHQRUSD, PaymentID: "12"}}},
				{Receipt: id.Receipt{Till: 1, Year: 2026, Sequence: 186}, Total: uitest.KHR(14000), Completed: uitest.Noon.Add(-9 * time.Minute), Tenders: []sale.Tender{{Kind: sale.TenderCashKHR}, {Kind: sale.TenderKHQRKHR, PaymentID: "11"}}},
			}
			s.Snap.Unmatched = unmatchedMoney()[:1]
			s.dismissed["9"] = true
			s.Entry.Digits = "350"
			return s
		}},
		{"preparing", withFront(payment.Attempt{ID: "20", State: payment.Requested, Amount: uitest.USD(1230), Created: uitest.Noon, Changed: uitest.Noon, Watched: true})},
		{"waiting", func(s Model) Model {
			return withFront(uitest.Shown("20", uitest.USD(1230), 108*time.Second))(waitingTray(s))
		}},
		{"waiting-discount", func(s Model) Model {
			a := uitest.Shown("20", uitest.USD(1652), 108*time.Second)
			a.Sale = "s1"
			s.Snap.TakenOff = map[id.Sale]money.Money{"s1": uitest.USD(124)}
			return withFront(a)(s)
		}},
		{"cancel", func(s Model) Model {
			s = withFront(uitest.Shown("20", uitest.USD(1230), 108*time.Second))(s)
			s.Confirm = true
			return s
		}},
		{"unreachable", func(s Model) Model {
			a := uitest.Shown("20", uitest.KHR(999999999), 108*time.Second)
			a.Problem = fault.GatewayUnreachable
			s.Snap.Gateway = pos.GatewayStatus{Known: true, Problem: a.Problem, Since: uitest.Noon.Add(-time.Minute)}
			return withFront(a)(s)
		}},
		{"paid", func(s Model) Model {
			return withFront(uitest.Ended("12", payment.Paid, uitest.USD(1230), time.Second))(waitingTray(s))
		}},
		{"paid-discount", func(s Model) Model {
			a := uitest.Ended("12", payment.Paid, uitest.USD(1652), time.Second)
			a.Sale = "s1"
			s.Snap.Recent = []sale.Sale{{ID: "s1", State: sale.Completed, Total: a.Amount, Discount: uitest.USD(124), Completed: uitest.Noon}}
			return withFront(a)(s)
		}},
		{"refused", func(s Model) Model {
			a := uitest.Ended("20", payment.Refused, uitest.USD(1230), 2*time.Second)
			a.Problem, a.Detail = fault.QRAccount, "other_shop@bank"
			return withFront(a)(s)
		}},
		{"expired", withFront(uitest.Ended("20", payment.Expired, uitest.USD(1230), 2*time.Second))},
		{"training", func(s Model) Model {
			s.Snap.Training, s.canPay = true, true
			s.Snap.UnknownPrints = []queue.Job{{ID: 3, Receipt: &sale.Receipt{Number: id.Receipt{Till: 1, Year: 2026, Sequence: 187}}}}
			return withFront(uitest.Shown("20", uitest.USD(1230), 108*time.Second))(s)
		}},
		{"test-gateway", func(s Model) Model {
			s.Snap.Settings = s.Snap.Settings.With(settings.BaseURL, "https://127.0.0.2:8443")
			return withFront(uitest.Shown("20", uitest.USD(1230), 108*time.Second))(s)
		}},
		{"longest", func(s Model) Model {
			s.Entry = entry{Digits: "999999999", currency: money.USD}
			s.notices = []*fault.Error{fault.New(fault.KeyringFile, "/home/till/psar/secrets.json")}
			return s.Say(uitest.Noon, view.StatusAttention, words.NotNow)
		}},
		{"opened in a wrong folder", func(s Model) Model {
			s.notices = []*fault.Error{
				fault.New(fault.DataExposed, "chmod -R go-rwx '/home/till/.local/share/psar'"),
				fault.New(fault.PrinterFile, "file:/home/till/receipts/printed.bin"),
			}
			return s
		}},
		{"offline", func(s Model) Model {
			s.Snap.Gateway = pos.GatewayStatus{Known: true, Problem: fault.GatewayUnreachable, Since: uitest.Noon.Add(-14 * time.Minute)}
			s.Snap.Unmatched = unmatchedMoney()
			return s
		}},
		{"help", func(s Model) Model { s.Help, s.canPay = true, true; return s }},
	}
}

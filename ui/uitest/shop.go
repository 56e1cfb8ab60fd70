package uitest

import (
	"time"

	"psar/pos"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/queue"
	"psar/pos/report"
	"psar/pos/settings"
)

// Noon is the time of the canned shop: 14:32 in Phnom Penh.
var Noon = time.Date(2026, 11, 22, 7, 32, 0, 0, time.UTC)

// GoodCode is the vector dyn-usd-12.30 of testdata: 12.30 USD to Sok Dara.
const GoodCode = "00020101021229170013sok_dara@aclb520459995303840540512.305802KH5908Sok Dara6009Siem Reap993400131790000002055011341024448000006304A713"

// Settings is a shop with names, a rate and both profiles.
func Settings() settings.Values {
	return settings.Values{
		settings.ShopName: "Sokha Coffee House", settings.ShopNameKhmer: "ហាងកាហ្វេ សុខា",
		settings.Rate: "4100", settings.USDProfileID: "usd1", settings.KHRProfileID: "khr1",
		settings.PrinterLink: "paper:", settings.TillLanguage: "en", settings.USDAccount: "sok_dara@aclb",
	}
}

func USD(cents int64) money.Money { return money.Cents(cents) }

func KHR(riel int64) money.Money { return money.Riel(riel) }

// Shown is a payment whose code has been on the screen for age.
func Shown(id id.Payment, m money.Money, age time.Duration) payment.Attempt {
	at := Noon.Add(-age)
	return payment.Attempt{
		ID: id, State: payment.Shown, Amount: m, Created: at, Changed: at, QR: GoodCode, Watched: true,
		Payee:   payment.Payee{Account: "sok_dara@aclb", Name: "Sok Dara", NameKhmer: "ហាងកាហ្វេ សុខា"},
		Expires: at.Add(10 * time.Minute), LastVerify: Noon.Add(-time.Second), Verifies: 3,
	}
}

// Snapshot is the shop of the design's pictures.
func Snapshot() pos.Snapshot {
	return pos.Snapshot{
		Version: 1, At: Noon, Settings: Settings(), Day: "2026-11-22",
		Receipts: map[id.Payment]id.Receipt{"11": {Till: 1, Year: 2026, Sequence: 186}, "12": {Till: 1, Year: 2026, Sequence: 187}},
		Today:    []report.Tally{{Count: 61, Sum: USD(41275)}, {Count: 25, Sum: KHR(310500)}},
		Gateway:  pos.GatewayStatus{Known: true, Since: Noon.Add(-time.Hour)},
		Printers: []queue.PrinterStatus{{Link: "paper:", Roles: settings.PrintRoles(), PrinterState: queue.PrinterState{Known: true}}},
	}
}

func Ended(id id.Payment, s payment.State, m money.Money, ago time.Duration) payment.Attempt {
	a := Shown(id, m, ago)
	a.State, a.Changed, a.Created = s, Noon.Add(-ago), Noon.Add(-ago-time.Minute)
	return a
}

package pos_test

import (
	"database/sql"
	"path/filepath"
	"strings"
	"testing"

	"psar/pos"
	"psar/pos/catalogue"
	"psar/pos/drawer"
	"psar/pos/fault"
	"psar/pos/money"
	"psar/pos/sale"
	"psar/pos/settings"
	"psar/pos/staff"
)

// Every door at which the till takes a text refuses control characters and marks of
// direction, keeps the zero-width characters of Khmer words and drops others; codes take
// none of them.
func TestTextsAreCleanedAtTheDoor(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	ctx := t.Context()
	sold := s.sellFor(money.Cents(350))
	manager := staff.Approval{By: "Dara"}
	words := map[string]func(string) error{
		"shop.name":    func(v string) error { return s.till.SetSetting(ctx, settings.ShopName, v) },
		"shop.address": func(v string) error { return s.till.SetSetting(ctx, settings.ShopAddress, v) },
		"shop.footer":  func(v string) error { return s.till.SetSetting(ctx, settings.ShopFooter, v) },
		"tender.other": func(v string) error { return s.till.SetSetting(ctx, settings.TenderOther, v) },
		"item": func(v string) error {
			_, err := s.till.PutItem(ctx, catalogue.Item{Name: v, Price: money.Cents(100)}, staff.Approval{})
			return err
		},
		"category": func(v string) error {
			_, err := s.till.PutItem(ctx, catalogue.Item{Name: "Ice", Category: v, Price: money.Cents(100)}, staff.Approval{})
			return err
		},
		"remark": func(v string) error {
			_, err := s.till.Charge(ctx, pos.ChargeRequest{Amount: money.Cents(350), Remark: v})
			return err
		},
		"no sale": func(v string) error { return s.till.OpenDrawer(ctx, v, manager) },
		"paid in": func(v string) error {
			_, err := s.till.MoveCash(ctx, pos.MoveRequest{Kind: drawer.CashIn, Amount: money.Cents(100), Reason: v})
			return err
		},
		"refund": func(v string) error {
			_, err := s.till.Refund(ctx, pos.RefundRequest{
				Receipt: sold.Receipt, Reason: v, Approval: manager,
				Lines: map[int]int64{99: 1},
			})
			if fault.CodeOf(err) == fault.RefundLine {
				return nil // the text was taken
			}
			return err
		},
	}
	for name, give := range words {
		for _, bad := range []string{"Sok\x07ha", "Sok\u009bha", "Sok\u202eha", "Sok\u2067ha", "Sok\u200fha", "Sok\u061cha", "Sok\u2028ha", "Sok\nha"} {
			if err := give(bad); err == nil {
				t.Errorf("%s takes %q", name, bad)
			}
		}
		if err := give("កាហ្វេ\u200bទឹក\u200cដោះ\u200dគោ"); err != nil {
			t.Errorf("%s refuses Khmer: %v", name, err)
		}
		if err := give("\u200bCo\u200dla\ufeff"); err != nil {
			t.Errorf("%s refuses what was pasted: %v", name, err)
		}
	}
	if got := s.till.Snapshot().Settings.Get(settings.ShopName); got != "Cola" {
		t.Errorf("the name is kept as %q", got)
	}
	codes := map[string]func(string) error{
		"account": func(v string) error { return s.till.SetSetting(ctx, settings.USDAccount, v+"@aclb") },
		"profile": func(v string) error { return s.till.SetSetting(ctx, settings.KHRProfileID, v) },
		"API key": func(v string) error { return s.till.SetSetting(ctx, settings.WebhookAPIKey, v+"0123456789") },
		"success URL": func(v string) error {
			return s.till.SetSetting(ctx, settings.LinkSuccessURL, "https://shop.example/"+v)
		},
		"listen":  func(v string) error { return s.till.SetSetting(ctx, settings.WebhookListen, v+":8090") },
		"printer": func(v string) error { return s.till.SetSetting(ctx, settings.PrinterLink, "paper:"+v) },
		"scanner": func(v string) error { return s.till.SetSetting(ctx, settings.ScannerPrefix, v) },
		"barcode": func(v string) error {
			_, err := s.till.PutItem(ctx, catalogue.Item{Name: "Ice", Barcode: "A" + v + "B", Price: money.Cents(100)}, staff.Approval{})
			return err
		},
		"reference": func(v string) error {
			_, err := s.till.Refund(ctx, pos.RefundRequest{
				Receipt: sold.Receipt, Reason: "wrong item", Reference: "T" + v + "1", Approval: manager,
				Lines: map[int]int64{99: 1},
			})
			if fault.CodeOf(err) == fault.RefundLine {
				return nil
			}
			return err
		},
	}
	for name, give := range codes {
		for _, unseen := range []string{"\u200b", "\u200c", "\u200d", "\ufeff", "\u2060", "\u00ad", "\u202e", "\u0085"} {
			if err := give("so" + unseen + "k"); err == nil {
				t.Errorf("%s takes %q", name, unseen)
			}
		}
		if err := give("sok"); err != nil && name != "printer" {
			t.Errorf("%s refuses sok: %v", name, err)
		}
	}
	if err := s.till.SetSetting(ctx, settings.USDAccount, "sоk@aclb"); err == nil { // a Cyrillic о
		t.Error("an account with a letter of another writing is taken")
	}
	if err := s.till.SetSetting(ctx, settings.TenderOther, "អេស៊ីលីដា|អេស៊ី\u200bលីដា"); err == nil {
		t.Error("two tenders that look the same are taken")
	}
}

// A name is the same with and without what can't be seen: nobody can be somebody's double,
// and who pastes their own name from a telephone is known.
func TestNamesAreComparedAsTheyLook(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	s.hire()
	for _, name := range []string{"So\u200bk", "\u202dSok\u202c", "S\u2060ok", "sok\u00ad"} {
		if _, err := s.till.AddStaff(t.Context(), name, staff.Cashier, "334458", sreyOwner); fault.CodeOf(err) != fault.StaffNameTaken {
			t.Errorf("%q: %v", name, err)
		}
		if _, err := s.till.SignIn(t.Context(), name, sokCashier.PIN); err != nil {
			t.Errorf("sign in as %q: %v", name, err)
		}
	}
	const alike = "Ѕоk" // only the k is a Latin letter
	if _, err := s.till.AddStaff(t.Context(), alike, staff.Cashier, "334458", sreyOwner); fault.CodeOf(err) != fault.StaffNameTaken {
		t.Errorf("added as %q: %v", alike, err)
	}
	if _, err := s.till.SignIn(t.Context(), alike, sokCashier.PIN); err == nil {
		t.Error("signed in by letters of another alphabet")
	}
	made, err := s.till.AddStaff(t.Context(), "\u2068Bopha\u2069 \u200bChan", staff.Cashier, "778891", sreyOwner)
	if err != nil || made.Name != "Bopha Chan" {
		t.Errorf("added as %q, %v", made.Name, err)
	}
	for name, want := range map[string]fault.Code{
		"Ｓｏｋ": fault.StaffNameTaken, "𝐒𝐨𝐤": fault.StaffNameTaken, "S\u034fok": fault.StaffNameTaken, "Sok\ufe0f": fault.StaffNameTaken, "S0k.": fault.StaffNameTaken,
		"Bo\u034fpha": fault.StaffNameUnseen, "Bopha\ufe0f": fault.StaffNameUnseen, "\u3164": fault.StaffNameUnseen, "Bopha \U000e0041": fault.StaffNameUnseen,
		"ᏚᎾᏦ": fault.StaffNameLetters, "Vuthy៣": fault.StaffNameLetters, "S០k": fault.StaffNameTaken,
		"No. 3": fault.StaffName, "No.３": fault.StaffName, "Νο ៣": fault.StaffName, "Νо ៣": fault.StaffNameLetters, "№ 3": fault.StaffName, staff.RecoveryName: fault.StaffName,
	} {
		if _, err := s.till.AddStaff(t.Context(), name, staff.Cashier, "334458", sreyOwner); fault.CodeOf(err) != want {
			t.Errorf("added as %+q: %v", name, err)
		}
		changed := made
		changed.Name = name
		if _, err := s.till.ChangeStaff(t.Context(), changed, "", sreyOwner); fault.CodeOf(err) != want {
			t.Errorf("renamed to %+q: %v", name, err)
		}
	}
	if _, err := s.till.AddStaff(t.Context(), "Bo\x1b[2Jpha", staff.Cashier, "778891", sreyOwner); fault.CodeOf(err) != fault.StaffName {
		t.Errorf("a control character: %v", err)
	}
}

// A shop that an older program left with marks of direction in its names sells as before:
// its item, and by its cashier.
func TestOlderNamesStillSell(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	var items [2]catalogue.Item
	for i, barcode := range []string{"8850006330012", "FG-100"} {
		var err error
		if items[i], err = s.till.PutItem(t.Context(), catalogue.Item{Name: "Iced tea", Barcode: barcode, Price: money.Cents(150)}, staff.Approval{}); err != nil {
			t.Fatal(err)
		}
	}
	s.hire()
	s.close()
	db, err := sql.Open("sqlite", filepath.Join(s.dir, "psar.db"))
	if err != nil {
		t.Fatal(err)
	}
	for _, change := range []string{"UPDATE items SET name = 'Iced' || char(0x200e) || ' tea'", "UPDATE staff SET name = char(0x202a) || 'Sok' || char(0x202c) WHERE name = 'Sok'"} {
		if done, err := db.Exec(change); err != nil {
			t.Fatal(err)
		} else if n, _ := done.RowsAffected(); n == 0 {
			t.Fatalf("%s: no rows", change)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	s.open()
	s.signIn(sokCashier)
	known, err := s.till.Item(t.Context(), items[0].ID)
	if err != nil || !strings.Contains(known.Name, "\u200e") {
		t.Fatalf("the item: %q, %v", known.Name, err)
	}
	sold, err := s.till.PayCash(t.Context(), pos.CashRequest{
		Bill:     sale.Bill{Currency: money.USD, Lines: []sale.BillLine{sale.LineOf(known, 2)}},
		Received: []money.Money{money.Cents(300)},
	})
	if err != nil || sold.Total != money.Cents(300) {
		t.Errorf("it is not sold: %v, %v", sold.Total, err)
	}
	approval := daraMan
	approval.Shown = known.Figures()
	typed, dearer := known, known
	typed.Name, dearer.Price = "Iced\u202e tea", money.Cents(160)
	if _, err := s.till.PutItem(t.Context(), typed, approval); fault.CodeOf(err) != fault.ItemText {
		t.Errorf("a mark that was typed: %v", err)
	}
	if now, err := s.till.PutItem(t.Context(), dearer, approval); err != nil || now.Name != "Iced tea" || now.Price != dearer.Price {
		t.Errorf("a new price for it: %+v, %v", now, err)
	}
	prices := catalogue.List{
		Items:   []catalogue.Item{{Barcode: items[1].Barcode, Price: money.Cents(175)}},
		Missing: []catalogue.Column{catalogue.ColumnName, catalogue.ColumnNameKhmer, catalogue.ColumnCategory, catalogue.ColumnTax, catalogue.ColumnQuickKey},
	}
	if _, err := s.till.ImportItems(t.Context(), prices, daraMan); err != nil {
		t.Errorf("a price list: %v", err)
	}
	if now, err := s.till.Item(t.Context(), items[1].ID); err != nil || now.Name != "Iced tea" || now.Price != money.Cents(175) {
		t.Errorf("after the price list: %+v, %v", now, err)
	}
}

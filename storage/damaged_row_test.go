package storage

import (
	"context"
	"slices"
	"strings"
	"testing"

	"psar/pos/facts"
	"psar/pos/journal"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/settings"
)

const (
	anotherHash = "UPDATE journal SET hash = lower(hex(randomblob(32))) WHERE payload LIKE '%gateway.usd.account%'"
	mallorysRow = "UPDATE settings SET value = 'mallory@bank' WHERE key = 'gateway.usd.account'"
)

// The only fact of an account is damaged, and the account's row in the table rewritten. That row
// never counts: where the hash alone was damaged the fact still proves what it says, and otherwise
// nobody is paid. The alerts name both values.
func TestRowOfADamagedFactPaysNobody(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		sql   string
		wants string // the account
		says  string // the alert of the fact names what counts, and
		found string // what the fact says
	}{
		"its hash":      {anotherHash, "shop@bank", " gateway.usd.account = shop@bank", "gateway.usd.account = shop@bank"},
		"what it says":  {"UPDATE journal SET payload = replace(payload, 'shop@bank', 'mallory@bank')", "", " gateway.usd.account = –", "gateway.usd.account = mallory@bank"},
		"both":          {anotherHash + "; UPDATE journal SET payload = replace(payload, 'shop@bank', 'mallory@bank')", "", " gateway.usd.account = –", "gateway.usd.account = mallory@bank"},
		"it is no JSON": {"UPDATE journal SET payload = '{' WHERE payload LIKE '%gateway.usd.account%'", "", " ?", ""},
	} {
		for _, keyring := range []string{"answers", "is locked", "is none"} {
			t.Run(name+", the keyring "+keyring, func(t *testing.T) {
				t.Parallel()
				g := openedWhereKeyring(t, keyring)
				g.set(settings.USDAccount, "shop@bank")
				g.close()
				g.byCommandLine(c.sql, mallorysRow)
				if keyring == "is locked" {
					g.lock()
				}
				g.open()
				defer g.close()
				if keyring == "answers" {
					g.settled()
				}
				if told, err := g.db.Settings(context.Background()); err != nil || told[settings.USDAccount] != c.wants {
					t.Errorf("codes pay %q (%v), want %q", told[settings.USDAccount], err, c.wants)
				}
				kinds, all := g.doubts()
				if !slices.Equal(kinds, []payment.AlertKind{payment.AlertSettingRows, payment.AlertPayFacts}) {
					t.Fatalf("%+v", all.Alerts)
				}
				row, fact := all.Alerts[0], all.Alerts[1]
				if row.Actual != "gateway.usd.account = mallory@bank" || row.Expected != fieldAs("gateway.usd.account", c.wants) {
					t.Errorf("of the row: %+v", row)
				}
				if !strings.HasSuffix(fact.Expected, c.says) || fact.Actual != c.found {
					t.Errorf("of the fact: %+v", fact)
				}
				if value, restored := all.Restore[settings.USDAccount]; !restored || value != c.wants {
					t.Errorf("put back: %v", all.Restore)
				}
			})
		}
	}
}

// Where a later fact's hash is damaged, the one before it does not come back; nor does a row
// count whose hash was damaged so that it could be rewritten.
func TestDamagedHashBringsNothingOldBack(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ sql, wants string }{
		"its hash": {"UPDATE journal SET hash = lower(hex(randomblob(32))) WHERE payload LIKE '%new@bank%'", "new@bank"},
		"its hash, and the next row as if it stood behind another": {`UPDATE journal SET payload = replace(payload, 'new@bank', 'mallory@bank') WHERE payload LIKE '%new@bank%';
			UPDATE journal SET hash = prev_hash WHERE payload LIKE '%mallory@bank%'`, "shop@bank"},
		"no signature": {"UPDATE journal SET hash = lower(hex(randomblob(32))), mac = zeroblob(16) WHERE payload LIKE '%new@bank%'", "shop@bank"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g := closedShop(t)
			g.open()
			g.settled()
			g.set(settings.USDAccount, "new@bank")
			g.sell(1)
			g.close()
			g.byCommandLine(c.sql)
			g.open()
			defer g.close()
			g.settled()
			if told, err := g.db.Settings(context.Background()); err != nil || told[settings.USDAccount] != c.wants {
				t.Errorf("codes pay %q (%v)", told[settings.USDAccount], err)
			}
		})
	}
}

// A payee whose fact's hash alone was damaged stays the payee.
func TestPayeeOfADamagedHash(t *testing.T) {
	t.Parallel()
	g := newGuarded(t)
	g.open()
	g.settled()
	for _, merchant := range []string{"0011", "0022"} {
		is := payment.NewPin(money.USD, []payment.Field{{Name: payment.FieldMerchant, Value: merchant}})
		g.record(journal.Fact{Kind: facts.PayeeFields, Payload: facts.PayeePin{Pin: is, Why: facts.PinPaid}})
	}
	g.close()
	g.byCommandLine("UPDATE journal SET hash = lower(hex(randomblob(32))) WHERE payload LIKE '%0022%'")
	g.open()
	defer g.close()
	g.settled()
	pins, err := g.db.Payees(context.Background())
	if err != nil || len(pins) != 1 || pins[0].Fields[0].Value != "0022" {
		t.Errorf("%+v (%v)", pins, err)
	}
}

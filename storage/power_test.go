package storage

import (
	"context"
	"database/sql"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"psar/pos"
	"psar/pos/facts"
	"psar/pos/journal"
	"psar/pos/payment"
	"psar/pos/postest"
	"psar/pos/settings"
)

// set changes a setting as the till does.
func (g *guarded) set(key settings.Key, value string) {
	g.t.Helper()
	mustCommit(g.t, g.db, pos.Batch{At: noon, Till: 1, Settings: settings.Values{key: value},
		Facts: []journal.Fact{{Kind: facts.SettingChanged, Payload: facts.Setting{Key: key, To: value, By: "Srey"}}}})
}

// closedShop is a shop with settings and a Z report, closed.
func closedShop(t *testing.T) *guarded {
	g := newGuarded(t)
	g.open()
	g.settled()
	g.set(settings.BaseURL, "https://pay.example")
	g.set(settings.USDAccount, "shop@bank")
	g.set(settings.TaxMode, "included")
	g.sell(2)
	g.close()
	return g
}

// byCommandLine changes the closed database as whoever has the sqlite3 command line. Triggers
// that stand in the way are dropped, and made again.
func (g *guarded) byCommandLine(statements ...string) {
	g.t.Helper()
	if err := tamper(databasePath(g.o.Dir, false), statements...); err != nil {
		g.t.Fatal(err)
	}
}

func tamper(path string, statements ...string) (err error) {
	db, err := sql.Open("sqlite", path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	var drop, make []string
	rows, err := db.Query("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
	err = each(rows, err, func(scan func(...any) error) error {
		var name, text string
		err := scan(&name, &text)
		drop, make = append(drop, "DROP TRIGGER "+name), append(make, text)
		return err
	})
	for _, statement := range append(append(drop, statements...), make...) {
		if err == nil {
			_, err = db.Exec(statement)
		}
	}
	return err
}

// doubts are the kinds of what is in doubt.
func (g *guarded) doubts() (kinds []payment.AlertKind, all pos.Doubts) {
	g.t.Helper()
	all, err := g.db.Doubts(context.Background())
	if err != nil {
		g.t.Fatal(err)
	}
	for _, a := range all.Alerts {
		kinds = append(kinds, a.Kind)
	}
	return kinds, all
}

// Each row that means power, changed, added or removed by one line of SQL while the till is
// closed, is named; the settings stay what the journal tells.
func TestRowsOfPower(t *testing.T) {
	t.Parallel()
	hashed := func(where string) string {
		return "UPDATE journal SET hash = lower(hex(randomblob(32))) WHERE " + where
	}
	for name, c := range map[string]struct {
		sql  string
		want payment.AlertKind
		says string
		has  string
	}{
		"nothing":          {"SELECT 1", "", "", ""},
		"another gateway":  {"UPDATE settings SET value = 'https://mallory.example' WHERE key = 'gateway.base_url'", payment.AlertSettingRows, "gateway.base_url = https://pay.example", "gateway.base_url = https://mallory.example"},
		"another account":  {"UPDATE settings SET value = 'mallory@bank' WHERE key = 'gateway.usd.account'", payment.AlertSettingRows, "gateway.usd.account = shop@bank", "gateway.usd.account = mallory@bank"},
		"a new row":        {"INSERT INTO settings VALUES ('gateway.ca_file', '/tmp/ca.pem')", payment.AlertSettingRows, "gateway.ca_file = –", "gateway.ca_file = /tmp/ca.pem"},
		"a row of nothing": {"INSERT INTO settings VALUES ('no.such', '1')", payment.AlertSettingRows, "no.such = –", "no.such = 1"},
		"tax taken away":   {"DELETE FROM settings WHERE key = 'tax.mode'", payment.AlertSettingRows, "tax.mode = included", "tax.mode = –"},
		"all taken away":   {"DELETE FROM settings", payment.AlertSettingRows, "gateway.base_url = https://pay.example, gateway.usd.account = shop@bank, tax.mode = included", "gateway.base_url = –, gateway.usd.account = –, tax.mode = –"},
		"a trigger":        {"CREATE TRIGGER x AFTER INSERT ON sales BEGIN DELETE FROM alarms; END", payment.AlertSchema, "", "trigger x #"},
		"an account's fact": {"UPDATE journal SET payload = replace(payload, 'shop@bank', 'mallory@bank') WHERE payload LIKE '%shop@bank%'",
			payment.AlertPayFacts, " gateway.usd.account = –", "gateway.usd.account = mallory@bank"},
		"its hash":                  {hashed("payload LIKE '%shop@bank%'"), payment.AlertPayFacts, " gateway.usd.account = shop@bank", "gateway.usd.account = shop@bank"},
		"its signature":             {"UPDATE journal SET mac = zeroblob(16) WHERE payload LIKE '%shop@bank%'", payment.AlertPayFacts, " gateway.usd.account = –", "gateway.usd.account = shop@bank"},
		"half of it":                {"UPDATE journal SET mac = substr(mac, 1, 8) WHERE payload LIKE '%shop@bank%'", payment.AlertPayFacts, " gateway.usd.account = –", "gateway.usd.account = shop@bank"},
		"as before signing":         {"UPDATE journal SET mac = NULL WHERE payload LIKE '%shop@bank%'", payment.AlertPayFacts, " gateway.usd.account = –", "gateway.usd.account = shop@bank"},
		"the tax's fact":            {hashed("payload LIKE '%tax.mode%'"), payment.AlertFacts, " tax.mode = included", "tax.mode = included"},
		"a fact that can't be read": {"UPDATE journal SET payload = '{' WHERE payload LIKE '%tax.mode%'", payment.AlertPayFacts, " ?", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g := closedShop(t)
			g.byCommandLine(c.sql)
			g.open()
			defer g.close()
			g.settled()
			kinds, all := g.doubts()
			if c.want == "" {
				if len(kinds) != 0 || len(all.Restore) != 0 {
					t.Errorf("%+v", all)
				}
				return
			}
			found := all.Alerts[:min(1, len(all.Alerts))]
			if c.want == payment.AlertPayFacts || c.want == payment.AlertFacts {
				found = all.Alerts[max(0, len(all.Alerts)-1):]
			}
			if at := strings.Index(c.has, "#"); at > 0 && len(found) == 1 { // what is behind it is a sum
				found[0].Actual = found[0].Actual[:min(at+1, len(found[0].Actual))]
			}
			if len(found) != 1 || found[0].Kind != c.want || !strings.HasSuffix(found[0].Expected, c.says) || found[0].Actual != c.has {
				t.Fatalf("%+v", all)
			}
			told, err := g.db.Settings(context.Background())
			if err != nil || told[settings.BaseURL] != "https://pay.example" || told[settings.TaxMode] != "included" || told[settings.GatewayCAFile] != "" {
				t.Errorf("%v (%v)", told, err)
			}
			if c.want != payment.AlertSettingRows {
				return
			}
			mustCommit(t, g.db, pos.Batch{At: noon, Till: 1, Settings: all.Restore}) // as the till does
			if kinds, all := g.doubts(); len(kinds) != 0 {
				t.Errorf("put back: %+v", all)
			}
		})
	}
}

// Settings are rewritten with a fact behind them that has the right hash, the chain and its
// head as by the program itself, but not the key: the fact before it counts, is said again, and
// what it is about stops until the owner has looked.
func TestRowsOfPowerWithAFact(t *testing.T) {
	t.Parallel()
	for name, forge := range map[string]func(g *guarded){
		"behind the last row": func(g *guarded) { g.set(settings.USDAccount, "mallory@bank") },
		"as another run": func(g *guarded) {
			g.record(journal.Fact{Kind: facts.TillOpened, Payload: facts.Opened{}})
			g.set(settings.USDAccount, "mallory@bank")
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g := closedShop(t)
			g.byAnotherTill(func() { forge(g) })
			g.want(payment.AlertJournalGrew)
			kinds, all := g.doubts()
			if !slices.Equal(kinds, []payment.AlertKind{payment.AlertSettingRows, payment.AlertPayFacts}) || !strings.HasSuffix(all.Alerts[1].Expected, " gateway.usd.account = shop@bank") || all.Alerts[1].Actual != "gateway.usd.account = mallory@bank" {
				t.Fatalf("%+v", all)
			}
			counts := func(when string) {
				t.Helper()
				if told, err := g.db.Settings(context.Background()); err != nil || told[settings.USDAccount] != "shop@bank" {
					t.Errorf("%s: %v (%v)", when, told, err)
				}
			}
			counts("found")
			mustCommit(t, g.db, pos.Batch{At: noon, Till: 1, Settings: all.Restore, Facts: all.Right}) // as the till does
			g.alerts = append(g.alerts, all.Alerts[1])
			raise(g, all.Alerts[1])
			g.clear()
			counts("cleared")
			if kinds, all := g.doubts(); len(kinds) != 0 {
				t.Errorf("cleared: %+v", all)
			}
			g.close()
			g.want()
			if kinds, all := g.doubts(); len(kinds) != 0 {
				t.Errorf("cleared, and opened again: %+v", all)
			}
			g.close()
			g.lock()
			g.open()
			counts("cleared, and the keyring locked")
			g.close()
		})
	}
}

// raise stores an alert, so that it can be cleared.
func raise(g *guarded, alert payment.Alert) {
	g.t.Helper()
	alert.Raised, alert.Last, alert.Times = noon, noon, 1
	done := mustCommit(g.t, g.db, pos.Batch{At: noon, Till: 1, Alerts: []payment.Alert{alert},
		Facts: []journal.Fact{{Kind: facts.AlertRaised, Payload: alert}}})
	alert.ID = done.AlertIDs[0]
	g.alerts[len(g.alerts)-1] = alert
}

// Nothing is in doubt in an honest shop: with the keyring away for a while, without any, after a
// copy was put back, a kill, and on a new computer.
func TestRowsOfPowerOfAnHonestShop(t *testing.T) {
	t.Parallel()
	g := closedShop(t)
	fine := func(what string) {
		t.Helper()
		if kinds, all := g.doubts(); len(kinds) != 0 {
			t.Errorf("%s: %+v", what, all)
		}
	}
	old := g.copy()
	g.lock()
	g.open()
	fine("a locked keyring")
	g.set(settings.USDAccount, "other@bank")
	fine("set meanwhile")
	g.kill()
	g.unlock()
	g.want()
	fine("after a kill")
	g.set(settings.BaseURL, "https://pay2.example")
	fine("set with the key")
	g.close()
	g.putBack(old, 2)
	g.want(payment.AlertJournalBehind)
	fine("a copy put back")
	g.clear()
	g.close()
	g.ring = newRing()
	g.o.Keyring, g.o.State = g.ring, t.TempDir()
	g.want(payment.AlertKeyringMissing)
	fine("a new computer")
	g.clear()
	g.set(settings.TaxMode, "none")
	fine("with its own key")
	g.close()
	g.o.Keyring = nil
	g.open()
	fine("no keyring")
	g.close()
}

// The frozen shops of older programs have the schema and the rows that the journal tells of.
func TestRowsOfPowerOfOlderShops(t *testing.T) {
	t.Parallel()
	names, err := filepath.Glob(filepath.Join("..", "pos", "testdata", "frozen", "*.db.gz"))
	if err != nil || len(names) < 2 {
		t.Fatalf("%d frozen shops, %v", len(names), err)
	}
	for _, name := range names {
		t.Run(filepath.Base(name), func(t *testing.T) {
			t.Parallel()
			db := mustOpen(t, options(postest.Thaw(t, name)))
			all, err := db.Doubts(context.Background())
			if err != nil || len(all.Alerts) != 0 {
				t.Errorf("%+v (%v)", all, err)
			}
		})
	}
}

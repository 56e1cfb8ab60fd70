package storage

import (
	"fmt"
	"testing"

	"psar/pos/facts"
	"psar/pos/finding"
	"psar/pos/journal"
	"psar/pos/payment"
	"psar/pos/staff"
)

// The journal's end is stored twice: as its last row, and apart from the rows. Whoever writes to
// one of the two alone is told of, with whatever is kept outside, and nothing that was put behind
// the end gives rights.
func TestEndsThatDiffer(t *testing.T) {
	t.Parallel()
	const keepEnd = "UPDATE journal_head SET (seq, hash) = (SELECT %d, '%s')"
	added := func(apart int64) func(g *guarded) {
		return func(g *guarded) {
			end, err := g.db.JournalHead(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			g.record(journal.Fact{Kind: facts.TillOpened, Payload: facts.Opened{}})
			g.hires(9, "Mallory", staff.Owner)
			execRaw(t, g.db, fmt.Sprintf("UPDATE journal SET seq = -seq WHERE seq > %d", end.Seq),
				fmt.Sprintf("UPDATE journal SET seq = %d - seq WHERE seq < 0", apart), fmt.Sprintf(keepEnd, end.Seq, end.Hash))
		}
	}
	raw := func(statements ...string) func(g *guarded) {
		return func(g *guarded) { execRaw(t, g.db, statements...) }
	}
	type kinds []payment.AlertKind
	for name, c := range map[string]struct {
		change         func(g *guarded)
		closed, killed kinds // with a mark outside
	}{
		"rows right behind the end":     {added(0), kinds{payment.AlertJournalGrew}, kinds{payment.AlertJournalGrew}},
		"rows far behind the end":       {added(1000), kinds{payment.AlertJournalGrew}, kinds{payment.AlertJournalGrew, payment.AlertJournalGrew}}, // the run, and what is behind the end
		"the last rows are gone":        {raw("DELETE FROM journal WHERE seq > (SELECT max(seq) - 2 FROM journal)"), kinds{payment.AlertJournalBehind}, kinds{payment.AlertJournalBehind}},
		"another last row":              {raw("UPDATE journal SET hash = replace(hash, substr(hash, 1, 4), 'abcd') WHERE seq = (SELECT max(seq) FROM journal)"), kinds{payment.AlertJournalBeside}, kinds{payment.AlertJournalBeside}},
		"the end is an earlier row":     {raw("UPDATE journal_head SET seq = 2, hash = (SELECT hash FROM journal WHERE seq = 2)"), kinds{payment.AlertOtherWriter}, kinds{payment.AlertJournalGrew}},
		"the end is behind all rows":    {raw("UPDATE journal_head SET seq = seq + 7"), kinds{payment.AlertOtherWriter}, kinds{payment.AlertJournalBehind}},
		"the end has another row's sum": {raw("UPDATE journal_head SET hash = (SELECT hash FROM journal WHERE seq = 2)"), kinds{payment.AlertOtherWriter}, kinds{payment.AlertJournalBeside}},
	} {
		for _, marks := range []string{"state", "keyring", "nothing"} {
			for _, ends := range []string{"closed", "killed"} {
				if ends == "killed" && marks == "nothing" {
					continue // it is all the same
				}
				t.Run(name+"/"+marks+"/"+ends, func(t *testing.T) {
					t.Parallel()
					g := newGuarded(t)
					if marks != "keyring" {
						g.o.Keyring = nil
					}
					want := c.closed
					switch {
					case marks == "nothing":
						g.o.State, want = "", kinds{payment.AlertJournalBeside}
					case ends == "killed":
						want = c.killed
					}
					g.open()
					g.hires(1, "Srey", staff.Owner)
					g.sell(2)
					if g.o.Keyring != nil {
						g.settled()
					}
					if ends == "killed" {
						g.kill()
					} else {
						g.close()
					}
					g.byAnotherTill(func() { c.change(g) })
					g.open()
					g.wantKinds(want...)
					if marks != "nothing" {
						g.wantRoles("found", staff.Owner)
					}
					g.sell(1)
					g.clearUnsettled()
					g.close()
					g.open()
					g.wantKinds()
					g.close()
				})
			}
		}
	}
}

// What stands before row 1 is none of the journal's rows: it tells nothing, and verification says
// that it is there.
func TestRowsBeforeTheFirst(t *testing.T) {
	t.Parallel()
	for name, sign := range map[string]string{"unsigned": "x'00'", "without a signature": "NULL", "with any": "x'00112233445566778899aabbccddeeff'"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g := newGuarded(t)
			g.open()
			g.hires(1, "Srey", staff.Owner)
			g.sell(1)
			g.settled()
			people, err := signedRows(t.Context(), g.db.read, peopleFacts)
			if err != nil {
				t.Fatal(err)
			}
			void := `"void":[`
			for i, r := range people {
				void += map[bool]string{true: "", false: ","}[i == 0] + `"` + codeOf(r).String() + `"`
			}
			g.close()
			g.byAnotherTill(func() {
				for i, row := range []struct{ kind, payload string }{
					{"staff.doubted", `{"told":null,"rows":null,` + void + `]}`},
					{"setting.changed", `{"key":"gateway.proxy","to":"http://127.0.0.1:9","by":"Srey"}`},
					{"staff.added", `{"staff":{"staff_id":9,"name":"Mallory","role":"owner","active":true},"by":"Srey"}`},
				} {
					e := journal.Entry{Till: 1, Seq: int64(-10 + i), Kind: journal.Kind(row.kind), Version: 1, At: noon, Payload: []byte(row.payload), PrevHash: journal.GenesisHash}
					execRaw(t, g.db, fmt.Sprintf(`INSERT INTO journal (seq, till, kind, version, at_ms, payload, prev_hash, hash, mac)
						VALUES (%d, 1, '%s', 1, %d, '%s', '%s', '%s', %s)`, e.Seq, e.Kind, noon.UnixMilli(), row.payload, e.PrevHash, e.Sum(), sign))
				}
				execRaw(t, g.db, "INSERT INTO settings VALUES ('gateway.proxy', 'http://127.0.0.1:9')")
			})
			g.open()
			g.wantRoles("found", staff.Owner)
			said, err := g.db.Settings(t.Context())
			if err != nil || said["gateway.proxy"] != "" {
				t.Errorf("the proxy is %q (%v)", said["gateway.proxy"], err)
			}
			check := g.verify()
			if check.OK || check.Findings[0].Kind != finding.RowFirst || check.Findings[0].Row != -10 {
				t.Errorf("%+v", check)
			}
			g.close()
		})
	}
}

// Rows of a table below its first number are compared with the journal as all others are.
func TestRowsBelowTheFirstNumber(t *testing.T) {
	t.Parallel()
	g := newGuarded(t)
	g.open()
	g.sell(1)
	execRaw(t, g.db,
		"INSERT INTO counts VALUES (-3, 1, 'handover', '2026-07-01', 1, 'Dara', 'Sok', '', 5000, 0, 5000, 0, '')",
		"INSERT INTO cash_moves VALUES (-3, 1, 'drop', '2026-07-01', 1, 100, 'USD', 'safe', 'Dara')",
		"INSERT INTO approvals (id, z, day, at_ms, action, said_by) VALUES (-3, 1, '2026-07-01', 1, 'refund', 'Dara')",
		"INSERT INTO settlements VALUES (-3, (SELECT max(id) FROM attempts), 'note', 0, NULL, NULL, NULL, NULL, '', 'x', 'Dara', 1)")
	told := map[finding.Table]bool{}
	for _, one := range g.verify().Findings {
		told[one.Table] = true
	}
	for _, table := range []finding.Table{finding.Counts, finding.CashMoves, finding.Approvals, finding.Resolutions} {
		if !told[table] {
			t.Errorf("nothing is told of %s", table)
		}
	}
	g.close()
}

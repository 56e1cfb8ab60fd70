package storage

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"psar/pos/facts"
	"psar/pos/journal"
	"psar/pos/payment"
	"psar/pos/staff"
)

// rewrites puts another text into the payload of the first row that has one, with the hash of what it
// says then, and computes the chain anew up to the next row with a signature.
func (g *guarded) rewrites(was, is string, chain bool) {
	g.t.Helper()
	var statements []string
	g.byAnotherTill(func() {
		rows, err := signedRows(g.t.Context(), g.db.read, "SELECT "+signedColumns+" FROM journal ORDER BY seq")
		if err != nil {
			g.t.Fatal(err)
		}
		at := slices.IndexFunc(rows, func(r signedRow) bool { return strings.Contains(string(r.Payload), was) })
		rows[at].Payload = []byte(strings.Replace(string(rows[at].Payload), was, is, 1))
		for i := at; i == at || chain && len(rows[i].mac) != journal.MACSize; i++ {
			r := rows[i]
			if i > at {
				r.PrevHash = rows[i-1].Hash
			}
			rows[i].Hash = r.Sum()
			statements = append(statements, fmt.Sprintf("UPDATE journal SET payload = '%s', prev_hash = '%s', hash = '%s' WHERE seq = %d",
				r.Payload, r.PrevHash, rows[i].Hash, r.Seq))
		}
	})
	g.byCommandLine(statements...)
}

// A journal is another one, from somewhere on, and an honest beginning of it is signed. What somebody
// without the key has put into it is attested by no signature: not by those before it, not by one that
// was copied, not where the chain breaks, nor by those of the till itself, which goes on behind it.
func TestSignaturesAttestNothingForged(t *testing.T) {
	t.Parallel()
	const cashier, owner = `"name":"Sok","role":"cashier"`, `"name":"Sok","role":"owner"`
	hires := func(g *guarded) {
		g.record(journal.Fact{Kind: facts.TillOpened, Payload: facts.Opened{}})
		g.hires(9, "Mallory", staff.Owner)
	}
	honest := []staff.Role{staff.Owner, staff.Cashier, staff.Owner}
	for name, c := range map[string]struct {
		forge func(g *guarded)
		want  []staff.Role
	}{
		"behind the last signature": {func(g *guarded) { g.byAnotherTill(func() { hires(g) }) }, honest},
		"with a copied signature": {func(g *guarded) {
			g.byAnotherTill(func() { hires(g) })
			g.byCommandLine("UPDATE journal SET mac = (SELECT mac FROM journal WHERE length(mac) = 16 ORDER BY seq DESC LIMIT 1) WHERE seq = (SELECT max(seq) FROM journal)")
		}, honest},
		"with a false signature": {func(g *guarded) {
			g.byAnotherTill(func() { hires(g) })
			g.byCommandLine("UPDATE journal SET mac = randomblob(16) WHERE seq = (SELECT max(seq) FROM journal)")
		}, honest},
		"in the middle":                     {func(g *guarded) { g.rewrites(cashier, owner, false) }, []staff.Role{staff.Owner}},
		"in the middle, and the chain anew": {func(g *guarded) { g.rewrites(cashier, owner, true) }, []staff.Role{staff.Owner}},
	} {
		for _, older := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, older %v", name, older), func(t *testing.T) {
				t.Parallel()
				g := movedShop(t, older)
				taken, n := g.copy(), g.n
				g.day(1)
				g.putBack(taken, n)
				c.forge(g)
				g.n = n + 100
				g.byAnotherTill(func() {
					g.record(journal.Fact{Kind: facts.TillOpened, Payload: facts.Opened{}})
					g.sell(6)
				})
				g.n = n + 200
				g.want(payment.AlertJournalBeside)
				g.looks("found", c.want...)
				g.close()
				for range 2 { // its own signatures are behind it
					g.want(payment.AlertJournalBeside)
					g.looks("later", c.want...)
					g.sell(1)
					g.close()
				}
				g.lock()
				g.open()
				g.looks("locked", c.want...)
				g.close()
			})
		}
	}
}

// What a till signs behind rows that it has found attests none of them, though the owner has not
// looked yet and nothing was recorded of them.
func TestSignaturesBehindADisputeAttestNothing(t *testing.T) {
	t.Parallel()
	g := movedShop(t, false)
	taken, n := g.copy(), g.n
	g.day(1)
	g.putBack(taken, n)
	g.n = n + 100
	g.byAnotherTill(func() {
		g.record(journal.Fact{Kind: facts.TillOpened, Payload: facts.Opened{}})
		g.sell(6)
		g.hires(9, "Mallory", staff.Owner)
	})
	g.n = n + 200
	g.want(payment.AlertJournalBeside)
	for range 3 {
		g.sell(1)
		g.close()
		g.want(payment.AlertJournalBeside)
		g.wantRoles("found", staff.Owner, staff.Cashier, staff.Owner)
	}
	g.close()
}

// However long the journal is, a till that opens reads on to the next signature alone, and so many rows
// at most. What it could not read stays in doubt, but is recorded nowhere: the owner decides.
func TestAttestingIsBounded(t *testing.T) {
	t.Parallel()
	g := movedShop(t, false)
	g.elsewhere(computer{t.TempDir(), newRing()}, func() {})
	g.want(payment.AlertJournalBeside)
	defer g.close()
	c := g.db.custody
	key := c.signature().key
	along := func(quick, left int64) attesting {
		a := attesting{q: g.db.read, key: journal.NewSigner(key.key, key.shop), bounds: []int64{c.found.Seq}, quick: quick, left: left}
		if err := a.all(t.Context(), []int64{1, 2}); err != nil {
			t.Fatal(err)
		}
		return a
	}
	far, near, short := along(1000, 1000), along(0, 1000), along(0, 3)
	if len(far.spans) != 1 || len(near.spans) != 1 || near.spans[0].to >= far.spans[0].to || near.left <= far.left || len(short.spans) != 0 || short.left > 0 {
		t.Errorf("far %+v, near %+v, short %+v", far, near, short)
	}
	if gone := (attesting{q: g.db.read, bounds: []int64{10_000}, left: 1000}); gone.all(t.Context(), []int64{5000}) != nil || len(gone.spans) > 0 {
		t.Errorf("from a row that is not there: %+v", gone)
	}
	c.mu.Lock()
	c.attested = attested{spans: short.spans, bounds: c.attested.bounds}
	c.mu.Unlock()
	if people := g.wantRoles("not read", staff.Owner); len(people.Doubt.Void) != 0 {
		t.Errorf("%+v", people.Doubt)
	}
	g.clear()
	g.wantRoles("cleared", staff.Owner, staff.Cashier, staff.Owner)
}

package storage

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"hash/maphash"
	"maps"
	"math"
	"slices"
	"time"

	"psar/pos/facts"
	"psar/pos/id"
	"psar/pos/journal"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/sale"
)

// telling is a snapshot of the database with what the pass over its chain has noted of the
// facts: where those of each kind are, so that no table needs a pass of its own. It holds some
// bytes of each sale and payment, and no pointer to any: there may be a million.
type telling struct {
	querier
	kinds    map[kindVersion]int64    // how many rows of each kind there are
	at       map[journal.Kind][]int64 // the rows of each kind, in their order; sales and attempts below
	sales    map[saleSum]lastFact     // the last fact that carries each sale
	attempts map[int64]lastFact       // and each attempt
	outcomes toldOutcomes
	jobs     toldJobs
	parts    toldParts
	reader   attemptReader
	progress *progress
}

// kindVersion is a kind of fact in one of its versions.
type kindVersion struct {
	kind    journal.Kind
	version int
}

// lastFact is a row and the sum of what its table must have, 0 for none known: where the table
// has it, the row need not be read again. The sums are keyed anew each time, so nobody can make
// two texts of the same one.
type lastFact struct {
	seq int64
	sum uint64
}

// fits reports whether a table has what the fact tells, by its sum.
func (f lastFact) fits(sum uint64, err error) bool { return err == nil && f.sum == sum && sum != 0 }

// saleSum stands for the id of a sale.
type saleSum [16]byte

func saleSumOf(of id.Sale) saleSum {
	sum := sha256.Sum256([]byte(of))
	return saleSum(sum[:])
}

func newTelling(q querier) *telling {
	return &telling{querier: q, kinds: map[kindVersion]int64{}, at: map[journal.Kind][]int64{}, sales: map[saleSum]lastFact{}, attempts: map[int64]lastFact{},
		jobs: toldJobs{seed: maphash.MakeSeed()}, parts: toldParts{last: map[saleSum]sale.Sale{}}, reader: attemptReader{seed: maphash.MakeSeed()}, progress: &progress{},
		outcomes: toldOutcomes{before: map[int64]packedAttempt{}, sums: map[outcomeKey]int64{}, z: 1}}
}

// note takes the next row of the chain. A sale or an attempt that can't be read is one of its
// own: who compares it says so, unless the row is no JSON and does not fit in the chain
// either, which is told already.
func (t *telling) note(r signedRow) {
	t.kinds[kindVersion{r.Kind, r.Version}]++
	switch r.Kind {
	case facts.SaleOpened, facts.SaleReopened, facts.SalePart, facts.SaleDropped, facts.SaleCompleted:
		of, err := saleOf(r.Payload)
		if err != nil {
			of = id.Sale(fmt.Sprintf("J%d", r.Seq))
		}
		if err == nil || ofOwn(r) {
			sum := saleSumOf(of)
			t.sales[sum] = lastFact{r.Seq, t.sumOf(r.Payload)}
			t.parts.note(r, sum)
		}
	case facts.AttemptReserved, facts.AttemptMoved:
		number, a, sum, err := t.attemptOf(r.Payload)
		if err != nil {
			number = -r.Seq
		}
		if err == nil || ofOwn(r) {
			t.attempts[number] = lastFact{r.Seq, sum}
		}
		t.outcomes.moved(number, a, err == nil)
	case facts.PrintQueued, facts.PrintEnded:
		t.jobs.note(r)
	default:
		if r.Kind == facts.ShiftClosed {
			t.outcomes.z++
		}
		t.at[r.Kind] = append(t.at[r.Kind], r.Seq)
	}
}

// ofOwn reports whether a row that can't be read is told of beside the chain.
func ofOwn(r signedRow) bool { return json.Valid(r.Payload) || r.Hash == r.Sum() }

// saleKey begins the JSON of every sale.
const saleKey = `{"sale_id":"`

// saleOf returns the id of the sale that a fact carries.
func saleOf(payload []byte) (id.Sale, error) {
	if rest, is := bytes.CutPrefix(payload, []byte(saleKey)); is && !bytes.Contains(rest, []byte(`"sale_id"`)) {
		if end := bytes.IndexAny(rest, `"\\`); end >= 0 && rest[end] == '"' {
			return id.Sale(rest[:end]), nil
		}
	}
	var told struct {
		ID id.Sale `json:"sale_id"`
	}
	err := json.Unmarshal(payload, &told)
	return told.ID, err
}

// toldAttempt is of an attempt what its outcomes depend on.
type toldAttempt struct {
	ID       id.Payment    `json:"transaction_id"`
	State    payment.State `json:"state"`
	Amount   money.Money   `json:"money"`
	Received money.Money   `json:"received"`
	Resolved money.Money   `json:"settled"`
}

// sumOf is the sum of a text.
func (t *telling) sumOf(text []byte) uint64 { return maphash.Bytes(t.reader.seed, text) }

// attemptOf returns the attempt that a fact carries, its id as a number, and its sum.
func (t *telling) attemptOf(payload []byte) (number int64, a payment.Attempt, sum uint64, err error) {
	told, sum, plain := t.reader.read(payload)
	if !plain {
		if told, err = toldAttemptOf(payload); err != nil {
			return 0, a, 0, err
		}
		sum = 0
	}
	number, err = paymentNumber(told.ID)
	return number, payment.Attempt{ID: told.ID, State: told.State, Amount: told.Amount, Received: told.Received, Resolved: told.Resolved}, sum, err
}

// toldAttemptOf is attemptReader.read of any JSON.
func toldAttemptOf(payload []byte) (toldAttempt, error) {
	var told struct {
		toldAttempt
		Attempt *toldAttempt `json:"attempt"`
	}
	err := json.Unmarshal(payload, &told)
	if told.Attempt != nil {
		told.toldAttempt = *told.Attempt
	}
	return told.toldAttempt, err
}

// told returns the rows of some kinds behind a row, in their order.
func (t *telling) told(behind int64, kinds ...journal.Kind) (rows []int64) {
	for _, kind := range kinds {
		rows = append(rows, t.at[kind]...)
	}
	slices.Sort(rows)
	first, _ := slices.BinarySearch(rows, behind+1)
	return rows[first:]
}

// lastRows returns the rows of a map in their order.
func lastRows[K comparable](last map[K]lastFact) []int64 {
	rows := make([]int64, 0, len(last))
	for _, f := range slices.SortedFunc(maps.Values(last), func(a, b lastFact) int { return cmp.Compare(a.seq, b.seq) }) {
		rows = append(rows, f.seq)
	}
	return rows
}

// factPage is how many facts are in memory at a time.
const factPage = 500

type storedFact struct {
	seq     int64
	kind    journal.Kind
	version int
	at      time.Time
	payload []byte
}

// page reads at most factPage rows of the journal, in their order.
func (t *telling) page(ctx context.Context, rows []int64) (page []storedFact, err error) {
	among, err := json.Marshal(rows)
	if err != nil {
		return nil, err
	}
	found, err := t.QueryContext(ctx, "SELECT seq, kind, version, at_ms, payload FROM journal WHERE seq IN (SELECT value FROM json_each(?)) ORDER BY seq", string(among))
	err = each(found, err, func(scan func(...any) error) error {
		var fact storedFact
		var at int64
		err := scan(&fact.seq, &fact.kind, &fact.version, &at, &fact.payload)
		fact.at = time.UnixMilli(at).UTC()
		page = append(page, fact)
		return err
	})
	return page, err
}

// factsOf returns the rows of some kinds, however the indexes have them.
func (t *telling) factsOf(ctx context.Context, kinds ...journal.Kind) (all []signedRow, err error) {
	for some := range slices.Chunk(t.told(math.MinInt64, kinds...), factPage) {
		among, err := json.Marshal(some)
		if err != nil {
			return nil, err
		}
		page, err := signedRows(ctx, t, "SELECT "+signedColumns+" FROM journal WHERE seq IN (SELECT value FROM json_each(?)) ORDER BY seq", string(among))
		if err != nil {
			return nil, err
		}
		all = append(all, page...)
	}
	return all, nil
}

// pages reads rows page by page, so that other queries can run in between.
func (t *telling) pages(ctx context.Context, rows []int64, f func([]storedFact) error) error {
	for some := range slices.Chunk(rows, factPage) {
		page, err := t.page(ctx, some)
		if err == nil {
			err = f(page)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// each reads rows one at a time.
func (t *telling) each(ctx context.Context, rows []int64, f func(storedFact) error) error {
	return t.pages(ctx, rows, func(page []storedFact) error {
		for _, fact := range page {
			if err := f(fact); err != nil {
				return err
			}
		}
		return nil
	})
}

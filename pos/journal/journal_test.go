package journal_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"psar/pos/facts"
	"psar/pos/journal"
	"psar/pos/money"
)

func entry() journal.Entry {
	return journal.Entry{
		Till: 1, Seq: 2, Kind: facts.TillOpened, Version: 1, At: time.UnixMilli(1_763_780_400_000),
		Payload: []byte(`{"version":"1"}`), PrevHash: journal.GenesisHash,
	}
}

// The hash is SHA-256 over lengths and fields as journal.Entry.Sum documents them. The
// expected digest was computed outside Go, with Python's hashlib and struct.
func TestEntrySum(t *testing.T) {
	t.Parallel()
	const want = "2d8ee514fb2a1c38ea6969eb0a921cca1de9a67261aca75e434fa1640b4e55ed"
	if got := entry().Sum(); got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestEntrySumCoversEveryField(t *testing.T) {
	t.Parallel()
	base := entry().Sum()
	changes := map[string]func(*journal.Entry){
		"till":          func(e *journal.Entry) { e.Till++ },
		"sequence":      func(e *journal.Entry) { e.Seq++ },
		"kind":          func(e *journal.Entry) { e.Kind = facts.SaleOpened },
		"version":       func(e *journal.Entry) { e.Version++ },
		"time":          func(e *journal.Entry) { e.At = e.At.Add(time.Millisecond) },
		"payload":       func(e *journal.Entry) { e.Payload = []byte(`{"version":"2"}`) },
		"previous hash": func(e *journal.Entry) { e.PrevHash = "1" + e.PrevHash[1:] },
		"text moved from kind to payload": func(e *journal.Entry) {
			e.Payload = append([]byte(e.Kind[len(e.Kind)-1:]), e.Payload...)
			e.Kind = e.Kind[:len(e.Kind)-1]
		},
	}
	for name, change := range changes {
		e := entry()
		change(&e)
		if e.Sum() == base {
			t.Errorf("another %s gives the same hash", name)
		}
	}
	e := entry()
	e.Hash = "what it carries"
	e.At = e.At.In(money.PhnomPenh)
	if e.Sum() != base {
		t.Error("the hash depends on itself or on the zone in which the time is told")
	}
}

func TestEntrySumTellsEntriesApart(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a, b := entry(), entry()
		a.Kind, b.Kind = journal.Kind(rapid.String().Draw(t, "a kind")), journal.Kind(rapid.String().Draw(t, "b kind"))
		a.PrevHash, b.PrevHash = rapid.String().Draw(t, "a prev"), rapid.String().Draw(t, "b prev")
		same := a.Kind == b.Kind && a.PrevHash == b.PrevHash
		if same != (a.Sum() == b.Sum()) {
			t.Fatalf("%q %q and %q %q", a.PrevHash, a.Kind, b.PrevHash, b.Kind)
		}
	})
}

func TestJournalHeadCode(t *testing.T) {
	t.Parallel()
	if got := (journal.Head{Seq: 42, Hash: "0123456789abcdef" + journal.GenesisHash[16:]}).Code(); got.String() != "J42-0123456789abcdef" {
		t.Error(got)
	}
	if got := (journal.Head{Hash: journal.GenesisHash}).Code(); !got.IsZero() {
		t.Errorf("an empty journal has the code %q", got)
	}
}

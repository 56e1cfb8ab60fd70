package journal_test

import (
	"bytes"
	"encoding/hex"
	"strings"
	"testing"

	"psar/pos/id"
	"psar/pos/journal"
)

// The expected MAC was computed outside Go, with Python's hmac and struct.
func TestMAC(t *testing.T) {
	t.Parallel()
	key := make([]byte, journal.KeySize)
	for i := range key {
		key[i] = byte(i)
	}
	shop := strings.Repeat("ab", 32)
	h := journal.Head{Seq: 2, Hash: "2d8ee514fb2a1c38ea6969eb0a921cca1de9a67261aca75e434fa1640b4e55ed"}
	want, err := hex.DecodeString("eee6fc09f2d6b084f4404600e1e1af20")
	if err != nil {
		t.Fatal(err)
	}
	if got := h.MAC(key, shop); !bytes.Equal(got, want) {
		t.Errorf("%x, want %x", got, want)
	}
	if !h.Signed(want, key, shop) {
		t.Error("it does not verify")
	}
	other := bytes.Clone(key)
	other[31]++
	for name, signed := range map[string]bool{
		"another key":    h.Signed(want, other, shop),
		"another shop":   h.Signed(want, key, "ac"+shop[2:]),
		"another number": journal.Head{Seq: 3, Hash: h.Hash}.Signed(want, key, shop),
		"another hash":   journal.Head{Seq: 2, Hash: "3" + h.Hash[1:]}.Signed(want, key, shop),
		"a part":         h.Signed(want[:15], key, shop),
		"nothing":        h.Signed(nil, key, shop),
	} {
		if signed {
			t.Errorf("%s verifies", name)
		}
	}
}

func TestMarkAgainst(t *testing.T) {
	t.Parallel()
	here := strings.Repeat("1", 64)
	m := journal.Mark{Head: journal.Head{Seq: 7, Hash: here}}
	for _, c := range []struct {
		name  string
		head  int64
		there string
		want  journal.Standing
	}{
		{"the same entry", 7, here, journal.StandsAt},
		{"after a kill", 9, here, journal.StandsAhead},
		{"a copy put back", 6, "", journal.StandsBehind},
		{"an empty journal", 0, "", journal.StandsBehind},
		{"written anew", 7, strings.Repeat("2", 64), journal.StandsBeside},
		{"written anew and longer", 12, strings.Repeat("2", 64), journal.StandsBeside},
		{"that entry is gone", 12, "", journal.StandsBeside},
	} {
		if got := m.Against(journal.Head{Seq: c.head, Hash: c.there}, c.there); got != c.want {
			t.Errorf("%s: %d, want %d", c.name, got, c.want)
		}
	}
}

func TestMarkSaysWhereItIs(t *testing.T) {
	t.Parallel()
	m := journal.Mark{Head: journal.Head{Seq: 120, Hash: "0123456789abcdef0123"}}
	if got := m.String(); got != "J120-0123456789abcdef" {
		t.Error(got)
	}
	m.Receipt = id.Receipt{Till: 1, Year: 2026, Sequence: 34}
	m.Refund = id.Receipt{Till: 1, Year: 2025, Sequence: 900}
	if got := m.String(); got != "J120-0123456789abcdef (01/2026/000034)" {
		t.Error(got)
	}
	m.Refund = id.Receipt{Till: 1, Year: 2026, Sequence: 35}
	if got := m.String(); got != "J120-0123456789abcdef (01/2026/000035)" {
		t.Error(got)
	}
	if got := (journal.Mark{}).String(); got != "J0" {
		t.Error(got)
	}
}

func TestMarkMissesNumbers(t *testing.T) {
	t.Parallel()
	m := journal.Mark{
		Payment: "11795332112345", Z: 4,
		Receipt: id.Receipt{Till: 1, Year: 2026, Sequence: 34}, Refund: id.Receipt{Till: 1, Year: 2026, Sequence: 30},
	}
	for name, c := range map[string]struct {
		change func(*journal.Mark)
		lost   bool
	}{
		"nothing":            {func(*journal.Mark) {}, false},
		"a later payment":    {func(f *journal.Mark) { f.Payment = "21795332112345" }, false},
		"a payment":          {func(f *journal.Mark) { f.Payment = "9795332112345" }, true},
		"every payment":      {func(f *journal.Mark) { f.Payment = "" }, true},
		"a receipt":          {func(f *journal.Mark) { f.Receipt.Sequence = 33 }, true},
		"a year of receipts": {func(f *journal.Mark) { f.Receipt.Year, f.Receipt.Sequence = 2025, 900 }, true},
		"a new year":         {func(f *journal.Mark) { f.Receipt.Year, f.Receipt.Sequence = 2027, 1 }, false},
		"another till's":     {func(f *journal.Mark) { f.Receipt = id.Receipt{} }, false},
		"a refund":           {func(f *journal.Mark) { f.Refund.Sequence = 29 }, true},
		"a Z report":         {func(f *journal.Mark) { f.Z = 3 }, true},
	} {
		found := m
		c.change(&found)
		if m.Lost(found) != c.lost {
			t.Errorf("%s: %v", name, !c.lost)
		}
	}
}

package storage

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"slices"

	"psar/pos/finding"
)

// mostFindings bounds what is told of a table one by one.
const mostFindings = 5

// findings collects what does not fit: of each table those with the lowest rows of the journal,
// and how many more there are. It holds no more than that, however many rows were altered.
type findings struct {
	tables map[finding.Table]*tally
}

// tally is what was found in a table.
type tally struct {
	first []finding.Finding
	more  int64
	sum   [4]uint64 // of those beyond: the sum of their hashes, in any order the same
}

// add keeps a finding. Sum tells one state of the rows from another; detail, which may be nil,
// is asked only for what is told one by one: see contrast.
func (c *findings) add(f finding.Finding, found any, detail func() (told, found string)) {
	if c.tables == nil {
		c.tables = map[finding.Table]*tally{}
	}
	t := c.tables[f.Table]
	if t == nil {
		t = &tally{}
		c.tables[f.Table] = t
	}
	f.Sum = sumOf(found)
	at, _ := slices.BinarySearchFunc(t.first, f, inOrder)
	if at == mostFindings {
		t.beyond(f)
		return
	}
	if detail != nil {
		f.Told, f.Found = detail()
	}
	t.first = slices.Insert(t.first, at, f)
	if len(t.first) > mostFindings {
		t.beyond(t.first[mostFindings])
		t.first = t.first[:mostFindings]
	}
}

// inOrder puts findings in the order of their facts; those without one are last.
func inOrder(a, b finding.Finding) int {
	place := func(f finding.Finding) int64 {
		if f.Row == 0 {
			return untold
		}
		return f.Row
	}
	return cmp.Or(cmp.Compare(place(a), place(b)), cmp.Compare(a.ID, b.ID), cmp.Compare(a.Kind, b.Kind))
}

// beyond counts a finding that is not told by itself.
func (t *tally) beyond(f finding.Finding) {
	t.more++
	sum := sha256.Sum256([]byte(f.Cause() + " " + string(f.Kind) + " " + f.Sum))
	for i := range t.sum {
		t.sum[i] += binary.BigEndian.Uint64(sum[8*i:])
	}
}

// all are the findings, in the order of finding.Tables.
func (c *findings) all() (all []finding.Finding) {
	for _, table := range finding.Tables() {
		t := c.tables[table]
		if t == nil {
			continue
		}
		all = append(all, t.first...)
		if t.more > 0 {
			var text []byte
			for _, n := range t.sum {
				text = binary.BigEndian.AppendUint64(text, n)
			}
			all = append(all, finding.Finding{Kind: finding.More, Table: table, Count: t.more, Sum: shortSum(string(text))})
		}
	}
	return all
}

// told are the findings of a table that are told one by one.
func (c *findings) told(table finding.Table) []finding.Finding {
	if t := c.tables[table]; t != nil {
		return t.first
	}
	return nil
}

// sumOf tells what was found from anything else; "" of nothing.
func sumOf(found any) string {
	if found == nil {
		return ""
	}
	text, err := json.Marshal(found)
	if err != nil { // what is stored can be written as JSON: it was read so
		return ""
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:4])
}

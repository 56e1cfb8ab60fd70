package storage

import (
	"encoding/hex"
	"fmt"
	"hash/maphash"
	"slices"
	"testing"
	"unsafe"

	"psar/pos/facts"
	"psar/pos/journal"
	"psar/pos/queue"
)

// A verification holds what it must of each print job, of which there are some for each of a million
// sales: the last state of each, in few bytes.
func TestToldJobs(t *testing.T) {
	t.Parallel()
	if most := uintptr(24); unsafe.Sizeof(toldJob{}) > most {
		t.Errorf("a job takes %d bytes, want %d", unsafe.Sizeof(toldJob{}), most)
	}
	jobs := toldJobs{seed: maphash.MakeSeed()}
	content := func(n byte) (sum [queue.SumSize]byte) {
		sum[0] = n
		return sum
	}
	note := func(seq int64, kind journal.Kind, payload string) {
		jobs.note(signedRow{Entry: journal.Entry{Seq: seq, Kind: kind, Version: 2, Payload: []byte(payload)}})
	}
	for n := range byte(3) {
		sum := content(n)
		note(10*int64(n)+10, facts.PrintQueued, fmt.Sprintf(`{"kind":"test","state":"queued","content":"%s"}`, hex.EncodeToString(sum[:])))
	}
	note(40, facts.PrintQueued, `{"kind":"test","state":"queued","content":"?"}`)
	note(41, facts.PrintEnded, `{"kind":"test","state":"printed","job":10}`)
	note(42, facts.PrintEnded, `{"kind":"test","state":"unknown","job":20}`)
	note(43, facts.PrintQueued, `{"kind":"test","state":"queued","job":20}`)
	note(44, facts.PrintEnded, `{"kind":"test","state":"eaten","job":30}`)
	note(45, facts.PrintEnded, `{"kind":"test","state":"printed","job":11}`)
	for row, want := range map[int64]queue.State{10: queue.Printed, 20: queue.Queued, 30: "eaten", 40: queue.Queued} {
		one := jobs.of(row)
		if one == nil || int(one.state) != slices.Index(jobStates, want) || (one.sum == 0) != (row == 40) || row != 40 && one.sum != jobs.sumOf(content(byte(row/10-1))) {
			t.Errorf("%d: %+v", row, one)
		}
	}
	if one := jobs.of(11); one != nil || len(jobs.all) != 4 {
		t.Errorf("%+v of %+v", one, jobs.all)
	}
}

package report_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"testing"

	"psar/pos/journal"
	"psar/pos/report"
)

func hexSum(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// A Z report is intact only with exactly its stored bytes, in each version.
func TestZReportIntact(t *testing.T) {
	t.Parallel()
	const (
		before = `{"first_day":"2026-11-22","z":{"z_number":7,"prev_hash":"` + journal.GenesisHash + `"`
		behind = `},"sales":[],"journal":{"seq":3,"hash":"00"}}`
	)
	bare := before + behind
	v2 := report.ZReport{Number: 7, Version: 2, Text: []byte(bare), PrevHash: journal.GenesisHash, Hash: hexSum(bare)}
	v1 := v2
	v1.Version, v1.Text = 1, []byte(before+`,"hash":"`+v1.Hash+`"`+behind)
	for name, z := range map[string]report.ZReport{"version 1": v1, "version 2": v2} {
		if r, err := z.Report(); !z.Intact() || err != nil || r.Z.Hash != z.Hash {
			t.Errorf("%s: intact %v, %+v, %v", name, z.Intact(), r.Z, err)
		}
		for at := range z.Text { // any byte
			changed := z
			changed.Text = bytes.Clone(z.Text)
			if changed.Text[at] ^= 1; changed.Intact() {
				t.Errorf("%s: byte %d can be another one", name, at)
			}
		}
		for what, change := range map[string]func(*report.ZReport){
			"space at the end":  func(z *report.ZReport) { z.Text = append(bytes.Clone(z.Text), ' ') },
			"another hash":      func(z *report.ZReport) { z.Hash = hexSum("x") },
			"no hash":           func(z *report.ZReport) { z.Hash = "" },
			"the other version": func(z *report.ZReport) { z.Version = 3 - z.Version },
			"version 0":         func(z *report.ZReport) { z.Version = 0 },
			"a later version":   func(z *report.ZReport) { z.Version = report.ZVersion + 1 },
			"the hash twice": func(z *report.ZReport) {
				z.Text = []byte(strings.Replace(string(z.Text), behind, `,"hash":"`+z.Hash+`","hash":"`+z.Hash+`"`+behind, 1))
			},
		} {
			changed := z
			if change(&changed); changed.Intact() {
				t.Errorf("%s is intact with %s", name, what)
			}
		}
		other := z
		if other.Number++; other.Intact() {
			if _, err := other.Report(); err == nil {
				t.Errorf("%s is that of another number", name)
			}
		}
	}
}

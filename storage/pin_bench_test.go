package storage

import "testing"

// BenchmarkPIN measures one hash at the cost of a shop's PINs, against RFC 9106's second
// recommendation in full: docs/staff.md says why it is half of that.
func BenchmarkPIN(b *testing.B) {
	for name, pins := range map[string]*PINs{"shop": {}, "rfc9106": {Memory: 64 << 10, Passes: 3, Lanes: 4}} {
		b.Run(name, func(b *testing.B) {
			hash, err := pins.Hash("2468", false)
			if err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				if ok, err := pins.Matches(b.Context(), hash, "2468"); !ok || err != nil {
					b.Fatal(ok, err)
				}
			}
		})
	}
}

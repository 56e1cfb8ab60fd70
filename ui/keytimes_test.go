package ui

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"
)

// fakeKeys is a window system that a test plays.
type fakeKeys struct {
	notes []keyNote
	asked int
	shut  bool
}

func (f *fakeKeys) run(context.Context) {}
func (f *fakeKeys) pressed(int)         {}
func (f *fakeKeys) ask()                { f.asked++ }
func (f *fakeKeys) told() ([]keyNote, bool) {
	notes := f.notes
	f.notes = nil
	return notes, !f.shut
}

// The toolkit hands keys on, the window system tells of them, in any order of the two:
// each key gets the time of its own press, or none.
func TestKeyTimes(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		// h38: the toolkit hands the key 38 on; t38@5: the window system tells that it was
		// pressed at 5 ms; s@9: its sign of 9 ms; a: a sign is asked for; 30a: 30 ticks pass
		play string
		want string // the times of the keys handed on; - waits, ? will not be known
	}{
		{"told first", "t10@100 t11@180 h10 h11", "100 180"},
		{"told later", "h10 h11 t10@100 t11@180", "100 180"},
		{"told in between", "t10@100 h10 h11 t11@180", "100 180"},
		{"not told yet", "h10", "-"},
		{"the same key again", "t10@100 t10@220 t10@340 h10 h10 h10", "100 220 340"},
		{"a key held down", "h10 t10@100 t10@600 h10 t10@630 h10 h10 t10@660", "100 600 630 660"},
		{"two windows take turns", "t10@1 t11@2 t10@3 t11@4 h10 h11 h10 h11", "1 2 3 4"},
		{"with a modifier", "t50@1 t10@4 t50@7 t11@9 h50 h10 h50 h11", "1 4 7 9"},
		{"the toolkit kept a key", "t50@1 t10@4 h10", "4"},
		{"never told of", "h10 a s@50", "?"},
		{"asked before it was handed on", "a h10 s@50", "-"},
		{"never told of, the next one is", "h10 h11 a t11@40 s@50", "? 40"},
		{"never told of, the same key is", "h12 t10@90 h10 a s@99", "? 90"},
		{"told before the sign that was asked for", "h10 a t10@40 s@50", "40"},
		{"told after the sign of an earlier key", "a s@5 h10 a t10@20 s@22", "20"},
		{"the clock wraps around", "t10@4294967290 t11@4 h10 h11", "0 10"},
		{"a time from nowhere", "t10@100000 t11@0 t12@5 h10 h11 h12", "100000 100000 100005"},
		{"a sign overtakes a key", "a s@100 t10@97 t11@130 h10 h11", "97 130"},
		{"an old key that the toolkit kept", "t10@1 30a t10@900 h10", "900"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			source := &fakeKeys{}
			k := keyTimes{source: source}
			var all []*keyTime
			for _, step := range strings.Fields(tt.play) {
				var code int
				var at uint32
				if n, _ := fmt.Sscanf(step, "t%d@%d", &code, &at); n == 2 {
					source.notes = append(source.notes, keyNote{code: code, at: at})
				} else if n, _ := fmt.Sscanf(step, "s@%d", &at); n == 1 {
					source.notes = append(source.notes, keyNote{sign: true, at: at})
				} else if n, _ := fmt.Sscanf(step, "h%d", &code); n == 1 {
					all = append(all, k.handed(code))
				} else if n, _ := fmt.Sscanf(step, "%da", &code); n == 1 {
					for range code {
						k.tick(false)
					}
				} else {
					k.tick(true)
				}
				if !k.listen() {
					t.Fatal("nothing more is told")
				}
			}
			if got := timesOf(all); got != tt.want {
				t.Errorf("%s, want %s", got, tt.want)
			}
		})
	}
}

// timesOf writes times in milliseconds; those before the clock wrapped as 0.
func timesOf(all []*keyTime) string {
	var out []string
	var wrapped time.Duration
	for _, k := range all {
		switch {
		case !k.told:
			out = append(out, "-")
		case k.at.IsZero():
			out = append(out, "?")
		default:
			if ms := k.at.UnixMilli(); ms > 1<<31 && wrapped == 0 {
				wrapped = time.Duration(ms)
			}
			out = append(out, fmt.Sprint(k.at.UnixMilli()-int64(wrapped)))
		}
	}
	return strings.Join(out, " ")
}

// A sign is asked for one at a time, and only while something waits for it.
func TestKeyTimesAskOnce(t *testing.T) {
	t.Parallel()
	source := &fakeKeys{}
	k := keyTimes{source: source}
	k.tick(false)
	if source.asked != 0 {
		t.Error("asked for nothing")
	}
	k.handed(10)
	k.tick(false)
	k.tick(true)
	if source.asked != 1 {
		t.Errorf("asked %d times at once", source.asked)
	}
	source.notes = []keyNote{{sign: true, at: 5}}
	k.listen()
	k.tick(true)
	if source.asked != 2 {
		t.Errorf("asked %d times, of which one was answered", source.asked)
	}
}

// Quiet is what the window system says it is: a key that the toolkit still has ends it.
func TestKeyTimesQuiet(t *testing.T) {
	t.Parallel()
	source := &fakeKeys{notes: []keyNote{{code: 10, at: 100}}}
	k := keyTimes{source: source}
	k.handed(10)
	k.listen()
	source.notes = []keyNote{{code: 11, at: 180}, {sign: true, at: 900}}
	k.listen()
	if got := k.handedUntil().UnixMilli(); got != 180 {
		t.Errorf("quiet until %d", got)
	}
	k.handed(11)
	k.listen()
	if got := k.handedUntil().UnixMilli(); got != 900 {
		t.Errorf("quiet until %d", got)
	}
}

package shape

import (
	"fmt"
	"strings"
	"testing"
)

func TestCacheKeepsWhatWasAskedForLast(t *testing.T) {
	t.Parallel()
	s := paperShaper(t)
	line := func(text string) {
		t.Helper()
		if _, err := s.Line(text, 26); err != nil {
			t.Fatal(err)
		}
	}
	line("សរុប")
	line("old")
	for i := range cacheSize - 1 {
		line(fmt.Sprint(i))
		line("សរុប")
	}
	if n := len(s.finished.byKey); n != cacheSize || n != s.finished.order.Len() {
		t.Errorf("%d lines are kept, %d in order, want %d", n, s.finished.order.Len(), cacheSize)
	}
	if _, ok := s.finished.get(lineKey{"សរុប", 26}); !ok {
		t.Error("a line that is always asked for was dropped")
	}
	if _, ok := s.finished.get(lineKey{"old", 26}); ok {
		t.Error("the line that was asked for longest ago was kept")
	}
	line(strings.Repeat("ក", 200))
	if _, ok := s.finished.get(lineKey{"0", 26}); !ok {
		t.Error("a line wider than paper took another's place")
	}
}

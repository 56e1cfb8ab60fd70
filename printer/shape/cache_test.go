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
	for i := range keptLines - 1 {
		line(fmt.Sprint(i))
		line("សរុប")
	}
	if n := s.kept.lines.Len(); n != keptLines {
		t.Errorf("%d lines are kept, want %d", n, keptLines)
	}
	if _, ok := s.kept.lines.Get(sized{"សរុប", 26}); !ok {
		t.Error("a line that is always asked for was dropped")
	}
	if _, ok := s.kept.lines.Get(sized{"old", 26}); ok {
		t.Error("the line that was asked for longest ago was kept")
	}
	line(strings.Repeat("ក", 200))
	if _, ok := s.kept.lines.Get(sized{"0", 26}); !ok {
		t.Error("a line wider than paper took another's place")
	}
}

// Texts beyond the limits of the caches are drawn and not cached.
func TestCacheKeepsNothingHuge(t *testing.T) {
	t.Parallel()
	s := paperShaper(t)
	long := strings.Repeat("ស្ត្រី", 500)
	if lines, err := s.Paragraph(long, 26, 384); err != nil || len(lines) <= keptParts {
		t.Fatalf("%d lines, %v", len(lines), err)
	}
	s.Width(long, 26)
	if n := s.kept.paragraphs.Len() + s.kept.widths.Len(); n != 0 {
		t.Errorf("%d texts of %d bytes are kept", n, len(long))
	}
}

func TestWarmCachesAllocateNothing(t *testing.T) {
	s := paperShaper(t)
	ask := func() {
		lines, err := s.Paragraph("សូមអញ្ជើញមកម្ដងទៀត សូមអរគុណ 12,500៛", 26, 200)
		if err != nil || len(lines) < 2 {
			t.Fatalf("%d lines, %v", len(lines), err)
		}
		if _, err := s.Line("សរុប", 26); err != nil || s.Width("សរុប", 26) == 0 {
			t.Fatal(err)
		}
	}
	ask()
	if n := testing.AllocsPerRun(100, ask); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

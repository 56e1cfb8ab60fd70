package recent_test

import (
	"testing"

	"psar/printer/recent"
)

func TestTheLongestUnaskedIsForgotten(t *testing.T) {
	t.Parallel()
	m := recent.New[string, int](3)
	for i, key := range []string{"a", "b", "c"} {
		m.Put(key, i)
	}
	m.Get("a")
	m.Put("d", 3)
	for key, want := range map[string]bool{"a": true, "b": false, "c": true, "d": true} {
		if _, ok := m.Get(key); ok != want {
			t.Errorf("%q is kept: %v", key, ok)
		}
	}
	if m.Len() != 3 {
		t.Errorf("%d values in a map of 3", m.Len())
	}
}

func TestAKeyHasOneValue(t *testing.T) {
	t.Parallel()
	m := recent.New[string, int](2)
	m.Put("a", 1)
	m.Put("b", 2)
	m.Put("a", 3)
	m.Put("c", 4) // b is now the least recently used
	if v, ok := m.Get("a"); v != 3 || !ok {
		t.Errorf("a is %d, %v", v, ok)
	}
	if _, ok := m.Get("b"); ok || m.Len() != 2 {
		t.Errorf("b is kept: %v; %d values", ok, m.Len())
	}
}

func TestAMapKeepsAtLeastOne(t *testing.T) {
	t.Parallel()
	m := recent.New[int, string](0)
	m.Put(1, "a")
	m.Put(2, "b")
	if v, ok := m.Get(2); v != "b" || !ok || m.Len() != 1 {
		t.Errorf("%q, %v, %d values", v, ok, m.Len())
	}
}

func TestFindingAllocatesNothing(t *testing.T) {
	m := recent.New[string, [2]int](8)
	m.Put("a", [2]int{1, 2})
	if n := testing.AllocsPerRun(100, func() { m.Get("a") }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

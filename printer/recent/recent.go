// Package recent keeps what was asked for last: a map of a bounded size that
// forgets what was not asked for longest.
//
// It promises never to hold more than its size, and to find without allocating.
// It is not safe for concurrent use, and knows nothing of the memory that a
// value takes: who puts a value decides whether it is small enough to be kept.
package recent

import "container/list"

// Map is made by New.
type Map[K comparable, V any] struct {
	size  int
	order *list.List // of *entry, the last asked for in front
	byKey map[K]*list.Element
}

type entry[K comparable, V any] struct {
	key   K
	value V
}

// New makes a Map of at most size values; below one it keeps one.
func New[K comparable, V any](size int) *Map[K, V] {
	return &Map[K, V]{size: max(size, 1), order: list.New(), byKey: map[K]*list.Element{}}
}

// Get finds a value, and remembers that it was asked for.
func (m *Map[K, V]) Get(key K) (V, bool) {
	e, ok := m.byKey[key]
	if !ok {
		var none V
		return none, false
	}
	m.order.MoveToFront(e)
	return e.Value.(*entry[K, V]).value, true
}

// Put keeps a value, in place of the one that the key had, and of the one that
// was not asked for longest when the Map is full.
func (m *Map[K, V]) Put(key K, value V) {
	if e, ok := m.byKey[key]; ok {
		e.Value.(*entry[K, V]).value = value
		m.order.MoveToFront(e)
		return
	}
	m.byKey[key] = m.order.PushFront(&entry[K, V]{key, value})
	if m.order.Len() > m.size {
		oldest := m.order.Back()
		m.order.Remove(oldest)
		delete(m.byKey, oldest.Value.(*entry[K, V]).key)
	}
}

// Len is the number of values that are kept.
func (m *Map[K, V]) Len() int { return m.order.Len() }

package recent

import "container/list"

// Map is a least-recently-used cache. Make it with New.
type Map[K comparable, V any] struct {
	size  int
	order *list.List // of *entry, the most recently used in front
	byKey map[K]*list.Element
}

type entry[K comparable, V any] struct {
	key   K
	value V
}

// New makes a Map of at most size values, or one if size is less.
func New[K comparable, V any](size int) *Map[K, V] {
	return &Map[K, V]{size: max(size, 1), order: list.New(), byKey: map[K]*list.Element{}}
}

// Get finds a value and marks it as used.
func (m *Map[K, V]) Get(key K) (V, bool) {
	e, ok := m.byKey[key]
	if !ok {
		var none V
		return none, false
	}
	m.order.MoveToFront(e)
	return e.Value.(*entry[K, V]).value, true
}

// Put stores a value under a key. When the Map is full, the least recently used value
// is removed.
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

// Len is the number of values.
func (m *Map[K, V]) Len() int { return m.order.Len() }

package shape

import "container/list"

const (
	// cacheSize holds the lines of some receipts: names and labels come again.
	cacheSize = 256
	// cacheDots is the widest line that is kept. None that fits on paper is
	// wider, and 256 of any size could fill a small machine's memory.
	cacheDots = 1024
)

type lineKey struct {
	text string
	px   int
}

type keptLine struct {
	key  lineKey
	line Inked
}

// lines keeps the finished lines that were asked for last.
type lines struct {
	size  int
	order *list.List // of keptLine, the last asked for in front
	byKey map[lineKey]*list.Element
}

func newLines(size int) *lines {
	return &lines{size: size, order: list.New(), byKey: map[lineKey]*list.Element{}}
}

func (l *lines) get(key lineKey) (Inked, bool) {
	e, ok := l.byKey[key]
	if !ok {
		return Inked{}, false
	}
	l.order.MoveToFront(e)
	return e.Value.(keptLine).line, true
}

func (l *lines) put(key lineKey, line Inked) {
	if line.Bitmap.Width > cacheDots {
		return
	}
	l.byKey[key] = l.order.PushFront(keptLine{key, line})
	if l.order.Len() > l.size {
		oldest := l.order.Back()
		l.order.Remove(oldest)
		delete(l.byKey, oldest.Value.(keptLine).key)
	}
}

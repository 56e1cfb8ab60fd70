package khqr

import "unicode/utf8"

// header is the size of a tag and a length: two digits each.
const header = 4

// walker steps through the elements of a code, or of one template in it. It
// holds no more than a position, so that a template inside a template costs
// nothing and nothing recurses.
type walker struct {
	text     string
	pos      int
	template string // "" on the outer level
	seen     tagSet
	twice    *Error // of the first tag that stands twice
}

// element is one tag with its value. Tag and value are parts of the code, not
// copies.
type element struct {
	tag   string
	value string
}

// tagSet is a set of the tags 00 to 99.
type tagSet [2]uint64

func (s *tagSet) has(n int) bool { return s[n>>6]&(1<<(n&63)) != 0 }
func (s *tagSet) add(n int)      { s[n>>6] |= 1 << (n & 63) }

// more reports whether anything is left.
func (w *walker) more() bool { return w.pos < len(w.text) }

// next reads one element. Lengths count characters, so that a value's end is
// found by stepping over whole UTF-8 sequences; text must be valid UTF-8.
func (w *walker) next() (element, *Error) {
	rest := w.text[w.pos:]
	if len(rest) < header {
		return element{}, w.misframed("", "ends in the middle of a tag")
	}
	tag := rest[:2]
	n, ok := twoDigits(tag)
	if !ok {
		if w.template == "" && (w.pos == 0 || w.seen.has(63)) {
			return element{}, fault(ClassFraming, "", "something other than a tag stands before or behind the code")
		}
		return element{}, fault(ClassLength, w.template, "a tag is not two digits, so a length before it is wrong")
	}
	size, ok := twoDigits(rest[2:header])
	if !ok {
		return element{}, fault(ClassLength, w.path(tag), "the length is not two digits")
	}
	if size == 0 {
		return element{}, fault(emptyClass(w.template, tag), w.path(tag), "the value is empty")
	}
	body := rest[header:]
	if tag == "63" && w.template == "" && body == "" {
		return element{}, fault(ClassCRC, "63", "the CRC is absent")
	}
	end, ok := skip(body, size)
	if !ok {
		return element{}, w.misframed(tag, "the length runs past the end")
	}
	// A walk that a wrong length has put out of step meets a tag twice by
	// chance; it stumbles later on, and then that is the error.
	if w.seen.has(n) && w.twice == nil {
		w.twice = fault(ClassDuplicate, w.path(tag), "the tag stands twice")
	}
	w.seen.add(n)
	w.pos += header + end
	return element{tag: tag, value: body[:end]}, nil
}

// misframed is the error of an element that does not fit into what is left.
// Inside a template, a length is wrong. On the outer level the code was cut
// short, unless it ends in its own right CRC and the walk has lost step only
// within that: then it is whole, and a length before is wrong.
func (w *walker) misframed(tag, reason string) *Error {
	const trailer = len("6304") + 4
	cut := len(w.text) - trailer
	switch {
	case w.template != "":
		return fault(ClassLength, w.path(tag), reason)
	case cut >= 0 && w.pos > cut && sealed(w.text, cut):
		return fault(ClassLength, "", "a length is wrong: the tags do not end where the CRC begins")
	}
	return fault(ClassFraming, tag, reason)
}

// sealed reports whether the CRC element at cut is right for all before it.
func sealed(text string, cut int) bool {
	want := crcText(crc16(text[:cut+header]))
	return text[cut:cut+header] == "6304" && text[cut+header:] == string(want[:])
}

// path names a tag for an Error.
func (w *walker) path(tag string) string {
	if w.template == "" || tag == "" {
		return w.template + tag
	}
	return w.template + "/" + tag
}

// skip is the number of bytes that n characters take.
func skip(s string, n int) (int, bool) {
	if len(s) < n {
		return 0, false
	}
	end := 0
	for ; n > 0; n-- {
		if end >= len(s) {
			return 0, false
		}
		if s[end] < utf8.RuneSelf {
			end++
			continue
		}
		_, size := utf8.DecodeRuneInString(s[end:])
		end += size
	}
	return end, true
}

// twoDigits reads a tag or a length, 00 to 99.
func twoDigits(s string) (int, bool) {
	if len(s) != 2 || !isDigit(s[0]) || !isDigit(s[1]) {
		return 0, false
	}
	return int(s[0]-'0')*10 + int(s[1]-'0'), true
}

// digits reports whether s is n ASCII digits.
func digits(s string, n int) bool {
	if len(s) != n {
		return false
	}
	for i := range n {
		if !isDigit(s[i]) {
			return false
		}
	}
	return true
}

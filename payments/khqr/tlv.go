package khqr

import "unicode/utf8"

// header is the length of a tag and a length field: two digits each.
const header = 4

// walker steps through the elements of a code or of one of its templates. Its state
// is a position: nothing is copied, and nothing recurses.
type walker struct {
	text     string
	pos      int
	template string // "" on the outer level
	seen     tagSet
	repeated *Error // of the first repeated tag
}

// element is a tag and its value, both substrings of the code.
type element struct {
	tag   string
	value string
}

// tagSet is a set of the tags 00 to 99.
type tagSet [2]uint64

func (s *tagSet) has(n int) bool { return s[n>>6]&(1<<(n&63)) != 0 }
func (s *tagSet) add(n int)      { s[n>>6] |= 1 << (n & 63) }

// more reports whether text is left.
func (w *walker) more() bool { return w.pos < len(w.text) }

// next reads one element. Lengths count characters, so the end of a value is found
// by stepping over whole UTF-8 sequences; the text must be valid UTF-8.
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
	// After a wrong length a walker may read a repeated tag by chance, and fails
	// later on: that later error is the one to report.
	if w.seen.has(n) && w.repeated == nil {
		w.repeated = fault(ClassDuplicate, w.path(tag), "the tag stands twice")
	}
	w.seen.add(n)
	w.pos += header + end
	return element{tag: tag, value: body[:end]}, nil
}

// misframed is the error of an element that does not fit into the remaining text. In
// a template a length is wrong. On the outer level the code is truncated, unless it
// ends in its correct CRC and the walker is out of step only there: then the code is
// whole and a length before is wrong.
func (w *walker) misframed(tag, reason string) *Error {
	const trailer = len("6304") + 4
	cut := len(w.text) - trailer
	switch {
	case w.template != "":
		return fault(ClassLength, w.path(tag), reason)
	case cut >= 0 && w.pos > cut && crcEndsAt(w.text, cut):
		return fault(ClassLength, "", "a length is wrong: the tags do not end where the CRC begins")
	}
	return fault(ClassFraming, tag, reason)
}

// crcEndsAt reports whether a correct CRC element begins at cut.
func crcEndsAt(text string, cut int) bool {
	want := crcText(crc16(text[:cut+header]))
	return text[cut:cut+header] == "6304" && text[cut+header:] == string(want[:])
}

// path is a tag as an Error names it.
func (w *walker) path(tag string) string {
	if w.template == "" || tag == "" {
		return w.template + tag
	}
	return w.template + "/" + tag
}

// skip is the number of bytes of the first n characters, false if there are fewer.
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

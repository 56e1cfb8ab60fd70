package model

import (
	"strings"

	"psar/assets/words"
	"psar/pos/fault"
)

// figure reports that the line holds a number that is often there already: the first
// digit typed replaces it, so that 4 0 0 over a price of $3.50 is $4.00.
func (k fieldKind) figure() bool {
	return k == fieldAmount || k.spec().figures
}

// replaced reports that what stands in the line may be replaced by the first key typed.
func (k fieldKind) replaced() bool { return k.figure() || k.spec().person }

// prefilled marks the figures and names that stand in the form when it opens.
func (f form) prefilled() form {
	for i, l := range f.Fields {
		f.fresh[i] = l.Kind.replaced() && l.text != ""
	}
	return f
}

// at goes to a line.
func (f form) at(i int) form {
	f.Focus, f.stray = i, false
	return f
}

// anew goes to a line whose figure or name was turned down: the first key begins another. A secret
// begins at nothing, and what says it again with it: nobody reads behind which one they type.
func (f form) anew(i int) form {
	f = f.at(i)
	f.fresh[i] = f.Fields[i].Kind.replaced()
	if !f.Fields[i].Kind.spec().secret {
		return f
	}
	why := f.Problem
	f = f.write(i, "")
	if f.Fields[i].Kind == fieldNewPIN {
		f = f.write(f.index(fieldAgain), "")
	}
	return f.turned(why)
}

// turned is the form with the reason why a key was not taken; the line stays.
func (f form) turned(wrong Said) form {
	f.Problem = wrong
	return f
}

// write puts a text into a line.
func (f form) write(i int, text string) form {
	f.fresh[i], f.stray = false, false
	if f.Fields[i].text == text {
		return f
	}
	fields := append([]field(nil), f.Fields...)
	fields[i].text = text
	f.Fields, f.Problem = fields, Said{}
	return f
}

// behind is what was typed at the end of a line; false where the line was changed
// otherwise.
func behind(was, is string) (string, bool) { return strings.CutPrefix(is, was) }

// begins reports that a typed text is the beginning of a figure.
func begins(typed string) bool {
	return typed != "" && strings.Trim(typed[:1], "0123456789.,") == ""
}

// typedAmount changes the line of an amount, which is written as amounts are. What is
// typed behind it, or taken back there, are keys as everywhere; a line that was
// changed in its middle, or pasted over, is read as it stands.
func (f form) typedAmount(i int, text string) form {
	was, e, wrong := f.Fields[i].text, f.amount, fault.Code("")
	typed, atEnd := behind(was, text)
	switch {
	case text == was || f.stray && atEnd && begins(typed):
		return f
	case atEnd:
		if f.fresh[i] && begins(typed) {
			e = e.clear()
		}
		e, wrong = e.typed(typed)
	case len(was) == len(text)+1 && strings.HasPrefix(was, text):
		e = e.backspace()
	default:
		e, wrong = e.clear().typed(text)
	}
	if wrong != "" {
		f.stray = atEnd && strings.Trim(typed, ".,") == "" && !e.pointed
		return f.turned(Said{Code: wrong})
	}
	flipped := typed == "/" && atEnd
	fresh := f.fresh[i] && flipped
	f.amount = e
	f = f.write(i, f.amountText())
	f.fresh[i] = fresh
	return f
}

// flipAmount reads the amount in the other currency.
func (f form) flipAmount() form {
	i := f.index(fieldAmount)
	return f.typedAmount(i, f.Fields[i].text+"/")
}

// amountText is the amount as its line shows it.
func (f form) amountText() string {
	if f.amount.Empty() {
		return ""
	}
	return f.amount.grouped()
}

// typedFigures changes a line of whole numbers.
func (f form) typedFigures(i int, text string) form {
	typed, atEnd := behind(f.Fields[i].text, text)
	switch {
	case f.stray && atEnd && begins(typed):
		return f
	case strings.ContainsAny(typed, ".,"):
		f.stray = atEnd
		return f.turned(Said{Key: words.WholeOnly})
	}
	if atEnd && f.fresh[i] && begins(typed) {
		text = typed
	}
	text = onlyFigures(text)
	if len(text) > f.Fields[i].Kind.spec().longest {
		return f.turned(Said{Key: words.FigureLong})
	}
	return f.write(i, text)
}

package uitest

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"image"
	"reflect"
	"strconv"
	"strings"
	"time"
	"unicode"

	"psar/ui/view"
)

// Describe writes what differs in a view from another of its type, for people: a line for
// each field, what belongs to it indented, what has a place in an array with it from 1.
// Fields like the other's are left out, and "—" stands for what only the other has, so that
// the description and the other view say all. Compared with the zero value, a view is
// described in full.
//
// Buttons read "[F9] Cash → DoCash", actions "DoRow(3)". Pictures and codes are not
// written out: of a picture its size and a hash, of a code its end, which is its checksum.
func Describe[T any](is, was T) string {
	return strings.Join(append(fields(reflect.ValueOf(is), reflect.ValueOf(was)), ""), "\n")
}

// fields are the lines of the fields in which two structs differ.
func fields(is, was reflect.Value) (lines []string) {
	for i := range is.NumField() {
		lines = append(lines, named(is.Type().Field(i).Name, is.Field(i), was.Field(i))...)
	}
	return lines
}

// named is what differs in a part of a view: "Name: value", or lines below its name.
func named(name string, is, was reflect.Value) []string {
	if reflect.DeepEqual(is.Interface(), was.Interface()) {
		return nil
	}
	if is.IsZero() {
		return []string{name + ": —"}
	}
	if short, ok := inline(is); ok {
		return []string{label(name) + short}
	}
	var parts []string
	switch is.Kind() {
	case reflect.Struct:
		parts = fields(is, was)
	case reflect.Array:
		parts = places(is)
	default:
		parts = items(is)
	}
	for i := range parts {
		parts[i] = "  " + parts[i]
	}
	if name == "-" { // "- " before the first of the lines
		return append([]string{"-" + parts[0][1:]}, parts[1:]...)
	}
	return append([]string{name}, parts...)
}

// places are an array's elements by their numbers, but for the empty ones. They are told
// in full: one more moves the others.
func places(array reflect.Value) (lines []string) {
	nothing := reflect.Zero(array.Type().Elem())
	for i := range array.Len() {
		lines = append(lines, named(strconv.Itoa(i+1), array.Index(i), nothing)...)
	}
	return lines
}

// items are a list's elements, without numbers, which would change with each before them.
func items(list reflect.Value) (lines []string) {
	nothing := reflect.Zero(list.Type().Elem())
	for i := range list.Len() {
		item := named("-", list.Index(i), nothing)
		if item == nil {
			item = []string{"-"}
		}
		lines = append(lines, item...)
	}
	return lines
}

// label is a name before what it names on the same line.
func label(name string) string {
	if name == "-" {
		return "- "
	}
	return name + ": "
}

// inline is a value on one line, if it is of a kind that a line holds.
func inline(v reflect.Value) (string, bool) {
	if short, ok := ownForm(v); ok {
		return short, true
	}
	switch v.Kind() {
	case reflect.Struct:
		return plain(v)
	case reflect.Slice:
		return "", false
	case reflect.Array:
		if v.Type().Elem().Kind() == reflect.String && v.Len() == 2 { // a name and an amount
			return quoted(v.Index(0).String()) + " | " + quoted(v.Index(1).String()), true
		}
		return "", false
	case reflect.String:
		return quoted(v.String()), true
	case reflect.Bool:
		return strconv.FormatBool(v.Bool()), true
	case reflect.Int:
		return cmp.Or(constant(v.Type().Name(), int(v.Int())), strconv.FormatInt(v.Int(), 10)), true
	}
	panic(fmt.Sprintf("a view holds a %v: say how it is described", v.Type()))
}

// plain is a struct without parts of its own: "Name: Ice · Amount: 1,000 ៛ · Chosen".
func plain(v reflect.Value) (string, bool) {
	var said []string
	for i := range v.NumField() {
		field, name := v.Field(i), v.Type().Field(i).Name
		switch {
		case field.Kind() == reflect.Array, field.Kind() == reflect.Slice,
			field.Kind() == reflect.Struct && field.Type() != reflect.TypeFor[view.Action]():
			return "", false
		case field.IsZero():
		case field.Kind() == reflect.Bool:
			said = append(said, name)
		case field.Kind() == reflect.Struct:
			said = append(said, "→ "+action(field.Interface().(view.Action)))
		default:
			short, _ := inline(field)
			said = append(said, name+": "+short)
		}
	}
	return strings.Join(said, " · "), true
}

// ownForm is how people write the values that views are made of.
func ownForm(v reflect.Value) (string, bool) {
	switch v := v.Interface().(type) {
	case view.Button:
		return button(v), true
	case view.Action:
		return action(v), true
	case view.Chip:
		return join(" ", constant("Status", int(v.Status)), quoted(v.Text)), true
	case view.Field:
		return join(" ", quoted(v.Label), "|", quoted(v.Text), mark(v.Secret, "(secret)")), true
	case view.LedgerRow:
		columns := strings.Join([]string{quoted(v.Left), v.Middle, v.Right, v.Sub}, " | ")
		return strings.TrimRight(columns, " |") + mark(v.Kind != view.LedgerLine, " ("+constant("LedgerKind", int(v.Kind))+")"), true
	case view.Card:
		end := v.Payload[max(0, len(v.Payload)-8):]
		return fmt.Sprintf("%s, %s %s (%s), code …%s", v.Name, v.Amount, v.Currency, v.Sign, end), true
	case time.Duration:
		return v.String(), true
	case image.Image:
		return picture(v), true
	}
	return "", false
}

func button(b view.Button) string {
	hint := ""
	if b.Hint != "" {
		hint = "[" + b.Hint + "]"
	}
	does := action(b.Action)
	if does != "" {
		does = "→ " + does
	}
	return join(" ", hint, quoted(b.Label), does, mark(b.Primary, "(primary)"), mark(b.Off, "(off)"))
}

func action(a view.Action) string {
	if a == (view.Action{}) {
		return ""
	}
	index := ""
	if a.Index != 0 {
		index = strconv.Itoa(a.Index)
	}
	text := a.Text
	if text != "" {
		text = strconv.Quote(text)
	}
	with := join(", ", index, text, string(a.Payment), mark(a.Held, "held"))
	if with != "" {
		with = "(" + with + ")"
	}
	return cmp.Or(constant("Verb", int(a.Verb)), "DoNothing") + with
}

// picture is a picture's size, and a number that tells it from others.
func picture(m image.Image) string {
	sum := fnv.New32a()
	for y := m.Bounds().Min.Y; y < m.Bounds().Max.Y; y++ {
		for x := m.Bounds().Min.X; x < m.Bounds().Max.X; x++ {
			r, g, b, a := m.At(x, y).RGBA()
			sum.Write([]byte{byte(r >> 8), byte(g >> 8), byte(b >> 8), byte(a >> 8)})
		}
	}
	return fmt.Sprintf("picture of %d × %d, %08x", m.Bounds().Dx(), m.Bounds().Dy(), sum.Sum32())
}

// quoted is a text as it is, or in quotes where a line could not show it.
func quoted(text string) string {
	if strings.TrimSpace(text) == text && !strings.ContainsFunc(text, unicode.IsControl) {
		return text
	}
	return strconv.Quote(text)
}

func mark(on bool, word string) string {
	if on {
		return word
	}
	return ""
}

// join leaves out what is empty.
func join(sep string, parts ...string) string {
	var said []string
	for _, part := range parts {
		if part != "" {
			said = append(said, part)
		}
	}
	return strings.Join(said, sep)
}

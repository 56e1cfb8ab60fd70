package storage

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// mostLetters bounds what is said of a field.
const mostLetters = 40

// contrast returns the fields in which a fact and a row differ, as both have them. A nil is
// neither's: of it nothing is said.
func contrast(told, found any) (says, has string) {
	a, b := leaves(told), leaves(found)
	both := map[string]bool{}
	for path := range a {
		both[path] = true
	}
	for path := range b {
		both[path] = true
	}
	var left, right []string
	for _, path := range slices.Sorted(maps.Keys(both)) {
		if a[path] == b[path] {
			continue
		}
		left, right = append(left, fieldAs(path, a[path])), append(right, fieldAs(path, b[path]))
	}
	if told != nil {
		says = listed(left)
	}
	if found != nil {
		has = listed(right)
	}
	return says, has
}

// fieldAs is a field or a setting as a finding or an alert names it.
func fieldAs(name, value string) string {
	if short := []rune(value); len(short) > mostLetters {
		value = string(short[:mostLetters]) + "…"
	}
	if value == "" {
		value = "–"
	}
	return name + " = " + value
}

// leaves are the values of a JSON document by their paths, such as lines.1.total.amount.
func leaves(v any) map[string]string {
	all := map[string]string{}
	written, err := json.Marshal(v)
	var parsed any
	d := json.NewDecoder(strings.NewReader(string(written)))
	d.UseNumber()
	if err == nil && d.Decode(&parsed) == nil {
		grow(all, "", parsed)
	}
	return all
}

func grow(all map[string]string, path string, v any) {
	below := func(name string) string { return strings.TrimPrefix(path+"."+name, ".") }
	switch v := v.(type) {
	case map[string]any:
		for name, value := range v {
			grow(all, below(name), value)
		}
	case []any:
		for i, value := range v {
			grow(all, below(fmt.Sprint(i+1)), value)
		}
	case nil:
	default:
		all[path] = fmt.Sprint(v)
	}
}

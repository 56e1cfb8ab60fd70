package catalogue

import (
	"fmt"
	"slices"
	"strings"

	"psar/pos/fault"
	"psar/pos/text"
)

// List is what an import brings.
type List struct {
	Items   []Item
	Lines   []int    // where each stands in its file; nil counts from 1
	Missing []Column // not told: an item that the catalogue has keeps its own

	// Progress, if any, is told now and then how many of the items that change are
	// stored. The till waits for it.
	Progress func(done, of int)
}

func (l List) line(i int) int {
	if i < len(l.Lines) {
		return l.Lines[i]
	}
	return i + 1
}

// BadLine is one line of an import that can't be taken, and why.
type BadLine struct {
	Line int
	Err  error // *Error
}

// BadLines is an import that was refused whole. Its code is fault.ImportLines.
type BadLines struct {
	Lines []BadLine // by line, at most MaxBadLines
	Count int       // of all
}

// MaxBadLines is how many bad lines are told one by one.
const MaxBadLines = 1000

func (b *BadLines) Error() string { return fmt.Sprintf("%d bad lines", b.Count) }

// Unwrap gives the error its code.
func (b *BadLines) Unwrap() error { return fault.New(fault.ImportLines, b.Count) }

// Join adds the bad lines of another look at the same file.
func (b *BadLines) Join(more *BadLines) *BadLines {
	all := slices.Concat(b.Lines, more.Lines)
	slices.SortStableFunc(all, func(a, b BadLine) int { return a.Line - b.Line })
	return &BadLines{all[:min(len(all), MaxBadLines)], b.Count + more.Count}
}

func (b *BadLines) add(line int, err error) {
	b.Count++
	if len(b.Lines) < MaxBadLines {
		b.Lines = append(b.Lines, BadLine{line, err})
	}
}

// Plan is what an import would do to a catalogue.
type Plan struct {
	Items                     []Item // new ones, without an id yet, and changed ones, whole
	Added, Changed, Unchanged int
}

// PlanItems finds out what an import does to the live items of a catalogue. A
// line with a barcode is that of the item with this barcode; a line without one,
// or with one that is new, is that of the one item with exactly its name, which
// keeps its barcode if the line has none. Every other line is a new item. The
// error is *BadLines: all that can't be done, and then nothing is.
func PlanItems(live []Item, list List) (Plan, error) {
	p := planner{
		live: live, list: list,
		barcodes: make(map[string][]int, len(live)), names: make(map[string][]int, len(live)),
		taken: make(map[int]int), lines: make(map[string]int, len(list.Items)),
	}
	for i, item := range live {
		if item.Barcode != "" {
			key := BarcodeKey(item.Barcode)
			p.barcodes[key] = append(p.barcodes[key], i)
		}
		for _, name := range nameKeys(item) {
			p.names[name] = append(p.names[name], i)
		}
	}
	p.match()
	plan := p.merge()
	if p.bad.Count > 0 {
		return Plan{}, (&BadLines{}).Join(&p.bad)
	}
	return plan, nil
}

type planner struct {
	live     []Item
	list     List
	barcodes map[string][]int // of live items, by BarcodeKey; several in an old catalogue
	names    map[string][]int // of live items, by nameKeys
	targets  []int            // of each line: the live item, lineNew or lineBad
	taken    map[int]int      // live items by the line that tells of them
	lines    map[string]int   // what lines hold that no other may: the first such line
	bad      BadLines
}

const (
	lineNew = -1
	lineBad = -2
)

// nameKeys are the names by which an item is found, each in its language. The
// signs that only tell where Khmer may break are no part of a name.
func nameKeys(i Item) []string {
	var keys []string
	for prefix, name := range []string{i.Name, i.NameKhmer} {
		if name = strings.ReplaceAll(name, "\u200b", ""); name != "" {
			keys = append(keys, fmt.Sprint(prefix, name))
		}
	}
	return keys
}

// match finds the item of each line: first by what can't be mistaken, so that a
// line with a new barcode never takes the item of another line away.
func (p *planner) match() {
	p.targets = make([]int, len(p.list.Items))
	for i, item := range p.list.Items {
		p.targets[i] = lineNew
		if item.Barcode == "" {
			p.matchName(i, false)
			continue
		}
		p.matchBarcode(i)
	}
	for i, item := range p.list.Items {
		if p.targets[i] == lineNew && item.Barcode != "" {
			p.matchName(i, true)
		}
	}
}

// matchBarcode looks for the item with a line's barcode: of several that of
// exactly this text.
func (p *planner) matchBarcode(i int) {
	code := p.list.Items[i].Barcode
	same := p.barcodes[BarcodeKey(code)]
	at := slices.IndexFunc(same, func(at int) bool { return p.live[at].Barcode == code })
	switch {
	case at >= 0:
		p.take(i, same[at])
	case len(same) == 1:
		p.take(i, same[0])
	case len(same) > 1:
		p.refuse(i, fault.New(fault.ItemBarcodeShared, code))
	}
}

// matchName looks for the item with a line's name: those without a barcode come
// first, and a line with a new barcode gets no other.
func (p *planner) matchName(i int, bare bool) {
	keys := nameKeys(p.list.Items[i])
	if len(keys) == 0 {
		return
	}
	var without, with []int
	for _, at := range p.names[keys[0]] {
		if p.live[at].Barcode == "" {
			without = append(without, at)
		} else {
			with = append(with, at)
		}
	}
	if bare {
		if len(without) == 1 && p.taken[without[0]] == 0 {
			p.take(i, without[0])
		}
		return
	}
	if len(without) == 0 {
		without = with
	}
	switch len(without) {
	case 0:
	case 1:
		p.take(i, without[0])
	default:
		p.refuse(i, fault.New(fault.ItemAmbiguous, p.list.Items[i].Title()))
	}
}

func (p *planner) take(i, at int) {
	if first := p.taken[at]; first > 0 {
		p.refuse(i, fault.New(fault.ItemRepeated, p.live[at].Title(), first))
		return
	}
	p.taken[at], p.targets[i] = p.list.line(i), at
}

func (p *planner) refuse(i int, err error) {
	p.targets[i] = lineBad
	p.bad.add(p.list.line(i), err)
}

// merge makes the items of all lines, and looks whether they fit together.
func (p *planner) merge() Plan {
	var plan Plan
	keys := map[int]string{} // quick keys: whose
	for at, item := range p.live {
		if item.QuickKey > 0 && p.taken[at] == 0 {
			keys[item.QuickKey] = item.Title()
		}
	}
	for i := range p.list.Items {
		if p.targets[i] == lineBad {
			continue
		}
		item, before := p.item(i)
		err := p.known(item)
		if err == nil {
			err = item.Check()
		}
		if err == nil {
			err = p.once(i, item, before)
		}
		if holder := keys[item.QuickKey]; err == nil && item.QuickKey > 0 && holder != "" {
			err = fault.New(fault.ItemQuickKeyTaken, item.QuickKey, holder)
		}
		if err != nil {
			p.refuse(i, err)
			continue
		}
		keys[item.QuickKey] = item.Title()
		switch {
		case item.ID == "":
			plan.Added++
		case item == before:
			plan.Unchanged++
			continue
		default:
			plan.Changed++
		}
		plan.Items = append(plan.Items, item)
	}
	return plan
}

// item is a line's item as it is to be, and as it was.
func (p *planner) item(i int) (item, before Item) {
	item = p.list.Items[i].Trimmed()
	item.ID, item.Archived = "", false
	if p.targets[i] == lineNew {
		return item, Item{}
	}
	before = p.live[p.targets[i]]
	item.ID = before.ID
	if item.Barcode == "" {
		item.Barcode = before.Barcode
	}
	for _, c := range p.list.Missing {
		switch c {
		case ColumnName:
			item.Name = before.Name
		case ColumnNameKhmer:
			item.NameKhmer = before.NameKhmer
		case ColumnPrice:
			item.Price = before.Price
		case ColumnCategory:
			item.Category = before.Category
		case ColumnTax:
			item.Tax = before.Tax
		case ColumnQuickKey:
			item.QuickKey = before.QuickKey
		}
	}
	return item, before
}

// known refuses a new item of which the file can't tell enough: a price list, say,
// with a barcode that nobody has.
func (p *planner) known(item Item) error {
	missing := func(c Column) bool { return slices.Contains(p.list.Missing, c) }
	switch {
	case item.ID != "":
	case p.lostZeros(item.Barcode):
		return fault.New(fault.ItemLost, item.Barcode)
	case missing(ColumnName) && missing(ColumnNameKhmer):
		return fault.New(fault.BarcodeUnknown, item.Barcode)
	case missing(ColumnPrice):
		return fault.New(fault.ItemUnknown, item.Title())
	}
	return nil
}

// lostZeros reports that a new barcode is one of the catalogue's without the zeros
// that it begins with: a spreadsheet took it for a number.
func (p *planner) lostZeros(code string) bool {
	if code == "" || !text.Digits(code) {
		return false
	}
	for code = "0" + code; len(code) <= 13; code = "0" + code {
		if key := BarcodeKey(code); key != code && p.barcodes[key] != nil {
			return true
		}
	}
	return false
}

// once refuses what an earlier line holds already.
func (p *planner) once(i int, item, before Item) error {
	key, what := "b"+BarcodeKey(item.Barcode), item.Barcode
	switch {
	case item.ID != "" && BarcodeKey(before.Barcode) == BarcodeKey(item.Barcode):
		return nil // it was taken once
	case item.Barcode == "":
		key, what = "n"+nameKeys(item)[0], item.Title()
	}
	if first := p.lines[key]; first > 0 {
		return fault.New(fault.ItemRepeated, what, first)
	}
	p.lines[key] = p.list.line(i)
	return nil
}

package catalogue

import (
	"errors"
	"fmt"
	"hash/maphash"
	"slices"
	"strconv"

	"psar/pos/fault"
	"psar/pos/text"
)

// List is the content of an import.
type List struct {
	Items   []Item
	Lines   []int    // line of each item in the file; nil counts from 1
	Missing []Column // columns that the file lacks: known items keep these values

	// Progress, if not nil, is called from time to time with how many of the items to
	// change are stored. It must be quick: the till waits for it.
	Progress func(done, of int)
}

func (l List) line(i int) int {
	if i < len(l.Lines) {
		return l.Lines[i]
	}
	return i + 1
}

// BadLine is one line of an import that is refused, and why.
type BadLine struct {
	Line int
	Err  error // *fault.Error
}

// BadLines is the error of an import that is refused. Its code is fault.ImportLines.
type BadLines struct {
	Lines []BadLine // by line, at most MaxBadLines
	Count int       // of all bad lines
}

// MaxBadLines is how many bad lines are listed one by one.
const MaxBadLines = 1000

func (b *BadLines) Error() string { return fmt.Sprintf("%d bad lines", b.Count) }

// Unwrap gives the error its code.
func (b *BadLines) Unwrap() error { return fault.New(fault.ImportLines, b.Count) }

// Join merges the bad lines that another pass over the same file found.
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
	Items                     []Item // new ones, without an ID, and changed ones, complete
	Added, Changed, Unchanged int
}

// lines is what a planner goes through, several times: in order, calling do with each line's
// number in the file and its item.
type lines interface {
	each(do func(line int, item Item)) error
}

// each implements lines.
func (l List) each(do func(line int, item Item)) error {
	for i, item := range l.Items {
		do(l.line(i), item)
	}
	return nil
}

// PlanItems computes what an import would do to the live items of a catalogue. A line
// with the barcode of an item is for that item. A line without a barcode, or with a new
// one, is for the one item with exactly its name; that item keeps its barcode if the line
// has none. Every other line is a new item. The error is *BadLines with every line that
// cannot be imported; then nothing is.
func PlanItems(live []Item, list List) (Plan, error) {
	return planned(live, list, list.Missing, true)
}

// CheckItems is PlanItems for a file, of which it keeps no item: the plan has none. Lines that
// can't be read are among the *BadLines; the other codes are Read's.
func CheckItems(live []Item, file *File) (Plan, error) {
	return planned(live, file, file.missing, false)
}

func planned(live []Item, list lines, missing []Column, keep bool) (Plan, error) {
	p := planner{
		live: live, list: list, missing: missing, keep: keep, seed: maphash.MakeSeed(),
		barcodes: make(map[string][]int, len(live)), names: make(map[string][]int, len(live)),
		taken: make(map[int]int), seen: make(map[uint64]int32),
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
	unread := p.match()
	var lines *BadLines
	if unread != nil && !errors.As(unread, &lines) {
		return Plan{}, unread
	}
	plan := p.merge()
	if lines == nil {
		lines = &BadLines{}
	}
	if p.bad.Count+lines.Count > 0 {
		return Plan{}, lines.Join(&p.bad)
	}
	return plan, nil
}

type planner struct {
	live     []Item
	list     lines
	missing  []Column
	keep     bool             // the plan is carried out: its items are needed
	barcodes map[string][]int // indexes of live items by BarcodeKey; several in an old catalogue
	names    map[string][]int // indexes of live items by nameKeys
	targets  []int32          // of each line: the index of its live item, lineNew or lineBad
	taken    map[int]int      // the line that each live item belongs to
	seen     map[uint64]int32 // by the hash of a value that must be unique: the first line that has it
	seed     maphash.Seed
	bad      BadLines
}

const (
	lineNew = -1
	lineBad = -2
)

// nameKeys returns the names by which an item is found, with their language. What can't be
// seen, such as the zero-width spaces of Khmer, does not count.
func nameKeys(i Item) []string {
	var keys []string
	for prefix, name := range []string{i.Name, i.NameKhmer} {
		if name = text.Seen(name); name != "" {
			keys = append(keys, strconv.Itoa(prefix)+name)
		}
	}
	return keys
}

// match finds the item of each line. Lines with a known barcode go first, so that a line
// with a new barcode never takes another line's item. The error is that of reading the
// lines.
func (p *planner) match() error {
	err := p.list.each(func(line int, item Item) {
		at := lineAt{len(p.targets), line, item}
		p.targets = append(p.targets, lineNew)
		if item.Barcode == "" {
			p.matchName(at, false)
			return
		}
		p.matchBarcode(at)
	})
	if len(p.live) > 0 { // else there is nobody's name to find
		p.again(func(at lineAt) {
			if p.targets[at.i] == lineNew && at.item.Barcode != "" {
				p.matchName(at, true)
			}
		})
	}
	return err
}

// lineAt is one of the good lines.
type lineAt struct {
	i    int // from 0
	line int // in the file
	item Item
}

// again goes through the lines once more. A file that can't be read any more was read before,
// and its error is match's; lines that somebody adds meanwhile are left out.
func (p *planner) again(do func(lineAt)) {
	i := 0
	_ = p.list.each(func(line int, item Item) {
		if i < len(p.targets) {
			do(lineAt{i, line, item})
		}
		i++
	})
}

// matchBarcode finds the item with a line's barcode; of several, the one with exactly
// this text.
func (p *planner) matchBarcode(l lineAt) {
	code := l.item.Barcode
	same := p.barcodes[BarcodeKey(code)]
	at := slices.IndexFunc(same, func(at int) bool { return p.live[at].Barcode == code })
	switch {
	case at >= 0:
		p.take(l, same[at])
	case len(same) == 1:
		p.take(l, same[0])
	case len(same) > 1:
		p.refuse(l, fault.New(fault.ItemBarcodeShared, code))
	}
}

// matchName finds the item with a line's name. Items without a barcode are preferred;
// bare means that no others are considered, as for a line with a new barcode.
func (p *planner) matchName(l lineAt, bare bool) {
	keys := nameKeys(l.item)
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
			p.take(l, without[0])
		}
		return
	}
	if len(without) == 0 {
		without = with
	}
	switch len(without) {
	case 0:
	case 1:
		p.take(l, without[0])
	default:
		p.refuse(l, fault.New(fault.ItemAmbiguous, l.item.Title()))
	}
}

func (p *planner) take(l lineAt, at int) {
	if first := p.taken[at]; first > 0 {
		p.refuse(l, fault.New(fault.ItemRepeated, p.live[at].Title(), first))
		return
	}
	p.taken[at], p.targets[l.i] = l.line, int32(at)
}

func (p *planner) refuse(l lineAt, err error) {
	p.targets[l.i] = lineBad
	p.bad.add(l.line, err)
}

// merge builds the items of all lines and checks that they are valid together.
func (p *planner) merge() Plan {
	var plan Plan
	keys := map[int]string{} // title of the item that has each quick key
	for at, item := range p.live {
		if item.QuickKey > 0 && p.taken[at] == 0 {
			keys[item.QuickKey] = item.Title()
		}
	}
	p.again(func(l lineAt) {
		if p.targets[l.i] == lineBad {
			return
		}
		item, before := p.item(l)
		err := p.checkComplete(item)
		if err == nil {
			err = item.Check()
		}
		if err == nil {
			err = p.checkRepeated(l, item, before)
		}
		if holder := keys[item.QuickKey]; err == nil && item.QuickKey > 0 && holder != "" {
			err = fault.New(fault.ItemQuickKeyTaken, item.QuickKey, holder)
		}
		if err != nil {
			p.refuse(l, err)
			return
		}
		keys[item.QuickKey] = item.Title()
		switch {
		case item.ID == "":
			plan.Added++
		case item == before:
			plan.Unchanged++
			return
		default:
			plan.Changed++
		}
		if p.keep {
			plan.Items = append(plan.Items, item)
		}
	})
	return plan
}

// item returns a line's item after the import, and before it.
func (p *planner) item(l lineAt) (item, before Item) {
	item = l.item.Trimmed()
	item.ID, item.Archived = "", false
	if p.targets[l.i] == lineNew {
		return item, Item{}
	}
	before = p.live[p.targets[l.i]]
	item.ID = before.ID
	if item.Barcode == "" {
		item.Barcode = before.Barcode
	}
	for _, c := range p.missing {
		switch c {
		case ColumnName:
			item.Name = text.Plain(before.Name) // an older program took what is refused today
		case ColumnNameKhmer:
			item.NameKhmer = text.Plain(before.NameKhmer)
		case ColumnPrice:
			item.Price = before.Price
		case ColumnCategory:
			item.Category = text.Plain(before.Category)
		case ColumnTax:
			item.Tax = before.Tax
		case ColumnQuickKey:
			item.QuickKey = before.QuickKey
		}
	}
	return item, before
}

// checkComplete refuses a new item for which the file lacks columns: in a price list, a barcode
// that no item has.
func (p *planner) checkComplete(item Item) error {
	missing := func(c Column) bool { return slices.Contains(p.missing, c) }
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

// lostZeros reports whether a new barcode is a known one without its leading zeros: a
// spreadsheet has read it as a number.
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

// checkRepeated refuses a barcode or name that an earlier line has. It keeps their hashes only:
// of a million lines two different ones have the same of 64 bits once in 37 million imports.
func (p *planner) checkRepeated(l lineAt, item, before Item) error {
	key, what := "b"+BarcodeKey(item.Barcode), item.Barcode
	switch {
	case item.ID != "" && BarcodeKey(before.Barcode) == BarcodeKey(item.Barcode):
		return nil // the item keeps its barcode, which match has checked
	case item.Barcode == "":
		key, what = "n"+nameKeys(item)[0], item.Title()
	}
	hash := maphash.String(p.seed, key)
	if first := p.seen[hash]; first > 0 {
		return fault.New(fault.ItemRepeated, what, int(first))
	}
	p.seen[hash] = int32(l.line)
	return nil
}

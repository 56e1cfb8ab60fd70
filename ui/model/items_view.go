package model

import (
	"strconv"
	"strings"
	"time"

	"psar/assets/words"
	"psar/pos/catalogue"
	"psar/ui/view"
)

// show is the catalogue's search: the line, what was found, and the quick keys while
// nothing is looked for.
func (p itemsPage) show(s Model, c *view.Cashier, _ time.Time) {
	v := &c.Desk
	v.Page, v.Title = view.PageItems, s.word(words.ItemsTitle)
	v.Fields[0] = view.Field{Label: s.word(words.ItemsSearch), Text: p.Query}
	v.Buttons[0] = s.back()
	_, chosen := p.chosenItem()
	v.Buttons[1] = s.own(view.DoBringFront)
	v.Buttons[2] = s.own(view.DoNextSale).OffIf(!chosen)
	for i, item := range p.Found[:min(view.ItemRows, len(p.Found))] {
		v.Rows[i] = view.DeskRow{
			Amount: item.Price.Display(), Why: s.itemName(item), Line: itemLine(item),
			Chosen: i == p.row, Plain: true, Action: view.Action{Verb: view.DoRow, Index: i},
		}
	}
	if p.Query == "" {
		top := max(0, p.quickAt-1) / view.QuickKeys * view.QuickKeys
		for i, item := range p.Quick[top:min(top+view.QuickKeys, len(p.Quick))] {
			at := top + i
			v.Quick[i] = view.Button{Label: s.itemName(item), Hint: item.Price.Display(), Primary: at == p.quickAt-1, Action: view.Action{Verb: view.DoQuick, Index: at}}
		}
		if len(p.Quick) > view.QuickKeys {
			v.Foot = s.word(words.ItemsMore, strconv.Itoa(top/view.QuickKeys+1), strconv.Itoa((len(p.Quick)+view.QuickKeys-1)/view.QuickKeys))
		}
		if len(p.Quick) == 0 {
			v.Text = s.word(words.ItemsEmpty)
		}
		if shared := s.sharedBarcodes(p.shared); shared != "" {
			v.Foot = strings.Trim(v.Foot+" · "+shared, " ·")
		}
	} else if len(p.Found) == 0 {
		v.Text = s.word(words.ItemsNone)
	}
}

// sharedBarcodes names the barcodes that several items have, the first few of
// them, "" where there are none: searched, each shows its items.
func (s Model) sharedBarcodes(items []catalogue.Item) string {
	const few = 3
	var codes []string
	last := ""
	for _, i := range items {
		if key := catalogue.BarcodeKey(i.Barcode); key != last {
			codes, last = append(codes, i.Barcode), key
		}
	}
	if len(codes) == 0 {
		return ""
	}
	names := strings.Join(codes[:min(few, len(codes))], ", ")
	if more := len(codes) - few; more > 0 {
		names += " + " + strconv.Itoa(more)
	}
	return s.word(words.ItemsSharedList, names)
}

// ownName is a name in the cashier's language, or the other one, or "".
func (s Model) ownName(name, khmer string) string {
	if khmer != "" && (s.Language == words.Khmer || name == "") {
		return khmer
	}
	return name
}

// itemName is an item's name in the cashier's language, or the other one.
func (s Model) itemName(item catalogue.Item) string { return s.ownName(item.Name, item.NameKhmer) }

func itemLine(item catalogue.Item) string {
	switch {
	case item.Category == "":
		return item.Barcode
	case item.Barcode == "":
		return item.Category
	}
	return item.Category + " · " + item.Barcode
}

// itemsButton opens the catalogue by touch; there is none without one.
func (s Model) itemsButton() view.Button {
	if !s.CanItems {
		return view.Button{}
	}
	return keyed(s.word(words.ItemsKey), view.DoItems)
}

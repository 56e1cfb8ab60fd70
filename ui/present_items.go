package ui

import (
	"strconv"
	"strings"

	"psar/assets/words"
	"psar/pos/catalogue"
)

// itemsView is the desk with the catalogue's search: the line, what was found, and
// the quick keys while nothing is looked for.
func (s state) itemsView() deskView {
	d := s.desk.items
	v := deskView{page: deskItems, title: s.word(words.ItemsTitle)}
	v.fields[0] = fieldView{label: s.word(words.ItemsSearch), text: d.query}
	v.buttons[0] = s.back()
	_, chosen := d.chosenItem()
	v.buttons[1] = buttonView{label: s.word(words.ItemNew), hint: "F3", action: action{verb: doBringFront}}
	v.buttons[2] = buttonView{label: s.word(words.ItemChange), hint: "F2", action: action{verb: doNextSale}, off: !chosen}
	for i, item := range d.found[:min(itemRows, len(d.found))] {
		v.rows[i] = deskRow{
			amount: item.Price.Display(), why: s.itemName(item), line: itemLine(item),
			chosen: i == d.row, plain: true, action: action{verb: doRow, index: i},
		}
	}
	if d.query == "" {
		top := max(0, d.quickAt-1) / quickKeys * quickKeys
		for i, item := range d.quick[top:min(top+quickKeys, len(d.quick))] {
			at := top + i
			v.quick[i] = buttonView{label: s.itemName(item), hint: item.Price.Display(), primary: at == d.quickAt-1, action: action{verb: doQuick, index: at}}
		}
		if len(d.quick) > quickKeys {
			v.foot = s.word(words.ItemsMore, strconv.Itoa(top/quickKeys+1), strconv.Itoa((len(d.quick)+quickKeys-1)/quickKeys))
		}
		if len(d.quick) == 0 {
			v.text = s.word(words.ItemsEmpty)
		}
		if shared := s.sharedBarcodes(d.shared); shared != "" {
			v.foot = strings.Trim(v.foot+" · "+shared, " ·")
		}
	} else if len(d.found) == 0 {
		v.text = s.word(words.ItemsNone)
	}
	return v
}

// sharedBarcodes names the barcodes that several items have, the first few of
// them, "" where there are none: searched, each shows its items.
func (s state) sharedBarcodes(items []catalogue.Item) string {
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
func (s state) ownName(name, khmer string) string {
	if khmer != "" && (s.language == words.Khmer || name == "") {
		return khmer
	}
	return name
}

// itemName is an item's name in the cashier's language, or the other one.
func (s state) itemName(item catalogue.Item) string { return s.ownName(item.Name, item.NameKhmer) }

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
func (s state) itemsButton() buttonView {
	if !s.canItems {
		return buttonView{}
	}
	return buttonView{label: s.word(words.ItemsKey), hint: "I", action: action{verb: doItems}}
}

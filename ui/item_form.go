package ui

import (
	"strconv"
	"strings"
	"time"
	"unicode"

	"psar/assets/words"
	"psar/pos/catalogue"
	"psar/pos/money"
	"psar/pos/staff"
)

type (
	// putItemCommand adds an item, or changes the one of its id.
	putItemCommand struct {
		item catalogue.Item
		word staff.Approval
	}
	// archiveItemCommand takes an item out of the catalogue.
	archiveItemCommand struct {
		item catalogue.Item
		word staff.Approval
	}
)

func (putItemCommand) command()     {}
func (archiveItemCommand) command() {}

// editItem opens the form of an item; one without an id is new. What was looked
// for stays, so that the search goes on where it was.
func (s state) editItem(item catalogue.Item) (state, command) {
	price := ""
	amount := entry{currency: money.USD}
	if item.Price.Minor > 0 {
		amount = entryOf(item.Price)
		price = item.Price.Grouped()
	}
	quick := ""
	if item.QuickKey > 0 {
		quick = strconv.Itoa(item.QuickKey)
	}
	if item.Tax == "" {
		item.Tax = catalogue.TaxStandard
	}
	return s.openForm(form{task: taskItem, item: item, amount: amount, fields: []field{
		{fieldItemName, item.Name}, {fieldItemKhmer, item.NameKhmer}, {fieldBarcode, item.Barcode}, {fieldAmount, price},
		{fieldCategory, item.Category}, {fieldTax, string(item.Tax)}, {fieldQuickKey, quick},
	}})
}

// newItem opens the form of an item that the search did not find: what was typed
// is its barcode, or its name in the script it was typed in.
func (s state) newItem() (state, command) {
	var item catalogue.Item
	query := strings.TrimSpace(s.desk.items.query)
	figures := strings.Trim(arabic(query), "0123456789") == ""
	switch khmer := func(r rune) bool { return unicode.Is(unicode.Khmer, r) }; {
	case s.desk.items.scanned != "":
		item.Barcode = s.desk.items.scanned
	case len(s.desk.items.found) > 0 || query == "":
	case figures && len(query) >= shortestEAN:
		item.Barcode = arabic(query)
	case strings.ContainsFunc(query, khmer):
		item.NameKhmer = query
	default:
		item.Name = query
	}
	return s.editItem(item)
}

// chosenItem is the item that the keys have chosen, of what was found or of the
// quick keys.
func (d itemsDesk) chosenItem() (catalogue.Item, bool) {
	switch {
	case d.query == "" && d.quickAt > 0 && d.quickAt <= len(d.quick):
		return d.quick[d.quickAt-1], true
	case d.query != "" && d.of == d.query && d.row > noRow && d.row < len(d.found):
		return d.found[d.row], true
	}
	return catalogue.Item{}, false
}

// itemOf is the item as the form says it.
func itemOf(f form) catalogue.Item {
	item := f.item
	item.Name, item.NameKhmer, item.Barcode = f.value(fieldItemName), f.value(fieldItemKhmer), f.value(fieldBarcode)
	item.Price, item.Category, item.Tax = f.money(), f.value(fieldCategory), catalogue.TaxClass(f.value(fieldTax))
	item.QuickKey, _ = strconv.Atoi(f.value(fieldQuickKey)) // figures alone get into the line
	item.Archived = false
	return item
}

// itemTyped hands a finished form to the till, or says what can't be so.
func (s state) itemTyped(f form) (state, command) {
	item := itemOf(f)
	if err := item.Check(); err != nil {
		fault := asFault(err)
		f.problem = said{code: fault.Code, args: fault.Args}
		s.desk.form = f.atFault(fault.Code)
		return s, nil
	}
	f.busy = true
	s.desk.form = f
	return s, putItemCommand{item, f.word()}
}

// archiveItem asks whether the item of the form goes.
func (s state) archiveItem(now time.Time) (state, command) {
	item := s.desk.form.item
	if item.ID == "" {
		return s.say(now, statusNone, words.NotNow), nil
	}
	next, c := s.openForm(form{task: taskArchive, item: item})
	if len(next.desk.form.fields) == 0 {
		next.desk.page = deskReview
	}
	return next, c
}

// backToItems closes the form of an item; the search stands as it was, and reads
// anew what may have changed.
func (s state) backToItems() (state, command) {
	s.desk.page, s.desk.form = deskItems, form{}
	return s, searchCommand{s.desk.items.query}
}

// itemDone takes what came of a form.
func (s state) itemDone(c command, err error, now time.Time) state {
	if t := s.desk.form.task; (s.desk.page != deskForm && s.desk.page != deskReview) || t != taskItem && t != taskArchive {
		if err != nil {
			return s.refuse(err, now)
		}
		return s
	}
	s.desk.form.busy = false
	if err != nil {
		if s.desk.form.task == taskArchive && !needsManager(asFault(err).Code) && s.desk.form.index(fieldManager) < 0 {
			s.desk.page, s.desk.form = deskItems, form{}
			return s.refuse(err, now)
		}
		return s.turnedDown(err, now)
	}
	s, _ = s.backToItems()
	s.desk.items.stale = true
	switch c := c.(type) {
	case putItemCommand:
		return s.say(now, statusGood, words.ItemSaved, s.itemName(c.item), c.item.Price.Display())
	case archiveItemCommand:
		return s.say(now, statusGood, words.ItemArchived, s.itemName(c.item))
	}
	return s
}

// aboutItem is what the form of an item, or its review, is about.
func (s state) aboutItem(v deskView) deskView {
	f := s.desk.form
	v.title = s.word(words.ItemNew)
	switch {
	case f.task == taskArchive:
		v.title, v.amount = s.word(words.ItemArchive), s.itemName(f.item)
		v.facts[0] = strings.Trim(itemLine(f.item)+" · "+f.item.Price.Display(), " ·")
	case f.item.ID != "":
		v.title = s.word(words.ItemChange)
	}
	return v
}

// taxName says what a tax class means for an item.
func (s state) taxName(class catalogue.TaxClass) string {
	if class == catalogue.TaxExempt {
		return s.word(words.TaxNo)
	}
	return s.word(words.TaxYes)
}

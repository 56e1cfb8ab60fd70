package model

import (
	"strconv"
	"strings"
	"time"
	"unicode"

	"psar/assets/words"
	"psar/pos/catalogue"
	"psar/pos/money"
	"psar/pos/staff"
	"psar/ui/view"
)

type (
	// PutItemCommand adds an item, or changes the one of its id.
	PutItemCommand struct {
		Item catalogue.Item
		Word staff.Approval
	}
	// ArchiveItemCommand takes an item out of the catalogue.
	ArchiveItemCommand struct {
		Item catalogue.Item
		Word staff.Approval
	}
)

func (PutItemCommand) command()     {}
func (ArchiveItemCommand) command() {}

// editItem opens the form of an item; one without an id is new. What was looked
// for stays, so that the search goes on where it was.
func (s Model) editItem(item catalogue.Item) (Model, Command) {
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
	return s.openForm(form{Task: TaskItem, Item: item, amount: amount, Fields: []field{
		{fieldItemName, item.Name}, {fieldItemKhmer, item.NameKhmer}, {FieldBarcode, item.Barcode}, {FieldAmount, price},
		{fieldCategory, item.Category}, {fieldTax, string(item.Tax)}, {FieldQuickKey, quick},
	}})
}

// newItem opens the form of an item that the search did not find: what was typed
// is its barcode, or its name in the script it was typed in.
func (s Model) newItem() (Model, Command) {
	var item catalogue.Item
	query := strings.TrimSpace(s.Desk.Items.Query)
	figures := strings.Trim(arabic(query), "0123456789") == ""
	switch khmer := func(r rune) bool { return unicode.Is(unicode.Khmer, r) }; {
	case s.Desk.Items.scanned != "":
		item.Barcode = s.Desk.Items.scanned
	case len(s.Desk.Items.Found) > 0 || query == "":
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
	case d.Query == "" && d.quickAt > 0 && d.quickAt <= len(d.Quick):
		return d.Quick[d.quickAt-1], true
	case d.Query != "" && d.of == d.Query && d.row > noRow && d.row < len(d.Found):
		return d.Found[d.row], true
	}
	return catalogue.Item{}, false
}

// itemOf is the item as the form says it.
func itemOf(f form) catalogue.Item {
	item := f.Item
	item.Name, item.NameKhmer, item.Barcode = f.Value(fieldItemName), f.Value(fieldItemKhmer), f.Value(FieldBarcode)
	item.Price, item.Category, item.Tax = f.Money(), f.Value(fieldCategory), catalogue.TaxClass(f.Value(fieldTax))
	item.QuickKey, _ = strconv.Atoi(f.Value(FieldQuickKey)) // figures alone get into the line
	item.Archived = false
	return item
}

// itemTyped hands a finished form to the till, or says what can't be so.
func (s Model) itemTyped(f form) (Model, Command) {
	item := itemOf(f)
	if err := item.Check(); err != nil {
		fault := asFault(err)
		f.Problem = Said{Code: fault.Code, args: fault.Args}
		s.Desk.Form = f.atFault(fault.Code)
		return s, nil
	}
	f.Busy = true
	s.Desk.Form = f
	return s, PutItemCommand{item, f.word()}
}

// archiveItem asks whether the item of the form goes.
func (s Model) archiveItem(now time.Time) (Model, Command) {
	item := s.Desk.Form.Item
	if item.ID == "" {
		return s.Say(now, view.StatusNone, words.NotNow), nil
	}
	next, c := s.openForm(form{Task: taskArchive, Item: item})
	if len(next.Desk.Form.Fields) == 0 {
		next.Desk.Page = view.PageReview
	}
	return next, c
}

// backToItems closes the form of an item; the search stands as it was, and reads
// anew what may have changed.
func (s Model) backToItems() (Model, Command) {
	s.Desk.Page, s.Desk.Form = view.PageItems, form{}
	return s, SearchCommand{s.Desk.Items.Query}
}

// itemDone takes what came of a form.
func (s Model) itemDone(c Command, err error, now time.Time) Model {
	if t := s.Desk.Form.Task; (s.Desk.Page != view.PageForm && s.Desk.Page != view.PageReview) || t != TaskItem && t != taskArchive {
		if err != nil {
			return s.refuse(err, now)
		}
		return s
	}
	s.Desk.Form.Busy = false
	if err != nil {
		if s.Desk.Form.Task == taskArchive && !needsManager(asFault(err).Code) && s.Desk.Form.Index(FieldManager) < 0 {
			s.Desk.Page, s.Desk.Form = view.PageItems, form{}
			return s.refuse(err, now)
		}
		return s.turnedDown(err, now)
	}
	s, _ = s.backToItems()
	s.Desk.Items.stale = true
	switch c := c.(type) {
	case PutItemCommand:
		return s.Say(now, view.StatusGood, words.ItemSaved, s.itemName(c.Item), c.Item.Price.Display())
	case ArchiveItemCommand:
		return s.Say(now, view.StatusGood, words.ItemArchived, s.itemName(c.Item))
	}
	return s
}

// aboutItem is what the form of an item, or its review, is about.
func (s Model) aboutItem(v view.Desk) view.Desk {
	f := s.Desk.Form
	v.Title = s.word(words.ItemNew)
	switch {
	case f.Task == taskArchive:
		v.Title, v.Amount = s.word(words.ItemArchive), s.itemName(f.Item)
		v.Facts[0] = strings.Trim(itemLine(f.Item)+" · "+f.Item.Price.Display(), " ·")
	case f.Item.ID != "":
		v.Title = s.word(words.ItemChange)
	}
	return v
}

// taxName says what a tax class means for an item.
func (s Model) taxName(class catalogue.TaxClass) string {
	if class == catalogue.TaxExempt {
		return s.word(words.TaxNo)
	}
	return s.word(words.TaxYes)
}

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

// edit opens the form of an item; one without an id is new. What was looked
// for stays, so that the search goes on where it was.
func (p itemsPage) edit(s Model, item catalogue.Item) (Model, Command) {
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
	return s.openForm(form{of: itemForm{search: p, item: item}, amount: amount, Fields: []field{
		{fieldItemName, item.Name}, {fieldItemKhmer, item.NameKhmer}, {fieldBarcode, item.Barcode}, {fieldAmount, price},
		{fieldCategory, item.Category}, {fieldTax, string(item.Tax)}, {fieldQuickKey, quick},
	}})
}

// newItem is an item that the search did not find: what was typed is its barcode, or
// its name in the script it was typed in.
func (p itemsPage) newItem() (item catalogue.Item) {
	query := strings.TrimSpace(p.Query)
	figures := strings.Trim(arabic(query), "0123456789") == ""
	switch khmer := func(r rune) bool { return unicode.Is(unicode.Khmer, r) }; {
	case p.scanned != "":
		item.Barcode = p.scanned
	case len(p.Found) > 0 || query == "":
	case figures && len(query) >= shortestEAN:
		item.Barcode = arabic(query)
	case strings.ContainsFunc(query, khmer):
		item.NameKhmer = query
	default:
		item.Name = query
	}
	return item
}

// chosenItem is the item that the keys have chosen, of what was found or of the
// quick keys.
func (p itemsPage) chosenItem() (catalogue.Item, bool) {
	switch {
	case p.Query == "" && p.quickAt > 0 && p.quickAt <= len(p.Quick):
		return p.Quick[p.quickAt-1], true
	case p.Query != "" && p.of == p.Query && p.row > noRow && p.row < len(p.Found):
		return p.Found[p.row], true
	}
	return catalogue.Item{}, false
}

// read is the item as the form says it.
func (k itemForm) read(f form) catalogue.Item {
	item := k.item
	item.Name, item.NameKhmer, item.Barcode = f.value(fieldItemName), f.value(fieldItemKhmer), f.value(fieldBarcode)
	item.Price, item.Category, item.Tax = f.Money(), f.value(fieldCategory), catalogue.TaxClass(f.value(fieldTax))
	item.QuickKey, _ = strconv.Atoi(f.value(fieldQuickKey)) // figures alone get into the line
	item.Archived = false
	return item
}

// archive asks whether an item goes.
func (p itemsPage) archive(s Model, item catalogue.Item, now time.Time) (Model, Command) {
	if item.ID == "" {
		return s.Say(now, view.StatusNone, words.NotNow), nil
	}
	return s.openForm(form{of: archiveForm{search: p, item: item}})
}

// back goes on with the search as it was, and reads anew what may have changed.
func (p itemsPage) back(s Model) (Model, Command) { return p.searches(s) }

// items is the search that the form of an item belongs to; false where it is another.
func (f form) items() (itemsPage, bool) {
	switch k := f.of.(type) {
	case itemForm:
		return k.search, true
	case archiveForm:
		return k.search, true
	}
	return itemsPage{}, false
}

// itemForm adds an item, or changes one.
type itemForm struct {
	plainForm
	search itemsPage
	item   catalogue.Item // as it is kept; without an id it is new
}

func (itemForm) task() task { return taskItem }

func (k itemForm) title(s Model) string {
	if k.item.ID != "" {
		return s.word(words.ItemChange)
	}
	return s.word(words.ItemNew)
}

func (itemForm) about(Model, form, *view.Desk, time.Time) {}

func (k itemForm) figures(Model) staff.Figures { return itemFigures(k.item) }

func (itemForm) asks(s Model, f form) (form, Command) { return s.asksForCatalogue(f) }

func (itemForm) wordLater() bool { return true }

func (k itemForm) key(s Model, _ form, a view.Action, now time.Time) (Model, Command, bool) {
	if a.Verb != view.DoNextSale {
		return s, nil, false
	}
	s, c := k.search.archive(s, k.item, now)
	return s, c, true
}

func (k itemForm) labels(s Model, f form, v *view.Desk) {
	f.relabel(v, fieldAmount, s.word(words.FieldPrice, string(f.amount.currency)))
	s.saveKey(v, k.item.ID != "")
}

// typed hands a finished form to the till, or says what can't be so.
func (k itemForm) typed(s Model, f form, _ time.Time) (Model, Command) {
	item := k.read(f)
	if err := item.Check(); err != nil {
		fault := asFault(err)
		f.Problem = Said{Code: fault.Code, args: fault.Args}
		return s.withForm(f.atFault(fault.Code)), nil
	}
	return s.hands(f, PutItemCommand{item, f.word()})
}

func (k itemForm) back(s Model, _ form, _ time.Time) (Model, Command) { return k.search.back(s) }

func (k itemForm) again(s Model) Model { return k.search.anew(s) }

// archiveForm takes an item out of the catalogue.
type archiveForm struct {
	plainForm
	search itemsPage
	item   catalogue.Item
}

func (archiveForm) task() task { return taskArchive }

func (archiveForm) title(s Model) string { return s.word(words.ItemArchive) }

func (k archiveForm) about(s Model, _ form, v *view.Desk, _ time.Time) {
	v.Amount = s.itemName(k.item)
	v.Facts[0] = strings.Trim(itemLine(k.item)+" · "+k.item.Price.Display(), " ·")
}

func (k archiveForm) figures(Model) staff.Figures { return itemFigures(k.item) }

func (archiveForm) asks(s Model, f form) (form, Command) { return s.asksForCatalogue(f) }

func (archiveForm) wordLater() bool { return true }

func (k archiveForm) review(s Model, _ form, v *view.Desk) {
	v.Text = s.word(words.WillArchive, s.itemName(k.item))
}

func (k archiveForm) command(_ Model, f form) Command { return ArchiveItemCommand{k.item, f.word()} }

func (k archiveForm) back(s Model, _ form, _ time.Time) (Model, Command) { return k.search.back(s) }

func (k archiveForm) again(s Model) Model { return k.search.anew(s) }

// asksForCatalogue asks a manager where who stands at the till may not change items.
func (s Model) asksForCatalogue(f form) (form, Command) {
	if s.Snap.May(staff.ActionCatalogue) {
		return f, nil
	}
	return wordForm{}.asks(s, f)
}

// itemFigures are those of an item that is kept.
func itemFigures(item catalogue.Item) staff.Figures {
	if item.ID == "" {
		return ""
	}
	return item.Figures()
}

// taxName says what a tax class means for an item.
func (s Model) taxName(class catalogue.TaxClass) string {
	if class == catalogue.TaxExempt {
		return s.word(words.TaxNo)
	}
	return s.word(words.TaxYes)
}

package catalogue

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/staff"
	"psar/pos/text"
)

// TaxClass says whether value added tax applies to an item, where the shop charges any.
type TaxClass string

// The tax classes.
const (
	TaxStandard TaxClass = "standard"
	TaxExempt   TaxClass = "exempt"
)

// Bounds of an item.
const (
	MaxName     = 120 // characters of a name in one language
	MaxCategory = 60  // characters
	MaxBarcode  = 48  // printable ASCII characters
	MaxQuickKey = 99  // positions of the quick-key grid, from 1
)

// Item is one thing that the shop sells. A sale copies what it needs of it, so that a
// change of the catalogue changes no sale; an item is archived, never deleted.
type Item struct {
	ID        id.Item     `json:"item_id"`
	Name      string      `json:"name,omitempty"` // one of the two names may be empty
	NameKhmer string      `json:"name_km,omitempty"`
	Barcode   string      `json:"barcode,omitempty"`
	Price     money.Money `json:"price"` // of one, in either currency
	Category  string      `json:"category,omitempty"`
	Tax       TaxClass    `json:"tax"`
	QuickKey  int         `json:"quick_key,omitempty"` // position on the quick-key grid, 0 for none
	Archived  bool        `json:"archived,omitempty"`
}

// Title is the item's name, or its Khmer name where it has no other.
func (i Item) Title() string {
	if i.Name == "" {
		return i.NameKhmer
	}
	return i.Name
}

// Check checks that the item can be stored and sold. The error's code is fault.ItemName,
// fault.ItemText with the field, fault.ItemBarcode, fault.ItemCheckDigit, fault.ItemTax,
// fault.ItemQuickKey, or one of money.Money.CheckSale's for the price.
func (i Item) Check() error {
	if i.Name == "" && i.NameKhmer == "" {
		return fault.New(fault.ItemName)
	}
	for _, c := range []Column{ColumnName, ColumnNameKhmer, ColumnBarcode, ColumnPrice, ColumnCategory, ColumnTax, ColumnQuickKey} {
		if err := i.checkColumn(c); err != nil {
			return err
		}
	}
	return nil
}

// checkColumn checks the field that a column holds.
func (i Item) checkColumn(c Column) error {
	switch c {
	case ColumnName:
		return checkItemText(c, i.Name, MaxName)
	case ColumnNameKhmer:
		return checkItemText(c, i.NameKhmer, MaxName)
	case ColumnCategory:
		return checkItemText(c, i.Category, MaxCategory)
	case ColumnBarcode:
		return CheckBarcode(i.Barcode)
	case ColumnPrice:
		return i.Price.CheckSale()
	case ColumnTax:
		if i.Tax != TaxStandard && i.Tax != TaxExempt {
			return fault.New(fault.ItemTax, i.Tax)
		}
	case ColumnQuickKey:
		if i.QuickKey < 0 || i.QuickKey > MaxQuickKey {
			return fault.New(fault.ItemQuickKey, i.QuickKey)
		}
	}
	return nil
}

// checkItemText accepts one line of at most so many characters. U+FFFD is refused: a
// wrong encoding has lost a letter there.
func checkItemText(c Column, v string, most int) error {
	broken := func(r rune) bool {
		return text.Hidden(r) || r == utf8.RuneError
	}
	if !utf8.ValidString(v) || utf8.RuneCountInString(v) > most || strings.ContainsFunc(v, broken) {
		return fault.New(fault.ItemText, c)
	}
	return nil
}

// Trimmed returns the item as it is stored: texts trimmed, tax class filled in.
func (i Item) Trimmed() Item {
	i.Name, i.NameKhmer, i.Category = text.Tidy(i.Name), text.Tidy(i.NameKhmer), text.Tidy(i.Category)
	i.Barcode = text.TrimUnseen(i.Barcode) // what can't be seen within it is refused
	if i.Tax == "" {
		i.Tax = TaxStandard
	}
	return i
}

// ItemSum is the SHA-256 of an item's JSON as the journal writes it.
type ItemSum [sha256.Size]byte

// Sum returns the item's hash. The error's code is fault.Internal.
func (i Item) Sum() (ItemSum, error) {
	text, err := json.Marshal(i)
	if err != nil {
		return ItemSum{}, fault.New(fault.Internal).Because(err)
	}
	return sha256.Sum256(text), nil
}

// Sum returns the fingerprint of a whole catalogue, archived items included: 64 hex
// digits, the SHA-256 over the hashes of its items in the order of their ids.
func Sum(items map[id.Item]ItemSum) string {
	h := sha256.New()
	for _, id := range slices.Sorted(maps.Keys(items)) {
		sum := items[id]
		h.Write(sum[:])
	}
	return hex.EncodeToString(h.Sum(nil))
}

// Category is a category and how many live items it has.
type Category struct {
	Name  string `json:"category"`
	Items int    `json:"items"`
}

// Filter selects items; the zero Filter selects every live item.
type Filter struct {
	Category string // only this one; "" for all
	Archived bool   // archived items instead of live ones
	After    Item   // only items after this one: the last of the page before
	Limit    int    // at most so many; 0 for all
}

// Figures returns every field of the item.
func (i Item) Figures() staff.Figures { return staff.NewFigures("item", fmt.Sprintf("%+v", i)) }

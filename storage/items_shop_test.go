package storage

import (
	"fmt"

	"psar/pos/catalogue"
	"psar/pos/id"
)

// differentItems returns n different items with names in both languages and valid barcodes.
func differentItems(n int) []catalogue.Item {
	kinds := []struct{ name, khmer, category string }{
		{"Iced Coffee with Milk", "កាហ្វេទឹកដោះគោទឹកកក", "Drinks"},
		{"Coca-Cola", "កូកាកូឡា", "Drinks"},
		{"Jasmine Rice", "អង្ករម្លិះ", "Groceries"},
		{"Fish Sauce", "ទឹកត្រី", "Groceries"},
		{"Instant Noodles", "មីកញ្ចប់", "Groceries"},
		{"Crème Brûlée", "នំក្រែម", "Bakery"},
		{"Shampoo", "សាប៊ូកក់សក់", "Household"},
		{"Toothpaste", "ថ្នាំដុសធ្មេញ", "Household"},
		{"Palm Sugar", "ស្ករត្នោត", "Groceries"},
		{"Green Tea", "តែបៃតង", "Drinks"},
	}
	makers := []string{"Angkor", "Bayon", "Chaktomuk", "Domrei", "Kampot", "Mekong", "Naga", "Phsar", "Romdoul", "Tonle"}
	items := make([]catalogue.Item, n)
	for i := range items {
		k := kinds[i%len(kinds)]
		price := usd(int64(25 + i%2000))
		if i%3 == 0 {
			price = khr(int64(500 + 100*(i%400)))
		}
		items[i] = catalogue.Item{
			ID:   id.Item(fmt.Sprintf("01950000-0000-7000-9000-%012d", i)),
			Name: fmt.Sprintf("%s %s %d", makers[i/10%len(makers)], k.name, i), NameKhmer: fmt.Sprintf("%s %d", k.khmer, i),
			Barcode: ean13(int64(884_000_000_000 + i)), Price: price, Category: k.category, Tax: catalogue.TaxStandard,
		}
	}
	return items
}

// ean13 adds the check digit to twelve digits.
func ean13(twelve int64) string {
	digits := fmt.Sprintf("%012d", twelve)
	sum := 0
	for i, d := range digits {
		sum += int(d-'0') * (1 + i%2*2)
	}
	return fmt.Sprintf("%s%d", digits, (10-sum%10)%10)
}

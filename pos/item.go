package pos

import "psar/pos/catalogue"

// LineOf is the item on a bill, so many times: what a sale copies of it.
func LineOf(i catalogue.Item, quantity int64) BillLine {
	return BillLine{
		Item: string(i.ID), Name: i.Name, NameKhmer: i.NameKhmer, Category: i.Category,
		Quantity: quantity, Price: i.Price, Exempt: i.Tax == catalogue.TaxExempt,
	}
}

package words

// The catalogue at the window.
const (
	ItemsKey    Key = "items_key"
	ItemsTitle  Key = "items_title"
	ItemsSearch Key = "items_search"
	ItemsEmpty  Key = "items_empty"
	ItemsNone   Key = "items_none"
	HelpItems   Key = "help_items"
)

var itemWindowWords = map[Key]entry{
	ItemsKey:    {"Items", "ទំនិញ"},
	ItemsTitle:  {"Items", "ទំនិញ"},
	ItemsSearch: {"Name or barcode", "ឈ្មោះ ឬបាកូដ"},
	ItemsEmpty:  {"Type a name, or scan. Items with a quick key stand here: psar import items takes a list.", "សូមវាយឈ្មោះ ឬស្កេន។ ទំនិញដែលមានគ្រាប់ចុចរហ័សបង្ហាញនៅទីនេះ៖ psar import items បញ្ចូលបញ្ជី។"},
	ItemsNone:   {"Nothing is called so", "រកមិនឃើញ"},
	HelpItems:   {"Items: search and quick keys", "ទំនិញ៖ ស្វែងរក និងគ្រាប់ចុចរហ័ស"},
}

package words

// The catalogue, and the column names of its files. The English ones are in
// ItemColumns.
const (
	CLIItemsRead     Key = "cli_items_read"
	CLIItemsImported Key = "cli_items_imported"
	CLIItemsWouldBe  Key = "cli_items_would_be"
	CLIItemsBadLine  Key = "cli_items_bad_line"
	CLIItemsMoreBad  Key = "cli_items_more_bad"
	CLIItemsStopped  Key = "cli_items_stopped"
	CLIItemsExported Key = "cli_items_exported"
	CLIItemArchived  Key = "cli_item_archived"
	ItemColName      Key = "item_col_name"
	ItemColNameKhmer Key = "item_col_name_km"
	ItemColBarcode   Key = "item_col_barcode"
	ItemColPrice     Key = "item_col_price"
	ItemColCurrency  Key = "item_col_currency"
	ItemColCategory  Key = "item_col_category"
	ItemColTax       Key = "item_col_tax"
	ItemColQuickKey  Key = "item_col_quick_key"
	ColItemName      Key = "col_item_name"
	ColItemNameKhmer Key = "col_item_name_km"
	ColItemBarcode   Key = "col_item_barcode"
	ColItemPrice     Key = "col_item_price"
	ColItemCategory  Key = "col_item_category"
	ColItemQuickKey  Key = "col_item_quick_key"
)

var catalogueWords = map[Key]entry{
	CLIItemsRead:     {"Lines read: %d. Comparing them with the catalogue and storing them …", "បានអាន %d បន្ទាត់។ កំពុងផ្ទៀងជាមួយបញ្ជីទំនិញ និងរក្សាទុក …"},
	CLIItemsImported: {"Imported: %d new, %d changed, %d as they were.", "បាននាំចូល៖ ថ្មី %d កែប្រែ %d នៅដដែល %d។"},
	CLIItemsWouldBe:  {"Checked, nothing is stored: %d would be new, %d changed, %d as they were.", "បានពិនិត្យ មិនទាន់រក្សាទុកទេ៖ នឹងថ្មី %d កែប្រែ %d នៅដដែល %d។"},
	CLIItemsBadLine:  {"line %d: %s", "បន្ទាត់ %d៖ %s"},
	CLIItemsMoreBad:  {"… and %d lines more", "… និង %d បន្ទាត់ទៀត"},
	CLIItemsStopped:  {"Stopped. Nothing was imported.", "បានឈប់។ មិនបាននាំចូលអ្វីទេ។"},
	CLIItemsExported: {"Items written to %[2]s: %[1]d.", "បានសរសេរមុខទំនិញទៅ %[2]s៖ %[1]d។"},
	CLIItemArchived:  {"Archived: %s.", "បានទុកក្នុងប័ណ្ណសារ៖ %s។"},
	ItemColName:      {"name", "ឈ្មោះ"},
	ItemColNameKhmer: {"name_km", "ឈ្មោះខ្មែរ"},
	ItemColBarcode:   {"barcode", "បាកូដ"},
	ItemColPrice:     {"price", "តម្លៃ"},
	ItemColCurrency:  {"currency", "រូបិយប័ណ្ណ"},
	ItemColCategory:  {"category", "ប្រភេទ"},
	ItemColTax:       {"tax", "ពន្ធ"},
	ItemColQuickKey:  {"quick_key", "គ្រាប់ចុចរហ័ស"},
	ColItemName:      {"Item", "មុខទំនិញ"},
	ColItemNameKhmer: {"Name in Khmer", "ឈ្មោះខ្មែរ"},
	ColItemBarcode:   {"Barcode", "បាកូដ"},
	ColItemPrice:     {"Price", "តម្លៃ"},
	ColItemCategory:  {"Category", "ប្រភេទ"},
	ColItemQuickKey:  {"Quick key", "គ្រាប់ចុចរហ័ស"},
}

// ItemColumns maps the Khmer column names of a catalogue file to the English ones.
func ItemColumns() map[string]string {
	names := map[string]string{}
	for _, key := range []Key{
		ItemColName, ItemColNameKhmer, ItemColBarcode, ItemColPrice,
		ItemColCurrency, ItemColCategory, ItemColTax, ItemColQuickKey,
	} {
		names[Text(Khmer, key)] = Text(English, key)
	}
	return names
}

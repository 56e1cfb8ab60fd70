package words

// The catalogue in the window.
const (
	ItemsKey    Key = "items_key"
	ItemsTitle  Key = "items_title"
	ItemsSearch Key = "items_search"
	ItemsEmpty  Key = "items_empty"
	ItemsNone   Key = "items_none"
	HelpItems   Key = "help_items"
	ItemsMore   Key = "items_more"

	ItemsShared     Key = "items_shared"
	ItemsSharedList Key = "items_shared_list"
	ItemNew         Key = "item_new"
	ItemChange      Key = "item_change"
	ItemChoose      Key = "item_choose"
	ItemSave        Key = "item_save"
	ItemSaved       Key = "item_saved"
	ItemArchive     Key = "item_archive"
	ItemArchived    Key = "item_archived"
	WillArchive     Key = "will_archive"
	FieldItemName   Key = "field_item_name"
	FieldItemKhmer  Key = "field_item_khmer"
	FieldBarcode    Key = "field_barcode"
	FieldPrice      Key = "field_price"
	FieldCategory   Key = "field_category"
	FieldTax        Key = "field_tax"
	FieldQuickKey   Key = "field_quick_key"
	TaxYes          Key = "tax_yes"
	TaxNo           Key = "tax_no"
	FieldRate       Key = "field_rate"
)

var itemWindowWords = map[Key]entry{
	ItemsKey:        {"Items", "ទំនិញ"},
	ItemsTitle:      {"Items", "ទំនិញ"},
	ItemsSearch:     {"Name or barcode", "ឈ្មោះ ឬបាកូដ"},
	ItemsEmpty:      {"Type a name, or scan. Items with a quick key stand here. F3 adds an item; psar import items takes a whole list.", "សូមវាយឈ្មោះ ឬស្កេន។ ទំនិញដែលមានគ្រាប់ចុចរហ័សបង្ហាញនៅទីនេះ។ F3 បន្ថែមទំនិញ; psar import items បញ្ចូលបញ្ជីទាំងមូល។"},
	ItemsNone:       {"Nothing is called so. F3 makes it a new item.", "រកមិនឃើញ។ F3 បន្ថែមជាទំនិញថ្មី។"},
	ItemsMore:       {"Page %s of %s · PgUp PgDn", "ទំព័រ %s នៃ %s · PgUp PgDn"},
	ItemsShared:     {"Several items have this barcode. Choose the one that was scanned.", "មានមុខទំនិញច្រើនដែលមានបាកូដនេះ។ សូមជ្រើសមុខដែលបានស្កេន។"},
	ItemsSharedList: {"On several items: %s", "នៅលើមុខទំនិញច្រើន៖ %s"},
	ItemNew:         {"New item", "ទំនិញថ្មី"},
	ItemChange:      {"Change item", "កែទំនិញ"},
	ItemChoose:      {"Find the item first, and choose it with the arrows", "សូមរកទំនិញសិន រួចជ្រើសដោយគ្រាប់ចុចព្រួញ"},
	ItemSave:        {"Save", "រក្សាទុក"},
	ItemSaved:       {"Saved: %s · %s", "បានរក្សាទុក៖ %s · %s"},
	ItemArchive:     {"Take it out", "ដកចេញពីបញ្ជី"},
	ItemArchived:    {"%s is out of the catalogue. What was sold stays as it is.", "បានដក %s ចេញពីបញ្ជី។ អ្វីដែលបានលក់នៅដដែល។"},
	WillArchive:     {"%s can’t be found, scanned or sold by name any more. What was sold stays as it is.", "%s នឹងរកមិនឃើញ ស្កេនមិនបាន និងលក់តាមឈ្មោះមិនបានទៀត។ អ្វីដែលបានលក់នៅដដែល។"},
	FieldItemName:   {"Name in English", "ឈ្មោះជាអង់គ្លេស"},
	FieldItemKhmer:  {"Name in Khmer", "ឈ្មោះជាខ្មែរ"},
	FieldBarcode:    {"Barcode, if it has one", "បាកូដ បើមាន"},
	FieldPrice:      {"Price, %s · / changes the currency", "តម្លៃ %s · / ប្ដូររូបិយប័ណ្ណ"},
	FieldCategory:   {"Category", "ប្រភេទ"},
	FieldTax:        {"VAT · space changes it", "អាករ · ចុច Space ដើម្បីប្ដូរ"},
	FieldQuickKey:   {"Quick key, 1 to 99, or none", "គ្រាប់ចុចរហ័ស 1 ដល់ 99 ឬទទេ"},
	TaxYes:          {"as the shop charges it", "តាមការកំណត់របស់ហាង"},
	TaxNo:           {"exempt: never charged", "លើកលែង៖ មិនគិតអាករ"},
	FieldRate:       {"Riel for $1", "រៀលក្នុង $1"},
	HelpItems:       {"Items: search and quick keys", "ទំនិញ៖ ស្វែងរក និងគ្រាប់ចុចរហ័ស"},
}

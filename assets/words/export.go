package words

// Texts of CSV, XLSX and PDF files only, and messages about these files.
const (
	SheetSection Key = "sheet_section"
	SheetCount   Key = "sheet_count"
	SheetValue   Key = "sheet_value"
	SheetPage    Key = "sheet_page"
	SheetDate    Key = "sheet_date"
	SheetHour    Key = "sheet_hour"
	SheetMore    Key = "sheet_more"

	CLIFileWritten  Key = "cli_file_written"
	CLIFileReplaced Key = "cli_file_replaced"
)

var exportWords = map[Key]entry{
	SheetSection: {"Section", "ផ្នែក"},
	SheetCount:   {"Count", "ចំនួន"},
	SheetValue:   {"Value", "តម្លៃ"},
	SheetPage:    {"Page %d of %d", "ទំព័រ %d នៃ %d"},
	SheetDate:    {"Date", "កាលបរិច្ឆេទ"},
	SheetHour:    {"Hour", "ម៉ោង"},
	SheetMore:    {"%s, continued", "%s (ត)"},

	CLIFileWritten:  {"%s is written.", "បានសរសេរ %s ហើយ។"},
	CLIFileReplaced: {"%s is written; the file that stood there before is replaced.", "បានសរសេរ %s ហើយ ជំនួសឯកសារចាស់ដែលមានឈ្មោះដូចគ្នា។"},
}

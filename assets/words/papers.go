package words

// The check of an old paper by its code.
const (
	CheckPaper   Key = "check_paper"
	CheckAsk     Key = "check_ask"
	VerifyRuns   Key = "verify_runs"
	VerifyWhole  Key = "verify_whole"
	VerifyBroken Key = "verify_broken"
	FieldCode    Key = "field_code"
	CheckGenuine Key = "check_genuine"
	CheckUnknown Key = "check_unknown"
	CheckAltered Key = "check_altered"
	CheckReceipt Key = "check_receipt"
	CheckRefund  Key = "check_refund"
	CheckZ       Key = "check_z"
	CheckReport  Key = "check_report"
	CLIBadCode   Key = "cli_bad_code"
)

var checkWords = map[Key]entry{
	CheckPaper:   {"Check a paper", "ពិនិត្យក្រដាស"},
	VerifyRuns:   {"The whole journal is being read: %s %%", "កំពុងអានកំណត់ហេតុទាំងមូល៖ %s %%"},
	VerifyWhole:  {"The whole journal was read at %s, and everything fits.", "បានអានកំណត់ហេតុទាំងមូលនៅ %s ហើយអ្វីៗត្រឹមត្រូវ។"},
	VerifyBroken: {"The whole journal was read at %s: not everything fits.", "បានអានកំណត់ហេតុទាំងមូលនៅ %s៖ មានអ្វីមិនត្រឹមត្រូវ។"},
	CheckAsk:     {"Every receipt and every Z report has a code at its bottom. It begins with J.", "វិក្កយបត្រ និងរបាយការណ៍ Z នីមួយៗមានកូដនៅខាងក្រោម។ វាចាប់ផ្ដើមដោយអក្សរ J។"},
	FieldCode:    {"The code on the paper", "កូដលើក្រដាស"},
	CheckGenuine: {"This code is genuine", "កូដនេះពិត"},
	CheckUnknown: {"This code is not in the journal", "កូដនេះគ្មានក្នុងកំណត់ហេតុទេ"},
	CheckAltered: {"This row was changed", "ជួរនេះត្រូវបានកែ"},
	CheckReceipt: {"Receipt %s of %s for %s. A receipt that says anything else is forged.", "វិក្កយបត្រ %s នៅ %s ចំនួន %s។ វិក្កយបត្រដែលសរសេរខុសពីនេះ គឺក្លែងក្លាយ។"},
	CheckRefund:  {"Refund %s of receipt %s, on %s: %s went back. A receipt that says anything else is forged.", "ការសងប្រាក់ %s តាមវិក្កយបត្រ %s នៅ %s៖ សងវិញ %s។ វិក្កយបត្រដែលសរសេរខុសពីនេះ គឺក្លែងក្លាយ។"},
	CheckZ:       {"Z report %d, closed %s. A Z report that says anything else is forged.", "របាយការណ៍ Z លេខ %d បិទនៅ %s។ របាយការណ៍ Z ដែលសរសេរខុសពីនេះ គឺក្លែងក្លាយ។"},
	CheckReport:  {"Row %d of the journal, of %s. A report that was made just after it has this code, but no receipt and no Z report.", "ជួរទី %d នៃកំណត់ហេតុ នៅ %s។ របាយការណ៍ដែលធ្វើភ្លាមក្រោយជួរនេះមានកូដនេះ តែវិក្កយបត្រ និងរបាយការណ៍ Z គ្មានទេ។"},
	CLIBadCode:   {"--expect: %s. %s", "--expect: %s។ %s"},
}

// paperKeys are the sentences about papers, by the kind of their journal row.
var paperKeys = map[string]Key{"sale.completed": CheckReceipt, "refund.given": CheckRefund, "shift.closed": CheckZ}

// PaperKey is the sentence that says what a paper is, by the kind of its journal row.
func PaperKey(kind string) Key {
	if key, ok := paperKeys[kind]; ok {
		return key
	}
	return CheckReport
}

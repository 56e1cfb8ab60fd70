package words

// The customer's screen: Khmer first, then English.
const (
	Welcome           Key = "welcome"
	ScanToPay         Key = "scan_to_pay"
	CustomerPreparing Key = "customer_preparing"
	CodeGoodMinutes   Key = "code_good_minutes"
	CodeGoodMinute    Key = "code_good_minute"
	CodeGoodSeconds   Key = "code_good_seconds"
	CodeNoEnd         Key = "code_no_end"
	CustomerPaid      Key = "customer_paid"
	ThankYou          Key = "thank_you"
	CustomerExpired   Key = "customer_expired"
	CustomerCancelled Key = "customer_cancelled"
	CustomerProblem   Key = "customer_problem"
)

var customerWords = map[Key]entry{
	Welcome:           {"Welcome", "សូមស្វាគមន៍"},
	ScanToPay:         {"Scan with any bank app", "សូមស្កេនដើម្បីបង់ប្រាក់"},
	CustomerPreparing: {"Preparing your code …", "កំពុងរៀបចំកូដ …"},
	CodeGoodMinutes:   {"This code is good for %s more minutes", "កូដនេះមានសុពលភាព %s នាទីទៀត"},
	CodeGoodMinute:    {"This code is good for one more minute", "កូដនេះមានសុពលភាព 1 នាទីទៀត"},
	CodeGoodSeconds:   {"This code is good for another %s s", "កូដនេះមានសុពលភាព %s វិនាទីទៀត"},
	CodeNoEnd:         {"Please scan and pay", "សូមស្កេន និងបង់ប្រាក់"},
	CustomerPaid:      {"Paid", "បានទទួលប្រាក់"},
	ThankYou:          {"Thank you", "អរគុណ! សូមអញ្ជើញមកម្ដងទៀត"},
	CustomerExpired:   {"This code has expired. Please don’t scan it.", "កូដនេះផុតកំណត់ហើយ។ សូមកុំស្កេន។"},
	CustomerCancelled: {"The payment was cancelled. Please don’t scan the code.", "ការបង់ប្រាក់ត្រូវបានបោះបង់។ សូមកុំស្កេនកូដ។"},
	CustomerProblem:   {"One moment, please", "សូមរង់ចាំបន្តិច"},
}

package words

import (
	"strconv"
	"strings"

	"psar/pos/text"
)

// What a code says of whom it pays, beside what codes said before.
const (
	PayeeDiffersBar    Key = "payee_differs_bar"
	PayeeStill         Key = "payee_still"
	PayeeVaries        Key = "payee_varies"
	PayeeStillHint     Key = "payee_still_hint"
	PayeeVariesHint    Key = "payee_varies_hint"
	PayeeVariesYes     Key = "payee_varies_yes"
	PayeePaysShop      Key = "payee_pays_shop"
	PayeePaysOther     Key = "payee_pays_other"
	PayeeLeftOut       Key = "payee_left_out"
	WillConfirmFields  Key = "will_confirm_fields"
	WillLeaveOut       Key = "will_leave_out"
	WillDenyFields     Key = "will_deny_fields"
	DidConfirmFields   Key = "did_confirm_fields"
	DidDenyFields      Key = "did_deny_fields"
	AlertBarFields     Key = "alarm_bar_fields"
	AlertTitleFields   Key = "alarm_title_fields"
	PayeeWas           Key = "payee_was"
	PayeeIs            Key = "payee_is"
	PayeeField         Key = "payee_field"
	PayeeMore          Key = "payee_more"
	PayeeTag           Key = "payee_tag"
	PayeeUnionPay      Key = "payee_union_pay"
	PayeeNetwork       Key = "payee_network"
	PayeeKind          Key = "payee_kind"
	PayeeAccount       Key = "payee_account"
	PayeeMerchant      Key = "payee_merchant_id"
	PayeeBank          Key = "payee_acquiring_bank"
	PayeeName          Key = "payee_name"
	PayeeCity          Key = "payee_city"
	PayeeIndividual    Key = "payee_individual"
	PayeeMerchantKind  Key = "payee_merchant"
	PayeeAbsent        Key = "payee_absent"
	CLIPayeeDiffers    Key = "cli_payee_differs"
	CLIPayeeVaries     Key = "cli_payee_varies"
	CLIPayeeFields     Key = "cli_payee_fields"
	CLIPayeeLeftOut    Key = "cli_payee_left_out"
	CLIPayeeNoFields   Key = "cli_payee_no_fields"
	CLIPayeeNot        Key = "cli_payee_not"
	CLIAskPayeeDiffers Key = "cli_ask_payee_differs"
	CLIPayeeSeen       Key = "cli_payee_seen"
	CLIPayeeWhichCode  Key = "cli_payee_which_code"
)

var payeeWords = map[Key]entry{
	PayeeDiffersBar:    {"A %s code for %s says something new about whom it pays. Does it pay the shop?", "កូដ %s មួយទៅ %s ប្រាប់ព័ត៌មានថ្មីអំពីអ្នកទទួលប្រាក់។ តើវាបង់ទៅហាងឬទេ?"},
	PayeeStill:         {"Does this code still pay the shop?", "តើកូដនេះនៅតែបង់ទៅហាងឬទេ?"},
	PayeeVaries:        {"Does this change with every payment?", "តើនេះប្ដូររាល់ពេលបង់ប្រាក់ឬទេ?"},
	PayeeStillHint:     {"Nobody has seen this code. A manager compares what was with what is, and asks the bank if in doubt.", "គ្មានអ្នកណាឃើញកូដនេះទេ។ អ្នកគ្រប់គ្រងប្រៀបធៀបព័ត៌មានមុន និងថ្មី ហើយសួរធនាគារបើសង្ស័យ។"},
	PayeeVariesHint:    {"Nobody has seen this code. A field that changes with every payment is left out from now on.", "គ្មានអ្នកណាឃើញកូដនេះទេ។ ព័ត៌មានដែលប្ដូររាល់ពេលបង់ប្រាក់ នឹងលែងប្រៀបធៀបតទៅទៀត។"},
	PayeeVariesYes:     {"Yes, every time", "បាទ/ចាស រាល់ពេល"},
	PayeePaysShop:      {"This code pays the shop", "កូដនេះបង់ទៅហាង"},
	PayeePaysOther:     {"This code does not pay the shop", "កូដនេះមិនបង់ទៅហាងទេ"},
	PayeeLeftOut:       {"This changes with every payment", "នេះប្ដូររាល់ពេលបង់ប្រាក់"},
	WillConfirmFields:  {"From now on %s codes must say what this one says. Codes that wait and say the same are shown at once.", "ចាប់ពីពេលនេះ កូដ %s ត្រូវតែដូចកូដនេះ។ កូដដែលរង់ចាំហើយដូចគ្នា នឹងបង្ហាញភ្លាម។"},
	WillLeaveOut:       {"From now on this is not compared in %s codes. Account and merchant number always are. The code is shown at once.", "ចាប់ពីពេលនេះ ព័ត៌មាននេះលែងប្រៀបធៀបក្នុងកូដ %s។ គណនី និងលេខអាជីវករប្រៀបធៀបជានិច្ច។ កូដនឹងបង្ហាញភ្លាម។"},
	WillDenyFields:     {"The waiting %s code is refused, and an alarm stays until a manager has read it.", "កូដ %s ដែលរង់ចាំនឹងត្រូវបដិសេធ ហើយការព្រមាននៅរហូតដល់អ្នកគ្រប់គ្រងបានអាន។"},
	DidConfirmFields:   {"Confirmed: the code for %s pays the shop", "បានបញ្ជាក់៖ កូដទៅ %s បង់ទៅហាង"},
	DidDenyFields:      {"Refused: the code for %s does not pay the shop", "បានបដិសេធ៖ កូដទៅ %s មិនបង់ទៅហាងទេ"},
	AlertBarFields:     {"A %s code for the shop’s %s would have paid somebody else: %s.", "កូដ %s មួយទៅគណនីហាង %s នឹងបង់ទៅអ្នកផ្សេង៖ %s។"},
	AlertTitleFields:   {"A code would have paid somebody else", "កូដមួយនឹងបង់ទៅអ្នកផ្សេង"},
	PayeeWas:           {"Until now", "ពីមុន"},
	PayeeIs:            {"This code", "កូដនេះ"},
	PayeeField:         {"Field", "ព័ត៌មាន"},
	PayeeMore:          {"and %s more", "និង %s ទៀត"},
	PayeeTag:           {"Tag %s", "ស្លាក %s"},
	PayeeUnionPay:      {"UnionPay (tag %s)", "UnionPay (ស្លាក %s)"},
	PayeeNetwork:       {"Other network’s account (%s)", "គណនីបណ្ដាញផ្សេង (%s)"},
	PayeeKind:          {"Kind of account", "ប្រភេទគណនី"},
	PayeeAccount:       {"Account", "គណនី"},
	PayeeMerchant:      {"Merchant number", "លេខអាជីវករ"},
	PayeeBank:          {"Bank", "ធនាគារ"},
	PayeeName:          {"Name", "ឈ្មោះ"},
	PayeeCity:          {"City", "ទីក្រុង"},
	PayeeIndividual:    {"individual", "បុគ្គល"},
	PayeeMerchantKind:  {"merchant", "អាជីវករ"},
	PayeeAbsent:        {"(none)", "(គ្មាន)"},
	CLIPayeeDiffers:    {"The code for %s says something else than the shop’s codes so far:", "កូដទៅ %s ខុសពីកូដរបស់ហាងពីមុនមក៖"},
	CLIPayeeVaries:     {"The code for %s differs from the one before. Who confirms it says that this changes with every payment:", "កូដទៅ %s ខុសពីកូដមុន។ អ្នកបញ្ជាក់ប្រាប់ថា ព័ត៌មាននេះប្ដូររាល់ពេលបង់ប្រាក់៖"},
	CLIPayeeFields:     {"From now on the %s codes must say what this one says.", "ចាប់ពីពេលនេះ កូដ %s ត្រូវតែដូចកូដនេះ។"},
	CLIPayeeLeftOut:    {"changes with every payment", "ប្ដូររាល់ពេលបង់ប្រាក់"},
	CLIPayeeNoFields:   {"Only the account is known so far. The next code that is paid tells the rest.", "ពេលនេះស្គាល់តែគណនីប៉ុណ្ណោះ។ កូដបន្ទាប់ដែលបានបង់ នឹងប្រាប់ព័ត៌មានផ្សេងទៀត។"},
	CLIPayeeNot:        {"Refused: the code for %s is not shown. Call the payment service.", "បានបដិសេធ៖ កូដទៅ %s មិនត្រូវបានបង្ហាញទេ។ សូមទូរស័ព្ទទៅសេវាបង់ប្រាក់។"},
	CLIPayeeSeen:       {"Compare both columns. To answer, type the number of the payment, %s:", "សូមប្រៀបធៀបជួរទាំងពីរ។ ដើម្បីឆ្លើយ សូមវាយលេខការបង់ប្រាក់ %s៖"},
	CLIPayeeWhichCode:  {"psar payee list shows what differs; name the payment that asks with --payment: %s", "psar payee list បង្ហាញភាពខុសគ្នា; សូមប្រាប់លេខការបង់ប្រាក់ដែលសួរ ដោយ --payment៖ %s"},
	CLIAskPayeeDiffers: {"Does this %s code pay the shop? Type yes or no:", "តើកូដ %s នេះបង់ទៅហាងឬទេ? សូមវាយ yes ឬ no៖"},
}

// payeeFields are the names of the fields that package payment gives one.
var payeeFields = [...]struct {
	field string
	key   Key
}{
	{"kind", PayeeKind}, {"account", PayeeAccount}, {"merchant_id", PayeeMerchant},
	{"acquiring_bank", PayeeBank}, {"name", PayeeName}, {"city", PayeeCity},
}

// PayeeFieldName is the name of a field of a code, as package payment calls it.
func PayeeFieldName(lang Language, field string) string {
	for _, f := range payeeFields {
		if f.field == field {
			return Text(lang, f.key)
		}
	}
	switch {
	case field == "15":
		return Text(lang, PayeeUnionPay, field)
	case strings.HasSuffix(field, "/00"):
		return Text(lang, PayeeNetwork, field)
	}
	return Text(lang, PayeeTag, field)
}

// PayeeFieldValue is what a code says in a field.
func PayeeFieldValue(lang Language, field, value string) string {
	switch {
	case value == "":
		return Text(lang, PayeeAbsent)
	case field == "kind" && value == "29":
		return Text(lang, PayeeIndividual)
	case field == "kind" && value == "30":
		return Text(lang, PayeeMerchantKind)
	}
	// What can't be seen is written out: two values that differ must not look the same.
	if shown := text.Whole(strconv.QuoteToGraphic(value)); shown[1:len(shown)-1] != value {
		return shown
	}
	return value
}

// PayeeFieldValues is PayeeFieldValue for what two codes say, which differ: where they look alike,
// their letters that are not ASCII are written out.
func PayeeFieldValues(lang Language, field, was, is string) (shownWas, shownIs string) {
	if was != is && text.Alike(was, is) {
		return strconv.QuoteToASCII(was), strconv.QuoteToASCII(is)
	}
	return PayeeFieldValue(lang, field, was), PayeeFieldValue(lang, field, is)
}

// PayeeDifferences is a line of differences, as package payment describes them, with the
// names of its fields in a language.
func PayeeDifferences(lang Language, described string) string {
	var pairs []string
	for _, f := range payeeFields {
		pairs = append(pairs, f.field+`: "`, Text(lang, f.key)+`: "`)
	}
	return strings.NewReplacer(pairs...).Replace(text.Whole(described)) // all at once: a name may hold another field's
}

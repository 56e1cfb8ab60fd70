package raksmeypay

// The documented values of responseCode. CodeAlreadyPaid is of kind AlreadyPaid,
// the other refusals are of kind Refused. An undocumented code is of kind Refused
// too, with the gateway's message.
// Refused too, with the gateway's message.
const (
	CodeSuccess         = 0
	CodeProfileNotFound = 1
	CodeProfileInactive = 2
	CodeNoAccount       = 3 // the profile has no Bakong account
	CodeWrongHash       = 4 // usually the profile key is wrong
	CodeBelowMinimum    = 5 // a KHR amount below 100
	CodeOverLimit       = 6 // over the limit of one transaction
	CodeDailyLimit      = 7
	CodeAlreadyPaid     = 8 // call Verify, then record the payment
)

// codeMeaning is the documented meaning of a code, for a refusal without a message;
// "" for an undocumented code.
func codeMeaning(code int) string {
	switch code {
	case CodeProfileNotFound:
		return "profile not found"
	case CodeProfileInactive:
		return "profile not active"
	case CodeNoAccount:
		return "no Bakong account configured"
	case CodeWrongHash:
		return "wrong hash"
	case CodeBelowMinimum:
		return "KHR amount below 100"
	case CodeOverLimit:
		return "amount over the transaction limit"
	case CodeDailyLimit:
		return "daily limit reached"
	case CodeAlreadyPaid:
		return "already paid"
	}
	return ""
}

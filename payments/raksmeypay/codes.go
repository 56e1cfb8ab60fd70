package raksmeypay

// The responseCodes that the vendor documents; CodeAlreadyPaid is of kind
// AlreadyPaid, the other refusals are of kind Refused. More may come: they are
// Refused too, with the gateway's message.
const (
	CodeSuccess         = 0
	CodeProfileNotFound = 1
	CodeProfileInactive = 2
	CodeNoAccount       = 3 // no Bakong account is configured for the profile
	CodeWrongHash       = 4 // as a rule the profile key is wrong
	CodeBelowMinimum    = 5 // a KHR amount below 100
	CodeOverLimit       = 6 // of one transaction
	CodeDailyLimit      = 7
	CodeAlreadyPaid     = 8 // verify, then record
)

// codeMeaning is what the vendor's documentation says of a code, for a refusal
// that came without a message; "" for one that it does not name.
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

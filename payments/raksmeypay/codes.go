package raksmeypay

// The responseCodes that the vendor documents. Others may come: they are
// Refused, with the gateway's message.
const (
	CodeSuccess         = 0
	CodeProfileNotFound = 1
	CodeProfileInactive = 2
	CodeNoAccount       = 3 // no Bakong account is configured for the profile
	CodeWrongHash       = 4 // as a rule the profile key is wrong
	CodeBelowMinimum    = 5 // below 100 KHR
	CodeOverLimit       = 6 // of one transaction
	CodeDailyLimit      = 7
	CodeAlreadyPaid     = 8 // verify, then record
)

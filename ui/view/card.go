package view

// Card is what a KHQR card says. The payload must have passed every check
// before it comes here; the card judges nothing.
type Card struct {
	Payload  string
	Name     string // the payee
	Amount   string // without a sign: "1,234.56", "14,000"
	Currency string // "USD", "KHR"
	Sign     string // on the badge: "$", "៛"
}

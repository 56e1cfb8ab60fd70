package sandbox

// Profile is a merchant at the training gateway. Amounts are minor units of its
// currency: cents or riel.
type Profile struct {
	Name              string // for people to choose by
	ID                string // in the path of every call
	Key               string // secret in every hash
	Currency          string // "USD" or "KHR"
	Account           string // Bakong account name@bank; with "" create answers code 3
	MerchantName      string // at most 25 characters
	MerchantCity      string // at most 15 characters; "" is Phnom Penh
	MerchantNameKhmer string // at most 25 characters; "" leaves it out
	Inactive          bool   // calls are answered with code 2
	Limit             int64  // of one payment; 0: 10,000.00 USD or 40,000,000 KHR
	DailyLimit        int64  // received per day of Phnom Penh; 0: ten times Limit
	WebhookURL        string // where payments are announced, on loopback; "" sends none
	APIKey            string // sent with webhooks as X-Api-Key
}

// DefaultProfiles are the two of training mode, one per currency. Their keys are
// public and protect nothing.
func DefaultProfiles() []Profile {
	return []Profile{
		{
			Name: "Training USD", ID: "747261696e696e672d7573642d303031", Key: "psar-training-usd-key-guards-nothing",
			Currency: "USD", Account: "psar_training@devb",
			MerchantName: "Psar Training", MerchantCity: "Phnom Penh", MerchantNameKhmer: "ផ្សារហ្វឹកហាត់",
		},
		{
			Name: "Training KHR", ID: "747261696e696e672d6b68722d303031", Key: "psar-training-khr-key-guards-nothing",
			Currency: "KHR", Account: "psar_training_khr@devb",
			MerchantName: "Psar Training", MerchantCity: "Phnom Penh", MerchantNameKhmer: "ផ្សារហ្វឹកហាត់",
		},
	}
}

// limit is the most that one payment may be, in minor units.
func (p Profile) limit() int64 {
	switch {
	case p.Limit > 0:
		return p.Limit
	case p.Currency == "KHR":
		return 40_000_000
	}
	return 10_000_00
}

// dailyLimit is the most that may be received in a day, in minor units.
func (p Profile) dailyLimit() int64 {
	if p.DailyLimit > 0 {
		return p.DailyLimit
	}
	return 10 * p.limit()
}

// least is the smallest amount, in minor units.
func (p Profile) least() int64 {
	if p.Currency == "KHR" {
		return 100
	}
	return 1
}

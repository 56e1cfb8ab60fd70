package khqr

// slot is one value of the format: where it stands, how long it may be, and
// where a draft keeps it.
type slot struct {
	tag   string
	max   int   // characters
	class Class // of a value that is empty or longer than max
	at    func(*draft) *string
}

// draft is a Code whose timestamps are still text, and that is not judged yet.
type draft struct {
	Code
	created, expires string
	times            string // tag 99 until it is taken apart, "" if there is none
	timesAt          int    // how many unknown fields stand before it
	overlong         *Error // of the first value that is longer than its slot
	twice            *Error // of the first tag that stands twice in a template
}

// timesTag holds the timestamps of a code.
const timesTag = "99"

// template is a tag whose value is itself made of tags.
type template struct {
	tag   string
	slots []slot
}

// Positions in the SDK's order: 00 01 15 29/30 52 53 54 58 59 60 62 64 99 63.
// Readers rely on none but 00 first and 63 last.
var (
	head = []slot{
		{"00", 2, ClassFormat, func(d *draft) *string { return &d.PayloadFormat }},
		{"01", 2, ClassFormat, func(d *draft) *string { return &d.PointOfInitiation }},
		{"15", 99, ClassOverlong, func(d *draft) *string { return &d.UnionPay }},
	}
	accounts = [...]template{
		Individual: {"29", []slot{
			{"00", 32, ClassAccount, func(d *draft) *string { return &d.Account }},
			{"01", 32, ClassOverlong, func(d *draft) *string { return &d.AccountInformation }},
			{"02", 32, ClassOverlong, func(d *draft) *string { return &d.AcquiringBank }},
		}},
		Merchant: {"30", []slot{
			{"00", 32, ClassAccount, func(d *draft) *string { return &d.Account }},
			{"01", 32, ClassOverlong, func(d *draft) *string { return &d.MerchantID }},
			{"02", 32, ClassOverlong, func(d *draft) *string { return &d.AcquiringBank }},
		}},
	}
	body = []slot{
		{"52", 4, ClassFormat, func(d *draft) *string { return &d.CategoryCode }},
		{"53", 3, ClassCurrency, func(d *draft) *string { return (*string)(&d.Currency) }},
		{"54", 13, ClassAmount, func(d *draft) *string { return &d.Amount }},
		{"58", 2, ClassCountry, func(d *draft) *string { return &d.Country }},
		{"59", 25, ClassOverlong, func(d *draft) *string { return &d.MerchantName }},
		{"60", 15, ClassOverlong, func(d *draft) *string { return &d.MerchantCity }},
	}
	tail = []template{
		{"62", []slot{
			{"01", 25, ClassOverlong, func(d *draft) *string { return &d.BillNumber }},
			{"02", 25, ClassOverlong, func(d *draft) *string { return &d.MobileNumber }},
			{"03", 25, ClassOverlong, func(d *draft) *string { return &d.StoreLabel }},
			{"07", 25, ClassOverlong, func(d *draft) *string { return &d.TerminalLabel }},
			{"08", 25, ClassOverlong, func(d *draft) *string { return &d.Purpose }},
		}},
		{"64", []slot{
			{"00", 2, ClassFormat, func(d *draft) *string { return &d.Language }},
			{"01", 25, ClassOverlong, func(d *draft) *string { return &d.MerchantNameAlternate }},
			{"02", 15, ClassOverlong, func(d *draft) *string { return &d.MerchantCityAlternate }},
		}},
		{timesTag, []slot{
			{"00", 13, ClassTimestamp, func(d *draft) *string { return &d.created }},
			{"01", 13, ClassTimestamp, func(d *draft) *string { return &d.expires }},
		}},
	}
	seal = slot{"63", 4, ClassCRC, func(d *draft) *string { return &d.CRC }}
)

// find is the slot of a tag on the outer level or in a template, nil if the tag
// is unknown or is itself a template.
func find(template, tag string) *slot {
	if template != "" {
		return among(subtags(template), tag)
	}
	if s := among(head, tag); s != nil {
		return s
	}
	if s := among(body, tag); s != nil {
		return s
	}
	if tag == seal.tag {
		return &seal
	}
	return nil
}

// among looks a tag of two digits up by walking, for no list is longer than
// six. The second digit tells most tags apart, which a comparison of whole
// strings can't know; this is a tenth of the time that a code takes.
func among(slots []slot, tag string) *slot {
	for i := range slots {
		if known := slots[i].tag; known[1] == tag[1] && known[0] == tag[0] {
			return &slots[i]
		}
	}
	return nil
}

// subtags are the known tags inside a template, nil if it is not one.
func subtags(tag string) []slot {
	for i := range accounts {
		if accounts[i].tag == tag {
			return accounts[i].slots
		}
	}
	for i := range tail {
		if tail[i].tag == tag {
			return tail[i].slots
		}
	}
	return nil
}

// emptyClass is the class of an empty value: its own where the tag has one, for
// an amount of no digits is a wrong amount; else a wrong length.
func emptyClass(template, tag string) Class {
	s := find(template, tag)
	if s == nil || s.class == ClassOverlong || s.class == ClassFormat {
		return ClassLength
	}
	return s.class
}

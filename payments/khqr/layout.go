package khqr

// slot is one value of the format: its tag, its longest length, and its field in a
// draft.
type slot struct {
	tag   string
	max   int   // characters
	class Class // of the error when the value is empty or longer than max
	at    func(*draft) *string
}

// draft is a Code during parsing or encoding: not yet checked, timestamps as text.
type draft struct {
	Code
	created, expires string
	times            string // the value of tag 99 until openTimes parses it, "" if there is none
	timesAt          int    // the number of unknown fields before tag 99
	overlong         *Error // of the first value that is longer than its slot allows
	repeated         *Error // of the first repeated tag in a template
}

// timesTag is the template of the timestamps.
const timesTag = "99"

// template is a tag whose value consists of tags.
type template struct {
	tag   string
	slots []slot
}

// Tags in the SDK's order: 00 01 15 29/30 52 53 54 58 59 60 62 64 99 63. Readers
// rely only on 00 first and 63 last.
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

// find is the slot of a tag on the outer level (template "") or in a template, nil
// if the tag is unknown or is itself a template.
func find(template, tag string) *slot {
	if template != "" {
		return slotOf(subtags(template), tag)
	}
	if s := slotOf(head, tag); s != nil {
		return s
	}
	if s := slotOf(body, tag); s != nil {
		return s
	}
	if tag == seal.tag {
		return &seal
	}
	return nil
}

// slotOf finds the slot of a two-digit tag. No list is longer than six, and the
// second digit tells most tags apart: comparing it first saves a tenth of the time
// that a code takes.
func slotOf(slots []slot, tag string) *slot {
	for i := range slots {
		if known := slots[i].tag; known[1] == tag[1] && known[0] == tag[0] {
			return &slots[i]
		}
	}
	return nil
}

// subtags are the known tags of a template, nil if tag is none.
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

// emptyClass is the class of the error for an empty value: the slot's class where
// the tag has one (an empty amount is a wrong amount), else ClassLength.
func emptyClass(template, tag string) Class {
	s := find(template, tag)
	if s == nil || s.class == ClassOverlong || s.class == ClassFormat {
		return ClassLength
	}
	return s.class
}

package settings

import (
	"maps"
	"strconv"
	"strings"
	"time"

	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/staff"
	"psar/pos/text"
)

// Key names a setting. Names are a contract: add, never rename.
type Key string

// The settings of this version.
const (
	ShopName       Key = "shop.name"
	ShopNameKhmer  Key = "shop.name_km"
	ShopAddress    Key = "shop.address"
	ShopVATTIN     Key = "shop.vattin"
	ShopThanks     Key = "shop.thanks"
	ShopHeader     Key = "shop.header" // lines with a | between them
	ShopFooter     Key = "shop.footer"
	ShopLogo       Key = "shop.logo" // a PNG in base64
	TillNumber     Key = "till.number"
	TillLanguage   Key = "till.language"
	TillTheme      Key = "till.theme"
	CutoffHour     Key = "day.cutoff_hour"
	LockAfter      Key = "till.lock_minutes" // 0: never
	SignIn         Key = "till.sign_in"      // nobody sells who has not signed in
	Rate           Key = "rate.khr_per_usd"
	RoundingKHR    Key = "rounding.khr"
	TaxMode        Key = "tax.mode"
	TaxPercent     Key = "tax.percent"
	TenderOther    Key = "tender.other" // names with a | between them
	DiscountLimit  Key = "discount.limit_percent"
	ClockWrongZ    Key = "day.clock_wrong_z" // the Z report that a wrong clock made
	BaseURL        Key = "gateway.base_url"
	USDProfileID   Key = "gateway.usd.profile_id"
	USDProfileKey  Key = "gateway.usd.profile_key"
	USDAccount     Key = "gateway.usd.account"
	KHRProfileID   Key = "gateway.khr.profile_id"
	KHRProfileKey  Key = "gateway.khr.profile_key"
	KHRAccount     Key = "gateway.khr.account"
	AllowNoExpiry  Key = "gateway.allow_no_expiry"
	ConfirmPayee   Key = "gateway.confirm_payee"
	PollFresh      Key = "poll.fresh_ms"
	PollFreshFor   Key = "poll.fresh_for_s"
	PollLive       Key = "poll.live_ms"
	PollLink       Key = "poll.link_ms"
	PollGrace      Key = "poll.grace_ms"
	PollGraceFor   Key = "poll.grace_for_s"
	PollDay        Key = "poll.day_every_s"
	PollDayFor     Key = "poll.day_for_s"
	PollWeek       Key = "poll.week_every_s"
	PollWeekFor    Key = "poll.week_for_s"
	PollPerSecond  Key = "poll.per_second"
	LinkSuccessURL Key = "link.success_url"
	LinkHours      Key = "link.hours"
	WebhookListen  Key = "webhook.listen"
	WebhookAPIKey  Key = "webhook.api_key"
	WebhookPublic  Key = "webhook.public_url"
	ManagerPIN     Key = "manager.pin"
	PrinterLink    Key = "printer.link" // see PrinterKey for the others
	PrinterProfile Key = "printer.profile"
	PrinterWidth   Key = "printer.width_mm"
	DrawerPin      Key = "drawer.pin"
	DrawerOpens    Key = "drawer.opens"
	CustomerScreen Key = "customer.screen"
	ScannerPrefix  Key = "scanner.prefix" // what the shop's scanners put before each code
	ScannerSuffix  Key = "scanner.suffix" // and behind it, beside Enter or Tab
)

// Values are values by key. A missing or empty value is the default.
type Values map[Key]string

// Get returns the value or its default.
func (s Values) Get(key Key) string {
	if v := s[key]; v != "" {
		return v
	}
	spec, err := SpecOf(key)
	if err != nil {
		return ""
	}
	return spec.Default
}

// Int returns a whole number. Values are checked when they are set, so one
// that is none can only be a damaged row: then it is the default.
func (s Values) Int(key Key) int {
	n, err := strconv.Atoi(s.Get(key))
	if err != nil {
		spec, _ := SpecOf(key)
		n, _ = strconv.Atoi(spec.Default)
	}
	return n
}

// Bool returns a value that is true or false.
func (s Values) Bool(key Key) bool { return s.Get(key) == "true" }

// Rate returns the exchange rate, 0 when none is set.
func (s Values) Rate() money.Rate { return money.Rate(s.Int(Rate)) }

// Shop returns the head of the shop's papers.
func (s Values) Shop() Shop {
	return Shop{
		Name: s.Get(ShopName), NameKhmer: s.Get(ShopNameKhmer),
		Address: s.Get(ShopAddress), VATTIN: s.Get(ShopVATTIN),
		Thanks: s.Get(ShopThanks),
		Header: s.Get(ShopHeader), Footer: s.Get(ShopFooter),
	}
}

// TenderNames are the shop's own ways to pay, beside KHQR and notes.
func (s Values) TenderNames() []string { return text.Lines(s.Get(TenderOther)) }

// PollPlan is when an attempt is asked after, in the order of its life.
type PollPlan struct {
	Fresh, FreshFor time.Duration // a new code's pace, and for how long
	Live            time.Duration // until the code ends
	Link            time.Duration // the same for a payment link
	Grace, GraceFor time.Duration // after the end
	Day, DayFor     time.Duration // then
	Week, WeekFor   time.Duration // and then
	PerSecond       int           // calls of the whole till
}

// PollPlan returns the plan of the settings poll.*.
func (s Values) PollPlan() PollPlan {
	ms := func(k Key) time.Duration { return time.Duration(s.Int(k)) * time.Millisecond }
	sec := func(k Key) time.Duration { return time.Duration(s.Int(k)) * time.Second }
	return PollPlan{
		Fresh: ms(PollFresh), FreshFor: sec(PollFreshFor),
		Live: ms(PollLive), Link: ms(PollLink),
		Grace: ms(PollGrace), GraceFor: sec(PollGraceFor),
		Day: sec(PollDay), DayFor: sec(PollDayFor),
		Week: sec(PollWeek), WeekFor: sec(PollWeekFor),
		PerSecond: s.Int(PollPerSecond),
	}
}

// LinkLife is how long a payment link is expected to be used.
func (s Values) LinkLife() time.Duration {
	return time.Duration(s.Int(LinkHours)) * time.Hour
}

// SuccessPath is where the till's own listener takes customers who come back
// from the payment page; the payment's id follows.
const SuccessPath = "/paid/"

// SuccessURL is where the customer of a payment link returns: the shop's own
// page, with the payment's id in place of {id}, or this till's listener where the
// world can reach it. "" is neither.
func (s Values) SuccessURL(id id.Payment) string {
	if own := s.Get(LinkSuccessURL); own != "" {
		return ReturnURL(own, id)
	}
	if public := s.Get(WebhookPublic); public != "" {
		return strings.TrimRight(public, "/") + SuccessPath + string(id)
	}
	return ""
}

// ReturnURL is the address to which a payment's customer comes back: {id} in it
// stands for the payment's id.
func ReturnURL(address string, id id.Payment) string {
	return strings.ReplaceAll(address, "{id}", string(id))
}

// ProfileKeys names the settings of a currency's profile: its id, its secret
// key and the account that its codes must pay.
func ProfileKeys(c money.Currency) (id, key, account Key) {
	if c == money.USD {
		return USDProfileID, USDProfileKey, USDAccount
	}
	return KHRProfileID, KHRProfileKey, KHRAccount
}

// HasProfile reports that a currency can be taken by KHQR.
func (s Values) HasProfile(c money.Currency) bool {
	id, _, _ := ProfileKeys(c)
	return s[id] != ""
}

// CashRule is the shop's own, at today's rate.
func (s Values) CashRule() money.CashRule {
	return money.CashRule{Rate: s.Rate(), Round: int64(s.Int(RoundingKHR))}
}

// Figures are what settings hold. A secret is never shown: only whose it is.
func (s Values) Figures(keys ...Key) staff.Figures {
	parts := []any{"settings"}
	for _, key := range keys {
		parts = append(parts, key)
		if spec, err := SpecOf(key); err == nil && !spec.Secret {
			parts = append(parts, s.Get(key))
		}
	}
	return staff.Shown(parts...)
}

// TaxTerms are the shop's own; zero where it charges none.
func (s Values) TaxTerms() money.TaxTerms {
	mode := money.TaxMode(s.Get(TaxMode))
	if mode == money.TaxNone {
		return money.TaxTerms{}
	}
	return money.TaxTerms{Mode: mode, Percent: int64(s.Int(TaxPercent))}
}

// OpensForNotes reports whether the shop's rule opens the drawer when notes go in or
// out.
func (s Values) OpensForNotes() bool {
	return s.HasPrinter(RoleReceipt) && s.Get(DrawerOpens) != "never"
}

// With returns the settings with one value changed, leaving s as it was: a
// published snapshot may hold it.
func (s Values) With(key Key, value string) Values {
	next := maps.Clone(s)
	if next == nil {
		next = Values{}
	}
	next[key] = value
	return next
}

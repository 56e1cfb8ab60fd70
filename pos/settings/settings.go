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

// Key names a setting. Keys are a contract: add, never rename.
type Key string

// The settings of this version.
const (
	ShopName       Key = "shop.name"
	ShopNameKhmer  Key = "shop.name_km"
	ShopAddress    Key = "shop.address"
	ShopVATTIN     Key = "shop.vattin"
	ShopThanks     Key = "shop.thanks"
	ShopHeader     Key = "shop.header" // lines with a | between them; so is shop.footer
	ShopFooter     Key = "shop.footer"
	ShopLogo       Key = "shop.logo" // a PNG in base64
	TillNumber     Key = "till.number"
	TillLanguage   Key = "till.language"
	TillTheme      Key = "till.theme"
	CutoffHour     Key = "day.cutoff_hour"
	LockAfter      Key = "till.lock_minutes" // minutes without input; 0 means never
	KeepDays       Key = "privacy.keep_days" // days that pictures of the virtual printer and logs are kept
	SignIn         Key = "till.sign_in"      // nobody sells without signing in
	Rate           Key = "rate.khr_per_usd"
	RoundingKHR    Key = "rounding.khr"
	TaxMode        Key = "tax.mode"
	TaxPercent     Key = "tax.percent"
	TenderOther    Key = "tender.other" // names with a | between them
	DiscountLimit  Key = "discount.limit_percent"
	ClockWrongZ    Key = "day.clock_wrong_z" // number of a Z report that was made while the clock was wrong
	BaseURL        Key = "gateway.base_url"
	GatewayProxy   Key = "gateway.proxy"   // "" for none: the environment's is never used
	GatewayCAFile  Key = "gateway.ca_file" // a File of PEM, instead of the certificates that the system trusts
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
	ReceiptsOn     Key = "printer.receipts_on" // the role whose printer prints receipts now
	CustomerScreen Key = "customer.screen"
	ScannerPrefix  Key = "scanner.prefix" // what the shop's scanners type before each barcode
	ScannerSuffix  Key = "scanner.suffix" // and after it, beside Enter or Tab
)

// Values are settings by key. A missing or empty value means the default.
type Values map[Key]string

// Get returns a value or its default.
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

// Int returns a whole number. Values are checked when they are set, so only a damaged row
// is not a number: then Int returns the default.
func (s Values) Int(key Key) int {
	n, err := strconv.Atoi(s.Get(key))
	if err != nil {
		spec, _ := SpecOf(key)
		n, _ = strconv.Atoi(spec.Default)
	}
	return n
}

// Bool reports whether a value is "true".
func (s Values) Bool(key Key) bool { return s.Get(key) == "true" }

// Rate returns the exchange rate, 0 where none is set.
func (s Values) Rate() money.Rate { return money.Rate(s.Int(Rate)) }

// Shop returns what receipts and reports print about the shop.
func (s Values) Shop() Shop {
	return Shop{
		Name: s.Get(ShopName), NameKhmer: s.Get(ShopNameKhmer),
		Address: s.Get(ShopAddress), VATTIN: s.Get(ShopVATTIN),
		Thanks: s.Get(ShopThanks),
		Header: s.Get(ShopHeader), Footer: s.Get(ShopFooter),
		TestGateway: TestGateway(s.Get(BaseURL)),
	}
}

// TenderNames returns the shop's own tenders, besides KHQR and cash.
func (s Values) TenderNames() []string { return text.Lines(s.Get(TenderOther)) }

// PollPlan is how often an attempt is verified, through its life.
type PollPlan struct {
	Fresh, FreshFor time.Duration // for a new code: how often, and for how long
	Live            time.Duration // then, until the code expires
	Link            time.Duration // a payment link, until it expires
	Grace, GraceFor time.Duration // after it expired
	Day, DayFor     time.Duration // after the grace
	Week, WeekFor   time.Duration // after the day
	PerSecond       int           // most calls of the whole till
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

// LinkLife is how long the till expects a customer to use a payment link.
func (s Values) LinkLife() time.Duration {
	return time.Duration(s.Int(LinkHours)) * time.Hour
}

// SuccessPath is the path at the till's own listener to which the payment page returns
// customers; the payment's id follows it.
const SuccessPath = "/paid/"

// SuccessURL is the address to which a payment link returns its customer: the shop's own
// page, with the payment's id for {id}, or else this till's listener where it has a
// public address. "" where there is neither.
func (s Values) SuccessURL(id id.Payment) string {
	if own := s.Get(LinkSuccessURL); own != "" {
		return ReturnURL(own, id)
	}
	if public := s.Get(WebhookPublic); public != "" {
		return strings.TrimRight(public, "/") + SuccessPath + string(id)
	}
	return ""
}

// ReturnURL replaces {id} in an address with the payment's id.
func ReturnURL(address string, id id.Payment) string {
	return strings.ReplaceAll(address, "{id}", string(id))
}

// ProfileKeys returns the settings of a currency's gateway profile: its id, its secret
// key, and the account that its codes must pay.
func ProfileKeys(c money.Currency) (id, key, account Key) {
	if c == money.USD {
		return USDProfileID, USDProfileKey, USDAccount
	}
	return KHRProfileID, KHRProfileKey, KHRAccount
}

// HasProfile reports whether the shop can take KHQR payments in a currency.
func (s Values) HasProfile(c money.Currency) bool {
	id, _, _ := ProfileKeys(c)
	return s[id] != ""
}

// CashRule returns how the shop takes cash, at the rate that is set.
func (s Values) CashRule() money.CashRule {
	return money.CashRule{Rate: s.Rate(), Round: int64(s.Int(RoundingKHR))}
}

// Figures returns the values of settings; of a secret only its key.
func (s Values) Figures(keys ...Key) staff.Figures {
	parts := []any{"settings"}
	for _, key := range keys {
		parts = append(parts, key)
		if spec, err := SpecOf(key); err == nil && !spec.Secret {
			parts = append(parts, s.Get(key))
		}
	}
	return staff.NewFigures(parts...)
}

// TaxTerms returns the shop's tax terms; zero where it charges no tax.
func (s Values) TaxTerms() money.TaxTerms {
	mode := money.TaxMode(s.Get(TaxMode))
	if mode == money.TaxNone {
		return money.TaxTerms{}
	}
	return money.TaxTerms{Mode: mode, Percent: int64(s.Int(TaxPercent))}
}

// OpensForCash reports whether the cash drawer opens when cash goes in or out.
func (s Values) OpensForCash() bool {
	return s.HasPrinter(RoleReceipt) && s.Get(DrawerOpens) != "never"
}

// With returns the settings with one value changed and leaves s unchanged: a published
// snapshot may hold it.
func (s Values) With(key Key, value string) Values {
	next := maps.Clone(s)
	if next == nil {
		next = Values{}
	}
	next[key] = value
	return next
}

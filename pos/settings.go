package pos

import (
	"strconv"
	"strings"
	"time"

	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/text"
)

// SettingKey names a setting. Names are a contract: add, never rename.
type SettingKey string

// The settings of this version.
const (
	SettingShopName       SettingKey = "shop.name"
	SettingShopNameKhmer  SettingKey = "shop.name_km"
	SettingShopAddress    SettingKey = "shop.address"
	SettingShopVATTIN     SettingKey = "shop.vattin"
	SettingShopThanks     SettingKey = "shop.thanks"
	SettingShopHeader     SettingKey = "shop.header" // lines with a | between them
	SettingShopFooter     SettingKey = "shop.footer"
	SettingShopLogo       SettingKey = "shop.logo" // a PNG in base64
	SettingTillNumber     SettingKey = "till.number"
	SettingTillLanguage   SettingKey = "till.language"
	SettingTillTheme      SettingKey = "till.theme"
	SettingCutoffHour     SettingKey = "day.cutoff_hour"
	SettingLockAfter      SettingKey = "till.lock_minutes" // 0: never
	SettingSignIn         SettingKey = "till.sign_in"      // nobody sells who has not signed in
	SettingRate           SettingKey = "rate.khr_per_usd"
	SettingRoundingKHR    SettingKey = "rounding.khr"
	SettingTaxMode        SettingKey = "tax.mode"
	SettingTaxPercent     SettingKey = "tax.percent"
	SettingTenderOther    SettingKey = "tender.other" // names with a | between them
	SettingDiscountLimit  SettingKey = "discount.limit_percent"
	SettingClockWrongZ    SettingKey = "day.clock_wrong_z" // the Z report that a wrong clock made
	SettingBaseURL        SettingKey = "gateway.base_url"
	SettingUSDProfileID   SettingKey = "gateway.usd.profile_id"
	SettingUSDProfileKey  SettingKey = "gateway.usd.profile_key"
	SettingUSDAccount     SettingKey = "gateway.usd.account"
	SettingKHRProfileID   SettingKey = "gateway.khr.profile_id"
	SettingKHRProfileKey  SettingKey = "gateway.khr.profile_key"
	SettingKHRAccount     SettingKey = "gateway.khr.account"
	SettingAllowNoExpiry  SettingKey = "gateway.allow_no_expiry"
	SettingConfirmPayee   SettingKey = "gateway.confirm_payee"
	SettingPollFresh      SettingKey = "poll.fresh_ms"
	SettingPollFreshFor   SettingKey = "poll.fresh_for_s"
	SettingPollLive       SettingKey = "poll.live_ms"
	SettingPollLink       SettingKey = "poll.link_ms"
	SettingPollGrace      SettingKey = "poll.grace_ms"
	SettingPollGraceFor   SettingKey = "poll.grace_for_s"
	SettingPollDay        SettingKey = "poll.day_every_s"
	SettingPollDayFor     SettingKey = "poll.day_for_s"
	SettingPollWeek       SettingKey = "poll.week_every_s"
	SettingPollWeekFor    SettingKey = "poll.week_for_s"
	SettingPollPerSecond  SettingKey = "poll.per_second"
	SettingLinkSuccessURL SettingKey = "link.success_url"
	SettingLinkHours      SettingKey = "link.hours"
	SettingWebhookListen  SettingKey = "webhook.listen"
	SettingWebhookAPIKey  SettingKey = "webhook.api_key"
	SettingWebhookPublic  SettingKey = "webhook.public_url"
	SettingManagerPIN     SettingKey = "manager.pin"
	SettingPrinterLink    SettingKey = "printer.link" // see PrinterSetting for the others
	SettingPrinterProfile SettingKey = "printer.profile"
	SettingPrinterWidth   SettingKey = "printer.width_mm"
	SettingDrawerPin      SettingKey = "drawer.pin"
	SettingDrawerOpens    SettingKey = "drawer.opens"
	SettingCustomerScreen SettingKey = "customer.screen"
	SettingScannerPrefix  SettingKey = "scanner.prefix" // what the shop's scanners put before each code
	SettingScannerSuffix  SettingKey = "scanner.suffix" // and behind it, beside Enter or Tab
)

// Settings are values by key. A missing or empty value is the default.
type Settings map[SettingKey]string

// Get returns the value or its default.
func (s Settings) Get(key SettingKey) string {
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
func (s Settings) Int(key SettingKey) int {
	n, err := strconv.Atoi(s.Get(key))
	if err != nil {
		spec, _ := SpecOf(key)
		n, _ = strconv.Atoi(spec.Default)
	}
	return n
}

// Bool returns a value that is true or false.
func (s Settings) Bool(key SettingKey) bool { return s.Get(key) == "true" }

// Rate returns the exchange rate, 0 when none is set.
func (s Settings) Rate() money.Rate { return money.Rate(s.Int(SettingRate)) }

// Shop returns the head of the shop's papers.
func (s Settings) Shop() Shop {
	return Shop{
		Name: s.Get(SettingShopName), NameKhmer: s.Get(SettingShopNameKhmer),
		Address: s.Get(SettingShopAddress), VATTIN: s.Get(SettingShopVATTIN),
		Thanks: s.Get(SettingShopThanks),
		Header: s.Get(SettingShopHeader), Footer: s.Get(SettingShopFooter),
	}
}

// TenderNames are the shop's own ways to pay, beside KHQR and notes.
func (s Settings) TenderNames() []string { return text.Lines(s.Get(SettingTenderOther)) }

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
func (s Settings) PollPlan() PollPlan {
	ms := func(k SettingKey) time.Duration { return time.Duration(s.Int(k)) * time.Millisecond }
	sec := func(k SettingKey) time.Duration { return time.Duration(s.Int(k)) * time.Second }
	return PollPlan{
		Fresh: ms(SettingPollFresh), FreshFor: sec(SettingPollFreshFor),
		Live: ms(SettingPollLive), Link: ms(SettingPollLink),
		Grace: ms(SettingPollGrace), GraceFor: sec(SettingPollGraceFor),
		Day: sec(SettingPollDay), DayFor: sec(SettingPollDayFor),
		Week: sec(SettingPollWeek), WeekFor: sec(SettingPollWeekFor),
		PerSecond: s.Int(SettingPollPerSecond),
	}
}

// LinkLife is how long a payment link is expected to be used.
func (s Settings) LinkLife() time.Duration {
	return time.Duration(s.Int(SettingLinkHours)) * time.Hour
}

// SuccessPath is where the till's own listener takes customers who come back
// from the payment page; the payment's id follows.
const SuccessPath = "/paid/"

// successURL is where the customer of a payment link returns: the shop's own
// page, with the payment's id in place of {id}, or this till's listener where the world can reach it. "" is neither.
func (s Settings) successURL(id id.Payment) string {
	if own := s.Get(SettingLinkSuccessURL); own != "" {
		return ReturnURL(own, id)
	}
	if public := s.Get(SettingWebhookPublic); public != "" {
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
func ProfileKeys(c money.Currency) (id, key, account SettingKey) {
	if c == money.USD {
		return SettingUSDProfileID, SettingUSDProfileKey, SettingUSDAccount
	}
	return SettingKHRProfileID, SettingKHRProfileKey, SettingKHRAccount
}

// HasProfile reports that a currency can be taken by KHQR.
func (s Settings) HasProfile(c money.Currency) bool {
	id, _, _ := ProfileKeys(c)
	return s[id] != ""
}

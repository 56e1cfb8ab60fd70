package pos

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
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
	SettingTillNumber     SettingKey = "till.number"
	SettingTillLanguage   SettingKey = "till.language"
	SettingTillTheme      SettingKey = "till.theme"
	SettingCutoffHour     SettingKey = "day.cutoff_hour"
	SettingRate           SettingKey = "rate.khr_per_usd"
	SettingRoundingKHR    SettingKey = "rounding.khr"
	SettingBaseURL        SettingKey = "gateway.base_url"
	SettingUSDProfileID   SettingKey = "gateway.usd.profile_id"
	SettingUSDProfileKey  SettingKey = "gateway.usd.profile_key"
	SettingUSDAccount     SettingKey = "gateway.usd.account"
	SettingKHRProfileID   SettingKey = "gateway.khr.profile_id"
	SettingKHRProfileKey  SettingKey = "gateway.khr.profile_key"
	SettingKHRAccount     SettingKey = "gateway.khr.account"
	SettingAllowNoExpiry  SettingKey = "gateway.allow_no_expiry"
	SettingPollFresh      SettingKey = "poll.fresh_ms"
	SettingPollPerSecond  SettingKey = "poll.per_second"
	SettingPrinterLink    SettingKey = "printer.link"
	SettingPrinterProfile SettingKey = "printer.profile"
	SettingPrinterWidth   SettingKey = "printer.width_mm"
	SettingCustomerScreen SettingKey = "customer.screen"
)

// DefaultBaseURL is the gateway's public address.
const DefaultBaseURL = "https://mail.raksmeypay.com"

// SettingSpec says what a setting may hold.
type SettingSpec struct {
	Key     SettingKey
	Default string
	Secret  bool               // kept by Secrets, never in the database, never printed
	Check   func(string) error // nil: any line of text up to 200 characters
}

// SettingSpecs lists every setting in the order in which people read them.
func SettingSpecs() []SettingSpec {
	return []SettingSpec{
		{Key: SettingShopName},
		{Key: SettingShopNameKhmer},
		{Key: SettingShopAddress},
		{Key: SettingShopVATTIN},
		{Key: SettingShopThanks},
		{Key: SettingTillNumber, Default: "1", Check: whole(1, 99)},
		{Key: SettingTillLanguage, Default: "km", Check: oneOf("en", "km")},
		{Key: SettingTillTheme, Default: "light", Check: oneOf("light", "dark")},
		{Key: SettingCutoffHour, Default: strconv.Itoa(DefaultCutoffHour), Check: whole(0, 23)},
		{Key: SettingRate, Default: "0", Check: checkRate},
		{Key: SettingRoundingKHR, Default: "100", Check: oneOf("1", "50", "100", "500", "1000")},
		{Key: SettingBaseURL, Default: DefaultBaseURL, Check: checkBaseURL},
		{Key: SettingUSDProfileID, Check: checkProfileID},
		{Key: SettingUSDProfileKey, Secret: true, Check: checkProfileKey},
		{Key: SettingUSDAccount, Check: checkAccount},
		{Key: SettingKHRProfileID, Check: checkProfileID},
		{Key: SettingKHRProfileKey, Secret: true, Check: checkProfileKey},
		{Key: SettingKHRAccount, Check: checkAccount},
		{Key: SettingAllowNoExpiry, Default: "false", Check: oneOf("true", "false")},
		{Key: SettingPollFresh, Default: "2000", Check: whole(200, 60_000)},
		{Key: SettingPollPerSecond, Default: "2", Check: whole(1, 20)},
		{Key: SettingPrinterLink, Check: checkLink},
		{Key: SettingPrinterProfile, Default: "generic", Check: oneOf("generic", "clone")},
		{Key: SettingPrinterWidth, Default: "80", Check: oneOf("58", "80")},
		{Key: SettingCustomerScreen, Default: "auto", Check: oneOf("auto", "window", "off")},
	}
}

// SpecOf finds a setting's rule. The error's code is CodeSettingUnknown.
func SpecOf(key SettingKey) (SettingSpec, error) {
	for _, s := range SettingSpecs() {
		if s.Key == key {
			return s, nil
		}
	}
	return SettingSpec{}, Fault(CodeSettingUnknown, key)
}

// CheckValue says whether a setting may hold a value. Empty always may: it
// means the default. The error's code is CodeSettingInvalid.
func (s SettingSpec) CheckValue(value string) error {
	if value == "" {
		return nil
	}
	check := s.Check
	if check == nil {
		check = checkText
	}
	if err := check(value); err != nil {
		shown := value
		if s.Secret {
			shown = "…"
		}
		return Fault(CodeSettingInvalid, s.Key, shown).Because(err)
	}
	return nil
}

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
func (s Settings) Rate() Rate { return Rate(s.Int(SettingRate)) }

// Shop returns the head of the shop's papers.
func (s Settings) Shop() Shop {
	return Shop{
		Name: s.Get(SettingShopName), NameKhmer: s.Get(SettingShopNameKhmer),
		Address: s.Get(SettingShopAddress), VATTIN: s.Get(SettingShopVATTIN),
		Thanks: s.Get(SettingShopThanks),
	}
}

// PollFresh is the time between two polls of a fresh attempt.
func (s Settings) PollFresh() time.Duration {
	return time.Duration(s.Int(SettingPollFresh)) * time.Millisecond
}

// ProfileKeys names the settings of a currency's profile: its id, its secret
// key and the account that its codes must pay.
func ProfileKeys(c Currency) (id, key, account SettingKey) {
	if c == USD {
		return SettingUSDProfileID, SettingUSDProfileKey, SettingUSDAccount
	}
	return SettingKHRProfileID, SettingKHRProfileKey, SettingKHRAccount
}

// HasProfile reports that a currency can be taken by KHQR.
func (s Settings) HasProfile(c Currency) bool {
	id, _, _ := ProfileKeys(c)
	return s[id] != ""
}

func whole(from, to int) func(string) error {
	return func(v string) error {
		n, err := strconv.Atoi(v)
		if err != nil || n < from || n > to {
			return fmt.Errorf("a whole number from %d to %d", from, to)
		}
		return nil
	}
}

func oneOf(values ...string) func(string) error {
	return func(v string) error {
		if !slices.Contains(values, v) {
			return fmt.Errorf("one of %s", strings.Join(values, ", "))
		}
		return nil
	}
}

func checkText(v string) error {
	if len([]rune(v)) > 200 {
		return fmt.Errorf("at most 200 characters")
	}
	for _, r := range v {
		if r < ' ' || r == 0x7f {
			return fmt.Errorf("one line of text without control characters")
		}
	}
	return nil
}

func checkRate(v string) error {
	if v == "0" {
		return nil
	}
	if err := whole(int(MinRate), int(MaxRate))(v); err != nil {
		return fmt.Errorf("riel for one dollar, %d to %d, or 0 for none", MinRate, MaxRate)
	}
	return nil
}

func checkBaseURL(v string) error {
	u, err := url.Parse(v)
	if err != nil || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return fmt.Errorf("an address such as %s", DefaultBaseURL)
	}
	loopback := slices.Contains([]string{"127.0.0.1", "localhost", "::1"}, u.Hostname())
	if u.Scheme != "https" && (u.Scheme != "http" || !loopback) {
		return fmt.Errorf("an https address (http only to this machine itself)")
	}
	return nil
}

func checkProfileID(v string) error {
	if len(v) > 64 {
		return fmt.Errorf("at most 64 characters")
	}
	for _, r := range v {
		if (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && r != '-' && r != '_' {
			return fmt.Errorf("letters and digits only, as the bank's portal shows it")
		}
	}
	return nil
}

func checkProfileKey(v string) error {
	if err := checkText(v); err != nil {
		return err
	}
	if strings.TrimSpace(v) != v || len(v) < 8 {
		return fmt.Errorf("at least 8 characters without spaces around them")
	}
	return nil
}

func checkAccount(v string) error {
	name, bank, ok := strings.Cut(v, "@")
	if !ok || name == "" || bank == "" || len(v) > 32 {
		return fmt.Errorf("a Bakong account: name@bank, at most 32 characters")
	}
	return checkText(v)
}

func checkLink(v string) error {
	kind, _, ok := strings.Cut(v, ":")
	if !ok {
		return fmt.Errorf("a printer link such as paper: or tcp:192.0.2.10:9100")
	}
	return oneOf("serial", "tcp", "usb", "spooler", "cups", "file", "paper")(kind)
}

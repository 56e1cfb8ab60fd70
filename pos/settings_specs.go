package pos

import (
	"slices"
	"strconv"
	"sync"
)

// DefaultBaseURL is the gateway's public address.
const DefaultBaseURL = "https://mail.raksmeypay.com"

// SettingSpec says what a setting may hold.
type SettingSpec struct {
	Key     SettingKey
	Default string
	Secret  bool               // kept by Secrets, never in the database, never printed
	Guarded bool               // needs a manager's word once manager.pin is set
	Most    int                // characters, 300 unless told
	Check   func(string) error // nil: any line of text up to 200 characters
}

// SettingSpecs lists every setting in the order in which people read them.
func SettingSpecs() []SettingSpec { return slices.Clone(settingTable().list) }

// settingTable is made once: settings are read with every snapshot.
var settingTable = sync.OnceValue(func() (t struct {
	list  []SettingSpec
	byKey map[SettingKey]SettingSpec
}) {
	t.list = slices.Concat(shopSpecs(), gatewaySpecs(), paperSpecs())
	t.byKey = make(map[SettingKey]SettingSpec, len(t.list))
	for _, s := range t.list {
		t.byKey[s.Key] = s
	}
	return t
})

// shopSpecs are the settings of the shop and of the till itself.
func shopSpecs() []SettingSpec {
	return []SettingSpec{
		{Key: SettingShopName},
		{Key: SettingShopNameKhmer},
		{Key: SettingShopAddress},
		{Key: SettingShopVATTIN},
		{Key: SettingShopThanks},
		{Key: SettingShopHeader},
		{Key: SettingShopFooter},
		{Key: SettingShopLogo, Most: maxLogo, Check: checkLogo},
		{Key: SettingTillNumber, Guarded: true, Default: "1", Check: whole(1, 99)},
		{Key: SettingTillLanguage, Default: "km", Check: oneOf("en", "km")},
		{Key: SettingTillTheme, Default: "light", Check: oneOf("light", "dark")},
		{Key: SettingCutoffHour, Default: strconv.Itoa(DefaultCutoffHour), Check: whole(0, 23)},
		{Key: SettingRate, Default: "0", Check: checkRate},
		{Key: SettingRoundingKHR, Default: "100", Check: oneOf("1", "50", "100", "500", "1000")},
		{Key: SettingTaxMode, Guarded: true, Default: string(TaxNone), Check: oneOf(string(TaxNone), string(TaxIncluded), string(TaxAdded))},
		{Key: SettingTaxPercent, Guarded: true, Default: "10", Check: whole(1, 30)},
		{Key: SettingTenderOther, Check: checkTenderNames},
		{Key: SettingManagerPIN, Guarded: true, Secret: true, Check: checkPIN},
		{Key: SettingCustomerScreen, Default: "auto", Check: oneOf("auto", "window", "off")},
	}
}

// gatewaySpecs are the settings of the payment service.
func gatewaySpecs() []SettingSpec {
	return []SettingSpec{
		{Key: SettingBaseURL, Guarded: true, Default: DefaultBaseURL, Check: checkBaseURL},
		{Key: SettingUSDProfileID, Guarded: true, Check: checkProfileID},
		{Key: SettingUSDProfileKey, Guarded: true, Secret: true, Check: checkProfileKey},
		{Key: SettingUSDAccount, Guarded: true, Check: checkAccount},
		{Key: SettingKHRProfileID, Guarded: true, Check: checkProfileID},
		{Key: SettingKHRProfileKey, Guarded: true, Secret: true, Check: checkProfileKey},
		{Key: SettingKHRAccount, Guarded: true, Check: checkAccount},
		{Key: SettingAllowNoExpiry, Guarded: true, Default: "false", Check: oneOf("true", "false")},
		{Key: SettingConfirmPayee, Guarded: true, Default: "auto", Check: oneOf("auto", "always")},
		{Key: SettingPollFresh, Guarded: true, Default: "2000", Check: whole(200, 60_000)},
		{Key: SettingPollFreshFor, Guarded: true, Default: "120", Check: whole(0, 3600)},
		{Key: SettingPollLive, Guarded: true, Default: "5000", Check: whole(200, 600_000)},
		{Key: SettingPollLink, Guarded: true, Default: "30000", Check: whole(200, 3_600_000)},
		{Key: SettingPollGrace, Guarded: true, Default: "10000", Check: whole(200, 600_000)},
		{Key: SettingPollGraceFor, Guarded: true, Default: "300", Check: whole(30, 86_400)},
		{Key: SettingPollDay, Guarded: true, Default: "3600", Check: whole(10, 86_400)},
		{Key: SettingPollDayFor, Guarded: true, Default: "86400", Check: whole(600, 604_800)},
		{Key: SettingPollWeek, Guarded: true, Default: "86400", Check: whole(60, 604_800)},
		{Key: SettingPollWeekFor, Guarded: true, Default: "604800", Check: whole(3600, 2_592_000)},
		{Key: SettingPollPerSecond, Guarded: true, Default: "2", Check: whole(1, 20)},
		{Key: SettingLinkSuccessURL, Guarded: true, Check: checkWebURL},
		{Key: SettingLinkHours, Default: "24", Check: whole(1, 168)},
		{Key: SettingWebhookListen, Guarded: true, Check: checkListen},
		{Key: SettingWebhookAPIKey, Guarded: true, Secret: true, Check: checkProfileKey},
		{Key: SettingWebhookPublic, Guarded: true, Check: checkOrigin},
	}
}

// paperSpecs are the settings of printers and the cash drawer.
func paperSpecs() []SettingSpec {
	specs := []SettingSpec{
		{Key: SettingDrawerPin, Default: "2", Check: oneOf("2", "5")},
		{Key: SettingDrawerOpens, Default: "cash", Check: oneOf("cash", "sale", "never")},
	}
	for _, role := range PrintRoles() {
		specs = append(specs, printerSpecs(role)...)
	}
	return specs
}

// SpecOf finds a setting's rule. The error's code is CodeSettingUnknown.
func SpecOf(key SettingKey) (SettingSpec, error) {
	spec, ok := settingTable().byKey[key]
	if !ok {
		return SettingSpec{}, Fault(CodeSettingUnknown, key)
	}
	return spec, nil
}

// maxSetting bounds a value, in characters, where its rule names no other bound.
const maxSetting = 300

// maxLogo bounds the shop's logo, in characters of base64: 64 KiB of a picture
// that is a third of a receipt's width high hold every drawing and most photos.
const maxLogo = 90_000

// CheckValue says whether a setting may hold a value. Empty always may: it
// means the default. The error's code is CodeSettingInvalid.
func (s SettingSpec) CheckValue(value string) error {
	if value == "" {
		return nil
	}
	err := checkLine(value, max(s.Most, maxSetting))
	if err == nil && s.Check != nil {
		err = s.Check(value)
	} else if err == nil {
		err = checkText(value)
	}
	if err != nil {
		shown := value
		if s.Secret || s.Most > 0 {
			shown = "…"
		}
		return Fault(CodeSettingInvalid, s.Key, shown).Because(err)
	}
	return nil
}

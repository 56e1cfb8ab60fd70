package pos

import (
	"slices"
	"strconv"
	"sync"

	"psar/pos/fault"
	"psar/pos/money"
	"psar/pos/staff"
	"psar/pos/text"
)

// DefaultBaseURL is the gateway's public address.
const DefaultBaseURL = "https://mail.raksmeypay.com"

// SettingSpec says what a setting may hold.
type SettingSpec struct {
	Key     SettingKey
	Default string
	Secret  bool               // kept by Secrets, never in the database, never printed
	Needs   staff.Action       // to change it; "": anybody may
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
		{Key: SettingShopName, Needs: staff.ActionSettings},
		{Key: SettingShopNameKhmer, Needs: staff.ActionSettings},
		{Key: SettingShopAddress, Needs: staff.ActionSettings},
		{Key: SettingShopVATTIN, Needs: staff.ActionSettings},
		{Key: SettingShopThanks, Needs: staff.ActionSettings},
		{Key: SettingShopHeader, Needs: staff.ActionSettings},
		{Key: SettingShopFooter, Needs: staff.ActionSettings},
		{Key: SettingShopLogo, Needs: staff.ActionSettings, Most: maxLogo, Check: checkLogo},
		{Key: SettingTillNumber, Needs: staff.ActionGuardedSettings, Default: "1", Check: whole(1, 99)},
		{Key: SettingTillLanguage, Default: "km", Check: oneOf("en", "km")},
		{Key: SettingTillTheme, Default: "light", Check: oneOf("light", "dark")},
		{Key: SettingLockAfter, Needs: staff.ActionSettings, Default: "10", Check: whole(0, 240)},
		{Key: SettingSignIn, Needs: staff.ActionSettings, Default: "false", Check: oneOf("true", "false")},
		{Key: SettingCutoffHour, Needs: staff.ActionSettings, Default: strconv.Itoa(money.DefaultCutoffHour), Check: whole(0, 23)},
		{Key: SettingClockWrongZ, Needs: staff.ActionGuardedSettings, Check: whole(1, 999_999)},
		{Key: SettingRate, Needs: staff.ActionRate, Check: checkRate},
		{Key: SettingRoundingKHR, Needs: staff.ActionSettings, Default: "100", Check: oneOf("1", "50", "100", "500", "1000")},
		{Key: SettingTaxMode, Needs: staff.ActionGuardedSettings, Default: string(money.TaxNone), Check: oneOf(string(money.TaxNone), string(money.TaxIncluded), string(money.TaxAdded))},
		{Key: SettingTaxPercent, Needs: staff.ActionGuardedSettings, Default: "10", Check: whole(1, 30)},
		{Key: SettingTenderOther, Needs: staff.ActionSettings, Check: checkTenderNames},
		{Key: SettingDiscountLimit, Needs: staff.ActionSettings, Default: "20", Check: whole(0, 100)},
		{Key: SettingManagerPIN, Needs: staff.ActionGuardedSettings, Secret: true, Check: text.CheckPIN},
		{Key: SettingCustomerScreen, Default: "auto", Check: oneOf("auto", "window", "off")},
		{Key: SettingScannerPrefix, Needs: staff.ActionSettings, Check: checkScanner},
		{Key: SettingScannerSuffix, Needs: staff.ActionSettings, Check: checkScanner},
	}
}

// gatewaySpecs are the settings of the payment service.
func gatewaySpecs() []SettingSpec {
	return []SettingSpec{
		{Key: SettingBaseURL, Needs: staff.ActionGuardedSettings, Default: DefaultBaseURL, Check: checkBaseURL},
		{Key: SettingUSDProfileID, Needs: staff.ActionGuardedSettings, Check: checkProfileID},
		{Key: SettingUSDProfileKey, Needs: staff.ActionGuardedSettings, Secret: true, Check: checkProfileKey},
		{Key: SettingUSDAccount, Needs: staff.ActionGuardedSettings, Check: checkAccount},
		{Key: SettingKHRProfileID, Needs: staff.ActionGuardedSettings, Check: checkProfileID},
		{Key: SettingKHRProfileKey, Needs: staff.ActionGuardedSettings, Secret: true, Check: checkProfileKey},
		{Key: SettingKHRAccount, Needs: staff.ActionGuardedSettings, Check: checkAccount},
		{Key: SettingAllowNoExpiry, Needs: staff.ActionGuardedSettings, Default: "false", Check: oneOf("true", "false")},
		{Key: SettingConfirmPayee, Needs: staff.ActionGuardedSettings, Default: "auto", Check: oneOf("auto", "always")},
		{Key: SettingPollFresh, Needs: staff.ActionGuardedSettings, Default: "2000", Check: whole(200, 60_000)},
		{Key: SettingPollFreshFor, Needs: staff.ActionGuardedSettings, Default: "120", Check: whole(0, 3600)},
		{Key: SettingPollLive, Needs: staff.ActionGuardedSettings, Default: "5000", Check: whole(200, 600_000)},
		{Key: SettingPollLink, Needs: staff.ActionGuardedSettings, Default: "30000", Check: whole(200, 3_600_000)},
		{Key: SettingPollGrace, Needs: staff.ActionGuardedSettings, Default: "10000", Check: whole(200, 600_000)},
		{Key: SettingPollGraceFor, Needs: staff.ActionGuardedSettings, Default: "300", Check: whole(30, 86_400)},
		{Key: SettingPollDay, Needs: staff.ActionGuardedSettings, Default: "3600", Check: whole(10, 86_400)},
		{Key: SettingPollDayFor, Needs: staff.ActionGuardedSettings, Default: "86400", Check: whole(600, 604_800)},
		{Key: SettingPollWeek, Needs: staff.ActionGuardedSettings, Default: "86400", Check: whole(60, 604_800)},
		{Key: SettingPollWeekFor, Needs: staff.ActionGuardedSettings, Default: "604800", Check: whole(3600, 2_592_000)},
		{Key: SettingPollPerSecond, Needs: staff.ActionGuardedSettings, Default: "2", Check: whole(1, 20)},
		{Key: SettingLinkSuccessURL, Needs: staff.ActionGuardedSettings, Check: checkWebURL},
		{Key: SettingLinkHours, Needs: staff.ActionSettings, Default: "24", Check: whole(1, 168)},
		{Key: SettingWebhookListen, Needs: staff.ActionGuardedSettings, Check: checkListen},
		{Key: SettingWebhookAPIKey, Needs: staff.ActionGuardedSettings, Secret: true, Check: checkProfileKey},
		{Key: SettingWebhookPublic, Needs: staff.ActionGuardedSettings, Check: checkOrigin},
	}
}

// paperSpecs are the settings of printers and the cash drawer.
func paperSpecs() []SettingSpec {
	specs := []SettingSpec{
		{Key: SettingDrawerPin, Needs: staff.ActionSettings, Default: "2", Check: oneOf("2", "5")},
		{Key: SettingDrawerOpens, Needs: staff.ActionSettings, Default: "cash", Check: oneOf("cash", "sale", "never")},
	}
	for _, role := range PrintRoles() {
		specs = append(specs, printerSpecs(role)...)
	}
	return specs
}

// SpecOf finds a setting's rule. The error's code is fault.SettingUnknown.
func SpecOf(key SettingKey) (SettingSpec, error) {
	spec, ok := settingTable().byKey[key]
	if !ok {
		return SettingSpec{}, fault.New(fault.SettingUnknown, key)
	}
	return spec, nil
}

// maxSetting bounds a value, in characters, where its rule names no other bound.
const maxSetting = 300

// maxLogo bounds the shop's logo, in characters of base64: 64 KiB of a picture
// that is a third of a receipt's width high hold every drawing and most photos.
const maxLogo = 90_000

// CheckValue says whether a setting may hold a value. Empty always may: it
// means the default. The error's code is fault.SettingInvalid.
func (s SettingSpec) CheckValue(value string) error {
	if value == "" {
		return nil
	}
	err := text.CheckLine(value, max(s.Most, maxSetting))
	if err == nil && s.Check != nil {
		err = s.Check(value)
	} else if err == nil {
		err = text.Check(value)
	}
	if err != nil {
		shown := value
		if s.Secret || s.Most > 0 {
			shown = "…"
		}
		return fault.New(fault.SettingInvalid, s.Key, shown).Because(err)
	}
	return nil
}

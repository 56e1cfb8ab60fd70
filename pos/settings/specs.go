package settings

import (
	"slices"
	"strconv"
	"strings"
	"sync"

	"psar/pos/fault"
	"psar/pos/money"
	"psar/pos/staff"
	"psar/pos/text"
)

// DefaultBaseURL is the gateway's public address.
const DefaultBaseURL = "https://mail.raksmeypay.com"

// Spec is the rule of one setting.
type Spec struct {
	Key     Key
	Default string
	Secret  bool               // kept by pos.Secrets, never in the database, never printed
	Needs   staff.Action       // the permission to change it; "" for everybody
	Most    int                // characters; 300 where zero
	Check   func(string) error // nil accepts any line of up to 200 characters
}

// Specs lists every setting in the order in which people read them.
func Specs() []Spec { return slices.Clone(settingTable().list) }

// settingTable is built once: settings are read for every snapshot.
var settingTable = sync.OnceValue(func() (t struct {
	list  []Spec
	byKey map[Key]Spec
}) {
	t.list = slices.Concat(shopSpecs(), gatewaySpecs(), paperSpecs())
	t.byKey = make(map[Key]Spec, len(t.list))
	for _, s := range t.list {
		t.byKey[s.Key] = s
	}
	return t
})

// shopSpecs lists the settings of the shop and of the till itself.
func shopSpecs() []Spec {
	return []Spec{
		{Key: ShopName, Needs: staff.ActionSettings},
		{Key: ShopNameKhmer, Needs: staff.ActionSettings},
		{Key: ShopAddress, Needs: staff.ActionSettings},
		{Key: ShopVATTIN, Needs: staff.ActionSettings},
		{Key: ShopThanks, Needs: staff.ActionSettings},
		{Key: ShopHeader, Needs: staff.ActionSettings},
		{Key: ShopFooter, Needs: staff.ActionSettings},
		{Key: ShopLogo, Needs: staff.ActionSettings, Most: maxLogo, Check: checkLogo},
		{Key: TillNumber, Needs: staff.ActionGuardedSettings, Default: "1", Check: whole(1, 99)},
		{Key: TillLanguage, Default: "km", Check: oneOf("en", "km")},
		{Key: TillTheme, Default: "light", Check: oneOf("light", "dark")},
		{Key: LockAfter, Needs: staff.ActionSettings, Default: "10", Check: whole(0, 240)},
		{Key: KeepDays, Needs: staff.ActionGuardedSettings, Default: "90", Check: whole(1, 3650)},
		{Key: SignIn, Needs: staff.ActionSignInRule, Default: "false", Check: oneOf("true", "false")},
		{Key: CutoffHour, Needs: staff.ActionSettings, Default: strconv.Itoa(money.DefaultCutoffHour), Check: whole(0, 23)},
		{Key: ClockWrongZ, Needs: staff.ActionGuardedSettings, Check: whole(1, 999_999)},
		{Key: Rate, Needs: staff.ActionRate, Check: checkRate},
		{Key: RoundingKHR, Needs: staff.ActionSettings, Default: "100", Check: oneOf("1", "50", "100", "500", "1000")},
		{Key: TaxMode, Needs: staff.ActionGuardedSettings, Default: string(money.TaxNone), Check: oneOf(string(money.TaxNone), string(money.TaxIncluded), string(money.TaxAdded))},
		{Key: TaxPercent, Needs: staff.ActionGuardedSettings, Default: "10", Check: whole(1, 30)},
		{Key: TenderOther, Needs: staff.ActionSettings, Check: checkTenderNames},
		{Key: DiscountLimit, Needs: staff.ActionSettings, Default: "20", Check: whole(0, 100)},
		{Key: ManagerPIN, Needs: staff.ActionGuardedSettings, Secret: true, Check: text.CheckPIN},
		{Key: CustomerScreen, Default: "auto", Check: oneOf("auto", "window", "off")},
		{Key: ScannerPrefix, Needs: staff.ActionSettings, Check: checkScanner},
		{Key: ScannerSuffix, Needs: staff.ActionSettings, Check: checkScanner},
	}
}

// gatewaySpecs lists the settings of the payment service.
func gatewaySpecs() []Spec {
	return []Spec{
		{Key: BaseURL, Needs: staff.ActionGuardedSettings, Default: DefaultBaseURL, Check: checkBaseURL},
		{Key: GatewayProxy, Needs: staff.ActionGuardedSettings, Check: checkProxy},
		{Key: GatewayCAFile, Needs: staff.ActionGuardedSettings, Most: maxFile, Check: checkFile},
		{Key: USDProfileID, Needs: staff.ActionGuardedSettings, Check: checkProfileID},
		{Key: USDProfileKey, Needs: staff.ActionGuardedSettings, Secret: true, Check: checkProfileKey},
		{Key: USDAccount, Needs: staff.ActionGuardedSettings, Check: checkAccount},
		{Key: KHRProfileID, Needs: staff.ActionGuardedSettings, Check: checkProfileID},
		{Key: KHRProfileKey, Needs: staff.ActionGuardedSettings, Secret: true, Check: checkProfileKey},
		{Key: KHRAccount, Needs: staff.ActionGuardedSettings, Check: checkAccount},
		{Key: AllowNoExpiry, Needs: staff.ActionGuardedSettings, Default: "false", Check: oneOf("true", "false")},
		{Key: ConfirmPayee, Needs: staff.ActionGuardedSettings, Default: "auto", Check: oneOf("auto", "always")},
		{Key: PollFresh, Needs: staff.ActionGuardedSettings, Default: "2000", Check: whole(200, 60_000)},
		{Key: PollFreshFor, Needs: staff.ActionGuardedSettings, Default: "120", Check: whole(0, 3600)},
		{Key: PollLive, Needs: staff.ActionGuardedSettings, Default: "5000", Check: whole(200, 600_000)},
		{Key: PollLink, Needs: staff.ActionGuardedSettings, Default: "30000", Check: whole(200, 3_600_000)},
		{Key: PollGrace, Needs: staff.ActionGuardedSettings, Default: "10000", Check: whole(200, 600_000)},
		{Key: PollGraceFor, Needs: staff.ActionGuardedSettings, Default: "300", Check: whole(30, 86_400)},
		{Key: PollDay, Needs: staff.ActionGuardedSettings, Default: "3600", Check: whole(10, 86_400)},
		{Key: PollDayFor, Needs: staff.ActionGuardedSettings, Default: "86400", Check: whole(600, 604_800)},
		{Key: PollWeek, Needs: staff.ActionGuardedSettings, Default: "86400", Check: whole(60, 604_800)},
		{Key: PollWeekFor, Needs: staff.ActionGuardedSettings, Default: "604800", Check: whole(3600, 2_592_000)},
		{Key: PollPerSecond, Needs: staff.ActionGuardedSettings, Default: "2", Check: whole(1, 20)},
		{Key: LinkSuccessURL, Needs: staff.ActionGuardedSettings, Check: CheckWebURL},
		{Key: LinkHours, Needs: staff.ActionSettings, Default: "24", Check: whole(1, 168)},
		{Key: WebhookListen, Needs: staff.ActionGuardedSettings, Check: checkListen},
		{Key: WebhookAPIKey, Needs: staff.ActionGuardedSettings, Secret: true, Check: checkProfileKey},
		{Key: WebhookPublic, Needs: staff.ActionGuardedSettings, Check: checkOrigin},
	}
}

// paperSpecs lists the settings of printers and cash drawer.
func paperSpecs() []Spec {
	specs := []Spec{
		{Key: DrawerPin, Needs: staff.ActionSettings, Default: "2", Check: oneOf("2", "5")},
		{Key: DrawerOpens, Needs: staff.ActionSettings, Default: "cash", Check: oneOf("cash", "sale", "never")},
	}
	specs = append(specs, Spec{
		Key: ReceiptsOn, Needs: staff.ActionSell, Default: string(RoleReceipt),
		Check: oneOf(string(RoleReceipt), string(RoleSlip), string(RoleReport)),
	})
	for _, role := range PrintRoles() {
		specs = append(specs, printerSpecs(role)...)
	}
	return specs
}

// SpecOf returns a setting's rule. The error's code is fault.SettingUnknown.
func SpecOf(key Key) (Spec, error) {
	spec, ok := settingTable().byKey[key]
	if !ok {
		return Spec{}, fault.New(fault.SettingUnknown, key)
	}
	return spec, nil
}

// words reports a setting that holds what people say: a name, an address, thanks. The others
// hold accounts, addresses of the network, numbers and words of the program.
func (s Spec) words() bool { return s.Check == nil || s.Key == TenderOther }

// Tidy returns a value as it is kept.
func (s Spec) Tidy(value string) string {
	if s.words() {
		return text.Tidy(value)
	}
	return strings.TrimSpace(value)
}

// maxSetting bounds a value, in characters, where its rule has no other bound.
const maxSetting = 300

// maxLogo bounds the shop's logo, in characters of base64: 64 KiB suffice for any drawing
// and most photos as wide as a receipt and a third as high.
const maxLogo = 90_000

// CheckValue checks that a setting may hold a value. Empty is always allowed and means
// the default. The error's code is fault.SettingInvalid.
func (s Spec) CheckValue(value string) error {
	if value == "" {
		return nil
	}
	most := max(s.Most, maxSetting)
	var err error
	switch {
	case s.words():
		err = text.CheckLine(value, most)
	default:
		err = text.CheckCode(value, most)
	}
	if err == nil && s.Check != nil {
		err = s.Check(value)
	} else if err == nil {
		err = text.Check(value)
	}
	if err != nil {
		shown := value
		if s.Secret || s.Key == ShopLogo {
			shown = "…"
		}
		return fault.New(fault.SettingInvalid, s.Key, shown).Because(err)
	}
	return nil
}

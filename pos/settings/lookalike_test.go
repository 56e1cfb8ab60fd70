package settings_test

import (
	"testing"

	"psar/pos/fault"
	"psar/pos/settings"
)

// An account that looks like the shop's is not the shop's, and neither is a host.
func TestLookAlikesAreRefused(t *testing.T) {
	t.Parallel()
	for name, shop := range map[string]string{
		"Cyrillic":     "s\u043ek",
		"Greek":        "s\u03bfk",
		"FullWidth":    "s\uff4fk",
		"Mathematical": "s\U0001d428k",
		"ZeroWidth":    "so\u200bk",
		"Joiner":       "so\u200dk",
		"WordJoiner":   "so\u2060k",
		"SoftHyphen":   "so\u00adk",
		"Override":     "so\u202ek",
		"Isolate":      "so\u2066k",
		"C1":           "so\u0085k",
		"Delete":       "so\x7fk",
		"Space":        "so k",
		"NoBreakSpace": "so\u00a0k",
	} {
		for key, value := range map[settings.Key]string{
			settings.USDAccount: shop + "@aclb", settings.KHRAccount: "shop@" + shop,
			settings.BaseURL: "https://" + shop + ".example", settings.WebhookPublic: "https://" + shop + ".example",
			settings.LinkSuccessURL: "https://" + shop + ".example/thanks",
		} {
			spec, err := settings.SpecOf(key)
			if err != nil {
				t.Fatal(err)
			}
			if err := spec.CheckValue(value); fault.CodeOf(err) != fault.SettingInvalid {
				t.Errorf("%s: %s takes %+q", name, key, value)
			}
		}
	}
	if err := settings.CheckWebURL("https://xn--sk-fmc.example/ហាង"); err != nil {
		t.Errorf("a host of other letters, as it is registered: %v", err)
	}
}

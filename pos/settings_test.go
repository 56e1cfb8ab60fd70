package pos_test

import (
	"strings"
	"testing"
	"time"

	"psar/pos"
	"psar/pos/fault"
	"psar/pos/money"
)

func TestSettingValues(t *testing.T) {
	t.Parallel()
	tests := []struct {
		key       pos.SettingKey
		good, bad []string
	}{
		{pos.SettingShopName, []string{"", "ហាងកាហ្វេ", strings.Repeat("ក", 200)}, []string{"a\nb", "a\x1b[2J", strings.Repeat("a", 201)}},
		{pos.SettingTillNumber, []string{"1", "99"}, []string{"0", "100", "-1", "1.5", "one"}},
		{pos.SettingTillLanguage, []string{"en", "km"}, []string{"fr", "EN"}},
		{pos.SettingCutoffHour, []string{"0", "4", "23"}, []string{"24", "-1"}},
		{pos.SettingRate, []string{"", "1000", "4100", "10000"}, []string{"0", "1", "999", "10001", "41000", "4100.5", "-4100"}},
		{pos.SettingRoundingKHR, []string{"1", "50", "100", "500", "1000"}, []string{"0", "7"}},
		{pos.SettingBaseURL,
			[]string{"https://mail.raksmeypay.com", "https://uat.example:8443/x", "http://127.0.0.1:8080", "http://localhost:1", "http://[::1]:80"},
			[]string{"mail.raksmeypay.com", "http://mail.raksmeypay.com", "http://127.0.0.1.example.com", "ftp://127.0.0.1", "https://u:p@example.com", "https://example.com?x=1", "https://example.com#x", "https://"}},
		{pos.SettingUSDProfileID, []string{"0123456789abcdef0123456789abcdef", "uat_1-2"}, []string{"a/b", "a b", "a?b", "é", strings.Repeat("a", 65)}},
		{pos.SettingUSDProfileKey, []string{"12345678"}, []string{"1234567", "12345678\t", "1234\x005678"}},
		{pos.SettingKHRAccount, []string{"shop@aclb", "a@b"}, []string{"shop", "@bank", "shop@", strings.Repeat("a", 30) + "@bank"}},
		{pos.SettingAllowNoExpiry, []string{"true", "false"}, []string{"1", "yes"}},
		{pos.SettingPollFresh, []string{"200", "2000", "60000"}, []string{"199", "60001", "2s"}},
		{pos.SettingScannerPrefix, []string{"~", "P1", strings.Repeat("#", 16)}, []string{"a b", "ក", "\t", "\x02", strings.Repeat("a", 17)}},
		{pos.SettingScannerSuffix, []string{"#"}, []string{"#\r", "é"}},
		{pos.SettingPollPerSecond, []string{"1", "20"}, []string{"0", "21"}},
		{pos.SettingPrinterLink, []string{"tcp:192.0.2.10:9100", "serial:COM3?baud=9600", "paper:", "cups:Kitchen"}, []string{"printer", "ftp:x", "rm -rf"}},
		{pos.SettingPrinterWidth, []string{"58", "80"}, []string{"70"}},
	}
	for _, tt := range tests {
		spec, err := pos.SpecOf(tt.key)
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range append(tt.good, "", spec.Default) {
			if err := spec.CheckValue(v); err != nil {
				t.Errorf("%s %q: %v", tt.key, v, err)
			}
		}
		for _, v := range tt.bad {
			if err := spec.CheckValue(v); fault.CodeOf(err) != fault.SettingInvalid {
				t.Errorf("%s takes %q: %v", tt.key, v, err)
			}
		}
	}
	if _, err := pos.SpecOf("no.such"); fault.CodeOf(err) != fault.SettingUnknown {
		t.Errorf("an unknown setting: %v", err)
	}
}

func TestSecretsAreNotTold(t *testing.T) {
	t.Parallel()
	for _, spec := range pos.SettingSpecs() {
		named := strings.HasSuffix(string(spec.Key), "_key") || spec.Key == pos.SettingManagerPIN
		if spec.Secret != named {
			t.Errorf("%s: secret %v", spec.Key, spec.Secret)
		}
		if !spec.Secret {
			continue
		}
		if err := spec.CheckValue("hush\x00"); err == nil || strings.Contains(err.Error(), "hush") {
			t.Errorf("%s: the error repeats the secret: %v", spec.Key, err)
		}
	}
}

func TestSettingsDefaults(t *testing.T) {
	t.Parallel()
	var none pos.Settings
	if none.Int(pos.SettingTillNumber) != 1 || none.Int(pos.SettingCutoffHour) != 4 || none.Bool(pos.SettingAllowNoExpiry) {
		t.Error("an empty till is not till 1 with a cutoff of 04:00 that insists on an expiry")
	}
	if none.PollPlan().Fresh != 2*time.Second || none.Rate() != 0 || none.HasProfile(money.USD) {
		t.Error("an empty till has a rate or a profile, or polls at another pace than 2 s")
	}
	damaged := pos.Settings{pos.SettingTillNumber: "x"}
	if got := damaged.Int(pos.SettingTillNumber); got != 1 {
		t.Errorf("a damaged number is read as %d", got)
	}
	one := pos.Settings{pos.SettingKHRProfileID: "abc"}
	if one.HasProfile(money.USD) || !one.HasProfile(money.KHR) {
		t.Error("a riel profile is taken for dollars")
	}
}

func TestCodeOf(t *testing.T) {
	t.Parallel()
	inner := fault.New(fault.DiskFull, "/data")
	outer := fault.New(fault.DataUnwritable).Because(inner)
	if fault.CodeOf(outer) != fault.DataUnwritable || fault.CodeOf(inner) != fault.DiskFull || fault.CodeOf(nil) != "" {
		t.Error("the first error in the chain names the code")
	}
	if got := outer.Error(); got != "data unwritable: disk full /data" {
		t.Error(got)
	}
}

func TestSettingsStandOnceInTheTable(t *testing.T) {
	t.Parallel()
	seen := map[pos.SettingKey]bool{}
	for _, spec := range pos.SettingSpecs() {
		if seen[spec.Key] {
			t.Errorf("%s stands twice", spec.Key)
		}
		seen[spec.Key] = true
	}
}

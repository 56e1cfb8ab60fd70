package settings_test

import (
	"strings"
	"testing"
	"time"

	"psar/pos/fault"
	"psar/pos/money"
	"psar/pos/settings"
)

func TestSettingValues(t *testing.T) {
	t.Parallel()
	tests := []struct {
		key       settings.Key
		good, bad []string
	}{
		{settings.ShopName, []string{"", "ហាងកាហ្វេ", strings.Repeat("ក", 200)}, []string{"a\nb", "a\x1b[2J", strings.Repeat("a", 201)}},
		{settings.TillNumber, []string{"1", "99"}, []string{"0", "100", "-1", "1.5", "one"}},
		{settings.TillLanguage, []string{"en", "km"}, []string{"fr", "EN"}},
		{settings.CutoffHour, []string{"0", "4", "23"}, []string{"24", "-1"}},
		{settings.Rate, []string{"", "1000", "4100", "10000"}, []string{"0", "1", "999", "10001", "41000", "4100.5", "-4100"}},
		{settings.RoundingKHR, []string{"1", "50", "100", "500", "1000"}, []string{"0", "7"}},
		{settings.BaseURL,
			[]string{"https://mail.raksmeypay.com", "https://uat.example:8443/x", "http://127.0.0.1:8080", "http://localhost:1", "http://[::1]:80"},
			[]string{"mail.raksmeypay.com", "http://mail.raksmeypay.com", "http://127.0.0.1.example.com", "ftp://127.0.0.1", "https://u:p@example.com", "https://example.com?x=1", "https://example.com#x", "https://"}},
		{settings.USDProfileID, []string{"0123456789abcdef0123456789abcdef", "uat_1-2"}, []string{"a/b", "a b", "a?b", "é", strings.Repeat("a", 65)}},
		{settings.USDProfileKey, []string{"12345678"}, []string{"1234567", "12345678\t", "1234\x005678"}},
		{settings.KHRAccount, []string{"shop@aclb", "a@b"}, []string{"shop", "@bank", "shop@", strings.Repeat("a", 30) + "@bank"}},
		{settings.AllowNoExpiry, []string{"true", "false"}, []string{"1", "yes"}},
		{settings.PollFresh, []string{"200", "2000", "60000"}, []string{"199", "60001", "2s"}},
		{settings.ScannerPrefix, []string{"~", "P1", strings.Repeat("#", 16)}, []string{"a b", "ក", "\t", "\x02", strings.Repeat("a", 17)}},
		{settings.ScannerSuffix, []string{"#"}, []string{"#\r", "é"}},
		{settings.PollPerSecond, []string{"1", "20"}, []string{"0", "21"}},
		{settings.PrinterLink, []string{"tcp:192.0.2.10:9100", "serial:COM3?baud=9600", "paper:", "cups:Kitchen"}, []string{"printer", "ftp:x", "rm -rf"}},
		{settings.PrinterWidth, []string{"58", "80"}, []string{"70"}},
	}
	for _, tt := range tests {
		spec, err := settings.SpecOf(tt.key)
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
	if _, err := settings.SpecOf("no.such"); fault.CodeOf(err) != fault.SettingUnknown {
		t.Errorf("an unknown setting: %v", err)
	}
}

func TestErrorsHideSecrets(t *testing.T) {
	t.Parallel()
	for _, spec := range settings.Specs() {
		named := strings.HasSuffix(string(spec.Key), "_key") || spec.Key == settings.ManagerPIN
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
	var none settings.Values
	if none.Int(settings.TillNumber) != 1 || none.Int(settings.CutoffHour) != 4 || none.Bool(settings.AllowNoExpiry) {
		t.Error("an empty till is not till 1 with a cutoff of 04:00 that insists on an expiry")
	}
	if none.PollPlan().Fresh != 2*time.Second || none.Rate() != 0 || none.HasProfile(money.USD) {
		t.Error("an empty till has a rate or a profile, or polls at another pace than 2 s")
	}
	damaged := settings.Values{settings.TillNumber: "x"}
	if got := damaged.Int(settings.TillNumber); got != 1 {
		t.Errorf("a damaged number is read as %d", got)
	}
	one := settings.Values{settings.KHRProfileID: "abc"}
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
	seen := map[settings.Key]bool{}
	for _, spec := range settings.Specs() {
		if seen[spec.Key] {
			t.Errorf("%s stands twice", spec.Key)
		}
		seen[spec.Key] = true
	}
}

// An address that leads to this machine has no bank behind it, in whatever form it is
// written.
func TestTestGateway(t *testing.T) {
	t.Parallel()
	for base, want := range map[string]bool{
		"http://127.0.0.1:8090": true, "http://localhost": true, "https://LOCALHOST.:1": true, "https://bank.localhost": true,
		"http://[::1]:8090": true, "https://127.9.9.9": true, "https://[::ffff:127.0.0.1]": true, "https://0.0.0.0": true, "https://[::]": true,
		settings.DefaultBaseURL: false, "https://192.0.2.1": false, "https://localhost.example": false, "https://127.0.0.1.example": false, "": false,
	} {
		if settings.TestGateway(base) != want {
			t.Errorf("%q", base)
		}
	}
}

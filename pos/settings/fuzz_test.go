package settings_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"psar/pos/fault"
	"psar/pos/money"
	"psar/pos/settings"
)

// FuzzSettings: every value that is accepted is one line of UTF-8 that all readers of the
// settings can use, and no error quotes a secret.
func FuzzSettings(f *testing.F) {
	for i, spec := range settings.Specs() {
		f.Add(i, spec.Default)
	}
	for _, v := range []string{
		"0", "-1", "99999999999999999999", "1e3", "٣", "៣", "a@b", "name@", "http://127.0.0.1:1", "https://u:p@h", "https://h?x#y",
		"file:/dev/lp0", "tcp:[::1]:9100", "line\nbreak", "\xff", "\u200b", ":0", "[::]:70000", "2468",
	} {
		for i := range settings.Specs() {
			f.Add(i, v)
		}
	}
	f.Fuzz(func(t *testing.T, n int, value string) {
		specs := settings.Specs()
		spec := specs[((n%len(specs))+len(specs))%len(specs)]
		err := spec.CheckValue(value)
		if err != nil {
			if fault.CodeOf(err) != fault.SettingInvalid {
				t.Fatalf("%s %q: %v", spec.Key, value, err)
			}
			if spec.Secret && len(value) > 8 && strings.Contains(err.Error(), value) {
				t.Fatalf("%s: the error repeats the secret", spec.Key)
			}
			return
		}
		if !utf8.ValidString(value) || strings.ContainsAny(value, "\n\r\x00\x1b\x7f") {
			t.Fatalf("%s takes %q", spec.Key, value)
		}
		s := settings.Values{spec.Key: value}
		plan := s.PollPlan()
		if plan.Fresh <= 0 || plan.Live <= 0 || plan.Link <= 0 || plan.Grace <= 0 || plan.Day <= 0 || plan.Week <= 0 || plan.PerSecond < 1 {
			t.Fatalf("%s %q: a plan that never waits: %+v", spec.Key, value, plan)
		}
		if rate := s.Rate(); rate != 0 && (rate < money.MinRate || rate > money.MaxRate) {
			t.Fatalf("rate %q: %d", value, rate)
		}
		if till := s.Int(settings.TillNumber); till < 1 || till > 99 {
			t.Fatalf("till number %q: %d", value, till)
		}
		if hour := s.Int(settings.CutoffHour); hour < 0 || hour > 23 {
			t.Fatalf("cutoff %q: %d", value, hour)
		}
		if s.LinkLife() <= 0 || s.Int(settings.RoundingKHR) < 1 {
			t.Fatalf("%s %q", spec.Key, value)
		}
		if spec.Key == settings.BaseURL && strings.HasPrefix(value, "http://") && !settings.LoopbackURL(value) {
			t.Fatalf("plain HTTP to %q", value)
		}
	})
}

package facts_test

import (
	"strings"
	"testing"

	"psar/pos/facts"
	"psar/pos/report"
)

// An audit says that the logo was changed, and leaves out the picture.
func TestAuditLeavesOutTheLogo(t *testing.T) {
	t.Parallel()
	picture := strings.Repeat("iVBORw0K", 10_000)
	got := facts.AuditEventOf(report.AuditEvent{Kind: facts.SettingChanged}, 1, []byte(`{"key":"shop.logo","from":"`+picture+`","to":"`+picture+`","by":"Dara"}`))
	if want := (report.AuditEvent{Kind: facts.SettingChanged, By: "Dara", What: "shop.logo"}); got != want {
		t.Errorf("what %q, by %q, %d characters", got.What, got.By, len(got.From+got.To))
	}
	got = facts.AuditEventOf(report.AuditEvent{Kind: facts.SettingChanged}, 1, []byte(`{"key":"shop.name","from":"Sokha","to":"Dara"}`))
	if got.From != "Sokha" || got.To != "Dara" {
		t.Errorf("%+v", got)
	}
}

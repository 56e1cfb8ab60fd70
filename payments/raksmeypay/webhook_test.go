package raksmeypay

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
)

const testAPIKey = "webhook-api-key"

// webhookBody is a valid webhook of payment 12, with changes.
func webhookBody(changes map[string]any) string {
	fields := map[string]any{
		"transaction_id": "12", "amount": "5.00", "currency": "USD", "status": "SUCCESS", "profile_id": testProfile,
		"bakong_hash": "ab12", "timestamp": 1_750_000_000, "hash": HashWebhook(testKey, "1750000000", "5.00", "ab12", "12"),
	}
	for name, value := range changes {
		if value == nil {
			delete(fields, name)
		} else {
			fields[name] = value
		}
	}
	b, _ := json.Marshal(fields)
	return string(b)
}

func TestGoldenWebhook(t *testing.T) {
	t.Parallel()
	for _, g := range readGolden(t) {
		seconds, err := g.Webhook.Timestamp.Int64()
		if err != nil {
			t.Fatal(err)
		}
		got, err := ParseWebhook([]byte(g.WebhookJSON), Profile{"another", testKey}, Profile{g.ProfileID, g.Key})
		want := Webhook{
			g.Webhook.TransactionID, g.Webhook.Amount, g.Webhook.Bakong, seconds,
			Unproved{g.ProfileID, g.Webhook.Currency, g.Webhook.Status},
		}
		if err != nil || got != want {
			t.Errorf("%s: %+v, %v\nwant %+v", g.Name, got, err, want)
		}
	}
}

func TestParseWebhook(t *testing.T) {
	t.Parallel()
	profiles := []Profile{{"other", "another-key"}, {testProfile, testKey}}
	for name, c := range map[string]struct {
		body   string
		reason Reason
	}{
		"OK":              {webhookBody(nil), ""},
		"NoProfile":       {webhookBody(map[string]any{"profile_id": nil}), ""},
		"OtherStatus":     {webhookBody(map[string]any{"status": "FAILED"}), ""}, // still a reason to verify
		"NotOurProfile":   {webhookBody(map[string]any{"profile_id": "0000"}), WrongProfile},
		"ProfileOfOthers": {webhookBody(map[string]any{"profile_id": "other"}), WrongHash},
		"NoID":            {webhookBody(map[string]any{"transaction_id": nil}), Missing},
		"IDNumber":        {webhookBody(map[string]any{"transaction_id": 12}), Malformed},
		"IDSpace":         {webhookBody(map[string]any{"transaction_id": "1 2"}), Malformed},
		"NoAmount":        {webhookBody(map[string]any{"amount": ""}), Missing},
		"AmountNumber":    {webhookBody(map[string]any{"amount": 5}), Malformed},
		"OtherAmount":     {webhookBody(map[string]any{"amount": "50.00"}), WrongHash},
		"NoTimestamp":     {webhookBody(map[string]any{"timestamp": nil}), Missing},
		"TimestampText":   {webhookBody(map[string]any{"timestamp": "1750000000"}), Malformed},
		"TimestampFloat":  {webhookBody(map[string]any{"timestamp": 1.5}), Malformed},
		"TimestampBelow0": {webhookBody(map[string]any{"timestamp": -1}), Malformed},
		"NoHash":          {webhookBody(map[string]any{"hash": nil}), Missing},
		"HashNumber":      {webhookBody(map[string]any{"hash": 1}), Malformed},
		"ForeignKey":      {webhookBody(map[string]any{"hash": HashWebhook("x", "1750000000", "5.00", "ab12", "12")}), WrongHash},
		"HashEmpty":       {webhookBody(map[string]any{"hash": ""}), Missing},
		"ProfileNumber":   {webhookBody(map[string]any{"profile_id": 1}), Malformed},
		"ProfileEmpty":    {webhookBody(map[string]any{"profile_id": ""}), ""},
		"StatusControl":   {webhookBody(map[string]any{"status": "SUCCESS\n"}), Malformed},
		"CurrencyLong":    {webhookBody(map[string]any{"currency": strings.Repeat("U", 129)}), Malformed},
		"TimestampHuge":   {webhookBody(map[string]any{"timestamp": json.Number("1750000000000000")}), Malformed},
		"TimestampMinus0": {strings.Replace(webhookBody(nil), "1750000000", "-0", 1), Malformed},
		"NameTwiceByCase": {strings.Replace(webhookBody(nil), "{", `{"Amount":"6.00",`, 1), Malformed},
		"NameTwiceFolded": {strings.Replace(webhookBody(nil), "{", `{"ha\u017fh":"x",`, 1), Malformed},
		"NameUnknown":     {webhookBody(map[string]any{"more": []int{1}}), ""},
		"NameTwice":       {strings.Replace(webhookBody(nil), "{", `{"amount":"6.00",`, 1), Malformed},
		"Empty":           {"", Malformed},
		"Array":           {"[]", Malformed},
		"Page":            {"<html>", Malformed},
		"TwoDocuments":    {webhookBody(nil) + "{}", Malformed},
	} {
		got, err := ParseWebhook([]byte(c.body), profiles...)
		if reasonOf(err) != c.reason || (c.reason == "") != (err == nil) {
			t.Errorf("%s: %+v, %v, want %q", name, got, err, c.reason)
		}
	}
	if _, err := ParseWebhook([]byte(webhookBody(nil))); reasonOf(err) != WrongProfile {
		t.Errorf("without profiles: %v", err)
	}
	forged := webhookBody(map[string]any{"hash": HashWebhook("", "1750000000", "5.00", "ab12", "12")})
	if _, err := ParseWebhook([]byte(forged), Profile{testProfile, ""}); reasonOf(err) != WrongHash {
		t.Errorf("with an empty key: %v", err)
	}
	// While a key is being replaced, the old and the new one are valid.
	if _, err := ParseWebhook([]byte(webhookBody(nil)), Profile{testProfile, testKey}, Profile{testProfile, "new"}); err != nil {
		t.Errorf("with an old key and a new one: %v", err)
	}
}

func TestCheckAPIKey(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		apiKey string
		given  []string
		reason Reason
	}{
		"OK":        {testAPIKey, []string{testAPIKey}, ""},
		"Absent":    {testAPIKey, nil, Missing},
		"Empty":     {testAPIKey, []string{""}, Missing},
		"NoneSetUp": {"", []string{""}, Missing},
		"AnyOfNone": {"", []string{"x"}, WrongAPIKey},
		"Other":     {testAPIKey, []string{"x"}, WrongAPIKey},
		"Longer":    {testAPIKey, []string{testAPIKey + "x"}, WrongAPIKey},
		"Twice":     {testAPIKey, []string{"x", testAPIKey}, Malformed},
	} {
		if err := CheckAPIKey(c.apiKey, http.Header{"X-Api-Key": c.given}); reasonOf(err) != c.reason || (c.reason == "") != (err == nil) {
			t.Errorf("%s: %v, want %q", name, err, c.reason)
		}
	}
}

func TestWebhookConfigCheck(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		apiKey   string
		profiles []Profile
		ok       bool
	}{
		"OK":         {testAPIKey, []Profile{{testProfile, testKey}}, true},
		"NoAPIKey":   {"", []Profile{{testProfile, testKey}}, false},
		"LineEnd":    {testAPIKey + "\n", []Profile{{testProfile, testKey}}, false},
		"LongAPIKey": {strings.Repeat("a", 257), []Profile{{testProfile, testKey}}, false},
		"NoProfile":  {testAPIKey, nil, false},
		"NoID":       {testAPIKey, []Profile{{"", testKey}}, false},
		"NoKey":      {testAPIKey, []Profile{{testProfile, testKey}, {"other", ""}}, false},
	} {
		config := WebhookConfig{APIKey: c.apiKey, Profiles: c.profiles}
		if err := config.Check(); (err == nil) != c.ok || err != nil && KindOf(err) != BadRequest {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestWebhookSecretsStayInside(t *testing.T) {
	t.Parallel()
	config := WebhookConfig{APIKey: testAPIKey, Profiles: []Profile{{testProfile, testKey}}}
	asJSON, err := json.Marshal(config)
	if err != nil {
		t.Fatal(err)
	}
	said := fmt.Sprintf("%v %+v %#v %v %#v %s", config, config, config, config.Profiles, config.Profiles, asJSON)
	if !strings.Contains(said, testProfile) || strings.Contains(said, testAPIKey) || strings.Contains(said, testKey) {
		t.Error(said)
	}
}

func TestWebhookHandler(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		method, apiKey, body string
		hint                 error
		config               string
		status, hints        int
	}{
		"OK":           {"POST", testAPIKey, webhookBody(nil), nil, testAPIKey, 200, 1},
		"WrongAPIKey":  {"POST", "guess", webhookBody(nil), nil, testAPIKey, 401, 0},
		"NoAPIKey":     {"POST", "", webhookBody(nil), nil, testAPIKey, 401, 0},
		"NoneSetUp":    {"POST", "", webhookBody(nil), nil, "", 401, 0},
		"WrongHash":    {"POST", testAPIKey, webhookBody(map[string]any{"amount": "6.00"}), nil, testAPIKey, 400, 0},
		"NotJSON":      {"POST", testAPIKey, "x", nil, testAPIKey, 400, 0},
		"TooLarge":     {"POST", testAPIKey, webhookBody(map[string]any{"x": strings.Repeat("a", MaxWebhook)}), nil, testAPIKey, 413, 0},
		"GET":          {"GET", testAPIKey, "", nil, testAPIKey, 405, 0},
		"HintRefused":  {"POST", testAPIKey, webhookBody(nil), errors.New("busy"), testAPIKey, 503, 1},
		"KeyOfTwoFits": {"POST", testAPIKey + "\x00", webhookBody(nil), nil, testAPIKey, 401, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			hints := 0
			h := WebhookHandler(WebhookConfig{APIKey: c.config, Profiles: []Profile{{testProfile, testKey}}},
				func(_ context.Context, w Webhook) error {
					if hints++; w.TransactionID != "12" {
						t.Errorf("hint %+v", w)
					}
					return c.hint
				})
			r := httptest.NewRequest(c.method, "/webhook", strings.NewReader(c.body))
			if c.apiKey != "" {
				r.Header.Set("X-Api-Key", c.apiKey)
			}
			w := httptest.NewRecorder()
			h.ServeHTTP(w, r)
			if w.Code != c.status || hints != c.hints {
				t.Errorf("status %d, %d hints, want %d and %d", w.Code, hints, c.status, c.hints)
			}
			if allow := w.Header().Get("Allow"); (allow == http.MethodPost) != (c.status == http.StatusMethodNotAllowed) {
				t.Errorf("Allow: %q", allow)
			}
			if said := w.Body.String(); (said == `{"status":"ok"}`) != (c.status == http.StatusOK) {
				t.Errorf("said %s", said)
			}
		})
	}
}

// The gateway sends a webhook once, but a proxy may deliver it twice: both get the
// same answer.
func TestWebhookTwice(t *testing.T) {
	t.Parallel()
	hints := 0
	h := WebhookHandler(WebhookConfig{APIKey: testAPIKey, Profiles: []Profile{{testProfile, testKey}}},
		func(context.Context, Webhook) error { hints++; return nil })
	for range 2 {
		r := httptest.NewRequest("POST", "/", strings.NewReader(webhookBody(nil)))
		r.Header.Set("X-Api-Key", testAPIKey)
		w := httptest.NewRecorder()
		if h.ServeHTTP(w, r); w.Code != http.StatusOK {
			t.Errorf("status %d", w.Code)
		}
	}
	if hints != 2 {
		t.Errorf("%d hints", hints)
	}
}

// FuzzWebhook: the parser returns for any input, and what it accepts reads the same
// by encoding/json and has the hash of a profile's key.
func FuzzWebhook(f *testing.F) {
	for _, changes := range []map[string]any{nil, {"profile_id": nil}, {"amount": "4000"}, {"hash": 1}, {"timestamp": "1"}} {
		f.Add([]byte(webhookBody(changes)), false)
		f.Add([]byte(webhookBody(changes)), true)
	}
	f.Add([]byte(`{"amount":"5.00","amount":"6.00"}`), true)
	f.Add([]byte(strings.Replace(webhookBody(nil), "{", `{"Amount":"6.00",`, 1)), false)
	f.Add([]byte(strings.Replace(webhookBody(nil), "{", `{"ha\u017fh":"x",`, 1)), false)
	f.Add([]byte(strings.Replace(webhookBody(nil), "1750000000", "-0", 1)), false)
	f.Add([]byte("\xff"), false)
	f.Fuzz(func(t *testing.T, body []byte, seal bool) {
		var plain map[string]any
		if seal && json.Unmarshal(body, &plain) == nil && plain != nil {
			// The fuzzer can't make a valid hash, so the test does.
			text := func(name string) string { s, _ := plain[name].(string); return s }
			seconds, _ := plain["timestamp"].(float64)
			plain["hash"] = HashWebhook(testKey, strconv.FormatInt(int64(seconds), 10), text("amount"), text("bakong_hash"), text("transaction_id"))
			body, _ = json.Marshal(plain)
		}
		got, err := ParseWebhook(body, Profile{testProfile, testKey})
		if err != nil {
			if reasonOf(err) == "" {
				t.Fatalf("%v has no reason", err)
			}
			return
		}
		var told struct {
			ID        string `json:"transaction_id"`
			Amount    string `json:"amount"`
			Bakong    string `json:"bakong_hash"`
			Timestamp int64  `json:"timestamp"`
			Hash      string `json:"hash"`
			Profile   string `json:"profile_id"`
			Currency  string `json:"currency"`
			Status    string `json:"status"`
		}
		if err := json.Unmarshal(body, &told); err != nil {
			t.Fatalf("believed %q: %v", body, err)
		}
		want := Webhook{told.ID, told.Amount, told.Bakong, told.Timestamp, Unproved{told.Profile, told.Currency, told.Status}}
		if got != want || told.Profile != "" && told.Profile != testProfile ||
			told.Hash != HashWebhook(testKey, strconv.FormatInt(told.Timestamp, 10), told.Amount, told.Bakong, told.ID) {
			t.Fatalf("believed %q as %+v", body, got)
		}
	})
}

package raksmeypay

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"
)

func reasonOf(err error) Reason {
	if d, ok := errors.AsType[*Distrust](err); ok {
		return d.Reason
	}
	return ""
}

// The golden values were made and accepted by the vendor's own code.
func TestGoldenSuccess(t *testing.T) {
	t.Parallel()
	for _, g := range readGolden(t) {
		seconds, err := strconv.ParseInt(g.Success.Time, 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		made := time.Unix(seconds, 0)
		back, err := SuccessReturnURL(g.Key, ReturnRequest{
			SuccessURL: "https://shop.example/ok?order=7#top", TransactionID: g.Input.TransactionID,
			Amount: g.Success.Amount, BakongHash: g.Success.Bakong, Time: made,
		})
		if err != nil {
			t.Fatal(err)
		}
		u, err := url.Parse(back)
		if err != nil || u.Fragment != "top" || u.Query().Get("order") != "7" || u.Query().Get("success_hash") != g.Success.Hash {
			t.Errorf("%s: %s", g.Name, back)
		}
		for after, want := range map[time.Duration]Reason{
			0: "", SuccessFor: "", SuccessFor + time.Nanosecond: TooOld, -time.Nanosecond: InFuture, -time.Hour: InFuture,
		} {
			got, err := CheckSuccess(g.Key, g.Input.TransactionID, u.Query(), made.Add(after))
			if reasonOf(err) != want || want == "" && (got != Success{made.UTC(), g.Success.Amount, g.Success.Bakong}) {
				t.Errorf("%s, %v later: %+v, %v", g.Name, after, got, err)
			}
		}
		if _, err := CheckSuccess(g.Key, g.Input.TransactionID+"0", u.Query(), made); reasonOf(err) != WrongHash {
			t.Errorf("%s: for another payment: %v", g.Name, err)
		}
	}
}

func TestCheckSuccessRefuses(t *testing.T) {
	t.Parallel()
	now := time.Unix(1_750_000_000, 0)
	good := func() url.Values {
		return url.Values{
			"success_time": {"1750000000"}, "success_amount": {"5.00"}, "bakong_hash": {"ab12"},
			"success_hash": {HashSuccess(testKey, "1750000000", "5.00", "ab12", "12")},
		}
	}
	for name, c := range map[string]struct {
		change func(url.Values)
		reason Reason
	}{
		"OK":           {func(url.Values) {}, ""},
		"MoreParams":   {func(v url.Values) { v.Set("utm", "x") }, ""},
		"NoTime":       {func(v url.Values) { v.Del("success_time") }, Missing},
		"EmptyAmount":  {func(v url.Values) { v.Set("success_amount", "") }, Missing},
		"NoHash":       {func(v url.Values) { v.Del("success_hash") }, Missing},
		"TwoAmounts":   {func(v url.Values) { v.Add("success_amount", "6.00") }, Malformed},
		"FirstEmpty":   {func(v url.Values) { v["success_hash"] = []string{"", v.Get("success_hash")} }, Malformed},
		"TimeSigned":   {func(v url.Values) { v.Set("success_time", "+1750000000") }, Malformed},
		"TimeFloat":    {func(v url.Values) { v.Set("success_time", "1.75e9") }, Malformed},
		"TimeHuge":     {func(v url.Values) { v.Set("success_time", strings.Repeat("9", 30)) }, Malformed},
		"AmountText":   {func(v url.Values) { v.Set("success_amount", "five") }, Malformed},
		"AmountKhmer":  {func(v url.Values) { v.Set("success_amount", "៥") }, Malformed},
		"AmountQuote":  {func(v url.Values) { v.Set("success_amount", `5","x":"`) }, Malformed},
		"AmountEscape": {func(v url.Values) { v.Set("success_amount", `5\u0030`) }, Malformed},
		"HashControl":  {func(v url.Values) { v.Set("bakong_hash", "a\nb") }, Malformed},
		"OtherAmount":  {func(v url.Values) { v.Set("success_amount", "50.0") }, WrongHash},
		"OtherTime":    {func(v url.Values) { v.Set("success_time", "1750000001") }, WrongHash},
		"UpperHash":    {func(v url.Values) { v.Set("success_hash", strings.ToUpper(v.Get("success_hash"))) }, WrongHash},
		"ForgedByNone": {func(v url.Values) { v.Set("success_hash", HashSuccess("", "1750000000", "5.00", "ab12", "12")) }, WrongHash},
	} {
		q := good()
		c.change(q)
		if _, err := CheckSuccess(testKey, "12", q, now); reasonOf(err) != c.reason || (c.reason == "") != (err == nil) {
			t.Errorf("%s: %v, want %q", name, err, c.reason)
		}
	}
	for _, u := range []string{
		"", "javascript:alert(1)", "/relative",
		"https://shop.example/?success_time=1", "https://shop.example/?a=1&bakong%5fhash=", "https://shop.example/?success_hash",
	} {
		if _, err := SuccessReturnURL(testKey, ReturnRequest{SuccessURL: u}); KindOf(err) != BadRequest {
			t.Errorf("back to %q: %v", u, err)
		}
	}
}

// An empty key or a lost id must not let anybody in.
func TestCheckSuccessWithoutKeyOrID(t *testing.T) {
	t.Parallel()
	now := time.Unix(1_750_000_000, 0)
	query := func(key, id string) url.Values {
		return url.Values{
			"success_time": {"1750000000"}, "success_amount": {"5.00"}, "bakong_hash": {"ab12"},
			"success_hash": {HashSuccess(key, "1750000000", "5.00", "ab12", id)},
		}
	}
	if _, err := CheckSuccess("", "12", query("", "12"), now); reasonOf(err) != WrongHash {
		t.Errorf("an empty key: %v", err)
	}
	if _, err := CheckSuccess(testKey, "", query(testKey, ""), now); reasonOf(err) != Missing {
		t.Errorf("an empty id: %v", err)
	}
}

// TestSuccessProvesNoBoundaries records what the hash of a Success does not prove.
func TestSuccessProvesNoBoundaries(t *testing.T) {
	t.Parallel()
	moved := url.Values{
		"success_time": {"1750000000"}, "success_amount": {"40001"}, "bakong_hash": {"f"},
		"success_hash": {HashSuccess(testKey, "1750000000", "4000", "1f2", "34")},
	}
	got, err := CheckSuccess(testKey, "234", moved, time.Unix(1_750_000_000, 0))
	if err != nil || got.Amount != "40001" {
		t.Errorf("%+v, %v: the documentation says that this is believed", got, err)
	}
}

func TestSuccessReturnURL(t *testing.T) {
	t.Parallel()
	for shop, want := range map[string]string{
		"https://shop.example/ok":            "https://shop.example/ok?",
		"https://shop.example":               "https://shop.example?",
		"https://shop.example/ok?":           "https://shop.example/ok?",
		"https://shop.example/ok?a=b&":       "https://shop.example/ok?a=b&",
		"https://shop.example/ok?a=b c":      "https://shop.example/ok?a=b%20c&",
		"https://shop.example/ok?a=50%25&~=": "https://shop.example/ok?a=50%25&~=&",
		"https://shop.example/ជ#x":           "https://shop.example/%E1%9E%87?",
	} {
		back, err := SuccessReturnURL(testKey, ReturnRequest{
			SuccessURL: shop, TransactionID: "12", Amount: "5.00", BakongHash: "ab12", Time: time.Unix(1_750_000_000, 0),
		})
		_, fragment, _ := strings.Cut(shop, "#")
		want += "success_time=1750000000&success_amount=5.00&bakong_hash=ab12&success_hash=" + HashSuccess(testKey, "1750000000", "5.00", "ab12", "12")
		if fragment != "" {
			want += "#" + fragment
		}
		if err != nil || back != want {
			t.Errorf("%s, %v\nwant %s", back, err, want)
		}
	}
}

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

// FuzzSuccess: an accepted return is in time and has the hash of the profile's key.
func FuzzSuccess(f *testing.F) {
	f.Add("success_time=1750000000&success_amount=5.00&bakong_hash=ab&success_hash=x", false)
	f.Add("success_time=1750000000&success_amount=5.00&bakong_hash=ab", true)
	f.Add("success_time=1750000000&success_time=1&success_amount=5&bakong_hash=ab", true)
	now := time.Unix(1_750_000_100, 0)
	f.Fuzz(func(t *testing.T, raw string, seal bool) {
		q, err := url.ParseQuery(raw)
		if err != nil {
			return
		}
		if seal {
			q.Set("success_hash", HashSuccess(testKey, q.Get("success_time"), q.Get("success_amount"), q.Get("bakong_hash"), "12"))
		}
		got, err := CheckSuccess(testKey, "12", q, now)
		if err != nil {
			if reasonOf(err) == "" {
				t.Fatalf("%v has no reason", err)
			}
			return
		}
		if got.Time.After(now) || now.Sub(got.Time) > SuccessFor || strings.Trim(got.Amount, "0123456789.") != "" {
			t.Fatalf("believed %+v", got)
		}
		for _, name := range []string{"success_time", "success_amount", "bakong_hash", "success_hash"} {
			if len(q[name]) != 1 {
				t.Fatalf("believed %q with %d of %s", raw, len(q[name]), name)
			}
		}
		if q.Get("success_hash") != HashSuccess(testKey, q.Get("success_time"), q.Get("success_amount"), q.Get("bakong_hash"), "12") {
			t.Fatalf("believed without a hash: %q", raw)
		}
	})
}

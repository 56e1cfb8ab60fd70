package raksmeypay

import (
	"errors"
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

package khqr

import (
	"bufio"
	"encoding/base64"
	"encoding/json"
	"os"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"
)

// vector is a line of testdata: a code and the verdict of another system, mostly
// the national bank's SDK.
type vector struct {
	Name    string
	QR      string
	QRB64   string `json:"qr_b64"`
	MD5     string
	NowMS   int64 `json:"now_ms"`
	Class   Class
	Reason  string
	Decoded *sdkCode
	Input   *sdkInput
	Expect  *struct {
		Amount   string
		Currency string
		Account  string `json:"bakong_account"`
		MD5      string
		Dynamic  bool
	}
}

// code is the code under test. Codes that are not UTF-8 are stored as base64.
func (v *vector) code(t testing.TB) string {
	t.Helper()
	if v.QRB64 == "" {
		return v.QR
	}
	b, err := base64.StdEncoding.DecodeString(v.QRB64)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// want is what Verify shall expect. A line without expectations tests form and
// expiry only, so static codes pass.
func (v *vector) want(t testing.TB) Expect {
	t.Helper()
	want := Expect{Now: time.UnixMilli(v.NowMS), AllowStatic: true}
	if v.Expect == nil {
		return want
	}
	want.AllowStatic = !v.Expect.Dynamic
	want.Account, want.MD5 = v.Expect.Account, v.Expect.MD5
	switch v.Expect.Currency {
	case "USD":
		want.Currency = USD
	case "KHR":
		want.Currency = KHR
	}
	if v.Expect.Amount != "" {
		want.Minor, want.HasAmount = minorOf(t, v.Expect.Amount, want.Currency), true
	}
	return want
}

// minorOf reads a decimal number as minor units, independent of the code under test.
func minorOf(t testing.TB, decimal string, c Currency) int64 {
	t.Helper()
	whole, cents, _ := strings.Cut(decimal, ".")
	if c == USD {
		whole += (cents + "00")[:2]
	}
	n, err := strconv.ParseInt(whole, 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// sdkCode is a code as the SDK decodes it.
type sdkCode struct {
	MerchantType                  string
	BakongAccountID               string
	AccountInformation            string
	MerchantID                    string
	AcquiringBank                 string
	BillNumber                    string
	MobileNumber                  string
	StoreLabel                    string
	TerminalLabel                 string
	PurposeOfTransaction          string
	LanguagePreference            string
	MerchantNameAlternateLanguage string
	MerchantCityAlternateLanguage string
	CreationTimestamp             string
	ExpirationTimestamp           string
	PayloadFormatIndicator        string
	PointofInitiationMethod       string
	UnionPayMerchant              string
	MerchantCategoryCode          string
	TransactionCurrency           string
	TransactionAmount             string
	CountryCode                   string
	MerchantName                  string
	MerchantCity                  string
	CRC                           string
}

// code converts it to this package's type.
func (s *sdkCode) code(t testing.TB) Code {
	t.Helper()
	ms := func(text string) int64 {
		if text == "" {
			return 0
		}
		n, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	kind := Individual
	if s.MerchantType == "30" {
		kind = Merchant
	}
	return Code{
		PayloadFormat: s.PayloadFormatIndicator, PointOfInitiation: s.PointofInitiationMethod, UnionPay: s.UnionPayMerchant,
		Kind: kind, Account: s.BakongAccountID, AccountInformation: s.AccountInformation, MerchantID: s.MerchantID, AcquiringBank: s.AcquiringBank,
		CategoryCode: s.MerchantCategoryCode, Currency: Currency(s.TransactionCurrency), Amount: s.TransactionAmount,
		Country: s.CountryCode, MerchantName: s.MerchantName, MerchantCity: s.MerchantCity,
		BillNumber: s.BillNumber, MobileNumber: s.MobileNumber, StoreLabel: s.StoreLabel, TerminalLabel: s.TerminalLabel, Purpose: s.PurposeOfTransaction,
		Language: s.LanguagePreference, MerchantNameAlternate: s.MerchantNameAlternateLanguage, MerchantCityAlternate: s.MerchantCityAlternateLanguage,
		CreatedMS: ms(s.CreationTimestamp), ExpiresMS: ms(s.ExpirationTimestamp), CRC: s.CRC,
	}
}

// sdkInput is the input of the SDK.
type sdkInput struct {
	Type                          string
	BakongAccount                 string `json:"bakong_account"`
	MerchantName                  string `json:"merchant_name"`
	MerchantCity                  string `json:"merchant_city"`
	MerchantID                    string `json:"merchant_id"`
	MerchantBank                  string `json:"acquiring_bank"`
	CreatedMS                     int64  `json:"created_ms"`
	Currency                      json.Number
	Amount                        json.RawMessage // a number or a string
	AccountInformation            string
	AcquiringBank                 string
	MerchantCategoryCode          string
	UPIMerchantAccount            string
	BillNumber                    string
	MobileNumber                  string
	StoreLabel                    string
	TerminalLabel                 string
	PurposeOfTransaction          string
	LanguagePreference            string
	MerchantNameAlternateLanguage string
	MerchantCityAlternateLanguage string
	ExpirationTimestamp           int64
}

func (s *sdkInput) code(t testing.TB) Code {
	t.Helper()
	c := Code{
		Account: s.BakongAccount, MerchantName: s.MerchantName, MerchantCity: s.MerchantCity,
		MerchantID: s.MerchantID, AcquiringBank: s.AcquiringBank + s.MerchantBank, AccountInformation: s.AccountInformation,
		UnionPay: s.UPIMerchantAccount, CategoryCode: s.MerchantCategoryCode, Currency: KHR,
		BillNumber: s.BillNumber, MobileNumber: s.MobileNumber, StoreLabel: s.StoreLabel, TerminalLabel: s.TerminalLabel, Purpose: s.PurposeOfTransaction,
		Language: s.LanguagePreference, MerchantNameAlternate: s.MerchantNameAlternateLanguage, MerchantCityAlternate: s.MerchantCityAlternateLanguage,
	}
	if s.Type == "merchant" {
		c.Kind = Merchant
	}
	if s.Currency != "" {
		c.Currency = Currency(s.Currency)
	}
	switch amount := string(s.Amount); {
	case amount == "", amount == "0":
		return c // static: the SDK writes no timestamps
	case amount[0] == '"':
		c.Amount = strings.Trim(amount, `"`)
	default:
		text, err := FormatAmount(c.Currency, minorOf(t, amount, c.Currency))
		if err != nil {
			t.Fatal(err)
		}
		c.Amount = text
	}
	c.CreatedMS, c.ExpiresMS = s.CreatedMS, s.ExpirationTimestamp
	return c
}

// readVectors reads a file, and fails if it has fewer lines than atLeast.
func readVectors(t testing.TB, file string, atLeast int) []vector {
	t.Helper()
	f, err := os.Open("testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	}()
	var all []vector
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var v vector
		if err := json.Unmarshal(lines.Bytes(), &v); err != nil {
			t.Fatalf("%s line %d: %v", file, len(all)+1, err)
		}
		all = append(all, v)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	if len(all) < atLeast {
		t.Fatalf("%s holds %d vectors, want at least %d", file, len(all), atLeast)
	}
	return all
}

func TestParseAgreesWithSDK(t *testing.T) {
	t.Parallel()
	for _, v := range append(readVectors(t, "sdk.jsonl", 39), readVectors(t, "tolerant.jsonl", 17)...) {
		t.Run(v.Name, func(t *testing.T) {
			t.Parallel()
			code := v.code(t)
			got, err := Parse(code)
			if err != nil {
				t.Fatalf("Parse: %v; must be accepted: %s", err, v.Reason)
			}
			got.Unknown = nil // the SDK drops them
			if want := v.Decoded.code(t); !reflect.DeepEqual(got, want) {
				t.Errorf("Parse\n got %+v\nwant %+v", got, want)
			}
			if got := MD5(code); got != v.MD5 {
				t.Errorf("MD5 = %s, want %s", got, v.MD5)
			}
			want := v.want(t)
			want.MD5, want.Account, want.Currency = v.MD5, v.Decoded.BakongAccountID, Currency(v.Decoded.TransactionCurrency)
			if v.Decoded.TransactionAmount != "" {
				want.Minor, want.HasAmount = minorOf(t, v.Decoded.TransactionAmount, want.Currency), true
			}
			if _, err := Verify(code, want); err != nil {
				t.Errorf("Verify: %v", err)
			}
		})
	}
}

func TestEncodeAgreesWithSDK(t *testing.T) {
	t.Parallel()
	for _, v := range readVectors(t, "sdk.jsonl", 39) {
		t.Run(v.Name, func(t *testing.T) {
			t.Parallel()
			for _, from := range []struct {
				name string
				code Code
			}{{"input", v.Input.code(t)}, {"decoded", v.Decoded.code(t)}} {
				got, err := Encode(from.code)
				if err != nil {
					t.Fatalf("Encode(%s): %v", from.name, err)
				}
				if got != v.QR {
					t.Errorf("Encode(%s)\n got %s\nwant %s", from.name, got, v.QR)
				}
			}
		})
	}
}

func TestMalformedIsRefused(t *testing.T) {
	t.Parallel()
	for _, v := range readVectors(t, "malformed.jsonl", 97) {
		t.Run(v.Name, func(t *testing.T) {
			t.Parallel()
			c, err := Verify(v.code(t), v.want(t))
			if err == nil {
				t.Fatalf("accepted; must be refused: %s", v.Reason)
			}
			if got := ClassOf(err); got != v.Class {
				t.Errorf("class %q, want %q (%s): %v", got, v.Class, v.Reason, err)
			}
			if !reflect.DeepEqual(c, Code{}) {
				t.Errorf("a part of the refused code was returned: %+v", c)
			}
		})
	}
}

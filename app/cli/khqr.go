package cli

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"psar/app/cli/jsonout"
	"psar/assets/words"
	"psar/payments/khqr"
	"psar/pos/money"
	"psar/pos/text"
)

type khqrCommand struct {
	Check khqrCheckCommand `cmd:"" help:"Decode a code and judge it."`
	Make  khqrMakeCommand  `cmd:"" help:"Write a code."`
}

type khqrCheckCommand struct {
	Code          string `arg:"" help:"The code's text, or - to read its bytes from standard input."`
	Amount        string `help:"The amount that it must ask for." placeholder:"A" and:"amount" filled:""`
	Currency      string `help:"The currency that it must be in: USD or KHR." placeholder:"C" and:"amount" filled:""`
	Account       string `help:"The Bakong account that it must pay." placeholder:"X" filled:""`
	MD5           string `name:"md5" help:"The MD5 that it must have." placeholder:"M" filled:""`
	At            *int64 `help:"Judge at this instant, Unix milliseconds (default: now)." placeholder:"MS"`
	StaticOK      bool   `name:"static-ok" help:"Take a static code, which has no end."`
	AllowNoExpiry bool   `name:"allow-no-expiry" help:"Take a dynamic code without an end."`
	JSON          bool   `name:"json" help:"Print one JSON document."`
}

// maxCodeInput bounds what is read as a code, in bytes. A code has at most 512.
const maxCodeInput = 64 << 10

func (c *khqrCheckCommand) Run(s *session) error {
	given, err := c.read(s)
	if err != nil {
		return s.refuse(c.JSON, err)
	}
	expect, err := c.expect(s.clock.Now())
	if err != nil {
		return s.refuse(c.JSON, err)
	}
	verdict := judge(given, expect)
	switch {
	case c.JSON:
		if err := s.printJSON(verdict); err != nil {
			return err
		}
	case verdict.OK:
		code := verdict.Fields
		fmt.Fprintf(s.out, "good: %s %s to %s (%s)\n", code.Amount, currencyName(code.Currency), text.Shown(code.MerchantName), text.Shown(code.Account))
	default:
		fmt.Fprintf(s.out, "refused: %s: %s\n", verdict.Class, text.Shown(verdict.Reason))
	}
	if !verdict.OK {
		return exit{exitRefused}
	}
	return nil
}

// read returns the code exactly as given: with one byte more it is another code.
func (c *khqrCheckCommand) read(s *session) (string, error) {
	if c.Code != "-" {
		return c.Code, nil
	}
	return s.readAll(maxCodeInput)
}

// expect is what the flags require of the code.
func (c *khqrCheckCommand) expect(now time.Time) (khqr.Expect, error) {
	expect := khqr.Expect{
		Account: c.Account, MD5: c.MD5, Now: now,
		AllowStatic: c.StaticOK, AllowNoExpiry: c.AllowNoExpiry,
	}
	if c.At != nil {
		expect.Now = time.UnixMilli(*c.At)
	}
	if c.Currency == "" {
		return expect, nil
	}
	amount, err := amountOf(c.Amount, c.Currency)
	expect.Currency, expect.Minor, expect.HasAmount = khqrCurrency(amount.Currency), amount.Minor, true
	return expect, err
}

// judge verifies a code. For a well-formed code that is not the expected one, the
// verdict contains its fields.
func judge(text string, expect khqr.Expect) jsonout.KHQR {
	code, err := khqr.Verify(text, expect)
	if err == nil {
		return jsonout.KHQR{OK: true, Fields: &code}
	}
	verdict := jsonout.KHQR{Class: string(khqr.ClassFraming), Reason: err.Error()}
	var refused *khqr.Error
	if errors.As(err, &refused) {
		verdict.Class, verdict.Reason = string(refused.Class), refused.Reason
	}
	if code, ok := decoded(text); ok {
		verdict.Fields = &code
	} else if bare := strings.TrimRight(text, "\r\n"); bare != text {
		if _, ok := decoded(bare); ok {
			verdict.Reason = lineBreakBehind
		}
	}
	return verdict
}

// lineBreakBehind names a line break after the code, which echo and most editors add and
// nobody sees.
const lineBreakBehind = "a line break stands behind the code"

// decoded parses a well-formed code of any kind and age.
func decoded(text string) (khqr.Code, bool) {
	code, err := khqr.Verify(text, khqr.Expect{Now: time.UnixMilli(0), AllowStatic: true, AllowNoExpiry: true})
	return code, err == nil
}

func currencyName(c khqr.Currency) money.Currency {
	if c == khqr.USD {
		return money.USD
	}
	return money.KHR
}

func khqrCurrency(c money.Currency) khqr.Currency {
	if c == money.USD {
		return khqr.USD
	}
	return khqr.KHR
}

type khqrMakeCommand struct {
	Account      string        `required:"" help:"Bakong account, name@bank." placeholder:"X" filled:""`
	Name         string        `required:"" help:"Merchant name, at most 25 characters." placeholder:"N"`
	City         string        `help:"City, at most 15 characters." default:"Phnom Penh"`
	Currency     string        `required:"" help:"USD or KHR." placeholder:"C"`
	Amount       string        `help:"Amount; without it the code is static." placeholder:"A" filled:""`
	Expires      time.Duration `help:"How long a dynamic code is good." default:"10m"`
	MerchantID   string        `name:"merchant-id" help:"Makes a merchant's code (tag 30)." placeholder:"ID"`
	Bank         string        `help:"Acquiring bank." placeholder:"B"`
	NameKhmer    string        `name:"name-km" help:"Merchant name in Khmer (tag 64)." placeholder:"N"`
	BillNumber   string        `name:"bill" help:"Bill number." placeholder:"T"`
	Mobile       string        `help:"Mobile number." placeholder:"T"`
	Store        string        `help:"Store label." placeholder:"T"`
	Terminal     string        `help:"Terminal label." placeholder:"T"`
	Purpose      string        `help:"Purpose of the transaction." placeholder:"T"`
	CategoryCode string        `name:"category" help:"Merchant category code, four digits." default:"5999"`
}

func (c *khqrMakeCommand) Run(s *session) error {
	currency, err := money.ParseCurrency(c.Currency)
	if err != nil {
		return err
	}
	code := khqr.Code{
		PayloadFormat: "01", PointOfInitiation: "11", Kind: khqr.Individual,
		Account: c.Account, AcquiringBank: c.Bank, CategoryCode: c.CategoryCode,
		Currency: khqrCurrency(currency), Country: "KH",
		MerchantName: c.Name, MerchantCity: c.City,
		BillNumber: c.BillNumber, MobileNumber: c.Mobile, StoreLabel: c.Store,
		TerminalLabel: c.Terminal, Purpose: c.Purpose,
	}
	if c.MerchantID != "" {
		code.Kind, code.MerchantID = khqr.Merchant, c.MerchantID
	}
	if c.NameKhmer != "" {
		code.Language, code.MerchantNameAlternate = "km", c.NameKhmer
	}
	if c.Expires <= 0 {
		return wrongUsage(words.CLIExpiresShort)
	}
	if c.Amount != "" {
		amount, err := money.Parse(c.Amount, currency)
		if err != nil {
			return err
		}
		if err := amount.CheckCharge(); err != nil {
			return err
		}
		now := s.clock.Now()
		code.PointOfInitiation, code.Amount = "12", amount.Decimal()
		code.CreatedMS, code.ExpiresMS = now.UnixMilli(), now.Add(c.Expires).UnixMilli()
	}
	made, err := khqr.Encode(code)
	if err != nil {
		fmt.Fprintln(s.err, "psar:", err)
		return exit{exitFailed}
	}
	fmt.Fprintln(s.out, made)
	return nil
}

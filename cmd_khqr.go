package main

import (
	"errors"
	"fmt"
	"io"
	"time"

	"psar/payments/khqr"
	"psar/pos"
)

type khqrCommand struct {
	Check khqrCheckCommand `cmd:"" help:"Decode a code and judge it."`
	Make  khqrMakeCommand  `cmd:"" help:"Write a code."`
}

type khqrCheckCommand struct {
	Code          string `arg:"" help:"The code's text, or - to read its bytes from standard input."`
	Amount        string `help:"The amount that it must ask for." placeholder:"A" and:"amount"`
	Currency      string `help:"The currency that it must be in: USD or KHR." placeholder:"C" and:"amount"`
	Account       string `help:"The Bakong account that it must pay." placeholder:"X"`
	MD5           string `name:"md5" help:"The MD5 that it must have." placeholder:"M"`
	At            int64  `help:"Judge at this instant, Unix milliseconds (default: now)." placeholder:"MS"`
	StaticOK      bool   `name:"static-ok" help:"Take a static code, and one without an end."`
	AllowNoExpiry bool   `name:"allow-no-expiry" help:"Take a dynamic code without an end."`
	JSON          bool   `name:"json" help:"Print one JSON document."`
}

// khqrVerdict is what check says with --json.
type khqrVerdict struct {
	OK     bool       `json:"ok"`
	Class  string     `json:"class"`
	Reason string     `json:"reason"`
	Fields *khqr.Code `json:"fields,omitempty"`
}

// maxCodeInput bounds what is read as a code, in bytes. Codes have at most 512.
const maxCodeInput = 64 << 10

func (c *khqrCheckCommand) Run(s *session) error {
	text := c.Code
	if text == "-" {
		b, err := io.ReadAll(io.LimitReader(s.in, maxCodeInput))
		if err != nil {
			return err
		}
		text = string(b)
	}
	expect := khqr.Expect{
		Account: c.Account, MD5: c.MD5, Now: time.Now(),
		AllowStatic: c.StaticOK, AllowNoExpiry: c.StaticOK || c.AllowNoExpiry,
	}
	if c.At != 0 {
		expect.Now = time.UnixMilli(c.At)
	}
	if c.Currency != "" {
		currency, err := pos.ParseCurrency(c.Currency)
		if err != nil {
			return err
		}
		amount, err := pos.ParseMoney(c.Amount, currency)
		if err != nil {
			return err
		}
		expect.Currency, expect.Minor, expect.HasAmount = khqrCurrency(currency), amount.Minor, true
	}
	code, err := khqr.Verify(text, expect)
	verdict := khqrVerdict{OK: err == nil, Fields: &code}
	if err != nil {
		verdict.Reason, verdict.Class = err.Error(), "framing"
		var refused *khqr.Error
		if errors.As(err, &refused) {
			verdict.Class, verdict.Reason = string(refused.Class), refused.Reason
		}
		if code.PayloadFormat == "" {
			verdict.Fields = nil
		}
	}
	if c.JSON {
		if err := s.printJSON(verdict); err != nil {
			return err
		}
	} else if verdict.OK {
		fmt.Fprintf(s.out, "good: %s %s to %s (%s)\n", code.Amount, currencyName(code.Currency), code.MerchantName, code.Account)
	} else {
		fmt.Fprintf(s.out, "refused: %s: %s\n", verdict.Class, verdict.Reason)
	}
	if !verdict.OK {
		return exit{exitRefused}
	}
	return nil
}

func currencyName(c khqr.Currency) pos.Currency {
	if c == khqr.USD {
		return pos.USD
	}
	return pos.KHR
}

func khqrCurrency(c pos.Currency) khqr.Currency {
	if c == pos.USD {
		return khqr.USD
	}
	return khqr.KHR
}

type khqrMakeCommand struct {
	Account      string        `required:"" help:"Bakong account, name@bank." placeholder:"X"`
	Name         string        `required:"" help:"Merchant name, at most 25 characters." placeholder:"N"`
	City         string        `help:"City, at most 15 characters." default:"Phnom Penh"`
	Currency     string        `required:"" help:"USD or KHR." placeholder:"C"`
	Amount       string        `help:"Amount; without it the code is static." placeholder:"A"`
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
	currency, err := pos.ParseCurrency(c.Currency)
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
	if c.Amount != "" {
		amount, err := pos.ParseMoney(c.Amount, currency)
		if err != nil {
			return err
		}
		if err := amount.CheckCharge(); err != nil {
			return err
		}
		now := time.Now()
		code.PointOfInitiation, code.Amount = "12", amount.Decimal()
		code.CreatedMS, code.ExpiresMS = now.UnixMilli(), now.Add(c.Expires).UnixMilli()
	}
	text, err := khqr.Encode(code)
	if err != nil {
		fmt.Fprintln(s.err, "psar:", err)
		return exit{exitFailed}
	}
	fmt.Fprintln(s.out, text)
	return nil
}

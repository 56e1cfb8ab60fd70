package jsonout

import (
	"psar/payments/khqr"
	"psar/pos/fault"
)

// Gateway is the one line that gateway prints when it listens.
type Gateway struct {
	Listening string           `json:"listening"`
	Profiles  []GatewayProfile `json:"profiles"`
}

// GatewayProfile is one of the gateway's profiles, for one currency.
type GatewayProfile struct {
	Name       string `json:"name"`
	ProfileID  string `json:"profile_id"`
	ProfileKey string `json:"profile_key"`
	Currency   string `json:"currency"`
	WebhookURL string `json:"webhook_url,omitempty"`
	APIKey     string `json:"api_key,omitempty"` // the training key; a key from the environment is not repeated
}

// EmulatedPrinter is the one line that printer emulate prints when it listens.
type EmulatedPrinter struct {
	Listening string `json:"listening"` // in the form of a printer link
	WidthDots int    `json:"width_dots"`
}

// Hash is the document of hash.
type Hash struct {
	Hash string `json:"hash"`
	Body string `json:"body"` // for qr and verify
	URL  string `json:"url"`  // for link
}

// KHQR is the document of khqr check.
type KHQR struct {
	OK     bool       `json:"ok"`
	Class  string     `json:"class"`
	Reason string     `json:"reason"`
	Fields *khqr.Code `json:"fields,omitempty"`
}

// Version is the document of version.
type Version struct {
	Version string `json:"version"`
	Commit  string `json:"commit"`
	Go      string `json:"go"`
	Toolkit string `json:"toolkit"`
	System  string `json:"system"`
}

// Doctor is the document of doctor.
type Doctor struct {
	Checks []Check `json:"checks"`
	Data   string  `json:"data"` // the data folder
}

// Check is the result of one check.
type Check struct {
	Name   string `json:"name"`
	OK     bool   `json:"ok"`
	Unread bool   `json:"unread,omitempty"` // it could not be looked at; ok is false
	Detail string `json:"detail"`
}

// Printer is the document of printer status.
type Printer struct {
	Link     string     `json:"link"`
	Answers  bool       `json:"answers"`
	Ready    bool       `json:"ready"`
	PaperLow bool       `json:"paper_low"`
	Problem  fault.Code `json:"problem,omitempty"`
}

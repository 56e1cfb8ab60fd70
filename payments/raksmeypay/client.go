package raksmeypay

import (
	"context"
	"log/slog"
	"net/http"
	"time"
)

// DefaultBaseURL is the live gateway.
const DefaultBaseURL = "https://mail.raksmeypay.com"

// DefaultTimeout bounds a call from its start to the last byte of its answer.
const DefaultTimeout = 10 * time.Second

// Config is the configuration of a Client.
type Config struct {
	BaseURL    string        // "": DefaultBaseURL; https, or http for loopback
	ProfileID  string        // letters and digits; 32 hex digits in the vendor's samples
	ProfileKey string        `json:"-"` // secret; printable ASCII without spaces
	HTTP       *http.Client  `json:"-"` // optional: its transport is used, its redirect policy and cookie jar are not
	Timeout    time.Duration // of one call; 0: DefaultTimeout
	UserAgent  string        // "": "psar"
}

// String leaves the key out.
func (c Config) String() string { return "raksmeypay profile " + c.ProfileID + " at " + c.BaseURL }

// GoString leaves the key out.
func (c Config) GoString() string { return c.String() }

// LogValue leaves the key out.
func (c Config) LogValue() slog.Value { return slog.StringValue(c.String()) }

// Client calls the gateway for one profile. It is safe for concurrent use.
type Client struct {
	base, profile, key string
	http               http.Client
	timeout            time.Duration
	agent              string
}

// New checks the configuration and makes no call. The error is of kind BadRequest.
func New(config Config) (*Client, error) {
	if config.BaseURL == "" {
		config.BaseURL = DefaultBaseURL
	}
	if config.Timeout == 0 {
		config.Timeout = DefaultTimeout
	}
	if config.UserAgent == "" {
		config.UserAgent = "psar"
	}
	base, wrong := checkBase(config.BaseURL)
	if err := firstError(wrong, checkProfile(config.ProfileID), checkKey(config.ProfileKey)); err != nil {
		return nil, err
	}
	if config.Timeout < 0 {
		return nil, badRequest("the timeout must not be negative")
	}
	c := &Client{
		base: base, profile: config.ProfileID, key: config.ProfileKey,
		timeout: config.Timeout, agent: config.UserAgent,
	}
	if config.HTTP != nil {
		c.http = *config.HTTP
	}
	// Redirects are not followed: that would send the hash to another host.
	c.http.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	// The API uses no cookies, and a jar would be shared by the profiles.
	c.http.Jar = nil
	return c, nil
}

// String leaves the key out.
func (c *Client) String() string { return "raksmeypay profile " + c.profile + " at " + c.base }

// GoString leaves the key out.
func (c *Client) GoString() string { return c.String() }

// LogValue leaves the key out.
func (c *Client) LogValue() slog.Value { return slog.StringValue(c.String()) }

// CloseIdleConnections closes connections that no call uses.
func (c *Client) CloseIdleConnections() { c.http.CloseIdleConnections() }

// withTimeout bounds one call by the client's timeout.
func (c *Client) withTimeout(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeout(ctx, c.timeout)
}

package cli

import (
	"encoding/json"
	"errors"
	"net/url"
	"os"
	"syscall"
	"time"

	"psar/app"
	"psar/app/cli/jsonout"
	"psar/assets/words"
	"psar/payments/sandbox"
	"psar/pos/fault"
	"psar/pos/money"
	"psar/pos/settings"
)

type gatewayCommand struct {
	Listen     string        `help:"Loopback address to listen on; port 0 takes a free one." default:"127.0.0.1:0"`
	Control    bool          `help:"Add the /_control/ calls: state, pay, fault, webhook, reset."`
	Lifetime   time.Duration `help:"How long a code is good." default:"5m"`
	WebhookUSD string        `name:"webhook-usd" help:"Tell this address on this machine of every dollar payment. The API key comes from PSAR_WEBHOOK_API_KEY, else it is the training one." placeholder:"URL" filled:""`
	WebhookKHR string        `name:"webhook-khr" help:"The same for riel." placeholder:"URL" filled:""`
}

// webhookKeyEnv is the environment variable of the API key that the gateway sends with
// webhooks. It may be a real shop's key, so it is no argument.
const webhookKeyEnv = "PSAR_WEBHOOK_API_KEY"

// trainingAPIKey is the default API key. It is public and protects nothing.
const trainingAPIKey = "psar-training-webhook-key-guards-nothing"

// profiles are the training profiles with the webhook address of the flags.
func (c *gatewayCommand) profiles() ([]sandbox.Profile, error) {
	profiles := sandbox.DefaultProfiles()
	for i, p := range profiles {
		address := c.WebhookUSD
		if p.Currency == string(money.KHR) {
			address = c.WebhookKHR
		}
		if address == "" {
			continue
		}
		if u, err := url.Parse(address); err != nil || u.Scheme != "http" || !settings.LoopbackURL(address) {
			return nil, wrongUsage(words.CLIWebhookElsewhere, address)
		}
		profiles[i].WebhookURL, profiles[i].APIKey = address, trainingAPIKey
		if key := os.Getenv(webhookKeyEnv); key != "" {
			profiles[i].APIKey = key
		}
	}
	return profiles, nil
}

func (c *gatewayCommand) Run(s *session) error {
	profiles, err := c.profiles()
	if err != nil {
		return err
	}
	if c.Lifetime < time.Second {
		return wrongUsage(words.CLILifetimeShort)
	}
	server, err := sandbox.Listen(s, c.Listen, sandbox.Config{
		Profiles: profiles, Now: s.clock.Now, Control: c.Control, Lifetime: c.Lifetime, Fonts: app.PageFonts(),
	})
	if errors.Is(err, syscall.EADDRINUSE) {
		return fault.New(fault.PortInUse, c.Listen).Because(err)
	}
	if err != nil {
		return err
	}
	defer server.Close()
	line := jsonout.Gateway{Listening: server.URL}
	for _, p := range profiles {
		shown := jsonout.GatewayProfile{Name: p.Name, ProfileID: p.ID, ProfileKey: p.Key, Currency: p.Currency, WebhookURL: p.WebhookURL}
		if p.APIKey == trainingAPIKey {
			shown.APIKey = p.APIKey
		}
		line.Profiles = append(line.Profiles, shown)
	}
	if err := json.NewEncoder(s.out).Encode(line); err != nil {
		return err
	}
	<-s.Done()
	return nil
}

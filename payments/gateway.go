package payments

import (
	"net/http"
	"sync"
	"time"

	"psar/payments/raksmeypay"
	"psar/pos"
	"psar/pos/fault"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/settings"
)

// Gateway fulfils pos.Gateway: it makes the remote calls and the checks before
// a code is shown. Its methods are safe for use by several goroutines.
type Gateway struct {
	cfg GatewayConfig

	mu      sync.Mutex
	clients map[money.Currency]client
}

// GatewayConfig is what a Gateway is made of.
type GatewayConfig struct {
	Settings func() settings.Values // the newest; asked before every call
	Secrets  pos.Secrets
	Clock    pos.Clock
	HTTP     *http.Client  // nil: one that fits the contract
	Timeout  time.Duration // of one call; 0: the client's default
}

// NewGateway makes a Gateway. Nothing is called and no secret is read before
// the first call.
func NewGateway(cfg GatewayConfig) *Gateway {
	return &Gateway{cfg: cfg, clients: make(map[money.Currency]client)}
}

// KeyFor is how long a key from the keyring is used before it is read again: reading it
// may ask another process, and a key that was corrected must soon hold.
const KeyFor = 5 * time.Second

// client is a client of one profile and what it was made of.
type client struct {
	*raksmeypay.Client
	base, profile, key string
	read               time.Time // when the key was read
}

// client returns the client of an attempt's profile. The error is of
// fault.ProfileMissing when the profile's id or key is not set, of
// fault.ProfileChanged when it is no longer the one that the attempt was asked at,
// which alone knows of it, or names a setting that can't be used, or is that of
// Secrets.
func (g *Gateway) client(a payment.Attempt, s settings.Values) (*raksmeypay.Client, error) {
	c := a.Amount.Currency
	idKey, secretKey, _ := settings.ProfileKeys(c)
	want := client{base: s.Get(settings.BaseURL), profile: s.Get(idKey), read: g.cfg.Clock.Now()}
	switch {
	case want.profile == "":
		return nil, fault.New(fault.ProfileMissing, c)
	case a.Profile != "" && a.Profile != want.profile:
		return nil, fault.New(fault.ProfileChanged, a.Profile)
	case a.Gateway != "" && a.Gateway != want.base && !settings.LoopbackURL(want.base):
		// Gateways on this machine come and go with each test and training.
		return nil, fault.New(fault.ProfileChanged, a.Gateway)
	}
	if have, ok := g.kept(c, want); ok && have.goodAt(want.read) {
		return have.Client, nil
	}
	// Not under the lock: a keyring that hangs holds up this call alone.
	var err error
	if want.key, err = g.cfg.Secrets.Secret(secretKey); err != nil {
		return nil, err
	}
	if want.key == "" {
		return nil, fault.New(fault.ProfileMissing, c)
	}
	have, same := g.kept(c, want)
	switch {
	case same && have.read.After(want.read) && have.goodAt(g.cfg.Clock.Now()):
		return have.Client, nil // another call asked for the key later, and had it sooner
	case same && have.key == want.key:
		want.Client = have.Client
	default:
		want.Client, err = raksmeypay.New(raksmeypay.Config{
			BaseURL: want.base, ProfileID: want.profile, ProfileKey: want.key,
			HTTP: g.cfg.HTTP, Timeout: g.cfg.Timeout,
		})
		if err != nil {
			return nil, fault.New(fault.SettingInvalid).Because(err)
		}
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	g.clients[c] = want
	return want.Client, nil
}

// kept is a currency's client, where it is of the base URL and profile wanted.
func (g *Gateway) kept(c money.Currency, want client) (client, bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	have, ok := g.clients[c]
	return have, ok && have.base == want.base && have.profile == want.profile
}

// goodAt reports that the key need not be read anew.
func (c client) goodAt(now time.Time) bool {
	age := now.Sub(c.read)
	return age >= 0 && age < KeyFor
}

// forget drops a currency's client, so that the key is read anew: the gateway
// refused a call, and the key may be what was wrong.
func (g *Gateway) forget(c money.Currency) {
	g.mu.Lock()
	defer g.mu.Unlock()
	delete(g.clients, c)
}

// PaymentLink is the address of an attempt's payment page. It carries a hash:
// it is for that customer and for no log. The error's code is
// fault.ProfileMissing, fault.SettingInvalid or that of Secrets.
func (g *Gateway) PaymentLink(a payment.Attempt) (string, error) {
	client, err := g.client(a, g.cfg.Settings())
	if err != nil {
		return "", err
	}
	link, err := client.PaymentLink(raksmeypay.LinkRequest{
		TransactionID: string(a.ID), Amount: a.Amount.Decimal(), SuccessURL: a.SuccessURL, Remark: a.Remark,
	})
	if err != nil {
		return "", fault.New(fault.SettingInvalid, settings.LinkSuccessURL).Because(err)
	}
	return link, nil
}

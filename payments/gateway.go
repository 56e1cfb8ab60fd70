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

// Gateway implements pos.Gateway: it makes the gateway's calls and checks a code
// before it is shown. Its methods are safe for concurrent use.
type Gateway struct {
	cfg GatewayConfig

	mu      sync.Mutex
	clients map[money.Currency]client
	wire    wire
}

// wire is the HTTP client of a route.
type wire struct {
	Route
	http *http.Client
}

// GatewayConfig configures a Gateway. Settings, Secrets and Clock are required.
type GatewayConfig struct {
	Settings func() settings.Values // the current settings; called before every call
	Secrets  pos.Secrets
	Clock    pos.Clock
	HTTP     *http.Client  // nil: the client of the settings' Route
	Timeout  time.Duration // of one call; 0: raksmeypay.DefaultTimeout
}

// NewGateway makes a Gateway. It makes no call and reads no secret before the
// first call.
func NewGateway(cfg GatewayConfig) *Gateway {
	return &Gateway{cfg: cfg, clients: make(map[money.Currency]client)}
}

// KeyMaxAge is how long a key from the keyring is used before it is read again.
// Reading may ask another process, so not for every call; a key that was corrected
// must work soon.
const KeyMaxAge = 5 * time.Second

// client is a client of one profile, with the values it was made of.
type client struct {
	*raksmeypay.Client
	profile, key string
	route        Route
	read         time.Time // when the key was read
}

// client returns the client of an attempt's profile. The error is
// fault.ProfileMissing when the profile's id or key is not set,
// fault.ProfileChanged when the shop's profile is another than the attempt's (only
// that one knows the payment), fault.SettingInvalid, fault.CAFile, or an error of Secrets.
func (g *Gateway) client(a payment.Attempt, s settings.Values) (*raksmeypay.Client, error) {
	c := a.Amount.Currency
	idKey, secretKey, _ := settings.ProfileKeys(c)
	want := client{route: RouteOf(s), profile: s.Get(idKey), read: g.cfg.Clock.Now()}
	switch {
	case want.profile == "":
		return nil, fault.New(fault.ProfileMissing, c)
	case a.Profile != "" && a.Profile != want.profile:
		return nil, fault.New(fault.ProfileChanged, a.Profile)
	case a.Gateway != "" && a.Gateway != want.route.Base && !settings.LoopbackURL(want.route.Base):
		// Gateways on this machine change their port with each test and training.
		return nil, fault.New(fault.ProfileChanged, a.Gateway)
	}
	if have, ok := g.kept(c, want); ok && have.goodAt(want.read) {
		return have.Client, nil
	}
	// Not under the lock: a keyring that hangs delays this call alone.
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
		return have.Client, nil // another call read the key meanwhile, and later than this one
	case same && have.key == want.key:
		want.Client = have.Client
	default:
		way, err := g.http(want.route)
		if err != nil {
			return nil, err
		}
		want.Client, err = raksmeypay.New(raksmeypay.Config{
			BaseURL: want.route.Base, ProfileID: want.profile, ProfileKey: want.key,
			HTTP: way, Timeout: g.cfg.Timeout,
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

// http returns the HTTP client of a route, one for both profiles. The error is Route.Client's.
func (g *Gateway) http(r Route) (*http.Client, error) {
	if g.cfg.HTTP != nil {
		return g.cfg.HTTP, nil
	}
	g.mu.Lock()
	have := g.wire
	g.mu.Unlock()
	if have.http != nil && have.Route == r {
		return have.http, nil
	}
	made, err := r.Client()
	if err != nil {
		return nil, err
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.wire.http != nil {
		g.wire.http.CloseIdleConnections()
	}
	g.wire = wire{r, made}
	return made, nil
}

// kept returns a currency's client if it is for the wanted route and profile.
func (g *Gateway) kept(c money.Currency, want client) (client, bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	have, ok := g.clients[c]
	return have, ok && have.route == want.route && have.profile == want.profile
}

// goodAt reports that the key need not be read again yet.
func (c client) goodAt(now time.Time) bool {
	age := now.Sub(c.read)
	return age >= 0 && age < KeyMaxAge
}

// forget drops a currency's client after a refusal, so that the key is read again:
// a wrong key may have been the reason.
func (g *Gateway) forget(c money.Currency) {
	g.mu.Lock()
	defer g.mu.Unlock()
	delete(g.clients, c)
}

// PaymentLink is the address of an attempt's payment page. It carries a hash: give
// it to that customer only, and never log it. The error is fault.ProfileMissing,
// fault.ProfileChanged, fault.SettingInvalid or an error of Secrets.
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

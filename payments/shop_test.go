package payments_test

import (
	"net/http"
	"time"

	"psar/payments"
	"psar/payments/paytest"
	"psar/payments/watch"
	"psar/pos"
	"psar/pos/settings"
)

// shop is a till with the client of a gateway.
type shop struct {
	*paytest.Shop
	watcher *watch.Watcher
}

// watch starts a watcher without jitter.
func (s *shop) watch(g pos.Gateway) {
	s.watcher = watch.New(watch.Config{Till: s.Till, Gateway: g, Clock: paytest.Wall{}, Jitter: paytest.NoJitter})
	s.Start(s.watcher.Run)
}

// gateway is the client of the gateway that the shop has set.
func (s *shop) gateway() *payments.Gateway { return s.client(nil, 500*time.Millisecond) }

// gatewayAt is the shop's client of a testGateway.
func (s *shop) gatewayAt(l *testGateway) *payments.Gateway { return s.client(l.client, 5*time.Second) }

func (s *shop) client(h *http.Client, timeout time.Duration) *payments.Gateway {
	return payments.NewGateway(payments.GatewayConfig{
		Settings: func() settings.Values { return s.Till.Snapshot().Settings },
		Secrets:  s.Secrets, Clock: paytest.Wall{}, HTTP: h, Timeout: timeout,
	})
}

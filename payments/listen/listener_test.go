package listen

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"psar/payments"
	"psar/payments/paytest"
	"psar/payments/sandbox"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/payment"
	"psar/pos/postest"
	"psar/pos/settings"
)

// post is a shop with a listener.
type post struct {
	*paytest.Shop
	listener *Listener
	clock    *postest.Clock
	asked    chan id.Payment
	mu       sync.Mutex
	log      strings.Builder
}

// newPost opens a shop with both profiles and starts its listener.
func newPost(t *testing.T, values settings.Values) *post {
	t.Helper()
	p := &post{Shop: paytest.NewShop(t, values), clock: postest.NewClock(time.Now()), asked: make(chan id.Payment, 1000)}
	p.SetProfiles()
	p.listener = New(Config{
		Till: p.Till, Settings: func() settings.Values { return p.Till.Snapshot().Settings },
		Secrets: p.Secrets, Clock: p.clock, CheckNow: func(id id.Payment) { p.asked <- id },
		Log: func(msg string, args ...any) {
			p.mu.Lock()
			defer p.mu.Unlock()
			fmt.Fprintln(&p.log, append([]any{msg}, args...)...)
		},
	})
	p.run(p.listener)
	return p
}

// run runs a listener until the test ends; the till is closed after it.
func (p *post) run(l *Listener) {
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- l.Run(ctx) }()
	p.T.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			p.T.Error(err)
		}
	})
}

// status waits for a status that fits. Every snapshot makes the listener read the settings.
func (p *post) status(l *Listener, what string, fits func(Status) bool) Status {
	p.T.Helper()
	for i := range 2000 {
		if s := l.Status(); fits(s) {
			return s
		}
		p.Set(settings.ShopThanks, fmt.Sprint("thanks ", i))
	}
	p.T.Fatalf("never %s: %+v", what, l.Status())
	return Status{}
}

func (p *post) listens() string {
	p.T.Helper()
	return p.status(p.listener, "listening", func(s Status) bool { return s.Address != "" }).Address
}

func problemOf(s Status) fault.Code {
	if s.Problem == nil {
		return ""
	}
	return s.Problem.Code
}

// send makes a request as is: it follows no redirect.
func send(t *testing.T, method, url, key string, body []byte) (int, string) {
	t.Helper()
	r, err := http.NewRequest(method, url, bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Host = "somewhere.else.example" // as a proxy may rewrite it
	if key != "" {
		r.Header.Set("X-Api-Key", key)
	}
	answer, err := (&http.Client{Timeout: 10 * time.Second, Transport: &http.Transport{DisableKeepAlives: true}}).Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	said, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode, string(said)
}

func (p *post) hinted() id.Payment {
	p.T.Helper()
	select {
	case id := <-p.asked:
		return id
	case <-time.After(postest.Patience):
		p.T.Fatal("no verify was asked for")
		return ""
	}
}

func TestListenerFollowsTheSettings(t *testing.T) {
	t.Parallel()
	p := newPost(t, nil)
	p.Set(settings.WebhookAPIKey, paytest.APIKey)
	if s := p.listener.Status(); s.Address != "" || s.Problem != nil {
		t.Fatalf("it listens though nobody asked: %+v", s)
	}
	p.Set(settings.WebhookListen, "127.0.0.1:0")
	first := p.listens()
	if status, _ := send(t, http.MethodPost, "http://"+first+"/webhook", paytest.APIKey, nil); status != http.StatusBadRequest {
		t.Errorf("an empty webhook: %d", status)
	}
	p.Set(settings.WebhookListen, "127.0.0.2:0") // loopback as well
	p.status(p.listener, "bound anew", func(s Status) bool { return s.Address != "" && s.Address != first })
	if c, err := net.Dial("tcp", first); err == nil {
		_ = c.Close()
		t.Error("the address before still listens")
	}
	p.Set(settings.WebhookListen, "")
	p.status(p.listener, "silent", func(s Status) bool { return s == Status{} })
	p.Set(settings.WebhookListen, "203.0.113.1:0") // a documentation address: no machine has it
	s := p.status(p.listener, "refused", func(s Status) bool { return s.Problem != nil })
	if s.Problem.Code != fault.SettingInvalid || s.Address != "" {
		t.Errorf("an address of another machine: %+v", s)
	}
}

func TestListenerWaitsForAPortInUse(t *testing.T) {
	t.Parallel()
	other, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	taken := other.Addr().String()
	p := newPost(t, nil)
	p.Set(settings.WebhookAPIKey, paytest.APIKey)
	p.Set(settings.WebhookListen, taken)
	s := p.status(p.listener, "refused", func(s Status) bool { return s.Problem != nil })
	if s.Problem.Code != fault.PortInUse || s.Problem.Args[0] != taken || s.Address != "" {
		t.Fatalf("a port in use: %+v", s)
	}
	if err := other.Close(); err != nil {
		t.Fatal(err)
	}
	p.clock.Add(rebindAfter)
	if got := p.listens(); got != taken {
		t.Errorf("it listens on %s", got)
	}
	if s := p.listener.Status(); s.Problem != nil {
		t.Errorf("the problem stays: %v", s.Problem)
	}
}

// Without an API key no webhook is accepted, and the status names the setting.
func TestListenerWithoutAKey(t *testing.T) {
	t.Parallel()
	p := newPost(t, settings.Values{settings.WebhookListen: "127.0.0.1:0"})
	a := p.Charge(paytest.FiveDollars)
	address := p.listens()
	s := p.listener.Status()
	if problemOf(s) != fault.WebhookNoKey {
		t.Errorf("the status without a key: %+v", s)
	}
	for _, key := range []string{"", paytest.APIKey} {
		body := paytest.WebhookBody(t, sandbox.DefaultProfiles()[0], a.ID, nil)
		if status, _ := send(t, http.MethodPost, "http://"+address+"/webhook", key, body); status != http.StatusUnauthorized {
			t.Errorf("key %q: %d", key, status)
		}
	}
	p.Set(settings.WebhookAPIKey, paytest.APIKey)
	p.clock.Add(payments.KeyMaxAge)
	p.status(p.listener, "well", func(s Status) bool { return s.Problem == nil && s.Address != "" })
	body := paytest.WebhookBody(t, sandbox.DefaultProfiles()[0], a.ID, nil)
	if status, said := send(t, http.MethodPost, "http://"+address+"/webhook", paytest.APIKey, body); status != http.StatusOK || said != `{"status":"ok"}` {
		t.Errorf("with a key: %d %s", status, said)
	}
	if id := p.hinted(); id != a.ID {
		t.Errorf("asked after %s", id)
	}
}

// Without a profile no webhook is accepted either.
func TestListenerWithoutAProfile(t *testing.T) {
	t.Parallel()
	p := newPost(t, nil)
	p.Set(settings.USDProfileID, "")
	p.Set(settings.KHRProfileID, "")
	p.Set(settings.WebhookAPIKey, paytest.APIKey)
	p.Set(settings.WebhookListen, "127.0.0.1:0")
	if s := p.status(p.listener, "listening", func(s Status) bool { return s.Address != "" }); problemOf(s) != fault.ProfileMissing {
		t.Errorf("the status without a profile: %+v", s)
	}
}

// While the keyring is slow, webhooks are checked with the keys read before.
func TestKeysWhileTheKeyringIsSlow(t *testing.T) {
	t.Parallel()
	usd := sandbox.DefaultProfiles()[0]
	values := settings.Values{settings.USDProfileID: usd.ID}
	clock := postest.NewClock(time.Now())
	secrets := &paytest.Secrets{Values: map[settings.Key]string{
		settings.USDProfileKey: usd.Key, settings.WebhookAPIKey: paytest.APIKey,
	}}
	k := keys{secrets: secrets, clock: clock}
	if set, err := k.of(values); err != nil || set.api != paytest.APIKey || len(set.profiles) != 1 {
		t.Fatal(set.api, len(set.profiles), err)
	}
	keyring := paytest.NewSlowKeyring(secrets, settings.WebhookAPIKey)
	k.secrets = keyring
	if err := secrets.SetSecret(settings.WebhookAPIKey, "the next one"); err != nil {
		t.Fatal(err)
	}
	clock.Add(payments.KeyMaxAge)
	anew := make(chan string, 2)
	go func() { set, _ := k.of(values); anew <- set.api }()
	<-keyring.Asked
	go func() { set, _ := k.of(values); anew <- set.api }()
	select {
	case got := <-anew:
		if got != paytest.APIKey {
			t.Errorf("meanwhile the key is %q", got)
		}
	case <-time.After(postest.Patience):
		t.Error("a webhook waits for the keyring")
	}
	close(keyring.Release)
	if got := <-anew; got != "the next one" {
		t.Errorf("afterwards the key is %q", got)
	}
}

func TestListenerWebhook(t *testing.T) {
	t.Parallel()
	p := newPost(t, nil)
	p.Set(settings.WebhookAPIKey, paytest.APIKey)
	p.Set(settings.WebhookListen, "127.0.0.1:0")
	a := p.Charge(paytest.FiveDollars)
	url := "http://" + p.listens() + "/webhook"
	usd, khr := sandbox.DefaultProfiles()[0], sandbox.DefaultProfiles()[1]
	forged := func(m map[string]any) { m["amount"] = "0.01" }
	tests := []struct {
		name, method, key string
		body              []byte
		want              int
	}{
		{"OK", http.MethodPost, paytest.APIKey, paytest.WebhookBody(t, usd, a.ID, nil), 200},
		{"OK/twice", http.MethodPost, paytest.APIKey, paytest.WebhookBody(t, usd, a.ID, nil), 200},
		{"OK/other profile", http.MethodPost, paytest.APIKey, paytest.WebhookBody(t, khr, a.ID, nil), 200},
		{"WrongKey", http.MethodPost, "another-key", paytest.WebhookBody(t, usd, a.ID, nil), 401},
		{"NoKey", http.MethodPost, "", paytest.WebhookBody(t, usd, a.ID, nil), 401},
		{"Forged", http.MethodPost, paytest.APIKey, paytest.WebhookBody(t, usd, a.ID, forged), 400},
		{"Garbage", http.MethodPost, paytest.APIKey, []byte("<html>"), 400},
		{"TooLarge", http.MethodPost, paytest.APIKey, bytes.Repeat([]byte("1"), 70<<10), 413},
		{"Get", http.MethodGet, paytest.APIKey, nil, 405},
	}
	for _, tt := range tests {
		if status, _ := send(t, tt.method, url, tt.key, tt.body); status != tt.want {
			t.Errorf("%s: %d, want %d", tt.name, status, tt.want)
		}
		if tt.want == http.StatusOK {
			if id := p.hinted(); id != a.ID {
				t.Errorf("%s: asked after %s", tt.name, id)
			}
		}
	}
	if n := len(p.asked); n != 0 {
		t.Errorf("%d hints of what was not believed", n)
	}
	if a, err := p.Till.Attempt(context.Background(), a.ID); err != nil || a.State != payment.Reserved {
		t.Errorf("a webhook moved the attempt to %s, %v", a.State, err)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, secret := range []string{paytest.APIKey, usd.Key, khr.Key, "ab12", "another-key"} {
		if strings.Contains(p.log.String(), secret) {
			t.Errorf("%q stands in the log", secret)
		}
	}
}

func TestListenerPaid(t *testing.T) {
	t.Parallel()
	p := newPost(t, settings.Values{settings.WebhookListen: "127.0.0.1:0"})
	ended := p.Charge(paytest.FiveDollars)
	p.Happened(ended.ID, payment.CancelledByCashier{}) // not watched: in no list of the snapshot
	open := p.Charge(paytest.FiveDollars)
	address, now := p.listens(), p.clock.Now()
	usd, khr := sandbox.DefaultProfiles()[0], sandbox.DefaultProfiles()[1]
	const unknown id.Payment = "11763780400999"
	tests := []struct {
		name, url string
		want      int
		page      page
	}{
		{"OK", paytest.Back(t, address, usd.Key, open.ID, now.Add(-time.Second)), 200, pageThanks},
		{"OK/again", paytest.Back(t, address, usd.Key, open.ID, now.Add(-2*time.Minute)), 200, pageThanks},
		{"OK/ended", paytest.Back(t, address, usd.Key, ended.ID, now.Add(-time.Second)), 200, pageThanks},
		{"TooOld", paytest.Back(t, address, usd.Key, open.ID, now.Add(-182*time.Second)), 410, pageOld},
		{"InFuture", paytest.Back(t, address, usd.Key, open.ID, now.Add(2*time.Second)), 400, pageClock},
		{"WrongHash", paytest.Back(t, address, "another key", open.ID, now), 400, pageWrong},
		{"OtherCurrency", paytest.Back(t, address, khr.Key, open.ID, now.Add(-time.Second)), 400, pageWrong},
		{"Unknown", paytest.Back(t, address, usd.Key, unknown, now.Add(-time.Second)), 404, pageWrong},
		{"NoQuery", "http://" + address + settings.SuccessPath + string(open.ID), 400, pageWrong},
		{"NoID", "http://" + address + settings.SuccessPath + "x", 400, pageWrong},
	}
	for _, tt := range tests {
		status, body := send(t, http.MethodGet, tt.url, "", nil)
		if status != tt.want || !strings.Contains(body, tt.page.English) || !strings.Contains(body, tt.page.Khmer) {
			t.Errorf("%s: %d %s", tt.name, status, body)
		}
		if tt.want == http.StatusOK {
			if id := p.hinted(); id != open.ID && id != ended.ID {
				t.Errorf("%s: asked after %s", tt.name, id)
			}
		}
	}
	if n := len(p.asked); n != 0 {
		t.Errorf("%d hints of what was not believed", n)
	}
}

// The till's handling of hints delays no answer, and a flood of hints is bounded.
func TestListenerFlood(t *testing.T) {
	t.Parallel()
	p := newPost(t, nil)
	p.Set(settings.WebhookAPIKey, paytest.APIKey)
	stuck := make(chan struct{})
	taken := make(chan id.Payment, 1)
	l := New(Config{
		Till: p.Till, Settings: func() settings.Values { return p.Till.Snapshot().Settings }, Secrets: p.Secrets, Clock: paytest.Wall{},
		CheckNow: func(id id.Payment) {
			select {
			case taken <- id:
			default:
			}
			<-stuck
		},
	})
	p.Set(settings.WebhookListen, "127.0.0.1:0")
	p.run(l)
	t.Cleanup(func() { close(stuck) })
	url := "http://" + p.status(l, "listening", func(s Status) bool { return s.Address != "" }).Address + "/webhook"
	usd := sandbox.DefaultProfiles()[0]
	if status, _ := send(t, http.MethodPost, url, paytest.APIKey, paytest.WebhookBody(t, usd, "1", nil)); status != 200 {
		t.Fatal(status)
	}
	<-taken // the watcher is stuck from here on
	said := map[int]int{}
	for i := range maxHints + 20 {
		for range 2 {
			status, _ := send(t, http.MethodPost, url, paytest.APIKey, paytest.WebhookBody(t, usd, id.Payment(fmt.Sprint(100+i)), nil))
			said[status]++
		}
	}
	if said[200] != 2*maxHints || said[503] != 40 {
		t.Errorf("answers %v, want %d taken and 40 refused", said, 2*maxHints)
	}
	if n := len(l.hints.queue); n != maxHints {
		t.Errorf("%d hints are kept", n)
	}
}

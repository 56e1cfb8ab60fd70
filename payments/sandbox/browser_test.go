package sandbox_test

import (
	"context"
	"fmt"
	"html"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"psar/assets"
	"psar/payments/raksmeypay"
	"psar/payments/sandbox"
	"psar/pos/postest"
)

// browserPatience bounds one subtest's work in the browser.
const browserPatience = postest.Patience

// newBrowser starts Debian's Chromium without its background connections, and ends
// it with the test.
func newBrowser(t *testing.T) context.Context {
	t.Helper()
	path, err := exec.LookPath("chromium")
	if err != nil {
		t.Fatal("Chromium is needed: install Debian's package chromium (packaging/setup.sh headless does)")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.UserDataDir(t.TempDir()), chromedp.DisableGPU,
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-domain-reliability", true), chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"),
		// Chromium's sandbox needs rights that root in a container does not have.
		chromedp.Flag("no-sandbox", os.Getuid() == 0),
	)
	allocator, end := chromedp.NewExecAllocator(context.Background(), options...)
	browser, close := chromedp.NewContext(allocator)
	t.Cleanup(func() { close(); end() })
	if err := chromedp.Do(browser); err != nil {
		t.Fatal(err)
	}
	return browser
}

// tab opens a tab of the given size, in CSS pixels, and closes it with the subtest.
func tab(t *testing.T, browser context.Context, width, height int64) context.Context {
	t.Helper()
	page, close := chromedp.NewContext(browser)
	page, stop := context.WithTimeout(page, browserPatience)
	t.Cleanup(func() { stop(); close() })
	run(t, page, chromedp.EmulateViewport(width, height))
	return context.WithValue(page, tabSize{}, fmt.Sprintf("%dx%d", width, height))
}

// tabSize is the context's key of the size that a tab was opened in.
type tabSize struct{}

// sized waits until a page has the size of its tab, which a busy browser gives it some time
// after it was loaded.
func sized(page context.Context, target *chromedp.Target) error {
	_, err := chromedp.Poll[bool](fmt.Sprintf("innerWidth + 'x' + innerHeight == %q", page.Value(tabSize{})))(page, target)
	return err
}

// shopSite is a shop's web site: a page made by the web kit, and the success URL.
type shopSite struct {
	*httptest.Server
	page  string          // the HTML at /
	thank chan url.Values // the queries of requests to /thanks
}

func newShopSite(t *testing.T) *shopSite {
	t.Helper()
	s := &shopSite{thank: make(chan url.Values, 4)}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = io.WriteString(w, s.page)
	})
	mux.HandleFunc("GET /jquery.js", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/javascript")
		_, _ = io.WriteString(w, "window.jQuery = function () {};") // a stand-in for jQuery; the modal script does not call it
	})
	mux.HandleFunc("GET /thanks", func(w http.ResponseWriter, r *http.Request) {
		s.thank <- r.URL.Query()
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = io.WriteString(w, "<!doctype html><title>thanks</title><h1 id=thanks>Thank you</h1>")
	})
	s.Server = httptest.NewServer(mux)
	t.Cleanup(s.Server.Close)
	return s
}

// wantThanks waits for the customer to come back, and checks the gateway's
// parameters by the SDK.
func (s *shopSite) wantThanks(t *testing.T, b bench, id string) {
	t.Helper()
	select {
	case q := <-s.thank:
		got, err := raksmeypay.CheckSuccess(sandbox.DefaultProfiles()[0].Key, id, q, b.clock.Now())
		if err != nil || got.Amount != "5.00" || q.Get("order") != "7" {
			t.Errorf("came back with %v: %+v, %v", q, got, err)
		}
	case <-time.After(browserPatience):
		t.Fatal("nobody came back")
	}
}

func (s *shopSite) link(t *testing.T, b bench, id string) string {
	t.Helper()
	link, err := b.client.PaymentLink(raksmeypay.LinkRequest{
		TransactionID: id, Amount: "5.00", SuccessURL: s.URL + "/thanks?order=7", Remark: "~ តុ ៥",
	})
	if err != nil {
		t.Fatal(err)
	}
	return link
}

const (
	shopButton = ".raksmeypay-button"
	payButton  = "main form button"
)

func TestBrowser(t *testing.T) {
	t.Parallel()
	browser := newBrowser(t)
	b := start(t, sandbox.Config{Fonts: []sandbox.Font{{400, assets.KantumruyPro(400)}, {600, assets.KantumruyPro(600)}, {700, assets.KantumruyPro(700)}}}, 0)
	profile := sandbox.DefaultProfiles()[0]
	hooks := newReceiver(t, "the-api-key", profile)
	if err := b.SetWebhook(profile.ID, hooks.URL, "the-api-key"); err != nil {
		t.Fatal(err)
	}
	wantHook := func(t *testing.T, id string) {
		t.Helper()
		select {
		case w := <-hooks.heard:
			if w.TransactionID != id || w.Amount != "5.00" {
				t.Errorf("webhook %+v", w)
			}
		case <-time.After(browserPatience):
			t.Fatal("no webhook came")
		}
	}

	t.Run("Button", func(t *testing.T) {
		shop := newShopSite(t)
		snippet, err := raksmeypay.ButtonHTML(raksmeypay.ButtonRequest{Link: shop.link(t, b, "101"), Label: "បង់ប្រាក់ $5.00"})
		if err != nil {
			t.Fatal(err)
		}
		shop.page = raksmeypay.Page("Shop", snippet)
		page := tab(t, browser, 360, 740)
		run(t, page, chromedp.Navigate(shop.URL), click(shopButton), seen(payButton), fits(t, "payment-360x740"),
			click(payButton), seen("#thanks"))
		shop.wantThanks(t, b, "101")
		wantHook(t, "101")
	})
	t.Run("PaidByABanksApp", func(t *testing.T) {
		shop := newShopSite(t)
		page := tab(t, browser, 1280, 800)
		run(t, page, chromedp.Navigate(shop.link(t, b, "102")), seen(payButton), fits(t, "payment-1280x800"))
		b.pay(t, "102")
		run(t, page, seen("#thanks"))
		shop.wantThanks(t, b, "102")
		wantHook(t, "102")
	})
	t.Run("Modal", func(t *testing.T) {
		shop := newShopSite(t)
		snippet, err := raksmeypay.ModalHTML(raksmeypay.ModalRequest{Link: shop.link(t, b, "103"), JQuery: shop.URL + "/jquery.js"})
		if err != nil {
			t.Fatal(err)
		}
		shop.page = raksmeypay.Page("Shop", snippet)
		page := tab(t, browser, 1280, 800)
		run(t, page, chromedp.Navigate(shop.URL), click(shopButton),
			seen(".raksmeypay-overlay iframe"))
		size := ask[string](t, page, `(function () { var f = document.querySelector('.raksmeypay-overlay iframe'); return f.clientWidth + ' × ' + f.clientHeight })()`)
		if size != "500 × 650" {
			t.Errorf("the modal is %s, want 500 × 650", size)
		}
		// Escape closes the modal; a click beside it closes it only if that was configured.
		if open := ask[bool](t, page, `document.querySelector('.raksmeypay-overlay').click(), !!document.querySelector('.raksmeypay-overlay')`); !open {
			t.Error("a click beside the modal closed it")
		}
		run(t, page, chromedp.KeyEvent("\x1b"), chromedp.WaitNotPresent(chromedp.CSS(".raksmeypay-overlay")),
			click(shopButton), seen(".raksmeypay-overlay iframe"), picture("modal-1280x800"))
		b.pay(t, "103")
		run(t, page, seen("#thanks"))
		shop.wantThanks(t, b, "103")
		wantHook(t, "103")
	})
	t.Run("ModalOnAPhone", func(t *testing.T) {
		shop := newShopSite(t)
		snippet, err := raksmeypay.ModalHTML(raksmeypay.ModalRequest{Link: shop.link(t, b, "106"), JQuery: shop.URL + "/jquery.js"})
		if err != nil {
			t.Fatal(err)
		}
		shop.page = raksmeypay.Page("Shop", snippet)
		page := tab(t, browser, 360, 740)
		run(t, page, chromedp.Navigate(shop.URL), click(shopButton), seen(".raksmeypay-overlay iframe"), fits(t, "modal-360x740"))
		// Escape, pressed inside the frame, closes the modal outside it.
		inside := ask[bool](t, page, `document.querySelector('.raksmeypay-overlay iframe').focus(), document.activeElement.tagName === 'IFRAME'`)
		if !inside {
			t.Error("the frame does not take the focus")
		}
		run(t, page, chromedp.Click(chromedp.CSS(".raksmeypay-overlay iframe")), chromedp.KeyEvent("\x1b"))
		run(t, page, chromedp.WaitNotPresent(chromedp.CSS(".raksmeypay-overlay")))
	})
	// Where a shop frames the page itself and ignores its message, the frame goes on to the success URL.
	t.Run("FramedWithoutTheModal", func(t *testing.T) {
		shop := newShopSite(t)
		shop.page = raksmeypay.Page("Shop", `<iframe id="own" width="500" height="650" src="`+html.EscapeString(shop.link(t, b, "107"))+`"></iframe>`)
		page := tab(t, browser, 1280, 800)
		run(t, page, chromedp.Navigate(shop.URL), seen("#own"))
		b.asked(t, "107")
		b.pay(t, "107")
		shop.wantThanks(t, b, "107")
		wantHook(t, "107")
	})
	t.Run("Expired", func(t *testing.T) {
		shop := newShopSite(t)
		page := tab(t, browser, 500, 650)
		late := start(t, sandbox.Config{Fonts: []sandbox.Font{{400, assets.KantumruyPro(400)}}}, 0)
		link := shop.link(t, late, "108")
		run(t, page, chromedp.Navigate(link), seen(payButton), seen(".left"), fits(t, "payment-500x650"))
		late.clock.Add(sandbox.DefaultLifetime)
		run(t, page, chromedp.Navigate(link), seen("main.expired .over"), fits(t, "expired-500x650"))
		if said := ask[string](t, page, `document.querySelector('main form button').innerText`); !strings.Contains(said, "Pay late") {
			t.Errorf("the button says %q", said)
		}
		run(t, page, click(payButton), seen("#thanks"))
		shop.wantThanks(t, late, "108")
	})
	t.Run("ModalWithoutItsScript", func(t *testing.T) {
		shop := newShopSite(t)
		snippet, err := raksmeypay.ModalHTML(raksmeypay.ModalRequest{
			Link: shop.link(t, b, "104"), JQuery: shop.URL + "/jquery.js", Script: shop.URL + "/none.js",
		})
		if err != nil {
			t.Fatal(err)
		}
		shop.page = raksmeypay.Page("Shop", snippet)
		page := tab(t, browser, 1280, 800)
		run(t, page, chromedp.Navigate(shop.URL), click(shopButton),
			seen(payButton), click(payButton), seen("#thanks"))
		shop.wantThanks(t, b, "104")
		wantHook(t, "104")
	})
	for name, request := range map[string]raksmeypay.SMMRequest{
		"TopUp":            {User: "dara", Email: "dara@shop.example"},
		"TopUpSignedInNow": {},
	} {
		t.Run(name, func(t *testing.T) {
			shop := newShopSite(t)
			request.BaseURL, request.ProfileID = b.URL, profile.ID
			request.Amount, request.Min, request.Max = "5.00", "1.00", "100.00"
			snippet, err := raksmeypay.SMMHTML(request)
			if err != nil {
				t.Fatal(err)
			}
			// The shop's page fills in the signed-in user.
			snippet = strings.Replace(snippet, `data-user="" data-email=""`, `data-user="dara" data-email="dara@shop.example"`, 1)
			shop.page = raksmeypay.Page("Shop", snippet)
			page := tab(t, browser, 1280, 800)
			run(t, page, chromedp.Navigate(shop.URL), seen("iframe"))
			source := ask[string](t, page, `(function () { var f = document.querySelector('iframe'); return f.width + 'x' + f.height + ' ' + f.src })()`)
			want := "370x550 " + b.URL + "/payment/smm/" + profile.ID + "?amount=5.00&min=1.00&max=100.00&u=dara&e=dara%40shop.example"
			if source != want {
				t.Errorf("the frame is %s\nwant %s", source, want)
			}
			// The content of the frame, in a window of the frame's size.
			frame := tab(t, browser, 370, 550)
			_, address, _ := strings.Cut(source, " ")
			run(t, frame, chromedp.Navigate(address), seen(".user"), fits(t, "topup-amount"),
				click("button"), seen("img"), fits(t, "topup-code"))
			if tall := ask[float64](t, frame, `document.documentElement.scrollHeight`); tall > 550 {
				t.Errorf("the code of a top-up is %v high, and its frame 550", tall)
			}
			if name == "TopUp" {
				run(t, frame, click("button"))
			} else { // paid in a bank's app
				all := b.State().Payments
				b.pay(t, all[len(all)-1].TransactionID)
			}
			run(t, frame, seen(".message .tick"), fits(t, "topup-done"))
			select {
			case w := <-hooks.heard:
				if w.Amount != "5.00" || w.TransactionID == "" {
					t.Errorf("webhook %+v", w)
				}
			case <-time.After(browserPatience):
				t.Fatal("no webhook came")
			}
		})
	}
	t.Run("Refused", func(t *testing.T) {
		shop := newShopSite(t)
		page := tab(t, browser, 360, 740)
		run(t, page, chromedp.Navigate(shop.link(t, b, "105")+"0"), seen(".number"), seen(".message h1"), fits(t, "refused"))
		said := ask[string](t, page, `document.querySelector('.message h1').innerText`)
		if !strings.Contains(said, "This link is not valid") || !strings.Contains(said, "តំណនេះមិនត្រឹមត្រូវ") {
			t.Errorf("said %q", said)
		}
	})
}

// asked waits until a page has made a create call with id.
func (b bench) asked(t *testing.T, id string) {
	t.Helper()
	for deadline := time.Now().Add(browserPatience); time.Now().Before(deadline); time.Sleep(5 * time.Millisecond) {
		for _, p := range b.State().Payments {
			if p.TransactionID == id {
				return
			}
		}
	}
	t.Fatal("no page asked for " + id)
}

// click and seen take CSS selectors. chromedp's default would also find a selector
// as text in a page's style and script.
func click(selector string) chromedp.Action[chromedp.Void] {
	return chromedp.Click(chromedp.CSS(selector), chromedp.NodeVisible)
}

func seen(selector string) chromedp.Action[chromedp.Void] {
	return chromedp.WaitVisible(chromedp.CSS(selector))
}

func run(t *testing.T, page context.Context, steps ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	if err := chromedp.Do(page, steps...); err != nil {
		html, _ := chromedp.Run(page, chromedp.OuterHTML("html")) // for the message; may fail as well
		t.Fatalf("%v\n%s", err, html)
	}
}

// ask evaluates a JavaScript expression on the page.
func ask[T any](t *testing.T, page context.Context, expression string) T {
	t.Helper()
	value, err := chromedp.Run(page, chromedp.Evaluate[T](expression))
	if err != nil {
		t.Fatalf("%s: %v", expression, err)
	}
	return value
}

// fits checks that a page needs no horizontal scrolling and cuts no word off, and
// keeps a screenshot if PSAR_PICTURES is set.
func fits(t *testing.T, name string) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(page context.Context, target *chromedp.Target) error {
		if err := sized(page, target); err != nil {
			return err
		}
		wrong, err := chromedp.Evaluate[string](`(function () {
			if (document.documentElement.scrollWidth > window.innerWidth) return 'wider than the window';
			var cut = [...document.querySelectorAll('p,b,button,h1,header')].find(e => e.clientWidth && e.scrollWidth > e.clientWidth + 1);
			return cut ? 'cut: ' + cut.outerHTML : '';
		})()`)(page, target)
		if err != nil {
			return err
		}
		if wrong != "" {
			t.Errorf("%s: %s", name, wrong)
		}
		_, err = picture(name)(page, target)
		return err
	})
}

// picture writes a screenshot to the folder in PSAR_PICTURES, to be looked at.
func picture(name string) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(page context.Context, target *chromedp.Target) error {
		dir := os.Getenv("PSAR_PICTURES")
		if dir == "" {
			return nil
		}
		png, err := chromedp.CaptureScreenshot()(page, target)
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(dir, name+".png"), png, 0o600)
	})
}

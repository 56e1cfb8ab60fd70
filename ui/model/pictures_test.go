package model

import (
	"fmt"
	"path/filepath"
	"reflect"
	"runtime/debug"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"psar/assets/words"
	"psar/ui/look"
	"psar/ui/screen"
	"psar/ui/uitest"
	"psar/ui/view"
)

// The sizes of the design's monitors, and of others: an old one, and a wide one.
var (
	cashierSize  = fyne.NewSize(1366, 768)
	customerSize = fyne.NewSize(1280, 800)
	oldSize      = fyne.NewSize(1024, 768)
	lowSize      = fyne.NewSize(1280, 720)
	wideSize     = fyne.NewSize(1920, 1080)
)

// A picture is kept of a scene, in a language and a theme, on a monitor.
type picture struct {
	scene, name string
	language    words.Language
	size        fyne.Size
	dark        bool
	customer    bool // of the customer's window
}

// pictures are what is kept as a picture, and judged by eye: each pane once in each
// language, in dark where the ground is another, and some on other monitors. What is
// written on the panes, testdata/views tells of every scene.
func pictures() (all []picture) {
	for _, name := range []string{
		"entering", "waiting", "waiting-discount", "paid", "refused", "no-profile", "codes-doubted", "link", "bill-typing", "bill-said", "cash-short", "change", "part",
		"day", "day-count", "day-handover", "sign-in-rule", "list", "detail", "form-receipt", "review-refund", "items", "history", "story",
		"report-x", "report-audit", "report-audit-events", "paper-genuine", "printer", "sheet", "help", "lock", "recovery-code", "recovery-offer", "payee-differs", "payee-differs-form",
	} {
		all = append(all,
			picture{scene: name, name: "cashier-en", language: words.English, size: cashierSize},
			picture{scene: name, name: "cashier-km", language: words.Khmer, size: cashierSize})
	}
	for _, name := range []string{"idle", "preparing", "waiting", "waiting-discount", "paid", "expired", "bill", "cash-short", "bill-barred", "paid-discount", "cash-discount"} {
		all = append(all, picture{scene: name, name: "customer", language: words.English, size: customerSize, customer: true})
	}
	for _, name := range []string{"entering", "cancel", "refused", "report-x"} {
		all = append(all, picture{scene: name, name: "cashier-dark", language: words.Khmer, size: cashierSize, dark: true})
	}
	for _, name := range []string{"training", "paid"} {
		all = append(all, picture{scene: name, name: "customer-dark", language: words.Khmer, size: customerSize, dark: true, customer: true})
	}
	return append(all,
		picture{scene: "alarm-payee", name: "cashier-1024x768", language: words.Khmer, size: oldSize},
		picture{scene: "bill-barred", name: "cashier-1280x720", language: words.English, size: lowSize},
		picture{scene: "bill-barred", name: "cashier-dark-1024x768", language: words.Khmer, size: oldSize, dark: true},
		picture{scene: "report-month", name: "cashier-1024x768", language: words.Khmer, size: oldSize},
		picture{scene: "training", name: "customer-1024x768", language: words.Khmer, size: oldSize, customer: true},
		picture{scene: "test-gateway", name: "cashier-en", language: words.English, size: cashierSize},
		picture{scene: "test-gateway", name: "cashier-km", language: words.Khmer, size: oldSize},
		picture{scene: "test-gateway", name: "customer", language: words.Khmer, size: customerSize, customer: true},
		picture{scene: "training", name: "cashier-1920x1080", language: words.English, size: wideSize},
		picture{scene: "unreachable", name: "customer-1920x1080", language: words.English, size: wideSize, customer: true},
	)
}

func (p picture) file() string { return p.scene + "-" + p.name + ".png" }

func sceneNamed(t *testing.T, name string) scene {
	t.Helper()
	all := allScenes()
	at := slices.IndexFunc(all, func(sc scene) bool { return sc.name == name })
	if at < 0 {
		t.Fatalf("no scene is called %s", name)
	}
	return all[at]
}

func TestWindowsLookAsDesigned(t *testing.T) {
	if testing.Short() {
		t.Skip("pictures take long")
	}
	test.NewTempApp(t) // one for all, which reads its fonts once
	// Each picture leaves many megabytes behind: to collect them less often takes a quarter of the time.
	defer debug.SetGCPercent(debug.SetGCPercent(400))
	for _, p := range pictures() {
		t.Run(p.file(), func(t *testing.T) {
			s := sceneNamed(t, p.scene).in(p.language, p.dark)
			th := look.Theme{Dark: s.Dark()}
			test.ApplyTheme(t, th)
			fault := func(err error) { t.Error(err) }
			var root fyne.CanvasObject
			if p.customer {
				window := screen.NewCustomer(fault)
				window.Set(s.Customer(uitest.Noon))
				root = window.Root
			} else {
				window := screen.NewCashier(words.Text(words.Khmer, words.AppName), func(view.Action) {}, fault)
				window.Set(s.Cashier(uitest.Noon))
				root = window.Root
			}
			uitest.AssertPicture(t, filepath.Join("windows", p.file()), uitest.Paint(t, th, p.size, root))
		})
	}
}

// Of each part of the windows there is a picture in each language, and one of each layout.
func TestPicturesShowEveryPart(t *testing.T) {
	t.Parallel()
	parts := reflect.TypeFor[view.Cashier]()
	drawn := map[string]bool{}
	for _, p := range pictures() {
		s := sceneNamed(t, p.scene).in(p.language, p.dark)
		if p.customer {
			drawn[fmt.Sprint("customer ", s.Customer(uitest.Noon).Kind)] = true
			continue
		}
		shown := reflect.ValueOf(s.Cashier(uitest.Noon))
		for i := range parts.NumField() {
			if !shown.Field(i).IsZero() {
				drawn[parts.Field(i).Name+"."+string(p.language)] = true
			}
		}
		drawn[fmt.Sprint("panel ", s.Cashier(uitest.Noon).Panel.Kind)] = true
	}
	var wanted []string
	for _, lang := range []words.Language{words.English, words.Khmer} {
		for i := range parts.NumField() {
			if name := parts.Field(i).Name; name != "Dark" {
				wanted = append(wanted, name+"."+string(lang))
			}
		}
	}
	for kind := range view.PanelDesk + 1 {
		wanted = append(wanted, fmt.Sprint("panel ", kind))
	}
	for kind := range view.CustomerDue + 1 {
		wanted = append(wanted, fmt.Sprint("customer ", kind))
	}
	for _, what := range wanted {
		if !drawn[what] {
			t.Errorf("no picture shows %s", what)
		}
	}
}

package cli

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"psar/app"
	"psar/app/apptest"
	"psar/app/control"
	"psar/assets/words"
	"psar/pos/fault"
	"psar/pos/sale"
)

// openBeside opens a shop's till without windows until the test ends.
func openBeside(t *testing.T, dir string, flags ...string) *apptest.Running {
	t.Helper()
	till := apptest.Start(t, psar, dir, "", append(flags, "watch")...)
	till.Says(t, "Payments watched")
	return till
}

// day is what is typed on one day of a shop: of each command its standard input, if any, and
// its arguments.
var day = [][]string{
	{"", "settings", "set", "till.sign_in", "false"},
	{"471128\n", "staff", "add", "Sokha", "--role", "owner"},
	{"471128\n258013\n", "staff", "add", "Dara", "--role", "manager", "--by", "Sokha", "--json"},
	{"471128\n", "staff", "add", "Srey", "--role", "guest", "--by", "Sokha", "--json"},
	{"", "staff", "pin", "Nobody"},
	{"", "shift", "open", "--count-usd", "20", "--count-khr", "10000"},
	{"", "shift", "open", "--count-usd", "x"},
	{"", "shift", "show", "--json"},
	{"", "shift"},
	{"", "sell", "3.50", "USD", "--cash", "--json"},
	{"", "sell", "3.50", "USD", "--cash", "--given-usd", "3"},
	{"", "sell", "3.50", "USD", "--given-usd", "3"},
	{"", "sell", "0", "USD", "--cash", "--json"},
	{"", "sell", "3.50", "USD", "--slip"},
	{"", "sell", "3.50", "USD", "--qr-file", "no/such/folder.png"},
	{"000000\n", "refund", "01/2026/000001", "--reason", "sour", "--by", "Dara"},
	{"258013\n", "refund", "01/2026/000001", "--reason", "sour", "--by", "Dara", "--json"},
	{"", "refund", "01/2026/000009", "--reason", "sour", "--by", "Dara", "--json"},
	{"258013\n", "--as", "Dara", "settings", "set", "rate.khr_per_usd", "4000"},
	{"", "settings", "set", "rate.khr_per_usd", "4200"},
	{"", "settings", "set", "no.such.key", "x"},
	{"471128\nsecret-key\n", "settings", "set", "gateway.usd.profile_key", "--by", "Sokha"},
	{"258013\n", "--as", "Dara", "settings", "set", "shop.logo", "no such picture.png"},
	{"258013\n", "--lang", "km", "shift", "out", "2", "USD", "--reason", "ice", "--by", "Dara", "--json"},
	{"258013\n", "import", "items", "items.csv", "--by", "Dara", "--json"},
	{"258013\n", "import", "items", "bad.csv", "--by", "Dara", "--json"},
	{"", "import", "items", "none.csv", "--json"},
	{"258013\n", "items", "archive", "96385074", "--by", "Dara"},
	{"", "receipt", "01/2026/000001"},
	{"", "receipt", "01/2026/000001", "--png", "receipt.png"},
	{"", "receipt", "01/2026/000001", "--png", "items.csv"},
	{"", "receipt", "01/2026/000001", "--to", "file:receipt.bin"},
	{"", "receipt", "01/2026/000001", "--to", "tcp:127.0.0.1:1"},
	{"", "printer", "test", "--to", "file:receipt.bin"},
	{"", "printer", "saw", "1", "2", "9"},
	{"258013\n", "printer", "drawer", "--reason", "a torn note", "--by", "Dara"},
	{"", "payee", "confirm", "usd", "--by", "Dara"},
	{"", "alarms", "read", "x", "--by", "Dara"},
	{"", "unclaimed", "settle", "11790000000000", "--by", "Dara", "--note", "for Sok"},
	{"", "payments", "mark", "11790000000000", "--by", "Dara", "--reference", "FT-1"},
	{"", "watch", "--once", "--json"},
	{"", "report", "--print"},
	{"258013\n", "--as", "Dara", "report", "--audit", "--csv", "audit.csv"},
	{"258013\n", "--as", "Dara", "report", "--audit", "--csv", "audit.csv"},
	{"258013\n", "close", "--count-usd", "18", "--count-khr", "10000", "--by", "Dara", "--json"},
	{"258013\n", "close", "--count-usd", "18", "--count-khr", "10000", "--by", "Dara", "--reason", "lost"},
}

// typedIn runs commands in the test's own process as if they were typed in a folder, at noon.
func typedIn(folder string) apptest.Function {
	return func(ctx context.Context, args []string, in io.Reader, out, errs io.Writer) int {
		w := testEnvironment()
		w.streams, w.clock, w.dir = streams{in, out, errs}, noonOfTheDay, folder
		return run(ctx, args, w)
	}
}

var noonOfTheDay = stoppedClock(time.Date(2026, 11, 23, 5, 0, 0, 0, time.UTC))

// varying are what differs with who carries a command out: the name of a file before it is
// whole, and how many facts the openings of the shop are.
var varying = regexp.MustCompile(`\.psar-[A-Z2-7]+|"seq": [0-9]+`)

// ended is what a command said, and how it ended.
type ended struct {
	out, errs string
	code      int
}

// typeDay runs the commands of day in a new shop, beside an open till or alone.
func typeDay(t *testing.T, gw *apptest.Gateway, beside bool) (all []ended) {
	t.Helper()
	dir, folder := t.TempDir(), t.TempDir()
	apptest.SetUp(t, psar, dir, gw)
	for name, text := range map[string]string{
		"items.csv": "name,barcode,price,currency\nIced coffee,96385074,2.00,USD\n",
		"bad.csv":   "name,barcode,price,currency\nIced tea,96385082,cheap,USD\n",
	} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	typed := typedIn(folder)
	if beside {
		apptest.Start(t, typed, dir, "", "watch").Says(t, "Payments watched")
	}
	for _, line := range day {
		out, errs, code := apptest.Run(t, typed, dir, line[0], line[1:]...)
		for _, c := range changing {
			out, errs = c.is.ReplaceAllString(out, c.stands), c.is.ReplaceAllString(errs, c.stands)
		}
		places := strings.NewReplacer(folder+string(filepath.Separator), "", dir, "SHOP")
		all = append(all, ended{varying.ReplaceAllString(places.Replace(out), ""), varying.ReplaceAllString(places.Replace(errs), ""), code})
	}
	apptest.Psar(t, psar, dir, "journal", "verify")
	for _, name := range []string{"receipt.png", "receipt.bin", "audit.csv"} {
		if info, err := os.Stat(filepath.Join(folder, name)); err != nil || info.Size() == 0 || info.Mode() != 0o600 {
			t.Errorf("%s, beside a till %v: %v, %v", name, beside, info, err)
		}
	}
	return all
}

// A command says the same and ends with the same exit code, whoever carries it out.
func TestSameWithAnOpenTill(t *testing.T) {
	t.Parallel()
	gw := apptest.StartGateway(t, psar)
	alone, beside := typeDay(t, gw, false), typeDay(t, gw, true)
	codes := map[int]bool{}
	for i, want := range alone {
		codes[want.code] = true
		if got := beside[i]; got != want {
			t.Errorf("%q\nby the till: exit %d\n%s%s\nalone: exit %d\n%s%s", day[i][1:], got.code, got.out, got.errs, want.code, want.out, want.errs)
		}
	}
	for _, code := range []int{exitOK, exitFailed, exitUsage, exitNotClosed, exitPrinter, exitBadFile} {
		if !codes[code] {
			t.Errorf("no command ended with %d", code)
		}
	}
}

// A sale that the till makes ends as its wait does, as its customer does, and as the till.
func TestSaleAtAnOpenTill(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	gw := apptest.StartGateway(t, psar)
	apptest.SetUp(t, psar, dir, gw)
	till := openBeside(t, dir)
	paid := apptest.Start(t, psar, dir, "", "sell", "1.00", "USD", "--wait", "30s", "--json")
	gw.Pay(t, gw.WaitIssued(t, "1.00").TransactionID)
	if exit := paid.Exit(); exit != exitOK || !strings.Contains(paid.Out.String(), `"paid"`) {
		t.Errorf("paid: exit %d\n%s", exit, paid.Out.String())
	}
	stopped := apptest.Start(t, psar, dir, "", "sell", "2.00", "USD", "--wait", "10m")
	gw.WaitIssued(t, "2.00")
	stopped.Says(t, "Scan to pay")
	stopped.Interrupt(t)
	if exit := stopped.Exit(); exit != exitNotPaid {
		t.Errorf("stopped: exit %d\n%s", exit, stopped.Errs.String())
	}
	closed := apptest.Start(t, psar, dir, "", "sell", "3.00", "USD", "--wait", "10m")
	gw.WaitIssued(t, "3.00")
	closed.Says(t, "Scan to pay")
	till.Interrupt(t)
	if exit := closed.Exit(); exit != exitNotPaid {
		t.Errorf("the till closed: exit %d\n%s", exit, closed.Errs.String())
	}
	if exit := till.Exit(); exit != exitOK {
		t.Errorf("the till: exit %d\n%s", exit, till.Errs.String())
	}
	if open := apptest.Payments(t, psar, dir, "--open"); len(open) != 2 {
		t.Errorf("watched: %+v", open)
	}
	apptest.Psar(t, psar, dir, "sell", "1.00", "USD", "--cash")
}

// A till that is killed while it carries a command out leaves its outcome unknown. What it
// left behind stands in nobody's way.
func TestTillKilledMeanwhile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	gw := apptest.StartGateway(t, psar)
	apptest.SetUp(t, psar, dir, gw)
	till := apptest.Start(t, apptest.Process(t), dir, "", "watch")
	till.Says(t, "Payments watched")
	sell := apptest.Start(t, psar, dir, "", "sell", "1.00", "USD", "--wait", "10m", "--json")
	sell.Says(t, "Scan to pay")
	till.Kill(t)
	if exit := sell.Exit(); exit != exitUnknownOutcome || !strings.Contains(sell.Errs.String(), "It may be done") || errorOf(t, sell.Out.String()).Code != string(fault.TillLost) {
		t.Errorf("exit %d\n%s%s", exit, sell.Out.String(), sell.Errs.String())
	}
	gw.Pay(t, gw.WaitIssued(t, "1.00").TransactionID)
	if out := apptest.Psar(t, psar, dir, "watch", "--once"); !strings.Contains(out, "paid") {
		t.Errorf("afterwards: %s", out)
	}
}

// A till in training is not the shop's, nor the shop's a training's.
func TestTillInTraining(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	openBeside(t, dir, "--training")
	if _, errs, exit := apptest.Run(t, psar, dir, "", "settings", "set", "shop.name", "Sokha"); exit != exitFailed || !strings.Contains(errs, "A training till has this data folder open") {
		t.Errorf("exit %d\n%s", exit, errs)
	}
	apptest.Psar(t, psar, dir, "--training", "sell", "1.00", "USD", "--cash")
	if sales := apptest.ReadJSON[[]apptest.Sale](t, psar, dir, "--training", "sales"); len(sales) != 1 {
		t.Errorf("%+v", sales)
	}
}

// A till of another version, or one that hangs, carries nothing out.
func TestTillThatRefuses(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		why  *fault.Error
		says string
	}{
		{fault.New(fault.TillVersion, "0.9", "test (test)"), "The open till is Psar 0.9 and this command is Psar test (test)"},
		{fault.New(fault.TillSilent), "The till is open but does not answer"},
	} {
		t.Run(string(c.why.Code), func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			apptest.Psar(t, psar, dir, "settings", "set", "till.number", "1")
			listener, err := control.Listen(dir)
			if err != nil {
				t.Fatal(err)
			}
			ctx, cancel := context.WithCancel(context.Background())
			done := make(chan struct{})
			go func() {
				defer close(done)
				control.Server{
					Accept: func(context.Context, control.Hello) error { return c.why },
					Run:    func(context.Context, *control.Command) int { return exitOK },
					Log:    func(string, ...any) {},
				}.Serve(ctx, listener)
			}()
			t.Cleanup(func() { cancel(); <-done })
			out, errs, exit := apptest.Run(t, psar, dir, "", "sell", "1.00", "USD", "--cash", "--json")
			if exit != exitFailed || strings.Count(errs, "psar: ") != 1 || !strings.Contains(errs, c.says) || !strings.Contains(errs, "Nothing was done") || errorOf(t, out).Code != string(c.why.Code) {
				t.Errorf("exit %d\n%s%s", exit, out, errs)
			}
			if sales := apptest.Sales(t, psar, dir); len(sales) != 0 {
				t.Errorf("sold: %+v", sales)
			}
		})
	}
}

// What the till accepts: its own program, for its own shop.
func TestAccept(t *testing.T) {
	t.Parallel()
	shop, err := app.Open(t.Context(), app.Place{Dir: t.TempDir()}, true, app.SystemClock{})
	if err != nil {
		t.Fatal(err)
	}
	defer shop.Close()
	hello := control.Hello{Version: programVersion(), Training: true}
	if err := accept(t.Context(), shop, hello); err != nil {
		t.Error(err)
	}
	older := hello
	older.Version = "0.1"
	if err := accept(t.Context(), shop, older); fault.CodeOf(err) != fault.TillVersion {
		t.Error(err)
	}
	shops := hello
	shops.Training = false
	err = accept(t.Context(), shop, shops)
	if said := sentence(words.English, err); fault.CodeOf(err) != fault.DataLocked || !strings.Contains(said, "Close the training till") {
		t.Error(said)
	}
	shop.Till.Close()
	if err := accept(t.Context(), shop, hello); fault.CodeOf(err) != fault.TillSilent {
		t.Error(err)
	}
}

// The till carries out only what is its own to do, whoever asks.
func TestTillRunsOnlyItsCommands(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	apptest.Psar(t, psar, dir, "settings", "set", "till.number", "1")
	openBeside(t, dir)
	for _, args := range [][]string{{}, {"till"}, {"watch"}, {"gateway"}, {"doctor"}, {"printer", "emulate"}, {"--data", t.TempDir(), "settings", "get", "till.number"}, {"nonsense"}} {
		conn, err := control.Dial(t.Context(), dir)
		if err != nil {
			t.Fatal(err)
		}
		var said apptest.Text
		code, err := control.Caller{Out: &said, Err: &said}.Carry(t.Context(), conn, control.Hello{Version: programVersion(), Args: args})
		if err != nil || code == exitOK {
			t.Errorf("%q: exit %d, %v\n%s", args, code, err, said.String())
		}
	}
	elsewhere := t.TempDir()
	conn, err := control.Dial(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	var said apptest.Text
	code, err := control.Caller{Out: &said, Err: &said}.Carry(t.Context(), conn, control.Hello{
		Version: programVersion(), Args: []string{"--data", elsewhere, "settings", "set", "shop.name", "Sokha"},
	})
	if left, readErr := os.ReadDir(elsewhere); err != nil || code != exitOK || readErr != nil || len(left) != 0 {
		t.Errorf("exit %d, %v, %v, %v\n%s", code, err, left, readErr, said.String())
	}
	if name := apptest.Psar(t, psar, dir, "settings", "get", "shop.name"); name != "Sokha\n" {
		t.Errorf("the till's shop is %q", name)
	}
}

// A command's files are its own process's, which the till's may not even see.
func TestFilesOfTheCommand(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	apptest.Psar(t, psar, dir, "settings", "set", "till.number", "1")
	openBeside(t, dir)
	const list = "name,barcode,price,currency\nIced coffee,96385074,2.00,USD\n"
	out, errs, exit := apptest.Run(t, apptest.Process(t), dir, list, "import", "items", "/dev/stdin")
	if exit != exitOK || !strings.Contains(out, "1 new") {
		t.Errorf("exit %d\n%s%s", exit, out, errs)
	}
	sold := apptest.ReadJSON[sale.Sale](t, psar, dir, "sell", "1.00", "USD", "--cash")
	out, errs, exit = apptest.Run(t, apptest.Process(t), dir, "", "receipt", sold.Receipt.String(), "--png", "/dev/stdout")
	if exit != exitOK || !strings.HasPrefix(out, "\x89PNG") {
		t.Errorf("exit %d\n%.80q%s", exit, out, errs)
	}
}

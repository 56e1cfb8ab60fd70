package cli

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"psar/app/apptest"
	"psar/app/cli/jsonout"
	"psar/assets/words"
	"psar/pos/fault"
	"psar/pos/payment"
)

// What a command says: who may do what it refuses, what it has set, and what was not typed.
func TestCommandsSayWhat(t *testing.T) {
	t.Parallel()
	dir := staffedFolder(t) // Srey owns it, Sok is a cashier
	if _, errs, exit := apptest.Run(t, psar, dir, "918273\n827364\n", "staff", "add", "Dara", "--role", "manager", "--by", "Srey"); exit != exitOK || strings.Contains(errs, "second owner") {
		t.Errorf("a shop with a recovery code: exit %d\n%s", exit, errs)
	}
	const keep, rate = "privacy.keep_days", "rate.khr_per_usd"
	for _, c := range []struct {
		name, stdin string
		says, never string
		exit        int
		args        []string
	}{
		{"an owner's setting", "", "needs the owner", "anager", exitFailed, []string{"settings", "set", keep, "30"}},
		{"in Khmer", "", "ត្រូវការម្ចាស់ហាង", "អ្នកគ្រប់គ្រង", exitFailed, []string{"--lang", "km", "settings", "set", keep, "30"}},
		{"by a manager", "827364\n", "Only the owner may", "anager", exitFailed, []string{"settings", "set", keep, "30", "--by", "Dara"}},
		{"by a manager, in Khmer", "827364\n", "មានតែម្ចាស់ហាងទេ", "អ្នកគ្រប់គ្រង", exitFailed, []string{"--lang", "km", "settings", "set", keep, "30", "--by", "Dara"}},
		{"people", "827364\n4712\n", "Only the owner may", "anager", exitFailed, []string{"staff", "add", "Bopha", "--role", "cashier", "--by", "Dara"}},
		{"people, by nobody", "", "needs the owner", "anager", exitFailed, []string{"staff", "add", "Bopha", "--role", "cashier"}},
		{"a recovery code", "", "needs the owner", "anager", exitFailed, []string{"staff", "recovery"}},
		{"a manager's setting", "", "needs a manager", "the owner", exitFailed, []string{"settings", "set", rate, "4050"}},
		{"by a cashier", "7294\n", "A manager or the owner", "Only", exitFailed, []string{"settings", "set", rate, "4050", "--by", "Sok"}},
		{"without a PIN", "\n", "No PIN was typed", "wrong", exitFailed, []string{"settings", "set", rate, "4050", "--by", "Dara"}},
		{"set", "827364\n", "Set: " + rate + "=4050\n", "", exitOK, []string{"settings", "set", rate, "4050", "--by", "Dara"}},
		{"set back", "827364\n", "Set: " + rate + "=", "4050\n", exitOK, []string{"settings", "set", rate, "", "--by", "Dara"}},
		{"a secret", "918273\nd0c5f00ddeadbeef\n", "Set: gateway.usd.profile_key=(set)\n", "d0c5", exitOK, []string{"settings", "set", "gateway.usd.profile_key", "--by", "Srey"}},
		{"no such alarm", "827364\n", "there never was one", "", exitFailed, []string{"alarms", "read", "2", "--by", "Dara"}},
		{"an alarm by a word", "", "there never was one", "strconv", exitFailed, []string{"alarms", "read", "two", "--by", "Dara"}},
		{"no such Z", "827364\n", "numbered from 1", "list", exitFailed, []string{"--as", "Dara", "report", "--z", "41"}},
	} {
		_, errs, exit := apptest.Run(t, psar, dir, c.stdin, c.args...)
		if said := strings.ReplaceAll(errs, "To approve: "+rate+"=4050 → \n", ""); exit != c.exit || !strings.Contains(errs, c.says) || c.never != "" && strings.Contains(said, c.never) {
			t.Errorf("%s: exit %d, want %q and no %q\n%s", c.name, exit, c.says, c.never, errs)
		}
	}
}

// A folder without a shop is named, and no cause of the system's behind it.
func TestNoShopYet(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{{"settings", "list"}, {"sales"}, {"sell", "5.00", "USD"}} {
		_, errs, exit := apptest.Run(t, psar, t.TempDir(), "", args...)
		if exit != exitFailed || !strings.Contains(errs, "no shop in this data folder") || strings.Contains(errs, "psar.db") {
			t.Errorf("%v: exit %d\n%s", args, exit, errs)
		}
	}
}

// A float that is not what the last shift left is said when it is counted, to whoever may know.
func TestFloatDiffers(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	apptest.Psar(t, psar, dir, "settings", "set", "rate.khr_per_usd", "4000")
	for _, c := range []struct {
		usd, khr   string
		says, km   string
		neverOther string
	}{
		{"50", "20000", "", "", "should be"}, // nobody counted before
		{"19", "22000", "There should be $50.00 + 20,000 ៛: $31.00 short, 2,000 ៛ over.", "គួរមាន $50.00 + 20,000 ៛៖ ខ្វះ $31.00, លើស 2,000 ៛។", "As it should"},
		{"50", "20000", "As it should be.", "ត្រូវនឹងចំនួនដែលគួរមាន។", "short"},
	} {
		for _, lang := range []string{"en", "km"} { // in this order: each opens the next shift
			says := map[string]string{"en": c.says, "km": c.km}[lang]
			_, errs, exit := apptest.Run(t, psar, dir, "", "--lang", lang, "shift", "open", "--count-usd", c.usd, "--count-khr", c.khr)
			if exit != exitOK || !strings.Contains(errs, says) || lang == "en" && strings.Contains(errs, c.neverOther) {
				t.Errorf("%s %s, %s: exit %d\n%s", c.usd, c.khr, lang, exit, errs)
			}
			apptest.Psar(t, psar, dir, "close", "--count-usd", "50", "--count-khr", "20000")
		}
	}
	staffed := staffedFolder(t)
	open := func(stdin string, args ...string) string {
		_, errs, exit := apptest.Run(t, psar, staffed, stdin, args...)
		if exit != exitOK {
			t.Fatalf("%v: exit %d\n%s", args, exit, errs)
		}
		return errs
	}
	open("7294\n", "--as", "Sok", "shift", "open", "--count-usd", "50")
	open("7294\n", "--as", "Sok", "close", "--count-usd", "50")
	if said := open("7294\n", "--as", "Sok", "shift", "open", "--count-usd", "19"); strings.Contains(said, "31.00") || strings.Contains(said, "50.00") {
		t.Errorf("who counts blind is told:\n%s", said)
	}
}

// A refund whose riel are not in the drawer says which part lacks, and the other ways.
func TestRefundSaysWhichPartLacks(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	apptest.Psar(t, psar, dir, "settings", "set", "rate.khr_per_usd", "4000")
	apptest.Psar(t, psar, dir, "shift", "open", "--count-usd", "100")
	apptest.Psar(t, psar, dir, "sell", "3.50", "USD", "--cash", "--given-usd", "3.50")
	refund := []string{"refund", apptest.Sales(t, psar, dir)[0].Receipt, "--reason", "sour", "--by", "Dara"}
	_, errs, exit := apptest.Run(t, psar, dir, "", refund...)
	for _, want := range []string{"Only 0 ៛ should be in the drawer, and this refund takes 2,000 ៛ of it", "--change", "--reference"} {
		if exit != exitFailed || !strings.Contains(errs, want) {
			t.Errorf("exit %d, no %q\n%s", exit, want, errs)
		}
	}
	if _, errs, exit := apptest.Run(t, psar, dir, "", append(refund, "--reference", "FT1")...); exit != exitOK {
		t.Errorf("by bank: exit %d\n%s", exit, errs)
	}
}

// What keeps a shift open is named.
func TestOpenPaymentsAreNamed(t *testing.T) {
	t.Parallel()
	dir, gw := t.TempDir(), apptest.StartGateway(t, psar)
	apptest.SetUp(t, psar, dir, gw)
	_, errs, exit := apptest.Run(t, psar, dir, "", "sell", "5.00", "USD", "--wait", "1ms", "--qr-file", filepath.Join(t.TempDir(), "qr.png"))
	all := apptest.Payments(t, psar, dir, "--open")
	if len(all) != 1 {
		t.Fatalf("exit %d, open: %+v\n%s", exit, all, errs)
	}
	for _, lang := range []string{"en", "km"} {
		if _, errs, exit := apptest.Run(t, psar, dir, "", "--lang", lang, "close"); exit != exitNotClosed || !strings.Contains(errs, " (1)") && !strings.Contains(errs, "(1)") || !strings.Contains(errs, string(all[0].TransactionID)) || !strings.Contains(errs, "F4") {
			t.Errorf("%s: exit %d\n%s", lang, exit, errs)
		}
	}
}

// Without a key no payment begins.
func TestSellWithoutAKey(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	apptest.Psar(t, psar, dir, "settings", "set", "gateway.usd.profile_id", "9a0b977717b87db68d46a479be987745")
	_, errs, exit := apptest.Run(t, psar, dir, "", "sell", "5.00", "USD")
	if exit != exitRefused || !strings.Contains(errs, "not set up") || strings.Contains(errs, "Asking the bank") {
		t.Errorf("exit %d\n%s", exit, errs)
	}
	if all := apptest.ReadJSON[[]jsonout.Attempt](t, psar, dir, "payments"); len(all) != 0 {
		t.Errorf("payments %+v", all)
	}
}

// screen is a terminal that keeps what it is shown.
type screen struct{ bytes.Buffer }

func (*screen) isTerminal() bool { return true }

// A command that waits says for what, to whoever looks on.
func TestWaitingIsSaid(t *testing.T) {
	t.Parallel()
	shown := &screen{}
	s := &session{Context: t.Context(), environment: environment{streams: streams{err: shown}}, lang: words.English}
	ticks := make(chan time.Time)
	end := (&waiting{s: s, every: waitingSaid, ticks: ticks, stop: func() {}}).until(words.CLIWaitsPrinter, "tcp:192.0.2.10:9100")
	for range 2 {
		ticks <- time.Time{}
	}
	end()
	w := &waiting{s: s, every: waitingSaid}
	for _, a := range []payment.Attempt{{State: payment.Requested}, {State: payment.Unknown, Problem: fault.GatewayUnreachable}, {State: payment.Shown}} {
		s.sayWaits(w, a)
	}
	text := shown.String()
	for _, want := range []string{
		"Waiting, 10 s so far, for the printer tcp:192.0.2.10:9100", "Waiting, 20 s so far, for the printer", "bank’s answer, 10 s",
		"Trying on, 20 s so far: " + words.ErrorMessage(words.English, string(fault.GatewayUnreachable)), "the money, 30 s",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	if w := s.waiting(); w.ticks == nil {
		t.Error("a terminal is told nothing")
	} else {
		w.stop()
	}
	s.err = &bytes.Buffer{}
	if s.waiting().ticks != nil {
		t.Error("a program that reads is told too")
	}
}

// Who approves by command reads what it will be, beside what it is.
func TestApprovalSaysWhatComes(t *testing.T) {
	t.Parallel()
	dir := staffedFolder(t)
	for _, c := range []struct {
		says string
		args []string
	}{
		{"To approve: rate.khr_per_usd= → 4050\n", []string{"settings", "set", "rate.khr_per_usd", "4050"}},
		{"To approve: printer.link= → paper:\n", []string{"settings", "set", "printer.link", "paper:"}},
		{"To approve: Sok · Cashier → Sok · Manager\n", []string{"staff", "set", "Sok", "--role", "manager"}},
		{"To approve: Sok · Manager → Sok · Manager · no more\n", []string{"staff", "set", "Sok", "--active=false"}},
		{"To approve: Sok → No. 2\n", []string{"staff", "set", "Sok", "--forget", "--yes"}},
	} {
		_, errs, _ := apptest.Run(t, psar, dir, "918273\n", append(c.args, "--by", "Srey")...)
		if !strings.Contains(errs, c.says) {
			t.Errorf("%v: no %q\n%s", c.args, c.says, errs)
		}
	}
}

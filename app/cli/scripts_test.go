package cli

import (
	"context"
	"database/sql"
	"encoding/binary"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"github.com/rogpeppe/go-internal/testscript"
	"github.com/xuri/excelize/v2"

	"psar/app/apptest"
	"psar/payments/sandbox"
	"psar/pos/facts"
	"psar/pos/money"
	"psar/pos/settings"
)

var update = flag.Bool("update", false, "write what the programs said into testdata/script; look at it before it is kept")

// aheadEnv is how far the clock of a script's till is ahead of the machine's, in Go's
// notation.
const aheadEnv = "PSAR_TEST_AHEAD"

// shiftedClock is the machine's clock plus an offset. Time passes between the commands
// of a script, as in a shop.
type shiftedClock struct{ ahead atomic.Int64 }

func (c *shiftedClock) Now() time.Time          { return time.Now().Add(time.Duration(c.ahead.Load())) }
func (c *shiftedClock) set(ahead time.Duration) { c.ahead.Store(int64(ahead)) }

// openTill is a script's till, in a process of its own: with the script's clock and a
// window system without a screen.
func openTill() {
	w, clock := testEnvironment(), &shiftedClock{}
	ahead, err := time.ParseDuration(os.Getenv(aheadEnv))
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(exitFailed)
	}
	clock.set(ahead)
	w.clock = clock
	w.toolkit = func() (fyne.App, error) { return openDesk(clock, os.Stdin, os.Stdout), nil }
	w.in, w.out = strings.NewReader(""), os.Stderr
	// The toolkit treats the first goroutine as its own, as for real windows.
	code := make(chan int)
	go func() { code <- start(w) }()
	os.Exit(<-code)
}

// TestScripts runs the scripts of shop days. Their commands are described in
// testdata/script/README.md.
func TestScripts(t *testing.T) {
	t.Parallel()
	testscript.Run(t, testscript.Params{
		Dir: filepath.Join("testdata", "script"), UpdateScripts: *update, RequireUniqueNames: true,
		Setup: func(env *testscript.Env) error {
			s := &script{}
			server, err := sandbox.Listen(t.Context(), "127.0.0.1:0", sandbox.Config{
				Profiles: sandbox.DefaultProfiles(), Now: s.clock.Now,
			})
			if err != nil {
				return err
			}
			s.bank = server
			env.Values[script{}] = s
			env.Defer(func() { _ = server.Close() })
			env.Setenv("PSAR_DATA", filepath.Join(env.WorkDir, "shop"))
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"psar": psarInScript, "ended": inShop(0, (*script).await),
			"at": inShop(2, (*script).at), "bank": inShop(0, (*script).joinBank), "pays": inShop(2, (*script).pays),
			"refuses": inShop(2, (*script).refuses), "mark": inShop(0, (*script).mark), "unchanged": inShop(0, (*script).unchanged),
			"scrub": inShop(0, (*script).scrub), "take": inShop(2, (*script).take),
			"cells": inShop(1, (*script).cells), "encode": inShop(3, (*script).encode),
			"till": inShop(0, (*script).till), "keys": inShop(1, (*script).keys), "scan": inShop(1, (*script).scan),
			"cashier": inWindow("cashier"), "customer": inWindow("customer"),
		},
	})
}

// script is the state of one script: the shop's clock, the gateway, and the open till.
type script struct {
	clock shiftedClock
	bank  *sandbox.Server
	desk  *desk

	behind *scripted // the command that runs on
	marked int       // the number of facts in the journal at mark
}

// inShop makes a script command of do, with at least least arguments. Only the commands
// that look at a window can be negated.
func inShop(least int, do func(*script, *testscript.TestScript, []string)) func(*testscript.TestScript, bool, []string) {
	return func(ts *testscript.TestScript, neg bool, args []string) {
		if neg {
			ts.Fatalf("this command can't be negated")
		}
		if len(args) < least {
			ts.Fatalf("this command takes %d words or more", least)
		}
		do(ts.Value(script{}).(*script), ts, args)
	}
}

// at sets the shop's clock: at 2026-11-22 07:30, in Phnom Penh.
func (s *script) at(ts *testscript.TestScript, args []string) {
	then, err := time.ParseInLocation("2006-01-02 15:04", strings.Join(args, " "), money.PhnomPenh)
	ts.Check(err)
	ahead := time.Until(then)
	s.clock.set(ahead)
	if s.desk != nil {
		s.order(ts, order{})
	}
}

// joinBank sets the shop up with the script's gateway.
func (s *script) joinBank(ts *testscript.TestScript, _ []string) {
	set := func(key, value string) { s.quiet(ts, "", "settings", "set", key, value) }
	set("gateway.base_url", s.bank.URL)
	set("poll.fresh_ms", "200")
	set("poll.per_second", "20")
	for _, p := range sandbox.DefaultProfiles() {
		id, key, _ := settings.ProfileKeys(money.Currency(p.Currency))
		set(string(id), p.ID)
		s.quiet(ts, p.Key+"\n", "settings", "set", string(key))
	}
}

// quiet runs a command that must succeed, without changing the script's last output.
func (s *script) quiet(ts *testscript.TestScript, stdin string, args ...string) {
	var said strings.Builder
	args = append([]string{"--data", ts.Getenv("PSAR_DATA")}, args...)
	if code := psarAt(&s.clock)(context.Background(), args, strings.NewReader(stdin), io.Discard, &said); code != exitOK {
		ts.Fatalf("psar %v: exit %d\n%s", args, code, said.String())
	}
}

// pays makes the customer pay the one unpaid code of an amount: pays 5.00 USD. A third
// argument is another amount to pay instead.
func (s *script) pays(ts *testscript.TestScript, args []string) {
	for deadline := time.Now().Add(apptest.Patience); time.Now().Before(deadline); time.Sleep(10 * time.Millisecond) {
		for _, p := range s.bank.State().Payments {
			if p.Amount == args[0] && p.Currency == args[1] && p.QR != "" && len(p.Received) == 0 {
				ts.Check(s.bank.Pay(p.TransactionID, args[2:]...))
				return
			}
		}
	}
	ts.Fatalf("nobody asked for %s %s: %+v", args[0], args[1], s.bank.State().Payments)
}

// encode converts a text file as spreadsheets write it: encode utf-16 FROM TO, or
// encode windows-1252 FROM TO (only the characters of Latin-1).
func (s *script) encode(ts *testscript.TestScript, args []string) {
	var b []byte
	for _, r := range ts.ReadFile(args[1]) {
		switch {
		case args[0] == "utf-16":
			b = binary.LittleEndian.AppendUint16(b, uint16(r))
		case r <= 0xFF:
			b = append(b, byte(r))
		default:
			ts.Fatalf("%c is not in %s", r, args[0])
		}
	}
	if args[0] == "utf-16" {
		b = append([]byte{0xFF, 0xFE}, b...)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), b, 0o600))
}

// facts is the number of facts in the journal, except those of opening the shop.
func (s *script) facts(ts *testscript.TestScript) (n int) {
	db, err := sql.Open("sqlite", "file:"+filepath.Join(ts.Getenv("PSAR_DATA"), "psar.db")+"?mode=ro")
	ts.Check(err)
	defer db.Close()
	ts.Check(db.QueryRow(`SELECT count(*) FROM journal WHERE kind NOT IN (?, ?)`, facts.TillOpened, facts.TillWasClosed).Scan(&n))
	return n
}

// mark records the number of facts; unchanged checks that none was added since.
func (s *script) mark(ts *testscript.TestScript, _ []string) { s.marked = s.facts(ts) }

func (s *script) unchanged(ts *testscript.TestScript, _ []string) {
	if now := s.facts(ts); now != s.marked {
		ts.Fatalf("%d facts came into the journal", now-s.marked)
	}
	s.quiet(ts, "", "journal", "verify")
}

// refuses runs a command that must end with an exit code and change nothing: refuses 1
// psar sell 0 USD --cash. Its message is the script's next stderr.
func (s *script) refuses(ts *testscript.TestScript, args []string) {
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	if args[1] != "psar" {
		ts.Fatalf("only psar refuses")
	}
	s.mark(ts, nil)
	c := s.start(ts, args[2:])
	c.end(ts)
	if c.code != want {
		ts.Fatalf("ended with %d, want %d\n%s", c.code, want, c.errs.String())
	}
	if sentences := strings.Count(c.errs.String(), "psar: "); sentences != 1 {
		ts.Fatalf("says %d sentences, want one:\n%s", sentences, c.errs.String())
	}
	s.unchanged(ts, nil)
}

// changing are the parts of an output that differ in each run, and their replacements.
var changing = []struct {
	is     *regexp.Regexp
	stands string
}{
	{regexp.MustCompile(`\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b`), "UUID"},
	{regexp.MustCompile(`\b[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}\b`), "RECOVERY"}, // Crockford's signs
	{regexp.MustCompile(`\bJ[0-9]+-[0-9a-f]{16}\b`), "CODE"},
	{regexp.MustCompile(` {2,}J[0-9]+-([0-9a-f]{4} ){3}[0-9a-f]{4}\b`), " CODE"}, // calls that were repeated add facts
	{regexp.MustCompile(`\bJ[0-9]+-([0-9a-f]{4} ){3}[0-9a-f]{4}\b`), "CODE"},
	{regexp.MustCompile(`\b[0-9a-f]{64}\b`), "HASH"},
	{regexp.MustCompile(`\b[0-9a-f]{16}\b`), "SHORT-HASH"},
	{regexp.MustCompile(`\b[0-9]{15}\b|\b[0-9]{14}\b`), "PAYMENT"},
	{regexp.MustCompile(`(T[0-9]{2}:[0-9]{2}):[0-9]{2}(\.[0-9]+)?`), "$1:SS"},
	{regexp.MustCompile(`(?m)^Median wait, seconds +[0-9]+$`), "Median wait, seconds N"},
	{regexp.MustCompile("\r\n"), "\n"},
	{regexp.MustCompile("^\uFEFF"), ""},
}

// scrub replaces, in the last output or a file, what differs in each run (ids, hashes,
// seconds) and what a txtar file can't hold (the byte order mark and carriage returns of
// CSV). The result becomes the last output.
func (s *script) scrub(ts *testscript.TestScript, args []string) {
	file := "stdout"
	if len(args) > 0 {
		file = args[0]
	}
	text := ts.ReadFile(file)
	for _, c := range changing {
		text = c.is.ReplaceAllString(text, c.stands)
	}
	fmt.Fprint(ts.Stdout(), text)
}

// cells prints a workbook's sheets, one row per line.
func (s *script) cells(ts *testscript.TestScript, args []string) {
	book, err := excelize.OpenFile(ts.MkAbs(args[0]))
	ts.Check(err)
	defer book.Close()
	for _, sheet := range book.GetSheetList() {
		rows, err := book.GetRows(sheet)
		ts.Check(err)
		fmt.Fprintf(ts.Stdout(), "[%s]\n", sheet)
		for _, row := range rows {
			fmt.Fprintln(ts.Stdout(), strings.TrimRight(strings.Join(row, "|"), "|"))
		}
	}
}

// take stores the group of a pattern in the last output: take Z1 'This Z +(.+)' sets
// $Z1.
func (s *script) take(ts *testscript.TestScript, args []string) {
	found := regexp.MustCompile(args[1]).FindStringSubmatch(ts.ReadFile("stdout"))
	if len(found) != 2 {
		ts.Fatalf("%q is not there", args[1])
	}
	ts.Setenv(args[0], found[1])
}

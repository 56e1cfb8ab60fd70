package apptest

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"psar/app/cli/jsonout"
)

// Run runs a command on a data folder, "" for none, and returns its output and exit code.
func Run(t *testing.T, psar Program, dir, stdin string, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	r := start(t, psar, dir, stdin, args)
	code = r.Exit()
	return r.Out.String(), r.Errs.String(), code
}

// Psar runs a command that must succeed, and returns its standard output.
func Psar(t *testing.T, psar Program, dir string, args ...string) string {
	t.Helper()
	return succeed(t, psar, dir, "", args)
}

func succeed(t *testing.T, psar Program, dir, stdin string, args []string) string {
	t.Helper()
	out, errs, code := Run(t, psar, dir, stdin, args...)
	if code != 0 {
		t.Fatalf("psar %v: exit %d\n%s%s", args, code, out, errs)
	}
	return out
}

// ReadJSON runs a command that must print exactly one JSON document.
func ReadJSON[T any](t *testing.T, psar Program, dir string, args ...string) T {
	t.Helper()
	return ReadJSONWith[T](t, psar, dir, "", args...)
}

// ReadJSONWith is ReadJSON for a command that reads its standard input: a PIN, say.
func ReadJSONWith[T any](t *testing.T, psar Program, dir, stdin string, args ...string) T {
	t.Helper()
	var v T
	out := succeed(t, psar, dir, stdin, append(args, "--json"))
	if err := json.Unmarshal([]byte(out), &v); err != nil {
		t.Fatalf("psar %v: %v\n%s", args, err, out)
	}
	return v
}

// SetUp makes a shop that uses a gateway, in an empty folder. All are copies of the first,
// with their own gateway's address.
func SetUp(t *testing.T, psar Program, dir string, gw *Gateway) {
	t.Helper()
	for _, f := range first.shop(t, psar, gw) {
		if err := os.WriteFile(filepath.Join(dir, f.name), f.data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	Psar(t, psar, dir, "settings", "set", "gateway.base_url", gw.URL)
}

// first is the shop that SetUp copies: every setting is a command, and a test binary sets
// up dozens of shops.
var first firstShop

type firstShop struct {
	mu    sync.Mutex
	files []shopFile // none before it is made
}

type shopFile struct {
	name string
	data []byte
}

func (s *firstShop) shop(t *testing.T, psar Program, gw *Gateway) []shopFile {
	t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.files != nil {
		return s.files
	}
	dir := t.TempDir()
	set := func(key, value string) { Psar(t, psar, dir, "settings", "set", key, value) }
	set("shop.name", "Sokha Coffee House")
	set("shop.name_km", "ហាងកាហ្វេ សុខា")
	set("rate.khr_per_usd", "4100")
	set("poll.fresh_ms", "200")
	set("poll.per_second", "20")
	for _, p := range gw.Profiles { // the same in every training gateway
		c := strings.ToLower(p.Currency)
		set("gateway."+c+".profile_id", p.ProfileID)
		SetSecret(t, psar, dir, "gateway."+c+".profile_key", p.ProfileKey)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var files []shopFile
	for _, e := range entries {
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, shopFile{e.Name(), data})
	}
	s.files = files
	return files
}

// SetSecret stores a secret, passed by standard input.
func SetSecret(t *testing.T, psar Program, dir, key, value string) {
	t.Helper()
	if out, errs, code := Run(t, psar, dir, value+"\n", "settings", "set", key); code != 0 {
		t.Fatalf("%s: exit %d\n%s%s", key, code, out, errs)
	}
}

// Sale is a sale as psar sales --json shows it.
type Sale struct {
	Receipt string `json:"receipt_number"`
	Total   struct {
		Amount   string `json:"amount"`
		Currency string `json:"currency"`
	} `json:"total"`
	Tenders []struct {
		TransactionID string `json:"transaction_id"`
	} `json:"tenders"`
}

// Sales lists today's sales.
func Sales(t *testing.T, psar Program, dir string) []Sale {
	t.Helper()
	return ReadJSON[[]Sale](t, psar, dir, "sales")
}

// Payments lists a shop's payment attempts.
func Payments(t *testing.T, psar Program, dir string, args ...string) []jsonout.Attempt {
	t.Helper()
	return ReadJSON[[]jsonout.Attempt](t, psar, dir, append([]string{"payments"}, args...)...)
}

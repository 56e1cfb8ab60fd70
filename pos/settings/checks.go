package settings

import (
	"encoding/base64"
	"fmt"
	"net"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"psar/pos/money"
	"psar/pos/text"
)

func whole(from, to int) func(string) error {
	return func(v string) error {
		n, err := strconv.Atoi(v)
		if err != nil || n < from || n > to {
			return fmt.Errorf("a whole number from %d to %d", from, to)
		}
		return nil
	}
}

func oneOf(values ...string) func(string) error {
	return func(v string) error {
		if !slices.Contains(values, v) {
			return fmt.Errorf("one of %s", strings.Join(values, ", "))
		}
		return nil
	}
}

// checkTenderNames accepts up to six different names, with a | between them.
func checkTenderNames(v string) error {
	names := text.Lines(v)
	for i, name := range names {
		if name == "" || len(names) > 6 || text.CheckLine(name, 24) != nil || slices.ContainsFunc(names[:i], sameAs(name)) {
			return fmt.Errorf("up to 6 different names of at most 24 characters, with a | between them")
		}
	}
	return nil
}

// sameAs reports names that look the same.
func sameAs(name string) func(string) bool {
	return func(other string) bool { return text.Alike(other, name) }
}

// checkScanner accepts printable ASCII without spaces: what a scanner can be configured
// to type before and after its barcodes.
func checkScanner(v string) error {
	if len(v) > 16 || strings.ContainsFunc(v, func(r rune) bool { return r <= ' ' || r > '~' }) {
		return fmt.Errorf("up to 16 letters, digits and signs without a blank")
	}
	return nil
}

// checkRate refuses 0, a typing error: a shop that takes no riel leaves the rate empty.
func checkRate(v string) error {
	if err := whole(int(money.MinRate), int(money.MaxRate))(v); err != nil {
		return fmt.Errorf("riel for one dollar, %d to %d, or empty for none", money.MinRate, money.MaxRate)
	}
	return nil
}

func checkBaseURL(v string) error {
	u, err := url.Parse(v)
	if err != nil || !latinHost(u) || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return fmt.Errorf("an address such as %s", DefaultBaseURL)
	}
	if u.Scheme != "https" && (u.Scheme != "http" || !LoopbackURL(v)) {
		return fmt.Errorf("an https address (http only to this machine itself)")
	}
	return nil
}

// checkProxy accepts a proxy without a password: settings are no place for one.
func checkProxy(v string) error {
	u, err := url.Parse(v)
	if err != nil || u.Hostname() == "" || u.Port() == "" || whole(1, 65_535)(u.Port()) != nil ||
		u.User != nil || strings.Trim(u.Path, "/") != "" || u.RawQuery != "" || u.Fragment != "" ||
		!slices.Contains([]string{"http", "https", "socks5"}, u.Scheme) {
		return fmt.Errorf("http://, https:// or socks5:// with an address and a port, such as http://192.0.2.1:3128, without a password")
	}
	return nil
}

// checkOrigin accepts an address without a path: the till adds its own paths.
func checkOrigin(v string) error {
	if u, err := url.Parse(v); err != nil || strings.Trim(u.Path, "/") != "" {
		return fmt.Errorf("an address without a path, such as https://till.shop.example")
	}
	return checkBaseURL(v)
}

// latinHost reports that an address names a host, in the letters that hosts are registered
// in: raksmeypay.com with one Cyrillic letter is somebody else's. A host of other letters
// is written as xn--….
func latinHost(u *url.URL) bool {
	host := u.Hostname()
	return host != "" && !strings.ContainsFunc(host, func(r rune) bool { return r <= ' ' || r > '~' })
}

// LoopbackURL reports whether an address is on this machine.
func LoopbackURL(v string) bool {
	u, err := url.Parse(v)
	return err == nil && slices.Contains([]string{"127.0.0.1", "localhost", "::1"}, u.Hostname())
}

// TestGateway reports that a gateway's address leads to this machine, in whatever form: no
// bank is there. It knows more forms than LoopbackURL, which says where http is allowed.
func TestGateway(base string) bool {
	u, err := url.Parse(base)
	if err != nil {
		return false
	}
	host := strings.TrimSuffix(strings.ToLower(u.Hostname()), ".")
	if host == "localhost" || strings.HasSuffix(host, ".localhost") {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && (ip.IsLoopback() || ip.IsUnspecified())
}

// maxWebURL bounds a success URL, in characters: the payment link holds it encoded twice
// and must still fit a QR code on narrow paper.
const maxWebURL = 250

// CheckWebURL accepts the address of a web page, to which a payment link may return.
func CheckWebURL(v string) error {
	u, err := url.Parse(v)
	if err != nil || !latinHost(u) || u.User != nil || u.Scheme != "https" && u.Scheme != "http" {
		return fmt.Errorf("the address of a web page, https://…, at most %d characters", maxWebURL)
	}
	return text.CheckLine(v, maxWebURL)
}

func checkListen(v string) error {
	host, port, err := net.SplitHostPort(v)
	if err != nil || strings.ContainsAny(host, " /") || whole(0, 65_535)(port) != nil {
		return fmt.Errorf("an address and a port, such as 127.0.0.1:8090")
	}
	return nil
}

func checkProfileID(v string) error {
	if len(v) > 64 {
		return fmt.Errorf("at most 64 characters")
	}
	for _, r := range v {
		if (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && r != '-' && r != '_' {
			return fmt.Errorf("letters and digits only, as the bank's portal shows it")
		}
	}
	return nil
}

func checkProfileKey(v string) error {
	if len(v) < 8 || len(v) > 256 {
		return fmt.Errorf("8 to 256 characters")
	}
	for i := range len(v) {
		if v[i] <= ' ' || v[i] > '~' {
			return fmt.Errorf("letters, digits and signs of the Latin keyboard, without spaces")
		}
	}
	return nil
}

func checkAccount(v string) error {
	name, bank, ok := strings.Cut(v, "@")
	foreign := strings.ContainsFunc(v, func(r rune) bool { return r <= ' ' || r > '~' })
	if !ok || name == "" || bank == "" || len(v) > 32 || foreign {
		return fmt.Errorf("a Bakong account: name@bank, at most 32 Latin letters, digits and signs")
	}
	return nil
}

func checkLink(v string) error {
	kind, _, ok := strings.Cut(v, ":")
	if !ok {
		return fmt.Errorf("a printer link such as paper: or tcp:192.0.2.10:9100")
	}
	return oneOf("serial", "tcp", "usb", "spooler", "cups", "file", "paper")(kind)
}

// checkLogo recognizes a PNG by its first bytes. Whoever converted the shop's file has
// tried that it can be drawn.
func checkLogo(v string) error {
	data, err := base64.StdEncoding.DecodeString(v)
	if err != nil || !strings.HasPrefix(string(data), "\x89PNG\r\n\x1a\n") {
		return fmt.Errorf("a PNG picture in base64")
	}
	return nil
}

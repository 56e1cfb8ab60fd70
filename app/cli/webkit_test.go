package cli

import (
	"html"
	"strings"
	"testing"

	"psar/app/apptest"
)

func TestWebKit(t *testing.T) {
	const key, profile = "d0c5f00ddeadbeef0123456789abcdef", "9a0b977717b87db68d46a479be987745"
	t.Setenv(profileKeyEnv, key)
	dir := t.TempDir()
	payment := []string{"--profile", profile, "--transaction-id", "12345678", "--amount", "5.00",
		"--success-url", "https://shop.example/thanks?a=1&b=~2", "--remark", "Order #12345"}
	link, _, _ := apptest.Run(t, psar, "", "", append([]string{"hash", "link"}, payment...)...)
	link = strings.Split(link, "\n")[1] // compared with the vendor's own in TestHashGolden
	kit := func(kind string, args ...string) (string, string, int) {
		return apptest.Run(t, psar, dir, "", append([]string{"webkit", kind}, args...)...)
	}

	out, errs, code := kit("button", append(payment, "--label", `<b>"Pay" & go</b>`)...)
	if code != exitOK || !strings.Contains(html.UnescapeString(out), link) {
		t.Errorf("button: exit %d\n%s%s\nwant the link %s", code, out, errs, link)
	}
	if strings.Contains(out, "<b>") || strings.Contains(out, "<script") {
		t.Errorf("the label is not escaped, or there is a script:\n%s", out)
	}
	out, errs, code = kit("modal", append(payment, "--width", "90%", "--height", "80vh", "--close-on-overlay-click", "--page")...)
	for _, want := range []string{"<!doctype html>", "https://mail.raksmeypay.com/js/raksmeypay-modal.js", "jquery-3.7.1", "RaksmeyPay.open", "90%", "80vh"} {
		if code != exitOK || !strings.Contains(out, want) {
			t.Errorf("modal: exit %d, no %s\n%s%s", code, want, out, errs)
		}
	}
	out, errs, code = kit("smm", "--profile", profile, "--min", "1", "--max", "500", "--user", "sok", "--email", "sok@shop.example")
	for _, want := range []string{"/payment/smm/" + profile, `width="370"`, `height="550"`, "u=sok", "e=sok%40shop.example", "max=500"} {
		if code != exitOK || !strings.Contains(html.UnescapeString(out), want) {
			t.Errorf("smm: exit %d, no %s\n%s%s", code, want, out, errs)
		}
	}
	out, errs, code = kit("button", "--link", link)
	if code != exitOK || !strings.Contains(html.UnescapeString(out), link) {
		t.Errorf("button of a link: exit %d\n%s%s", code, out, errs)
	}

	for _, c := range []struct {
		name, says string
		args       []string
	}{
		{"no amount", "--amount", []string{"button", "--profile", profile, "--success-url", "https://shop.example/"}},
		{"no return", "--success-url", []string{"modal", "--profile", profile, "--amount", "5.00"}},
		{"no profile", "--profile", []string{"smm"}},
		{"a profile that is a path", "profile", []string{"smm", "--profile", "../x"}},
		{"an id of letters", "transaction", append([]string{"button"}, append(payment, "--transaction-id", "TXN_1")...)},
		{"an amount of letters", "amount", append([]string{"button"}, append(payment, "--amount", "five")...)},
		{"a width that is code", "width", append([]string{"modal"}, append(payment, "--width", "1px;x:y")...)},
		{"a script as a link", "link", []string{"button", "--link", "javascript:alert(1)"}},
		{"half a user", "e-mail", []string{"smm", "--profile", profile, "--user", "sok"}},
	} {
		out, errs, code := kit(c.args[0], c.args[1:]...)
		if code != exitUsage || out != "" || !strings.Contains(errs, c.says) || strings.Contains(errs, key) {
			t.Errorf("%s: exit %d\n%s%s", c.name, code, out, errs)
		}
	}
	t.Setenv(profileKeyEnv, "")
	if _, errs, code := kit("button", payment...); code != exitUsage || !strings.Contains(errs, profileKeyEnv) {
		t.Errorf("without a key: exit %d\n%s", code, errs)
	}
}

// TestWebKitOfTheShop takes profile, key and address from the settings.
func TestWebKitOfTheShop(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	gw := apptest.StartGateway(t, psar)
	apptest.SetUp(t, psar, dir, gw)
	apptest.Psar(t, psar, dir, "settings", "set", "link.success_url", "https://shop.example/thanks")
	for i, args := range [][]string{{"--amount", "5.00"}, {"--currency", "khr", "--amount", "20000"}} {
		out := apptest.Psar(t, psar, dir, append([]string{"webkit", "button"}, args...)...)
		if !strings.Contains(out, gw.URL+"/payment/request/"+gw.Profiles[i].ProfileID) {
			t.Errorf("%v: not the shop's own page:\n%s", args, out)
		}
		if strings.Contains(out, gw.Profiles[i].ProfileKey) {
			t.Errorf("%v: the page holds the key", args)
		}
	}
}

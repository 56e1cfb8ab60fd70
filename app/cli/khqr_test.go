package cli

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"psar/app/apptest"
	"psar/app/cli/jsonout"
)

// nbcStatic is a static code without an amount, made by the national bank's SDK.
const nbcStatic = "00020101021129170013sok_dara@aclb5204599953031165802KH5908Sok Dara6009Siem Reap63047223"

// runWith runs a command in this process with a standard input.
func runWith(t *testing.T, in io.Reader, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	var out, errs bytes.Buffer
	code = psar(t.Context(), args, in, &out, &errs)
	return out.String(), errs.String(), code
}

// TestKHQRCheckRefusesAsJSON: with --json, input that is no code gives an error document.
func TestKHQRCheckRefusesAsJSON(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, says string
		in         io.Reader
		args       []string
	}{
		{"amount", "amount_invalid", strings.NewReader(""), []string{nbcStatic, "--amount", "5,00", "--currency", "USD"}},
		{"currency", "currency_unknown", strings.NewReader(""), []string{nbcStatic, "--amount", "5.00", "--currency", "EUR"}},
		{"standard input", "internal", iotest.ErrReader(errors.New("gone")), []string{"-"}},
	} {
		out, errs, code := runWith(t, c.in, append([]string{"khqr", "check", "--json"}, c.args...)...)
		if e := errorOf(t, out); code != exitFailed || e.Code != c.says || e.Message == "" || errs == "" {
			t.Errorf("%s: exit %d\n%s%s", c.name, code, out, errs)
		}
	}
}

// TestKHQRCheckShowsWhatItRefuses: a well-formed code that is not the expected one is
// decoded; a malformed one is not.
func TestKHQRCheckShowsWhatItRefuses(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, code, class, reason string
		decoded                   bool
		args                      []string
	}{
		{"static", nbcStatic, "static", "", true, nil},
		{"another account", nbcStatic, "mismatch", "", true, []string{"--static-ok", "--account", "mallory@aclb"}},
		{"another MD5", nbcStatic, "mismatch", "", true, []string{"--static-ok", "--md5", strings.Repeat("0", 32)}},
		{"broken", nbcStatic[:len(nbcStatic)-1] + "?", "crc", "", false, nil},
		{"line break", nbcStatic + "\n", "framing", "a line break stands behind the code", false, []string{"--static-ok"}},
		{"line break of another system", nbcStatic + "\r\n", "framing", "a line break stands behind the code", false, nil},
		{"nothing but a line break", "\n", "framing", "", false, nil},
	} {
		out, errs, code := runWith(t, strings.NewReader(c.code), append([]string{"khqr", "check", "-", "--json"}, c.args...)...)
		var v jsonout.KHQR
		if err := json.Unmarshal([]byte(out), &v); err != nil {
			t.Fatalf("%s: %v\n%s%s", c.name, err, out, errs)
		}
		if code != exitRefused || v.OK || v.Class != c.class || c.reason != "" && v.Reason != c.reason || c.reason == "" && strings.Contains(v.Reason, "line break") {
			t.Errorf("%s: exit %d\n%s", c.name, code, out)
		}
		if (v.Fields != nil) != c.decoded || c.decoded && v.Fields.Account != "sok_dara@aclb" {
			t.Errorf("%s: fields %+v", c.name, v.Fields)
		}
	}
}

// TestKHQRCheckStatic: a static code as printed by a bank passes with --static-ok,
// whatever is in its tag 99. A dynamic code without an expiry needs --allow-no-expiry.
func TestKHQRCheckStatic(t *testing.T) {
	t.Parallel()
	const (
		hexTemplate  = "00020101021130510016abaakhppxxx@abaa01151002003004005000208ABA Bank5204422453038405802KH5909RANG HANG6010PHNOM PENH992400134A71B09E20FD16803xyz6304C15B"
		textTemplate = "00020101021130510016abaakhppxxx@abaa01151002003004005000208ABA Bank5204422453038405802KH5909RANG HANG6010PHNOM PENH99220011kh.com.bank0503XYZ6304E0F0"
		endless      = "00020101021229170013sok_dara@aclb52045999530384054045.005802KH5908Sok Dara6009Siem Reap6304C735"
		riel         = "00020101021229170013sok_dara@aclb520459995303116540850000.005802KH5908Sok Dara6009Siem Reap630455C1"
	)
	for _, c := range []struct {
		name, code, class string // "" = good
		args              []string
	}{
		{"a bank's template of hex digits", hexTemplate, "", []string{"--static-ok"}},
		{"a bank's template of text", textTemplate, "", []string{"--static-ok"}},
		{"static without a flag", hexTemplate, "static", []string{"--allow-no-expiry"}},
		{"dynamic without an end", endless, "missing", nil},
		{"dynamic without an end, as static", endless, "missing", []string{"--static-ok"}},
		{"dynamic without an end, allowed", endless, "", []string{"--allow-no-expiry"}},
		{"dynamic without an end, both", endless, "", []string{"--static-ok", "--allow-no-expiry"}},
		{"riel with zeros", riel, "", []string{"--allow-no-expiry", "--currency=KHR", "--amount=50000"}},
		{"riel with zeros of another amount", riel, "mismatch", []string{"--allow-no-expiry", "--currency=KHR", "--amount=5000000"}},
	} {
		out, errs, code := runWith(t, strings.NewReader(""), append([]string{"khqr", "check", "--json", c.code}, c.args...)...)
		var v jsonout.KHQR
		if err := json.Unmarshal([]byte(out), &v); err != nil {
			t.Fatalf("%s: %v\n%s%s", c.name, err, out, errs)
		}
		want := 0
		if c.class != "" {
			want = exitRefused
		}
		if code != want || v.OK != (c.class == "") || v.Class != c.class {
			t.Errorf("%s: exit %d\n%s", c.name, code, out)
		}
	}
}

// TestKHQRMakeThatIsOver: a code that expires when it is made is refused.
func TestKHQRMakeThatIsOver(t *testing.T) {
	t.Parallel()
	for _, expires := range []string{"0s", "-1m"} {
		out, errs, code := apptest.Run(t, psar, "", "", "khqr", "make", "--account=sok_dara@aclb", "--name=Sok Dara", "--currency=USD",
			"--amount=5.00", "--expires="+expires)
		if code != exitUsage || out != "" || !strings.Contains(errs, "--expires") {
			t.Errorf("%s: exit %d\n%s%s", expires, code, out, errs)
		}
	}
}

// TestKHQRCheckAt: a code is judged at the instant that is given, also at 0.
func TestKHQRCheckAt(t *testing.T) {
	t.Parallel()
	made, errs, code := apptest.Run(t, psar, "", "", "khqr", "make", "--account=sok_dara@aclb", "--name=Sok Dara", "--currency=USD", "--amount=5.00", "--expires=1ms")
	if code != exitOK {
		t.Fatalf("exit %d: %s", code, errs)
	}
	for at, want := range map[string]int{"0": exitOK, "-1": exitOK, "1000": exitOK, "4102444800000": exitRefused} {
		if out, errs, code := apptest.Run(t, psar, "", "", "khqr", "check", strings.TrimSpace(made), "--at="+at); code != want {
			t.Errorf("at %s: exit %d\n%s%s", at, code, out, errs)
		}
	}
}

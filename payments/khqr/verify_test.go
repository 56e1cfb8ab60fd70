package khqr

import (
	"errors"
	"testing"
	"time"
)

// Each line breaks one rule more than the line below it; the first check that
// fails is reported.
func TestVerifyOrder(t *testing.T) {
	t.Parallel()
	static := sealCode("000201010211" + ind + "5204599953038405802KH5908Sok Dara6009Siem Reap" + times)
	late := now.Add(time.Hour)
	wrong := Expect{Currency: KHR, Minor: 400, HasAmount: true, Account: "thief@aclb", MD5: "0", Now: late}
	right := Expect{Currency: USD, Minor: 500, HasAmount: true, Account: "sok_dara@aclb", MD5: MD5(dynamic()), Now: now}
	for _, tc := range []struct {
		name  string
		code  string
		want  func() Expect
		class Class
		tag   string
	}{
		{"CRC", dynamic()[:len(dynamic())-4] + "0000", func() Expect { return wrong }, ClassCRC, "63"},
		{"Static", static, func() Expect { return wrong }, ClassStatic, "01"},
		{"Currency", dynamic(), func() Expect { return wrong }, ClassMismatch, "53"},
		{"Amount", dynamic(), func() Expect { w := wrong; w.Currency = USD; return w }, ClassMismatch, "54"},
		{"Account", dynamic(), func() Expect { w := wrong; w.Currency, w.Minor = USD, 500; return w }, ClassMismatch, "29/00"},
		{"AccountBeforeNoExpiry", dynamic("99", ""), func() Expect { w := right; w.Account, w.MD5 = "thief@aclb", ""; return w }, ClassMismatch, "29/00"},
		{"NoExpiryBeforeMD5", dynamic("99", ""), func() Expect { w := right; w.MD5 = "0"; return w }, ClassMissing, "99/01"},
		{"Expired", dynamic(), func() Expect { w := right; w.Now, w.MD5 = late, "0"; return w }, ClassExpired, "99/01"},
		{"MD5", dynamic(), func() Expect { w := right; w.MD5 = MD5(dynamic("59", "5901X")); return w }, ClassMismatch, ""},
		{"OK", dynamic(), func() Expect { return right }, "", ""},
		{"AccountCase", dynamic(), func() Expect { w := right; w.Account = "Sok_Dara@aclb"; return w }, ClassMismatch, "29/00"},
		{"AmountOfStatic", static, func() Expect { w := right; w.AllowStatic = true; return w }, ClassMismatch, "54"},
		{"AtExpiry", dynamic(), func() Expect { w := right; w.Now = time.UnixMilli(expiresMS); return w }, "", ""},
		{"MillisecondLater", dynamic(), func() Expect { w := right; w.Now = time.UnixMilli(expiresMS + 1); return w }, ClassExpired, "99/01"},
		{"ClockForgotten", dynamic(), func() Expect { w := right; w.Now = time.Time{}; return w }, ClassExpired, "99/01"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			_, err := Verify(tc.code, tc.want())
			e, _ := errors.AsType[*Error](err)
			if e == nil {
				e = &Error{}
			}
			if e.Class != tc.class || e.Tag != tc.tag || (err == nil) != (tc.class == "") {
				t.Errorf("class %q at %q, want %q at %q: %v", e.Class, e.Tag, tc.class, tc.tag, err)
			}
		})
	}
}

func TestVerifyNoExpiry(t *testing.T) {
	t.Parallel()
	for name, code := range map[string]string{
		"no 99":    dynamic("99", ""),
		"no 99/01": dynamic("99", tlv("99", tlv("00", "1790000000000"))),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if _, err := Verify(code, Expect{Now: now}); ClassOf(err) != ClassMissing {
				t.Errorf("by default: %v, want class missing", err)
			}
			c, err := Verify(code, Expect{Now: now, AllowNoExpiry: true})
			if err != nil || c.ExpiresMS != 0 {
				t.Errorf("allowed: expiry %d, %v", c.ExpiresMS, err)
			}
		})
	}
	// The option excuses a missing expiry, not a past one.
	if _, err := Verify(dynamic(), Expect{Now: now.Add(time.Hour), AllowNoExpiry: true}); ClassOf(err) != ClassExpired {
		t.Errorf("expired code: %v, want class expired", err)
	}
}

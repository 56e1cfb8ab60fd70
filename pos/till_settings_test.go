package pos_test

import (
	"strings"
	"testing"
	"time"

	"psar/pos/fault"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/queue"
	"psar/pos/settings"
	"psar/pos/staff"
)

// With a manager's PIN set, nobody else changes gateway and payee.
func TestGuardedSettings(t *testing.T) {
	t.Parallel()
	s := askingShop(t)
	a := s.heldCode(350, "mallory@aclb")
	s.set(settings.ManagerPIN, "2468")
	set := func(key settings.Key, value, pin string) fault.Code {
		approval := staff.Approval{}
		if pin != "" {
			approval = staff.Approval{By: "Dara", PIN: pin}
		}
		return fault.CodeOf(s.till.SetSettingBy(t.Context(), key, value, approval))
	}
	for key, value := range map[settings.Key]string{
		settings.USDAccount: "mallory@aclb", settings.ManagerPIN: "", settings.USDProfileKey: "another-key",
		settings.ConfirmPayee: "always", settings.TillNumber: "2", settings.WebhookListen: "127.0.0.1:0",
		settings.GatewayProxy: "http://192.0.2.1:3128", settings.GatewayCAFile: settings.NewFile("/etc/psar/office.pem", nil).Value(),
	} {
		if code := set(key, value, ""); code != fault.ManagerNeeded {
			t.Errorf("%s without a manager: %q", key, code)
		}
		if code := set(key, value, "1111"); code != fault.PINWrong {
			t.Errorf("%s with a wrong PIN: %q", key, code)
		}
		s.clock.Add(time.Hour) // past the throttle
	}
	for _, by := range []string{"", "\x1b[2J", strings.Repeat("ក", 41)} {
		err := s.till.SetSettingBy(t.Context(), settings.PollGraceFor, "30", staff.Approval{By: by, PIN: "2468"})
		if fault.CodeOf(err) != fault.ManagerNeeded {
			t.Errorf("by %q: %v", by, err)
		}
	}
	if got := s.stored(a.ID); !got.AwaitsPayee() {
		t.Fatalf("the code was let through: %s", got.State)
	}
	if code := set(settings.TillTheme, "dark", ""); code != "" {
		t.Errorf("the theme needs no manager: %q", code)
	}
	if code := set(settings.ManagerPIN, "1357", "2468"); code != "" || s.kept[settings.ManagerPIN] != "1357" {
		t.Errorf("a new PIN: %q", code)
	}
}

// Gateway settings cannot change while a payment is in progress.
func TestGatewaySettingsStayWhilePaymentsWait(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	a := s.shown(350, money.USD)
	set := func(key settings.Key, value string) fault.Code {
		return fault.CodeOf(s.till.SetSetting(t.Context(), key, value))
	}
	for key, value := range map[settings.Key]string{
		settings.USDProfileID: "ffffffffffffffff", settings.BaseURL: "https://gateway.example",
	} {
		if code := set(key, value); code != fault.GatewayBusy {
			t.Errorf("%s: %q", key, code)
		}
	}
	if code := set(settings.BaseURL, "http://127.0.0.1:2"); code != "" {
		t.Errorf("a gateway for tests that came up elsewhere: %q", code)
	}
	if code := set(settings.KHRProfileID, "ffffffffffffffff"); code != "" {
		t.Errorf("the other currency's profile: %q", code)
	}
	s.happened(a.ID, payment.CancelledByCashier{})
	if code := set(settings.USDProfileID, "ffffffffffffffff"); code != "" {
		t.Errorf("after it ended: %q", code)
	}
	if got := s.stored(a.ID); got.Profile != "9a0b977717b87db68d46a479be987745" {
		t.Errorf("the attempt forgot where it was asked: %q", got.Profile)
	}
}

// A secret that cannot be journalled is not changed.
func TestSecretOnAFullDisk(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	s.set(settings.ManagerPIN, "2468")
	s.disk.full.Store(true)
	err := s.till.SetSettingBy(t.Context(), settings.ManagerPIN, "9999", staff.Approval{By: "Dara", PIN: "2468"})
	if fault.CodeOf(err) != fault.DiskFull || s.kept[settings.ManagerPIN] != "2468" {
		t.Errorf("%v, and the PIN is %q", err, s.kept[settings.ManagerPIN])
	}
}

// A job answered late with "not printed" is printed all the same, also by the next process.
func TestLatePrintAnswerSurvivesARestart(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	a := s.shown(350, money.USD)
	s.happened(a.ID, payment.VerifiedPaid{Received: a.Amount})
	job, ok, err := s.till.TakePrintJob(t.Context(), "paper:")
	if err != nil || !ok {
		t.Fatal(ok, err)
	}
	if err := s.till.PrintEnded(t.Context(), job.ID, queue.Result{State: queue.Unknown, Problem: fault.PrinterUnknown}); err != nil {
		t.Fatal(err)
	}
	s.clock.Add(queue.MaxAge + time.Minute)
	if err := s.till.AnswerPrint(t.Context(), job.ID, false); err != nil {
		t.Fatal(err)
	}
	s.close()
	s.open()
	if again, ok, err := s.till.TakePrintJob(t.Context(), "paper:"); err != nil || !ok || again.ID != job.ID {
		t.Errorf("%+v %v %v", again, ok, err)
	}
}

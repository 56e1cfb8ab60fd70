package cli

import (
	"context"
	"net"
	"strings"
	"time"

	"psar/app/cli/jsonout"
	"psar/assets/words"
	"psar/pos/catalogue"
	"psar/pos/payment"
	"psar/pos/settings"
	"psar/pos/staff"
	"psar/storage"
)

// shopState is what doctor looks at in a shop's database.
type shopState struct {
	settings            settings.Values
	watching, unmatched []payment.Attempt
	alerts              []payment.Alert
	staff               []staff.Person
	shared              []catalogue.Item // items that share a barcode
}

// stateOf reads the shop, as far as there is one: what can't be read is said by
// the finding about the data folder.
func (s *session) stateOf(dir string) shopState {
	var state shopState
	db, err := s.openReading(dir, s.flags.Training)
	if err != nil {
		return state
	}
	defer db.Close()
	for _, read := range []func() error{
		func() (err error) { state.settings, err = db.Settings(s); return err },
		func() (err error) { state.staff, err = db.Staff(s); return err },
		func() (err error) { state.alerts, err = db.Alerts(s, true); return err },
		func() (err error) { state.shared, err = db.SharedBarcodes(s); return err },
		func() (err error) {
			state.watching, err = db.Attempts(s, payment.Filter{Watched: true})
			return err
		},
		func() (err error) {
			state.unmatched, err = db.Attempts(s, payment.Filter{Unmatched: true})
			return err
		},
	} {
		if read() != nil {
			return state
		}
	}
	return state
}

// alerts says how many wait for a manager's eyes.
func (s *session) alerts(state shopState) finding {
	f := finding{Name: "alarms", OK: len(state.alerts) == 0, Detail: words.Text(s.lang, words.DoctorAllRead), word: words.DoctorAlerts}
	if !f.OK {
		f.Detail = words.Text(s.lang, words.DoctorUnread, len(state.alerts))
	}
	return f
}

// barcodes says how many items share one with another.
func (s *session) barcodes(state shopState) finding {
	f := finding{Name: "barcodes", OK: len(state.shared) == 0, Detail: words.Text(s.lang, words.DoctorAllRead), word: words.DoctorBarcodes}
	if !f.OK {
		f.Detail = words.Text(s.lang, words.DoctorShared, len(state.shared))
	}
	return f
}

// unmatched says how much money waits, and how long it has waited.
func (s *session) unmatched(state shopState, now time.Time) finding {
	f := finding{Name: "unclaimed", OK: true, Detail: words.Text(s.lang, words.DoctorAllRead), word: words.DoctorUnmatched}
	if len(state.unmatched) == 0 {
		return f
	}
	oldest := now
	for _, a := range state.unmatched {
		if a.Changed.Before(oldest) {
			oldest = a.Changed
		}
	}
	f.OK, f.Detail = false, words.Text(s.lang, words.DoctorUnmatchedN, len(state.unmatched), s.age(now.Sub(oldest)))
	return f
}

// payees says whose account the codes of each profile pay.
func (s *session) payees(state shopState) finding {
	f := finding{Name: "payees", OK: true, word: words.DoctorPayees}
	var said []string
	for _, p := range payeesOf(state.settings, state.watching) {
		if p.State == jsonout.PayeeConfirmed {
			said = append(said, string(p.Currency)+": "+p.Account)
			continue
		}
		f.OK = false
		line := words.Text(s.lang, words.DoctorPayeeOpen, p.Currency)
		if p.Account != "" {
			line += " " + payeeName(payment.Payee{Name: p.Name, Account: p.Account})
		}
		said = append(said, line)
	}
	if f.Detail = strings.Join(said, "; "); f.Detail == "" {
		f.OK, f.Detail = false, words.Text(s.lang, words.DoctorNotSetUp)
	}
	return f
}

// managerPIN says whether a manager's name is enough, or one PIN for all.
func (s *session) managerPIN(dir string, state shopState) finding {
	f := finding{Name: "manager_pin", word: words.DoctorPIN, Detail: words.Text(s.lang, words.DoctorPINNone)}
	people := 0
	for _, p := range state.staff {
		if p.Active {
			people++
		}
	}
	if owners := ownersOf(state.staff); owners > 0 {
		f.OK, f.Detail = true, words.Text(s.lang, words.DoctorStaff, people, owners)
		return f
	}
	set, err := s.hasSecret(dir, settings.ManagerPIN)
	switch {
	case err != nil:
		f.Detail = s.oneLine(err)
	case set:
		f.OK, f.Detail = true, words.Text(s.lang, words.DoctorNoStaff)
	}
	return f
}

// hasSecret reports whether a secret is set, and nothing more of it. Training
// has none but the built-in gateway's.
func (s *session) hasSecret(dir string, key settings.Key) (bool, error) {
	if s.flags.Training {
		return false, nil
	}
	secrets, err := storage.OpenSecrets(dir, "psar", nil)
	if err != nil {
		return false, err
	}
	value, err := secrets.Secret(key)
	return value != "", err
}

// listener says whether the till's own address answers. Doctor runs beside the
// till, so it can only knock.
func (s *session) listener(dir string, values settings.Values) finding {
	f := finding{Name: "webhook", Detail: words.Text(s.lang, words.DoctorOff), word: words.DoctorWebhook}
	address := values.Get(settings.WebhookListen)
	if address == "" {
		f.OK = true
		return f
	}
	switch keyed, err := s.hasSecret(dir, settings.WebhookAPIKey); {
	case err != nil:
		f.Detail = s.oneLine(err)
		return f
	case !keyed:
		f.Detail = words.Text(s.lang, words.DoctorNoAPIKey)
		return f
	}
	ctx, cancel := context.WithTimeout(s, doctorTimeout)
	defer cancel()
	conn, err := (&net.Dialer{}).DialContext(ctx, "tcp", knock(address))
	if err != nil {
		f.Detail = words.Text(s.lang, words.DoctorNotListening, address)
		return f
	}
	_ = conn.Close()
	f.OK, f.Detail = true, words.Text(s.lang, words.DoctorListening, address)
	return f
}

// knock is where an address to listen on is found from this machine.
func knock(address string) string {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return address
	}
	switch ip := net.ParseIP(host); {
	case host == "", ip != nil && ip.IsUnspecified() && ip.To4() != nil:
		host = "127.0.0.1"
	case ip != nil && ip.IsUnspecified():
		host = "::1"
	}
	return net.JoinHostPort(host, port)
}

package cli

import (
	"context"
	"errors"
	"io/fs"
	"net"
	"slices"
	"strings"
	"time"

	"psar/app/cli/jsonout"
	"psar/app/control"
	"psar/assets/words"
	"psar/pos"
	"psar/pos/catalogue"
	"psar/pos/fault"
	"psar/pos/journal"
	"psar/pos/payment"
	"psar/pos/settings"
	"psar/pos/staff"
	"psar/storage"
)

// shopState is what doctor reads from a shop's database.
type shopState struct {
	settings            settings.Values
	watching, unmatched []payment.Attempt
	alerts              []payment.Alert
	payees              []payment.Pin
	staff               []staff.Person
	shared              []catalogue.Item // items that share a barcode
	custody             storage.CustodyStatus
	recovery            string          // the hash of the recovery code, "" for none
	doubts              []payment.Alert // about rows that give rights
	unread              [parts]bool     // what could not be looked at
}

// part is a part of shopState.
type part int

const (
	partSettings part = iota
	partStaff
	partRecovery
	partPayees
	partAlerts
	partCustody
	partDoubts
	partBarcodes
	partWatching
	partUnmatched
	parts // how many there are
)

// stateOf reads the shop as far as possible, and tells what could not be looked at. Why not is
// reported by the check of the data folder.
func (s *session) stateOf(dir string) (state shopState) {
	db, err := s.openReading(dir, s.flags.Training)
	switch {
	case fault.CodeOf(err) == fault.DataMissing:
		return state // there is no shop to look at
	case err != nil:
		for p := range parts {
			state.unread[p] = true
		}
		return state
	}
	defer db.Close()
	for p, read := range [parts]func() error{
		partSettings: func() (err error) { state.settings, err = db.Settings(s); return err },
		partStaff:    func() (err error) { state.staff, err = db.Staff(s); return err },
		partRecovery: func() (err error) { state.recovery, err = db.RecoveryHash(s); return err },
		partPayees:   func() (err error) { state.payees, err = db.Payees(s); return err },
		partAlerts:   func() (err error) { state.alerts, err = db.Alerts(s, true); return err },
		partCustody:  func() (err error) { state.custody, err = db.CustodyStatus(s); return err },
		partDoubts: func() error {
			of, err := db.Doubts(s)
			if err != nil {
				return err
			}
			ofPeople, err := pos.DoubtsOfPeople(s, db)
			if err != nil {
				return err
			}
			ofSecrets, err := s.doubtsOfSecrets(db)
			state.doubts = slices.Concat(of.Alerts, ofPeople, ofSecrets)
			return err
		},
		partBarcodes: func() (err error) { state.shared, err = db.SharedBarcodes(s); return err },
		partWatching: func() (err error) {
			state.watching, err = db.Attempts(s, payment.Filter{Watched: true})
			return err
		},
		partUnmatched: func() (err error) {
			state.unmatched, err = db.Attempts(s, payment.Filter{Unmatched: true})
			return err
		},
	} {
		state.unread[p] = read() != nil
	}
	return state
}

// looked is what was found from parts of the shop, or that they could not be looked at: what
// nobody has seen is not in order.
func (s *session) looked(state shopState, f finding, from ...part) finding {
	for _, p := range from {
		if state.unread[p] {
			f.OK, f.Unread, f.Detail = false, true, words.Text(s.lang, words.DoctorNotLooked)
		}
	}
	return f
}

// alerts reports how many alerts wait for a manager.
func (s *session) alerts(state shopState) finding {
	f := finding{Name: "alarms", OK: len(state.alerts) == 0, Detail: words.Text(s.lang, words.DoctorAllRead), word: words.DoctorAlerts}
	if !f.OK {
		f.Detail = words.Text(s.lang, words.DoctorUnread, len(state.alerts))
	}
	return f
}

// barcodes reports how many items share a barcode with another.
func (s *session) barcodes(state shopState) finding {
	f := finding{Name: "barcodes", OK: len(state.shared) == 0, Detail: words.Text(s.lang, words.DoctorAllRead), word: words.DoctorBarcodes}
	if !f.OK {
		f.Detail = words.Text(s.lang, words.DoctorShared, len(state.shared))
	}
	return f
}

// unmatched reports how much unmatched money there is, and how old it is.
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

// payees reports the account that the codes of each profile pay.
func (s *session) payees(state shopState) finding {
	f := finding{Name: "payees", OK: true, word: words.DoctorPayees}
	var said []string
	for _, p := range payeesOf(state.settings, state.payees, state.watching) {
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

// managerPIN reports who can approve: anybody by a name, whoever knows the one manager
// PIN, or the staff.
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

// recoveryCode reports whether an owner who has lost their PIN has a way back. None is advice: a
// shop may do without.
func (s *session) recoveryCode(state shopState) finding {
	word := words.DoctorRecoveryNone
	switch {
	case ownersOf(state.staff) == 0:
		word = words.DoctorRecoveryFree
	case state.recovery != "":
		word = words.DoctorRecoverySet
	}
	return finding{Name: "recovery_code", OK: true, Detail: words.Text(s.lang, word), word: words.DoctorRecovery}
}

// commands reports whether an open till could carry out commands.
func (s *session) commands(dir string) finding {
	f := finding{Name: "commands", OK: true, Detail: words.Text(s.lang, words.DoctorCommandsTaken), word: words.DoctorCommands}
	switch err := control.Check(dir); {
	case errors.Is(err, fs.ErrNotExist):
		f.Detail = words.Text(s.lang, words.DoctorNotSetUp)
	case err != nil:
		f.OK, f.Detail = false, s.oneLine(fault.New(fault.ControlMissing, dir).Because(err))
	}
	return f
}

// doubtsOfSecrets are the alerts about files of the secrets that are not as the journal tells.
func (s *session) doubtsOfSecrets(db *storage.DB) ([]payment.Alert, error) {
	secrets, err := s.openSecrets(db)
	if held, ok := secrets.(pos.HeldSecrets); ok && err == nil {
		return held.Doubts(s, true)
	}
	return nil, err
}

// hasSecret reports whether the shop has it set; before there is a shop there is none.
func (s *session) hasSecret(dir string, key settings.Key) (bool, error) {
	value, err := s.secretIn(dir, key)
	if fault.CodeOf(err) == fault.DataMissing {
		return false, nil
	}
	return value != "", err
}

// listener checks whether the till's own address accepts connections. Doctor runs beside
// the till and can't ask it.
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
	conn, err := (&net.Dialer{}).DialContext(ctx, "tcp", reachableAt(address))
	if err != nil {
		f.Detail = words.Text(s.lang, words.DoctorNotListening, address)
		return f
	}
	_ = conn.Close()
	f.OK, f.Detail = true, words.Text(s.lang, words.DoctorListening, address)
	return f
}

// reachableAt is the address at which a listening address can be reached from this machine.
func reachableAt(address string) string {
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

// keyOfRecords reports whether the journal's rows can be signed.
func (s *session) keyOfRecords(state shopState) finding {
	word, ok := words.DoctorKeyNone, true
	switch state.custody.Key {
	case storage.KeyHeld:
		word = words.DoctorKeyHeld
	case storage.KeyAway:
		word, ok = words.DoctorKeyAway, false
	case storage.KeyMissing:
		word, ok = words.DoctorKeyMissing, false
	}
	return finding{Name: "records_key", OK: ok, Detail: words.Text(s.lang, word), word: words.DoctorKeyring}
}

// markOfRecords reports whether the folder fits the mark that is kept outside it.
func (s *session) markOfRecords(state shopState) finding {
	f := finding{Name: "records_mark", OK: true, Detail: words.Text(s.lang, words.DoctorMarkNone), word: words.DoctorMark}
	c := state.custody
	switch {
	case c.MarkErr != nil:
		f.OK, f.Detail = false, c.MarkErr.Error()
	case c.Mark.IsZero():
	case c.Standing == journal.StandsBehind, c.Standing == journal.StandsBeside, c.Disputed > 0:
		f.OK, f.Detail = false, words.Text(s.lang, words.DoctorMarkDiffers, c.Mark, c.Now)
	default:
		f.Detail = words.Text(s.lang, words.DoctorMarkFits, c.Mark)
	}
	return f
}

// rowsOfPower reports whether the rows that mean power are as the journal tells.
func (s *session) rowsOfPower(state shopState) finding {
	f := finding{Name: "records_rows", OK: len(state.doubts) == 0, Detail: words.Text(s.lang, words.DoctorRowsFit), word: words.DoctorRows}
	if !f.OK {
		said := make([]string, len(state.doubts))
		for i, a := range state.doubts {
			said[i] = alertSentence(s.lang, a)
		}
		f.Detail = strings.Join(said, ". ")
	}
	return f
}

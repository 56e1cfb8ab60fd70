package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime"
	"strings"
	"time"

	"psar/app"
	"psar/app/cli/jsonout"
	"psar/assets/words"
	"psar/payments"
	"psar/pos/fault"
	"psar/pos/money"
	"psar/pos/settings"
	"psar/pos/text"
	"psar/storage"
	"psar/ui"
)

type doctorCommand struct {
	JSON bool `name:"json" help:"Print one JSON document."`
}

// finding is the result of one check.
type finding struct {
	Name   string
	OK     bool
	Unread bool // it could not be looked at, and is not OK
	Detail string
	word   words.Key
}

// mark is the sign in front of a finding.
func (f finding) mark() string {
	switch {
	case f.OK:
		return "✓"
	case f.Unread:
		return "?"
	}
	return "!"
}

func (c *doctorCommand) Run(s *session) error {
	dir, err := app.DataDir(s.flags.Data)
	if err != nil {
		return s.refuse(c.JSON, err)
	}
	found := []finding{s.display(), {Name: "fonts", OK: true, Detail: "Kantumruy Pro, Noto Sans Khmer (in the program)", word: words.DoctorFonts}}
	found = append(found, s.dataFolder(dir), s.disk(dir), s.timeNow(), s.keys(dir))
	state := s.stateOf(dir)
	found = append(found,
		s.looked(state, s.keyOfRecords(state), partCustody),
		s.looked(state, s.markOfRecords(state), partCustody),
		s.looked(state, s.rowsOfPower(state), partDoubts),
		s.looked(state, s.bankLink(state.settings), partSettings),
		s.looked(state, s.route(state.settings), partSettings),
		s.looked(state, s.listener(dir, state.settings), partSettings),
		s.looked(state, s.printerLink(dir, state.settings), partSettings),
		s.looked(state, s.managerPIN(dir, state), partStaff),
		s.looked(state, s.recoveryCode(state), partStaff, partRecovery),
		s.commands(dir),
		s.looked(state, s.payees(state), partSettings, partPayees, partWatching),
		s.looked(state, s.alerts(state), partAlerts),
		s.looked(state, s.unmatched(state, s.clock.Now()), partUnmatched),
		s.looked(state, s.barcodes(state), partBarcodes),
		finding{Name: "backup", Detail: words.Text(s.lang, words.DoctorNoBackup), word: words.DoctorBackup})
	if c.JSON {
		result := jsonout.Doctor{Data: dir}
		for _, f := range found {
			result.Checks = append(result.Checks, jsonout.Check{Name: f.Name, OK: f.OK, Unread: f.Unread, Detail: f.Detail})
		}
		return s.printJSON(result)
	}
	for _, f := range found {
		fmt.Fprintf(s.out, "%s %s: %s\n", f.mark(), words.Text(s.lang, f.word), text.Shown(f.Detail))
	}
	return nil
}

func (s *session) display() finding {
	f := finding{Name: "display", OK: true, word: words.DoctorDisplay}
	if runtime.GOOS != "linux" {
		f.Detail = runtime.GOOS
		return f
	}
	f.Detail = os.Getenv("DISPLAY")
	if ui.CheckDisplay() != nil {
		f.OK, f.Detail = false, words.Text(s.lang, words.DoctorNoDisplay)
	}
	return f
}

func (s *session) dataFolder(dir string) finding {
	f := finding{Name: "data", OK: true, Detail: dir, word: words.DoctorData}
	open := storage.CheckAccess(dir) // before the shop may be migrated, which closes it
	db, err := s.openReading(dir, s.flags.Training)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		f.Detail += " (" + words.Text(s.lang, words.DoctorNotSetUp) + ")"
	case err != nil:
		f.OK, f.Detail = false, s.oneLine(err)
	default:
		defer db.Close()
		if open != nil {
			f.OK, f.Detail = false, s.oneLine(open)
		}
	}
	return f
}

// lowDisk is the free space, in bytes, below which a disk is reported as nearly full.
const lowDisk = 200 << 20

func (s *session) disk(dir string) finding {
	f := finding{Name: "disk", word: words.DoctorDisk}
	free, err := storage.FreeBytes(dir)
	if err != nil {
		f.Detail = err.Error()
		return f
	}
	f.OK, f.Detail = free > lowDisk, fmt.Sprintf("%d MiB", free>>20)
	return f
}

func (s *session) timeNow() finding {
	now := s.clock.Now()
	return finding{
		Name: "clock", OK: now.Year() >= 2026, word: words.DoctorClock,
		Detail: now.In(money.PhnomPenh).Format("02/01/2006 15:04:05") + " Phnom Penh",
	}
}

func (s *session) keys(dir string) finding {
	f := finding{Name: "secrets", OK: true, Detail: "keyring", word: words.DoctorSecrets}
	secrets, err := storage.OpenSecrets(dir, "psar", s.keyring)
	if err != nil {
		f.OK, f.Detail = false, s.oneLine(err)
		return f
	}
	<-secrets.Asked()
	if notice := secrets.Notice(); notice != nil {
		f.OK, f.Detail = notice.Code != fault.SecretFile, s.oneLine(notice)
	}
	return f
}

// doctorTimeout is how long doctor waits for another machine.
const doctorTimeout = 3 * time.Second

// bankLink checks whether the gateway's address answers, without a call that the
// gateway would count.
func (s *session) bankLink(values settings.Values) finding {
	f := finding{Name: "gateway", word: words.DoctorGateway}
	if !values.HasProfile(money.USD) && !values.HasProfile(money.KHR) {
		f.Detail = words.Text(s.lang, words.DoctorNotSetUp)
		return f
	}
	ctx, cancel := context.WithTimeout(s, doctorTimeout)
	defer cancel()
	host, err := payments.RouteOf(values).Reach(ctx)
	if err != nil {
		f.Detail = s.oneLine(fault.New(fault.GatewayUnreachable, host))
		return f
	}
	f.OK, f.Detail = true, host
	return f
}

// route reports by which proxy and certificates the gateway is reached, what of the
// environment has no say in it, and a gateway that is none of a bank.
func (s *session) route(values settings.Values) finding {
	f := finding{Name: "gateway_route", OK: true, word: words.DoctorRoute}
	route := payments.RouteOf(values)
	said := []string{words.Text(s.lang, words.DoctorRouteDirect), words.Text(s.lang, words.DoctorRouteSystem)}
	if !route.Direct() {
		said[0] = words.Text(s.lang, words.DoctorRouteProxy, route.Proxy)
	}
	if route.CAFile.Path != "" {
		said[1] = words.Text(s.lang, words.DoctorRouteFile, route.CAFile.Path)
		if _, err := payments.ReadCAFile(route.CAFile); err != nil {
			f.OK = false
			said = append(said, s.oneLine(err))
		}
	}
	if settings.TestGateway(route.Base) && !s.flags.Training {
		f.OK = false
		said = append(said, words.Text(s.lang, words.DoctorTestGateway, route.Base))
	}
	var ignored []string
	for _, name := range payments.IgnoredEnvironment {
		if os.Getenv(name) != "" {
			ignored = append(ignored, name)
		}
	}
	if len(ignored) > 0 {
		said = append(said, words.Text(s.lang, words.DoctorRouteIgnored, strings.Join(ignored, ", ")))
	}
	f.Detail = strings.Join(said, "; ")
	return f
}

func (s *session) printerLink(dir string, values settings.Values) finding {
	link := values.Get(settings.PrinterLink)
	f := finding{Name: "printer", OK: link != "", Detail: link, word: words.DoctorPrinter}
	if link == "" {
		f.Detail = words.Text(s.lang, words.DoctorNotSetUp)
	}
	for _, refused := range values.RefusedLinks(dir) {
		f.OK, f.Detail = false, s.oneLine(refused)
	}
	return f
}

// oneLine is an error for people on one line.
func (s *session) oneLine(err error) string {
	var e *fault.Error
	if !errors.As(err, &e) {
		return err.Error()
	}
	return words.ErrorMessage(s.lang, string(e.Code), e.Args...) + ". " +
		words.ErrorHint(s.lang, string(e.Code), e.Args...)
}

package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"syscall"

	"fyne.io/fyne/v2"
	"github.com/alecthomas/kong"

	"psar/app"
	"psar/app/cli/jsonout"
	"psar/assets/words"
	"psar/pos"
	"psar/pos/fault"
	"psar/pos/text"
	"psar/storage"
)

// The exit codes. They are a contract: add, don't change.
const (
	exitOK             = 0
	exitFailed         = 1 // the error is printed on standard error
	exitUsage          = 2
	exitNotPaid        = 3
	exitRefused        = 4
	exitUnknownOutcome = 5
	exitNotClosed      = 6
	exitPrinter        = 7
	exitJournalBroken  = 8
	exitBadFile        = 9
)

// streams are a command's standard streams: results on out, messages for people on err.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

// environment is what the program uses of its surroundings. Tests pass their own.
type environment struct {
	streams
	clock   pos.Clock
	toolkit func() (fyne.App, error) // opens the window system; the error says why it can't
	dir     string                   // where relative paths of files start, if not in the process's folder
	named   namedFiles               // the files that a person names; nil: those of this process
	hosted  *hosted                  // the open till that carries the command out; nil: this process does
	keyring storage.Keyring
	state   func(dir string) string // the folder that holds a data folder's mark
}

// systemEnvironment is the environment of the released program.
func systemEnvironment() environment {
	return environment{
		streams: streams{os.Stdin, os.Stdout, os.Stderr}, clock: app.SystemClock{}, toolkit: app.OpenToolkit,
		keyring: storage.SystemKeyring(), state: func(string) string { return app.StateDir() },
	}
}

// Main runs this process's command and returns its exit code.
func Main() int { return start(systemEnvironment()) }

// start runs this process's command in an environment and returns its exit code.
func start(w environment) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	// The first Ctrl+C cancels ctx; a later one kills the process if it hangs.
	context.AfterFunc(ctx, stop)
	defer stop()
	return run(ctx, os.Args[1:], w)
}

// commands is the command line, parsed by kong.
type commands struct {
	Data     string `type:"file" help:"Folder that holds the shop's data (default: the user's data folder for Psar)." env:"PSAR_DATA" placeholder:"DIR" filled:""`
	Training bool   `help:"Work in training mode: the built-in gateway and a database of its own."`
	As       string `help:"Who does it, in a shop that has an owner: signs in by the PIN that is the first line of standard input." placeholder:"NAME" filled:""`
	Lang     string `help:"Language of messages: en (default) or km." env:"PSAR_LANG" enum:",en,km" default:""`

	Till      tillCommand      `cmd:"" default:"withargs" help:"Open the till: the cashier's and the customer's windows."`
	Sell      sellCommand      `cmd:"" help:"Take one payment without a window: by KHQR, or --cash."`
	Link      linkCommand      `cmd:"" help:"Make a payment link for a customer who is not at the counter."`
	Watch     watchCommand     `cmd:"" help:"Verify every open payment and settle what was paid."`
	Payments  paymentsCommand  `cmd:"" help:"List payment attempts."`
	Unmatched unmatchedCommand `cmd:"" name:"unclaimed" help:"Money that no sale has: list it, and say what became of it."`
	Payee     payeeCommand     `cmd:"" help:"Whom the codes pay: list, confirm, deny."`
	Alerts    alertsCommand    `cmd:"" name:"alarms" help:"What a manager has to read: list, and mark as read."`
	Sales     salesCommand     `cmd:"" help:"List completed sales."`
	Refund    refundCommand    `cmd:"" help:"Give money back for a receipt, whole or by line, or void it."`
	Shift     shiftCommand     `cmd:"" help:"The drawer: count the float, pay in and out, drop, hand over."`
	Close     closeCommand     `cmd:"" help:"Close the shift: count the drawer, number and store the Z report."`
	Report    reportCommand    `cmd:"" help:"X report of a day, a period or the shift; a Z report as it was stored."`
	Items     itemsCommand     `cmd:"" help:"The catalogue: list, search, export."`
	Import    importCommand    `cmd:"" help:"Take a file into the catalogue."`
	Receipt   receiptCommand   `cmd:"" help:"Print the paper of a sale or of a refund again, or write its bytes or its picture."`
	Printer   printerCommand   `cmd:"" help:"Test a printer, ask it how it is, open the drawer."`
	KHQR      khqrCommand      `cmd:"" name:"khqr" help:"Check a KHQR code, or make one."`
	Hash      hashCommand      `cmd:"" help:"The gateway's hashes, for integrators. The profile key comes from PSAR_PROFILE_KEY."`
	WebKit    webkitCommand    `cmd:"" name:"webkit" help:"The HTML for a shop's web page: a button, a modal, a top-up frame."`
	Gateway   gatewayCommand   `cmd:"" help:"Run the training gateway alone, for integrators and tests."`
	Settings  settingsCommand  `cmd:"" help:"Read and change settings."`
	Staff     staffCommand     `cmd:"" help:"Who works here: list, add, change, PINs."`
	Journal   journalCommand   `cmd:"" help:"Check the journal's chain."`
	Doctor    doctorCommand    `cmd:"" help:"What this machine has and lacks."`
	Version   versionCommand   `cmd:"" help:"Version, commit, Go and toolkit."`
}

// session is what every command gets: context, streams, clock and global flags.
type session struct {
	context.Context
	environment
	flags *commands
	lang  words.Language
	wrote bool // its JSON document

	cash   bool // it takes cash, which waits for no keyring
	beside bool // the folder's lock is held by a till that can't carry the command out

	typed string // the command as far as it was understood: "shift open "
	byHas bool   // it has a flag --by
}

// exit is an error that ends a command with an exit code and no further message.
type exit struct{ code int }

func (e exit) Error() string { return fmt.Sprintf("exit %d", e.code) }

// run parses the arguments, runs one command and returns the exit code.
func run(ctx context.Context, args []string, w environment) int {
	var cli commands
	helped := false // kong exits after it has printed the help that --help asks for
	parser, err := kong.New(&cli, kong.Name("psar"),
		kong.Description("A point of sale for shops in Cambodia. With nothing behind it, opens the till."),
		kong.NamedMapper("file", kong.MapperFunc(w.file)), kong.Writers(w.out, w.err), kong.Exit(func(int) { helped = true }), kong.UsageOnError(),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}))
	if err != nil {
		fmt.Fprintln(w.err, "psar:", err)
		return exitFailed
	}
	parsed, err := parser.Parse(args)
	switch {
	case helped: // whatever else is wrong or missing
		return exitOK
	case err != nil:
		return unparsed(ctx, w, args, err)
	}
	if on := w.hosted; on != nil { // not what the till's environment says
		cli.Data, cli.Training, cli.Lang = on.shop.Dir, on.shop.InTraining(), on.language
	}
	lang := words.Language(cli.Lang)
	if lang == "" {
		lang = words.English
	}
	s := &session{Context: ctx, environment: w, flags: &cli, lang: lang}
	s.typed, s.byHas = understood(parsed)
	if flag := emptyFlag(parsed); flag != "" {
		err = s.refuse(slices.Contains(args, "--json"), wrongUsage(words.CLIFlagEmpty, flag))
	} else {
		err = s.perform(parsed, args)
	}
	return s.ended(err)
}

// ended prints the error that a command ended with, if it says anything, and returns the exit
// code.
func (s *session) ended(err error) int {
	var code exit
	switch {
	case err == nil:
		return exitOK
	case errors.As(err, &code):
		return code.code
	}
	fmt.Fprint(s.err, s.sentence(err))
	switch {
	case fault.CodeOf(err) == fault.TillLost:
		return exitUnknownOutcome
	case errors.As(err, new(usageError)):
		return exitUsage
	case errors.As(err, new(notClosed)):
		return exitNotClosed
	case errors.As(err, new(refusedBefore)):
		return exitRefused
	case errors.As(err, new(printerFault)):
		return exitPrinter
	}
	return exitFailed
}

// file decodes the value of a flag or argument that names a file or folder.
func (w environment) file(ctx *kong.DecodeContext, target reflect.Value) error {
	var path string
	if err := ctx.Scan.PopValueInto("file", &path); err != nil {
		return err
	}
	if path != "-" {
		path = w.from(path)
	}
	target.SetString(path)
	return nil
}

// from is where a path leads that a person named.
func (w environment) from(path string) string {
	if w.dir == "" || path == "" || filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(w.dir, path)
}

// emptyFlag names a flag that was given without a value although its tag says that it is
// filled: a script's variable may be empty, and the command would take the flag for one
// that was not given, and do something else.
func emptyFlag(parsed *kong.Context) string {
	for _, p := range parsed.Path {
		if p.Flag == nil || !p.Flag.Tag.Has("filled") {
			continue
		}
		if value, ok := parsed.FlagValue(p.Flag).(string); ok && strings.TrimSpace(value) == "" {
			return "--" + p.Flag.Name
		}
	}
	return ""
}

// usageError is an error in the use of a command: flags that are missing, or that exclude
// each other.
type usageError struct {
	key  words.Key
	args []any
}

func (m usageError) Error() string { return m.in(words.English) }

func (m usageError) in(lang words.Language) string {
	return text.Cut(words.Text(lang, m.key, m.args...), mostCause)
}

func wrongUsage(key words.Key, args ...any) error { return usageError{key, args} }

// interrupted is the error of a command that Ctrl+C or SIGTERM ended before it was done.
type interrupted struct{}

func (interrupted) Error() string { return words.Text(words.English, words.CLIStopped) }

// interruptedBy is interrupted in place of an error that only says that ctx was cancelled.
func (s *session) interruptedBy(err error) error {
	if s.Err() != nil && errors.Is(err, s.Err()) && !errors.As(err, new(*fault.Error)) {
		return interrupted{}
	}
	return err
}

// stoppedBy is what is said of an error that comes of an interrupt: whatever it broke off, such as
// the reading of a pipe, is not what was wrong.
func stoppedBy(err error) (message, hint words.Key, ok bool) {
	switch {
	case errors.As(err, new(interrupted)):
		return words.CLIStopped, words.CLIStoppedHint, true
	case errors.Is(err, context.Canceled) && fault.CodeOf(err) != fault.TillLost:
		return words.CLIInterrupted, words.CLIInterruptedHint, true
	}
	return "", "", false
}

// unparsed prints what could not be parsed, and returns the exit code. The flags are not
// known yet, so the language is PSAR_LANG.
func unparsed(ctx context.Context, w environment, args []string, err error) int {
	said := &session{Context: ctx, environment: w, lang: words.Language(os.Getenv("PSAR_LANG"))}
	asJSON := slices.Contains(args, "--json")
	var wrong *kong.ParseError
	if errors.As(err, &wrong) {
		said.typed, _ = understood(wrong.Context)
	}
	fmt.Fprint(w.err, said.sentence(said.refuse(asJSON, wrongUsage(words.CLIMisread, err))))
	return exitUsage
}

// refuse ends a command with an error, which is also printed as JSON if asJSON: unless the
// command has printed its one document, or the error is an exit, which says no more.
func (s *session) refuse(asJSON bool, err error) error {
	if err == nil || !asJSON || s.wrote || errors.As(err, new(exit)) {
		return err
	}
	if jsonErr := s.printJSON(jsonout.Refusal{Error: s.said(err)}); jsonErr != nil {
		return jsonErr
	}
	return err
}

// said is an error as a JSON value.
func (s *session) said(err error) *jsonout.Error {
	said := &jsonout.Error{}
	var payment unfinished
	if errors.As(err, &payment) {
		said.TransactionID, said.State = payment.attempt.ID, payment.attempt.State
	}
	var wrong usageError
	if errors.As(err, &wrong) {
		said.Code, said.Message, said.Hint = "usage", wrong.in(s.lang), words.Text(s.lang, words.CLISeeHelp, s.typed)
		return said
	}
	if message, hint, ok := stoppedBy(err); ok {
		said.Code, said.Message, said.Hint = "stopped", words.Text(s.lang, message), words.Text(s.lang, hint)
		return said
	}
	var args []any
	var e *fault.Error
	if errors.As(err, &e) {
		args = e.Args
	}
	said.Code = fault.CodeOf(err)
	said.Message = words.ErrorMessage(s.lang, string(said.Code), args...)
	said.Hint = strings.Join(slices.DeleteFunc([]string{words.ErrorHint(s.lang, string(said.Code), args...), s.naming(err)}, func(s string) bool { return s == "" }), " ")
	return said
}

// mostCause is how much is said of an error's cause, in characters.
const mostCause = 1000

// sentence is an error for people: what happened, and what to do next.
func sentence(lang words.Language, err error) string {
	var payment unfinished
	if errors.As(err, &payment) {
		return sentence(lang, payment.error) + "      " + words.Text(lang, words.CLIUnfinished, payment.attempt.ID) + "\n"
	}
	var wrong usageError
	if errors.As(err, &wrong) {
		return "psar: " + wrong.in(lang) + "\n" + words.Text(lang, words.CLISeeHelp, "") + "\n"
	}
	if message, hint, ok := stoppedBy(err); ok {
		return "psar: " + words.Text(lang, message) + "\n      " + words.Text(lang, hint) + "\n"
	}
	var e *fault.Error
	if !errors.As(err, &e) {
		return text.ShownLines(fmt.Sprintf("psar: %v\n", err))
	}
	if e.Code == fault.DataLocked && len(e.Args) >= 2 {
		return lockSentence(lang, e)
	}
	said := "psar: " + words.ErrorMessage(lang, string(e.Code), e.Args...) + "\n"
	if hint := words.ErrorHint(lang, string(e.Code), e.Args...); hint != "" {
		said += "      " + hint + "\n"
	}
	if e.Err != nil {
		said += "      (" + text.Cut(text.ShownLines(e.Err.Error()), mostCause) + ")\n"
	}
	return said
}

// lockSentence names the locked folder and the program that holds it: a bare process
// number after a path would tell nothing.
func lockSentence(lang words.Language, e *fault.Error) string {
	args := append([]any{e.Args[0], ""}, e.Args[2:]...) // the process is a line of its own
	said := "psar: " + words.ErrorMessage(lang, string(e.Code), args...) + "\n" +
		"      " + words.ErrorHint(lang, string(e.Code), args...) + "\n"
	if e.Args[1] != 0 {
		said += "      " + words.Text(lang, words.CLILockHolder, e.Args[1]) + "\n"
	}
	return said
}

package cli

import (
	"slices"

	"github.com/alecthomas/kong"

	"psar/pos"
	"psar/pos/fault"
)

// byTill says of every command whether it is carried out by the till, where one is open: one
// that writes, needs a right or leaves a trace. The others read beside it, or have nothing to
// do with a shop; till, and watch without --once, are open tills themselves.
var byTill = map[string]func(*commands) bool{
	"till":             never,
	"sell":             always,
	"link":             always,
	"watch":            func(c *commands) bool { return c.Watch.Once },
	"payments list":    never,
	"payments mark":    always,
	"unclaimed list":   never,
	"unclaimed settle": always,
	"payee list":       never,
	"payee confirm":    always,
	"payee deny":       always,
	"payee show":       never,
	"alarms list":      never,
	"alarms read":      always,
	"sales":            never,
	"refund":           always,
	"shift show":       signsIn,
	"shift open":       always,
	"shift in":         always,
	"shift out":        always,
	"shift drop":       always,
	"shift handover":   always,
	"close":            always,
	"report":           func(c *commands) bool { return c.Report.Print || c.Report.Z != nil || signsIn(c) },
	"items list":       never,
	"items export":     never,
	"items doubles":    never,
	"items archive":    always,
	"import items":     func(c *commands) bool { return !c.Import.Items.Check },
	"receipt":          always,
	"printer test":     always,
	"printer saw":      always,
	"printer preview":  never,
	"printer status":   never,
	"printer drawer":   always,
	"printer emulate":  never,
	"khqr check":       never,
	"khqr make":        never,
	"hash":             never,
	"webkit button":    never,
	"webkit modal":     never,
	"webkit smm":       never,
	"gateway":          never,
	"settings get":     never,
	"settings set":     always,
	"settings list":    never,
	"staff list":       never,
	"staff add":        always,
	"staff set":        always,
	"staff pin":        always,
	"staff recovery":   always,
	"journal verify":   never,
	"doctor":           never,
	"version":          never,
}

func always(*commands) bool { return true }
func never(*commands) bool  { return false }

// signsIn: only who it is, is the till's to say; it reads beside a till that is not the shop's
// own, as one in training.
func signsIn(c *commands) bool { return c.As != "" }

// onlyReads reports whether a command is there to read, so that it does without the till where
// that is not the shop's own.
func onlyReads(command string, c *commands) bool {
	return command == "shift show" || command == "report" && !c.Report.Print
}

// readsBeside reports whether a command reads without a till that refused it. One of another
// version, or one that hangs, is in the way only of who has to prove who they are.
func readsBeside(c *commands, why fault.Code) bool {
	return why == fault.DataLocked || !signsIn(c) && (why == fault.TillVersion || why == fault.TillSilent)
}

// perform carries the command out, or has the open till do it. An open till carries out
// nothing but what is its own to do. Without one a command is not given at the windows either:
// who signs in for it stands there no longer than it takes, whoever has the drawer then.
func (s *session) perform(parsed *kong.Context, args []string) error {
	known := byTill[parsed.Selected().Path()]
	switch own := known != nil && known(s.flags); {
	case s.hosted != nil && !own:
		return fault.New(fault.Internal)
	case s.hosted == nil && own:
		carried, err := s.delegate(args)
		s.beside = onlyReads(parsed.Selected().Path(), s.flags) && readsBeside(s.flags, fault.CodeOf(err))
		if carried && !s.beside {
			return s.refuse(slices.Contains(args, "--json"), err)
		}
		s.Context = pos.WithOwnSignIn(s.Context)
	}
	return parsed.Run(s)
}

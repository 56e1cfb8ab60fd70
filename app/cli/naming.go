package cli

import (
	"errors"

	"github.com/alecthomas/kong"

	"psar/assets/words"
	"psar/pos/fault"
)

// sentence is the error that a command ends with, and which flag was missing.
func (s *session) sentence(err error) string {
	var wrong usageError
	if errors.As(err, &wrong) {
		return "psar: " + wrong.in(s.lang) + "\n" + words.Text(s.lang, words.CLISeeHelp, s.typed) + "\n"
	}
	said := sentence(s.lang, err)
	if naming := s.naming(err); naming != "" {
		said += "      " + naming + "\n"
	}
	return said
}

// naming says by which flag a command is told who gave it, where the error is that nobody was
// named, or somebody who may not.
func (s *session) naming(err error) string {
	switch fault.CodeOf(err) {
	case fault.SignInFirst:
		return words.Text(s.lang, words.CLINameAs)
	case fault.ManagerNeeded, fault.PermissionMissing:
		if s.byHas {
			return words.Text(s.lang, words.CLINameBy)
		}
		return words.Text(s.lang, words.CLINameAs)
	}
	return ""
}

// understood is the command as far as the arguments name it, for "psar %s--help", and whether it
// has a flag --by.
func understood(parsed *kong.Context) (typed string, by bool) {
	for _, p := range parsed.Path {
		if p.Command != nil && p.Command != parsed.Model.DefaultCmd {
			typed += p.Command.Name + " "
		}
	}
	for _, flag := range parsed.Flags() {
		by = by || flag.Name == "by"
	}
	return typed, by
}

package settings

import (
	"path/filepath"
	"slices"
	"strings"

	"psar/pos/fault"
)

// LinkFile returns the file of a printer link file:PATH, relative to the shop's data folder,
// or "" for a link of another kind. A link that is stored prints by itself, whoever is at the
// till; so its file may only be below that folder, and have no name that Psar gives files
// there. A path that is relative is one below it. The error's code is fault.PrinterFile with
// the link.
//
// It reads the path alone; what is there is seen when it is opened.
func LinkFile(link, folder string) (string, error) {
	kind, path, _ := strings.Cut(link, ":")
	if kind != "file" {
		return "", nil
	}
	if filepath.IsAbs(path) {
		below, err := filepath.Rel(folder, path)
		if err != nil {
			return "", fault.New(fault.PrinterFile, link).Because(err)
		}
		path = below
	}
	if path = filepath.Clean(path); path == "." || !filepath.IsLocal(path) || ownWord(path) {
		return "", fault.New(fault.PrinterFile, link)
	}
	return path, nil
}

// ownWord reports whether a path in the data folder begins with a word that is Psar's there:
// a database's log that a printer began would be read as one.
func ownWord(path string) bool {
	first, _, _ := strings.Cut(filepath.ToSlash(path), "/")
	word := strings.FieldsFunc(strings.ToLower(first), func(r rune) bool { return r == '.' || r == '-' || r == ' ' })
	return first[0] == '.' || len(word) == 0 ||
		slices.Contains([]string{"psar", "training", "secrets", "keyring", "folder", "log", "paper", "reports"}, word[0])
}

// RefusedLinks returns, for each printer of the shop whose link may not be used, its error:
// an older version stored any. Selling goes on without them.
func (s Values) RefusedLinks(folder string) []*fault.Error {
	var refused []*fault.Error
	var seen []string
	for _, role := range PrintRoles() {
		link := s.Get(PrinterKey(role, PartLink))
		if slices.Contains(seen, link) {
			continue
		}
		seen = append(seen, link)
		if _, err := LinkFile(link, folder); err != nil {
			refused = append(refused, fault.New(fault.CodeOf(err), link))
		}
	}
	return refused
}

// isLink reports whether a setting is a printer's link.
func isLink(key Key) bool {
	return slices.ContainsFunc(PrintRoles(), func(role PrintRole) bool { return key == PrinterKey(role, PartLink) })
}

// CheckBelow checks that a value may be stored by a shop with a data folder. The error is
// LinkFile's for a printer's link, nil for every other setting.
func (s Spec) CheckBelow(folder, value string) error {
	if !isLink(s.Key) {
		return nil
	}
	_, err := LinkFile(value, folder)
	return err
}

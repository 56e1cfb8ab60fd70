package pos

import (
	"slices"

	"psar/pos/settings"
)

// printerStatuses lists the printers that the settings name, each link once, with
// what waits for them.
func (t *Till) printerStatuses() []PrinterStatus {
	var printers []PrinterStatus
	for _, role := range settings.PrintRoles() {
		link := t.settings.Printer(role).Link
		if link == "" {
			continue
		}
		i := slices.IndexFunc(printers, func(p PrinterStatus) bool { return p.Link == link })
		if i < 0 {
			i = len(printers)
			printers = append(printers, PrinterStatus{Link: link, PrinterState: t.printers[link]})
		}
		printers[i].Roles = append(printers[i].Roles, role)
	}
	for _, j := range t.prints {
		if j.State == PrintUnknown {
			continue
		}
		for i := range printers {
			if !slices.Contains(printers[i].Roles, j.Role()) {
				continue
			}
			if printers[i].Waiting++; printers[i].Next == (NextPrint{}) && j.State == PrintQueued {
				printers[i].Next = NextPrint{j.Kind, j.Role()}
			}
		}
	}
	return printers
}

package pos

import (
	"slices"

	"psar/pos/queue"
	"psar/pos/settings"
)

// printerStatuses lists the printers that the settings name, each link once, with
// what waits for them.
func (t *Till) printerStatuses() []queue.PrinterStatus {
	var printers []queue.PrinterStatus
	for _, role := range settings.PrintRoles() {
		link := t.settings.Printer(role).Link
		if link == "" {
			continue
		}
		i := slices.IndexFunc(printers, func(p queue.PrinterStatus) bool { return p.Link == link })
		if i < 0 {
			i = len(printers)
			printers = append(printers, queue.PrinterStatus{Link: link, PrinterState: t.printers[link]})
		}
		printers[i].Roles = append(printers[i].Roles, role)
	}
	for _, j := range t.prints {
		if j.State == queue.Unknown {
			continue
		}
		for i := range printers {
			if !slices.Contains(printers[i].Roles, j.Role()) {
				continue
			}
			if printers[i].Waiting++; printers[i].Next == (queue.Next{}) && j.State == queue.Queued {
				printers[i].Next = queue.Next{Kind: j.Kind, Role: j.Role()}
			}
		}
	}
	return printers
}

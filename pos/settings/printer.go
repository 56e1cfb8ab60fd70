package settings

import "psar/pos/staff"

// PrintRole is what a printer is for.
type PrintRole string

// The roles of printers. A shop with one printer has it in all of them.
const (
	RoleReceipt PrintRole = "receipt"
	RoleSlip    PrintRole = "slip"
	RoleReport  PrintRole = "report"
)

// PrintRoles lists the roles. The receipt printer is first: it stands in for the others.
func PrintRoles() []PrintRole { return []PrintRole{RoleReceipt, RoleSlip, RoleReport} }

// Ability says whether a printer can do something.
type Ability string

// The values of an ability: as the printer's profile says, or as the owner found out.
const (
	AsProfile Ability = "profile"
	Able      Ability = "yes"
	Unable    Ability = "no"
)

// Or returns the ability, with the profile's answer for AsProfile.
func (a Ability) Or(profile bool) bool {
	switch a {
	case Able:
		return true
	case Unable:
		return false
	}
	return profile
}

// PrinterSetup is the settings of one printer.
type PrinterSetup struct {
	Link    string // "" where the shop has no printer
	Profile string
	WidthMM int // of the paper: 58 or 80

	NativeQR, Raster, CodePage, Cutter, ProcessID, Answers Ability
}

// Printer returns the printer of a role: its own or, without one, the receipt printer.
func (s Values) Printer(role PrintRole) PrinterSetup {
	if s.Get(PrinterKey(role, PartLink)) == "" {
		role = RoleReceipt
	}
	get := func(p PrinterPart) string { return s.Get(PrinterKey(role, p)) }
	able := func(p PrinterPart) Ability { return Ability(get(p)) }
	return PrinterSetup{
		Link: get(PartLink), Profile: get(PartProfile), WidthMM: s.Int(PrinterKey(role, PartWidth)),
		NativeQR: able(PartNativeQR), Raster: able(PartRaster), Cutter: able(PartCutter),
		CodePage: able(PartCodePage), ProcessID: able(PartProcessID), Answers: able(PartAnswers),
	}
}

// OwnPrinter reports whether a printer was set up for a role, so that none stands in for it.
func (s Values) OwnPrinter(role PrintRole) bool { return s.Get(PrinterKey(role, PartLink)) != "" }

// ReceiptsOn returns the role whose printer a cashier has chosen for receipts: one that was
// set up for something else. It is "" for the receipts' own printer.
func (s Values) ReceiptsOn() PrintRole {
	if role := PrintRole(s.Get(ReceiptsOn)); role != RoleReceipt && s.OwnPrinter(role) {
		return role
	}
	return ""
}

// HasPrinter reports whether the shop has a printer for a role.
func (s Values) HasPrinter(role PrintRole) bool { return s.Printer(role).Link != "" }

// PrinterProfiles lists the printer models that a setting may name, the default first.
func PrinterProfiles() []string {
	return []string{"generic", "clone", "clone-58", "clone-80", "epson-tm-t20", "epson-tm-t88", "xprinter", "sunmi", "mute"}
}

// PrinterPart is one of the settings of a printer.
type PrinterPart string

// The settings of a printer.
const (
	PartLink      PrinterPart = "link"
	PartProfile   PrinterPart = "profile"
	PartWidth     PrinterPart = "width_mm"
	PartNativeQR  PrinterPart = "native_qr"
	PartRaster    PrinterPart = "raster_double"
	PartCodePage  PrinterPart = "code_page"
	PartCutter    PrinterPart = "cutter"
	PartProcessID PrinterPart = "process_id"
	PartAnswers   PrinterPart = "answers"
)

// PrinterKey returns the key of a printer's setting: printer.link for receipts,
// printer.slip.link and printer.report.link for the other roles.
func PrinterKey(role PrintRole, part PrinterPart) Key {
	if role == RoleReceipt {
		return Key("printer." + part)
	}
	return Key("printer." + string(role) + "." + string(part))
}

// printerSpecs lists the settings of one role's printer.
func printerSpecs(role PrintRole) []Spec {
	key := func(p PrinterPart) Key { return PrinterKey(role, p) }
	ability := oneOf(string(AsProfile), string(Able), string(Unable))
	return []Spec{
		{Key: key(PartLink), Needs: staff.ActionSettings, Check: checkLink},
		{Key: key(PartProfile), Needs: staff.ActionSettings, Default: PrinterProfiles()[0], Check: oneOf(PrinterProfiles()...)},
		{Key: key(PartWidth), Needs: staff.ActionSettings, Default: "80", Check: oneOf("58", "80")},
		{Key: key(PartNativeQR), Needs: staff.ActionSettings, Default: string(AsProfile), Check: ability},
		{Key: key(PartRaster), Needs: staff.ActionSettings, Default: string(AsProfile), Check: ability},
		{Key: key(PartCodePage), Needs: staff.ActionSettings, Default: string(AsProfile), Check: ability},
		{Key: key(PartCutter), Needs: staff.ActionSettings, Default: string(AsProfile), Check: ability},
		{Key: key(PartProcessID), Needs: staff.ActionSettings, Default: string(AsProfile), Check: ability},
		{Key: key(PartAnswers), Needs: staff.ActionSettings, Default: string(AsProfile), Check: ability},
	}
}

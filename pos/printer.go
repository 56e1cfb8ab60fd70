package pos

import (
	"psar/pos/fault"
	"psar/pos/staff"
)

// PrintRole is what a printer is for.
type PrintRole string

// The roles of printers. A shop with one printer has it in all of them.
const (
	RoleReceipt PrintRole = "receipt"
	RoleSlip    PrintRole = "slip"
	RoleReport  PrintRole = "report"
)

// PrintRoles lists the roles, the receipts' printer first: it stands in for the
// others.
func PrintRoles() []PrintRole { return []PrintRole{RoleReceipt, RoleSlip, RoleReport} }

// Role is the printer that a kind of paper comes out of. The drawer hangs on
// the receipts' printer.
func (k PrintKind) Role() PrintRole {
	switch k {
	case PrintSlip:
		return RoleSlip
	case PrintReport:
		return RoleReport
	}
	return RoleReceipt
}

// Role is the printer that a job comes out of.
func (j PrintJob) Role() PrintRole {
	if j.On != "" {
		return j.On
	}
	return j.Kind.Role()
}

// Ability is what the settings say of a thing that a printer may be able to do.
type Ability string

// The values of an ability: what its profile says, or what the owner saw.
const (
	AsProfile Ability = "profile"
	Able      Ability = "yes"
	Unable    Ability = "no"
)

// Or is whether a printer is able, where its profile says so or not.
func (a Ability) Or(profile bool) bool {
	switch a {
	case Able:
		return true
	case Unable:
		return false
	}
	return profile
}

// PrinterSetup is one printer as the settings describe it.
type PrinterSetup struct {
	Link    string // "" where the shop has none
	Profile string
	WidthMM int // of the paper: 58 or 80

	NativeQR, Raster, CodePage, Cutter, ProcessID, Answers Ability
}

// Printer returns the printer of a role: its own, or else the receipts'.
func (s Settings) Printer(role PrintRole) PrinterSetup {
	if s.Get(PrinterSetting(role, PrinterLink)) == "" {
		role = RoleReceipt
	}
	get := func(p PrinterPart) string { return s.Get(PrinterSetting(role, p)) }
	able := func(p PrinterPart) Ability { return Ability(get(p)) }
	return PrinterSetup{
		Link: get(PrinterLink), Profile: get(PrinterProfile), WidthMM: s.Int(PrinterSetting(role, PrinterWidth)),
		NativeQR: able(PrinterNativeQR), Raster: able(PrinterRaster), Cutter: able(PrinterCutter),
		CodePage: able(PrinterCodePage), ProcessID: able(PrinterProcessID), Answers: able(PrinterAnswers),
	}
}

// HasPrinter reports that the shop has a printer for a role.
func (s Settings) HasPrinter(role PrintRole) bool { return s.Printer(role).Link != "" }

// PrinterProfiles lists the kinds of printer that a setting may name, the usual
// one first.
func PrinterProfiles() []string {
	return []string{"generic", "clone", "clone-58", "clone-80", "epson-tm-t20", "epson-tm-t88", "xprinter", "sunmi", "mute"}
}

// PrinterPart is one of a printer's settings.
type PrinterPart string

// The parts of a printer's settings.
const (
	PrinterLink      PrinterPart = "link"
	PrinterProfile   PrinterPart = "profile"
	PrinterWidth     PrinterPart = "width_mm"
	PrinterNativeQR  PrinterPart = "native_qr"
	PrinterRaster    PrinterPart = "raster_double"
	PrinterCodePage  PrinterPart = "code_page"
	PrinterCutter    PrinterPart = "cutter"
	PrinterProcessID PrinterPart = "process_id"
	PrinterAnswers   PrinterPart = "answers"
)

// PrinterSetting is the key of a part of a role's printer: printer.link for the
// receipts', printer.slip.link and printer.report.link for the others'.
func PrinterSetting(role PrintRole, part PrinterPart) SettingKey {
	if role == RoleReceipt {
		return SettingKey("printer." + part)
	}
	return SettingKey("printer." + string(role) + "." + string(part))
}

// printerSpecs are the settings of one role's printer.
func printerSpecs(role PrintRole) []SettingSpec {
	key := func(p PrinterPart) SettingKey { return PrinterSetting(role, p) }
	ability := oneOf(string(AsProfile), string(Able), string(Unable))
	return []SettingSpec{
		{Key: key(PrinterLink), Needs: staff.ActionSettings, Check: checkLink},
		{Key: key(PrinterProfile), Needs: staff.ActionSettings, Default: PrinterProfiles()[0], Check: oneOf(PrinterProfiles()...)},
		{Key: key(PrinterWidth), Needs: staff.ActionSettings, Default: "80", Check: oneOf("58", "80")},
		{Key: key(PrinterNativeQR), Needs: staff.ActionSettings, Default: string(AsProfile), Check: ability},
		{Key: key(PrinterRaster), Needs: staff.ActionSettings, Default: string(AsProfile), Check: ability},
		{Key: key(PrinterCodePage), Needs: staff.ActionSettings, Default: string(AsProfile), Check: ability},
		{Key: key(PrinterCutter), Needs: staff.ActionSettings, Default: string(AsProfile), Check: ability},
		{Key: key(PrinterProcessID), Needs: staff.ActionSettings, Default: string(AsProfile), Check: ability},
		{Key: key(PrinterAnswers), Needs: staff.ActionSettings, Default: string(AsProfile), Check: ability},
	}
}

// PrinterState is what a printer's worker knows of it.
type PrinterState struct {
	Known    bool       // it was reached since the start
	Problem  fault.Code // what keeps it from printing, "" for nothing
	PaperLow bool
}

// PrinterStatus is one printer as the windows see it.
type PrinterStatus struct {
	Link    string
	Roles   []PrintRole
	Next    NextPrint // the job that is printed next, where jobs wait
	Waiting int       // jobs that are not printed yet
	PrinterState
}

// NextPrint is what a printer's worker has to know of a job before it takes it.
type NextPrint struct {
	Kind PrintKind
	Role PrintRole
}

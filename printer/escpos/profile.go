package escpos

// Profile is what a printer can do. The zero value of each ability is the safe one:
// an unknown ability is not used.
type Profile struct {
	Name      string // the value of the setting printer.profile
	WidthDots int    // printable width, a multiple of 8: 384 (58 mm), 512 or 576 (80 mm)
	Columns   int    // characters of font A on a line: 32, 42 or 48
	NativeQR  bool   // it draws QR codes by GS ( k; many clones can't
	Cutter    bool
	// ProcessID is GS ( H: the printer confirms when what was sent is on paper.
	ProcessID bool
	// Mute printers never answer, so they are not asked.
	Mute bool

	// Faults that the owner saw on the test page.
	NoDoubling bool // GS v 0 mode 3 does not double
	NoPage437  bool // ESC t 0 does not select code page 437: only ASCII is right
}

// Prints reports that the printer has the characters of a text. Any other text must
// be sent as an image.
func (p Profile) Prints(s string) bool {
	if !p.NoPage437 {
		return Printable(s)
	}
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}

// ColumnDots is the width of a character of font A, in dots.
const ColumnDots = 12

// Profile58 is a 58 mm printer with no optional abilities.
func Profile58() Profile { return models[0].narrow }

// Profile80 is a common 80 mm printer, with a cutter.
func Profile80() Profile { return models[0].wide }

// ProfileOf finds a printer by its name and its paper's width, 58 or 80 mm; any
// other width counts as 80. A printer that is made for one width has that. It is
// false for a name that is not in ProfileNames.
func ProfileOf(name string, widthMM int) (Profile, bool) {
	for i := range models {
		if models[i].name != name {
			continue
		}
		p := models[i].wide
		if widthMM == 58 {
			p = models[i].narrow
		}
		p.Name = name
		return p, true
	}
	return Profile{}, false
}

// ProfileNames lists the names of all profiles, the default first.
func ProfileNames() []string {
	names := make([]string, len(models))
	for i := range models {
		names[i] = models[i].name
	}
	return names
}

// model is a kind of printer with 58 mm (narrow) or 80 mm (wide) paper.
type model struct {
	name         string
	narrow, wide Profile
}

// models are the printers that shops have. A class has an ability only if all its
// printers have it. Widths are the makers'; a printer also prints an image that is
// narrower than its paper.
var models = [...]model{
	{
		name:   "generic",
		narrow: Profile{Name: "generic", WidthDots: 384, Columns: 32},
		wide:   Profile{Name: "generic", WidthDots: 576, Columns: 48, NativeQR: true, Cutter: true},
	},
	// An unknown printer: it prints text and images.
	{
		name:   "clone",
		narrow: Profile{WidthDots: 384, Columns: 32},
		wide:   Profile{WidthDots: 576, Columns: 48},
	},
	{
		name:   "clone-58",
		narrow: Profile{WidthDots: 384, Columns: 32},
		wide:   Profile{WidthDots: 384, Columns: 32},
	},
	// Wide clones have a cutter.
	{
		name:   "clone-80",
		narrow: Profile{WidthDots: 576, Columns: 48, Cutter: true},
		wide:   Profile{WidthDots: 576, Columns: 48, Cutter: true},
	},
	// TM-T20, TM-T82: 203 dpi.
	{
		name:   "epson-tm-t20",
		narrow: Profile{WidthDots: 384, Columns: 32, NativeQR: true, Cutter: true, ProcessID: true},
		wide:   Profile{WidthDots: 576, Columns: 48, NativeQR: true, Cutter: true, ProcessID: true},
	},
	// TM-T88: 180 dpi, so fewer dots on the same paper.
	{
		name:   "epson-tm-t88",
		narrow: Profile{WidthDots: 360, Columns: 30, NativeQR: true, Cutter: true, ProcessID: true},
		wide:   Profile{WidthDots: 512, Columns: 42, NativeQR: true, Cutter: true, ProcessID: true},
	},
	{
		name:   "xprinter",
		narrow: Profile{WidthDots: 384, Columns: 32, NativeQR: true},
		wide:   Profile{WidthDots: 576, Columns: 48, NativeQR: true, Cutter: true},
	},
	// The narrow ones are built into a till and have no cutter.
	{
		name:   "sunmi",
		narrow: Profile{WidthDots: 384, Columns: 32, NativeQR: true},
		wide:   Profile{WidthDots: 576, Columns: 48, NativeQR: true, Cutter: true},
	},
	{
		name:   "mute",
		narrow: Profile{WidthDots: 384, Columns: 32, Mute: true},
		wide:   Profile{WidthDots: 576, Columns: 48, Mute: true},
	},
}

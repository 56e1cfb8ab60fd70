package escpos

// Profile says what a printer can do. The zero value of each ability is the
// safe one: what is not known is not asked for.
type Profile struct {
	Name      string // as the setting printer.profile has it
	WidthDots int    // printable width, a multiple of 8: 384 (58 mm), 512 or 576 (80 mm)
	Columns   int    // characters of font A on a line: 32, 42 or 48
	NativeQR  bool   // GS ( k; many clones lack it
	Cutter    bool
	// ProcessID is GS ( H: the printer tells when what was sent is on paper.
	ProcessID bool
	// Mute printers never answer: asking them only costs the wait.
	Mute bool

	// What an owner saw fail on the test page.
	NoDoubling bool // GS v 0 mode 3
	NoPage437  bool // ESC t 0: only ASCII comes out as it should
}

// Prints reports that the printer has the letters of a text. Anything else has
// to come as an image.
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

// Profile58 is a 58 mm printer of which nothing is taken for granted.
func Profile58() Profile { return models[0].narrow }

// Profile80 is an 80 mm printer of the common kind, with a cutter.
func Profile80() Profile { return models[0].wide }

// ProfileOf finds a printer by its name and its paper's width, 58 or 80 mm; any
// other width is taken for 80. Printers that are made for one width have it,
// whatever is asked. It is false for a name that is none of ProfileNames.
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

// ProfileNames lists the printers that are known, the usual one first.
func ProfileNames() []string {
	names := make([]string, len(models))
	for i := range models {
		names[i] = models[i].name
	}
	return names
}

// model is a kind of printer, on narrow paper (58 mm) and on wide (80 mm).
type model struct {
	name         string
	narrow, wide Profile
}

// models are the printers that shops have. Of a class the least is told: what
// some of its printers lack, the class lacks. Widths are the makers'; a printer
// takes an image that is narrower than its paper.
var models = [...]model{
	{
		name:   "generic",
		narrow: Profile{Name: "generic", WidthDots: 384, Columns: 32},
		wide:   Profile{Name: "generic", WidthDots: 576, Columns: 48, NativeQR: true, Cutter: true},
	},
	// Whatever it is, it prints text and images.
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
	// Wide clones have a knife.
	{
		name:   "clone-80",
		narrow: Profile{WidthDots: 576, Columns: 48, Cutter: true},
		wide:   Profile{WidthDots: 576, Columns: 48, Cutter: true},
	},
	// TM-T20, TM-T82: 203 dots an inch.
	{
		name:   "epson-tm-t20",
		narrow: Profile{WidthDots: 384, Columns: 32, NativeQR: true, Cutter: true, ProcessID: true},
		wide:   Profile{WidthDots: 576, Columns: 48, NativeQR: true, Cutter: true, ProcessID: true},
	},
	// TM-T88: 180 dots an inch, so less of them on the same paper.
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
	// The narrow ones are built into a till, without a knife.
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

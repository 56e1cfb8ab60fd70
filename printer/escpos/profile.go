package escpos

// Profile says what a printer can do.
type Profile struct {
	Name      string
	WidthDots int  // printable width: 384 (58 mm), 512 or 576 (80 mm)
	Columns   int  // characters of font A on a line: 32 or 48
	NativeQR  bool // GS ( k; many clones lack it
	Cutter    bool
}

// Profile58 is a 58 mm printer of which nothing is taken for granted.
func Profile58() Profile { return Profile{Name: "58 mm clone", WidthDots: 384, Columns: 32} }

// Profile80 is an 80 mm printer of the common kind, with a cutter.
func Profile80() Profile {
	return Profile{Name: "80 mm", WidthDots: 576, Columns: 48, NativeQR: true, Cutter: true}
}

// ColumnDots is the width of a character of font A, in dots.
const ColumnDots = 12

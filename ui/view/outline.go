package view

// Outline is a report in a language, ready to read.
type Outline struct {
	Title    string
	Marks    []string // a copy, training
	Sections []OutlineSection
}

// OutlineSection is what belongs together.
type OutlineSection struct {
	Title string
	Rows  []OutlineRow
}

// OutlineRow is a name, how many, and how much or what is said of it.
type OutlineRow struct {
	Name, Count, Said string
	Part              bool // of the row above it
	Main              bool // what the section comes to
}

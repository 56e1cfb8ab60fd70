package view

// Report is a report on the screen, or on its way there.
type Report struct {
	On       bool
	Title    string
	Sub      string
	Working  bool
	Progress string
	Part     int // in thousandths
	Tiles    [4]ReportTile
	Tabs     [ChartKinds]Button
	Chart    Chart
	Rows     []LedgerRow
	Buttons  [3]Button
}

// ReportTile is one of the figures that an owner looks at first.
type ReportTile struct {
	Status            Status
	Name, Amount, Sub string
}

// ChartKind is what a report's sales are taken apart by, in the order of the keys.
type ChartKind int

const (
	ChartHour ChartKind = iota
	ChartDay
	ChartCategory
	ChartTender
	ChartCashier
	ChartItem
	ChartKinds // how many there are
)

// ChartShown is how many bars a chart shows at once.
const ChartShown = 16

// Chart is a chart as the screen draws it.
type Chart struct {
	Title string
	Bars  [ChartShown]Bar
	Note  string // what the bars' lengths mean
	More  string // which part of the bars this is
}

// Bar is one bar. Without a name there is none.
type Bar struct {
	Name, Amount string
	Part         int // of the longest, in thousandths
}

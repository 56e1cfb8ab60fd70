package report

import (
	"strconv"
	"strings"

	"psar/assets/words"
	"psar/pos/drawer"
	"psar/pos/report"
)

var countNames = map[drawer.CountKind]words.Key{
	drawer.CountOpen: words.ReportOpened, drawer.CountHandover: words.ReportHandover, drawer.CountClose: words.ReportClosed,
}

var moveNames = map[drawer.MoveKind]words.Key{
	drawer.CashIn: words.DrawerPayIns, drawer.CashOut: words.DrawerPayOuts, drawer.CashDrop: words.DrawerDrops,
}

// MoveName is the name of a kind of cash movement, in a language.
func MoveName(lang words.Language, k drawer.MoveKind) string { return words.Text(lang, moveNames[k]) }

// overShort adds each count that was over or short, with whose drawer it was. That of the close
// alone is said by a period's drawer.
func (o *outline) overShort(r report.Report) {
	all := r.OverShort
	if len(all) == 0 || r.Z != nil && all[0].Kind == drawer.CountClose {
		return
	}
	o.tallies(o.word(words.ReportOverShort))
	for _, d := range all {
		whose := d.Drawer
		if whose == "" {
			whose = d.By
		}
		o.add(text(strings.Join(present(o.word(countNames[d.Kind]), whose), " · ")), Cell{}, amount(d.Over))
		said := moment(d.At).String() + " · " + o.word(words.ReportOverShortOf, d.Expected.Display(), d.Counted.Display())
		if d.By != whose {
			said += " · " + o.word(words.ReportCountedBy, d.By)
		}
		o.put(Row{Cells: []Cell{text(said), {}, {}}, Part: true})
		if d.Reason != "" && d.Kind != drawer.CountClose {
			o.put(Row{Cells: []Cell{text("“" + d.Reason + "”"), {}, {}}, Part: true})
		}
	}
}

// moves adds each paid-in, paid-out and cash drop: who, how much, when and why.
func (o *outline) moves(r report.Report) {
	if len(r.Moves) == 0 {
		return
	}
	o.tallies(o.word(words.ReportMoves))
	for _, m := range r.Moves {
		o.add(text(strings.Join(present(MoveName(o.lang, m.Kind), m.By), " · ")), Cell{}, amount(m.Signed()))
		o.put(Row{Cells: []Cell{text(moment(m.At).String() + " · " + m.Reason), {}, {}}, Part: true})
	}
	if r.MoreMoves > 0 {
		o.add(text(o.word(words.ReportMore, strconv.Itoa(r.MoreMoves))), Cell{}, Cell{})
	}
}

package screen

import (
	"fyne.io/fyne/v2"

	"psar/ui/look"
	"psar/ui/view"
)

// comparison is a table of what was and what is: three columns where it is wide, else each
// field over its two values.
type comparison struct {
	root *fyne.Container
	head [2]*look.Paragraph
	rows [view.CompareRows][3]*look.Paragraph
	view view.Compare
}

func newComparison() *comparison {
	c := &comparison{}
	var objects []fyne.CanvasObject
	for i := range c.head {
		c.head[i] = look.NewParagraph(look.SizeBar, look.Semibold, look.ColorMuted, 1)
		objects = append(objects, c.head[i])
	}
	for i := range c.rows {
		c.rows[i] = [3]*look.Paragraph{
			look.NewParagraph(look.SizeBar, look.Regular, look.ColorMuted, 2),
			look.NewParagraph(look.SizeFunction, look.Regular, look.ColorInk, 3),
			look.NewParagraph(look.SizeFunction, look.Bold, look.ColorBad, 3),
		}
		for _, cell := range c.rows[i] {
			objects = append(objects, cell)
		}
	}
	c.root = look.NewArea(func(size fyne.Size) { c.place(size.Width) }, objects...)
	c.root.Hide()
	return c
}

func (c *comparison) set(v view.Compare) {
	look.Show(c.root, v.Was != "")
	if c.view == v {
		return
	}
	c.view = v
	c.head[0].Set(v.Was, look.ColorMuted)
	c.head[1].Set(v.Is, look.ColorMuted)
	for i, row := range c.rows {
		row[0].Set(v.Rows[i].Field, look.ColorMuted)
		row[1].Set(v.Rows[i].Was, look.ColorInk)
		row[2].Set(v.Rows[i].Is, look.ColorBad)
	}
	look.Again(c.root)
}

// wideCompare is from where on the names of the fields have a column of their own.
const wideCompare = 480

// height is what the table needs at a width.
func (c *comparison) height(width float32) float32 {
	if c.view.Was == "" {
		return 0
	}
	return c.place(width)
}

// place puts the table into a width and returns its height.
func (c *comparison) place(width float32) float32 {
	left, wide := float32(0), width >= wideCompare
	if wide {
		left = width * 0.26
	}
	column := (width - left - look.Gap) / 2
	if wide {
		column -= look.Gap / 2
		left += look.Gap
	}
	y := look.LineHeight(look.SizeBar)
	for i, head := range c.head {
		look.Put(head, left+float32(i)*(column+look.Gap), 0, column, y)
	}
	y += look.GapSmall
	for i, row := range c.rows {
		if c.view.Rows[i].Field == "" {
			continue
		}
		label := row[0].Height(width)
		if wide {
			label = row[0].Height(left - look.Gap)
			look.Put(row[0], 0, y+2, left-look.Gap, label)
		} else {
			look.Put(row[0], 0, y, width, label)
			y += label
			label = 0
		}
		values := max(row[1].Height(column), row[2].Height(column))
		if c.view.Rows[i].Was+c.view.Rows[i].Is == "" {
			values = 0
		}
		look.Put(row[1], left, y, column, values)
		look.Put(row[2], left+column+look.Gap, y, column, values)
		y += max(label, values) + look.GapSmall
	}
	return y
}

package screen

import (
	"fyne.io/fyne/v2"

	"psar/ui/look"
	"psar/ui/view"
)

// comparison is a table of what was and what is: in columns where it is wide, else one under
// the other, as figures are compared best.
type comparison struct {
	root *fyne.Container
	head [2]*look.Paragraph
	rows [view.CompareRows][3]*look.Paragraph
	view view.Compare
}

func newComparison() *comparison {
	c := &comparison{}
	var objects []fyne.CanvasObject
	c.head = [2]*look.Paragraph{
		look.NewParagraph(look.SizeBar, look.Semibold, look.ColorInk, 1), look.NewParagraph(look.SizeBar, look.Semibold, look.ColorBad, 1),
	}
	objects = append(objects, c.head[0], c.head[1])
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
	c.head[0].Set(v.Was, look.ColorInk)
	c.head[1].Set(v.Is, look.ColorBad)
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
	if width >= wideCompare {
		return c.placeColumns(width)
	}
	head := look.LineHeight(look.SizeBar)
	y := float32(0)
	for _, h := range c.head {
		look.Put(h, 0, y, width, head)
		y += head
	}
	y += look.GapSmall
	for i, row := range c.rows {
		if c.view.Rows[i].Field == "" {
			continue
		}
		for n, cell := range row {
			if n > 0 {
				cell.Scale(look.SizeList)
			}
			height := cell.Height(width)
			if n > 0 && c.view.Rows[i].Was+c.view.Rows[i].Is == "" {
				height = 0
			}
			look.Put(cell, 0, y, width, height)
			y += height
		}
		y += look.GapSmall
	}
	return y
}

// placeColumns has a column for the fields' names, and one for each value.
func (c *comparison) placeColumns(width float32) float32 {
	left := width*0.26 + look.Gap
	column := (width - left - look.Gap) / 2
	y := look.LineHeight(look.SizeBar)
	for i, head := range c.head {
		look.Put(head, left+float32(i)*(column+look.Gap), 0, column, y)
	}
	y += look.GapSmall
	for i, row := range c.rows {
		if c.view.Rows[i].Field == "" {
			continue
		}
		row[1].Scale(look.SizeFunction)
		row[2].Scale(look.SizeFunction)
		label := row[0].Height(left - look.Gap)
		height := label
		if c.view.Rows[i].Was+c.view.Rows[i].Is != "" {
			height = max(label, row[1].Height(column), row[2].Height(column))
		}
		look.Put(row[0], 0, y+2, left-look.Gap, label)
		look.Put(row[1], left, y, column, height)
		look.Put(row[2], left+column+look.Gap, y, column, height)
		y += height + look.GapSmall
	}
	return y
}

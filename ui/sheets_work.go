package ui

import (
	"context"
	"image"

	"psar/assets/words"
	"psar/ui/look"
	"psar/ui/model"
)

// Paper is what a virtual printer has printed. Both methods may wait for a disk.
type Paper interface {
	// Sheets lists the sheets, the oldest first.
	Sheets(context.Context) ([]model.SheetInfo, error)
	// Sheet is the picture of one of them, 8 dots to a millimetre.
	Sheet(ctx context.Context, name string) (image.Image, error)
}

// askSheets hands the panel's question over; it never waits.
func (u *UI) askSheets() {
	next, q, ok := u.state.WantsSheets(u.now())
	if !ok {
		return
	}
	select {
	case u.sheets <- q:
		u.state = next
	default: // asked again by the next tick
	}
}

// readSheets looks at the paper for the windows, beside all other work: no sale
// waits for a picture.
func (u *UI) readSheets() {
	defer u.work.Done()
	told := ""
	for {
		select {
		case q := <-u.sheets:
			a, err := readSheet(u.ctx, u.deps.Paper, q)
			if u.ctx.Err() != nil {
				return
			}
			switch { // a fault that lasts fills no disk
			case err == nil:
				told = ""
			case told != err.Error():
				told = err.Error()
				u.deps.Log("paper not read", "error", err)
			}
			u.later(func() {
				u.guard("paper", func() {
					u.state = u.state.SheetsRead(q, a)
					u.askSheets()
					u.draw()
				})
			})
		case <-u.ctx.Done():
			return
		}
	}
}

func readSheet(ctx context.Context, paper Paper, q model.SheetsQuery) (model.SheetsAnswer, error) {
	list, err := paper.Sheets(ctx)
	if err != nil {
		return model.SheetsAnswer{Fault: words.SheetsUnread}, err
	}
	i := model.SheetsPane{List: list, At: q.At}.Wanted()
	if i < 0 {
		return model.SheetsAnswer{}, nil
	}
	a := model.SheetsAnswer{List: list, Name: list[i].Name}
	if a.Name == q.Have {
		return a, nil
	}
	picture, err := paper.Sheet(ctx, a.Name)
	if err != nil {
		a.Fault = words.SheetUnread
		return a, err
	}
	a.Picture = look.GrayOf(picture)
	return a, nil
}

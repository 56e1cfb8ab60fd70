package app

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"image"
	"image/png"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"psar/pos/money"
	"psar/ui"
	"psar/ui/model"
)

// paperSheets is the folder of the virtual printer's pictures.
type paperSheets struct{ dir string }

var _ ui.Paper = paperSheets{}

const (
	sheetTime   = "20060102-150405.000" // the beginning of a picture's name, in the shop's time zone
	sheetPixels = 1 << 25               // a roll of 7 m; a damaged file may claim any size
)

// Sheets implements ui.Paper. Without a folder there are no sheets yet.
func (p paperSheets) Sheets(ctx context.Context) ([]model.SheetInfo, error) {
	entries, err := os.ReadDir(p.dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var list []model.SheetInfo
	for _, e := range entries {
		if name := e.Name(); !e.Type().IsRegular() || strings.HasPrefix(name, ".") || filepath.Ext(name) != ".png" {
			continue
		}
		at, err := sheetPrinted(e)
		if errors.Is(err, fs.ErrNotExist) { // removed meanwhile
			continue
		}
		if err != nil {
			return nil, err
		}
		list = append(list, model.SheetInfo{Name: e.Name(), Printed: at})
	}
	slices.SortStableFunc(list, func(a, b model.SheetInfo) int {
		// Sheets of the same millisecond are numbered in their names: the first has no
		// number, and 10 is longer than 9.
		return cmp.Or(a.Printed.Compare(b.Printed), cmp.Compare(len(a.Name), len(b.Name)), cmp.Compare(a.Name, b.Name))
	})
	return list, ctx.Err()
}

// sheetPrinted is the time of printing in a picture's name: copying a folder changes
// the times of its files.
func sheetPrinted(e fs.DirEntry) (time.Time, error) {
	if at, ok := sheetNamed(e.Name()); ok {
		return at, nil
	}
	info, err := e.Info()
	if err != nil {
		return time.Time{}, err
	}
	return info.ModTime(), nil
}

// sheetNamed is the time in a name that the virtual printer gave.
func sheetNamed(name string) (at time.Time, ok bool) {
	if len(name) <= len(sheetTime) {
		return at, false
	}
	at, err := time.ParseInLocation(sheetTime, name[:len(sheetTime)], money.PhnomPenh)
	return at, err == nil
}

// Sheet implements ui.Paper.
func (p paperSheets) Sheet(ctx context.Context, name string) (image.Image, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	f, err := os.OpenInRoot(p.dir, name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	size, err := png.DecodeConfig(f)
	if err == nil && (size.Width < 1 || size.Height < 1 || size.Height > sheetPixels/size.Width) {
		err = fmt.Errorf("%d by %d pixels", size.Width, size.Height)
	}
	if err == nil {
		_, err = f.Seek(0, io.SeekStart)
	}
	if err != nil {
		return nil, fmt.Errorf("sheet %s: %w", name, err)
	}
	picture, err := png.Decode(f)
	if err != nil {
		return nil, fmt.Errorf("sheet %s: %w", name, err)
	}
	return picture, nil
}

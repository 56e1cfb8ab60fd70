package printer

import (
	"fmt"
	"image"
	"sync"

	"psar/assets"
	"psar/pos"
	"psar/printer/escpos"
	"psar/printer/paper"
	"psar/printer/shape"
)

// Encode lays a job out and returns its bytes for the printer of the settings.
func Encode(s pos.Settings, job pos.PrintJob) ([]byte, error) {
	profile := ProfileOf(s)
	doc, err := Lay(job, profile)
	if err != nil {
		return nil, err
	}
	return escpos.Encode(doc, profile)
}

// Picture returns a job as the virtual printer prints it.
func Picture(s pos.Settings, job pos.PrintJob) (image.Image, error) {
	data, err := Encode(s, job)
	if err != nil {
		return nil, err
	}
	p := paper.New(ProfileOf(s).WidthDots)
	if _, err := p.Write(data); err != nil {
		return nil, err
	}
	return p.Image(), nil
}

// ProfileOf is the printer that the settings describe. A clone is taken to draw
// no code by itself and to have no knife.
func ProfileOf(s pos.Settings) escpos.Profile {
	p := escpos.Profile80()
	if s.Get(pos.SettingPrinterWidth) == "58" {
		p = escpos.Profile58()
	}
	if s.Get(pos.SettingPrinterProfile) == "clone" {
		p.NativeQR, p.Cutter = false, false
	}
	return p
}

// shaper is made once: reading the fonts takes some milliseconds.
var shaper = sync.OnceValues(func() (*shape.Shaper, error) {
	s, err := shape.New(assets.NotoSansKhmerBold(), assets.KantumruyPro(600))
	if err != nil {
		return nil, fmt.Errorf("printer: fonts: %w", err)
	}
	return s, nil
})

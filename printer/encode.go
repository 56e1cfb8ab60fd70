package printer

import (
	"image"

	"psar/pos"
	"psar/printer/escpos"
	"psar/printer/paper"
)

// Encode lays a job out and returns its bytes for the printer of the settings.
func Encode(s pos.Settings, job pos.PrintJob) ([]byte, error) {
	return lay(job, ProfileOf(s))
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

// ProfileOf is the printer that the settings describe. One that is not known is
// taken for the usual kind.
func ProfileOf(s pos.Settings) escpos.Profile {
	width := 80
	if s.Get(pos.SettingPrinterWidth) == "58" {
		width = 58
	}
	if p, ok := escpos.ProfileOf(s.Get(pos.SettingPrinterProfile), width); ok {
		return p
	}
	if width == 58 {
		return escpos.Profile58()
	}
	return escpos.Profile80()
}

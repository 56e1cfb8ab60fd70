package layout

import (
	"image"

	"psar/pos/queue"
	"psar/pos/settings"
	"psar/printer/escpos"
	"psar/printer/paper"
)

// Encode lays a job out and returns the bytes for the printer in the settings. The
// error is of a picture or a code that does not fit on the paper.
func Encode(s settings.Values, job queue.Job) ([]byte, error) {
	return lay(job, s)
}

// Picture is a job as the virtual printer prints it. The errors are Encode's.
func Picture(s settings.Values, job queue.Job) (image.Image, error) {
	data, err := lay(job, s)
	if err != nil {
		return nil, err
	}
	p := paper.New(ProfileOf(s, job.Role()).WidthDots)
	if _, err := p.Write(data); err != nil {
		return nil, err
	}
	return p.Image(), nil
}

// ProfileOf is the printer of a role by the settings, without the abilities that
// failed on its test page. An unknown profile counts as the default one.
func ProfileOf(s settings.Values, role settings.PrintRole) escpos.Profile {
	setup := s.Printer(role)
	p, ok := escpos.ProfileOf(setup.Profile, setup.WidthMM)
	switch {
	case ok:
	case setup.WidthMM == 58:
		p = escpos.Profile58()
	default:
		p = escpos.Profile80()
	}
	p.NativeQR = setup.NativeQR.Or(p.NativeQR)
	p.Cutter = setup.Cutter.Or(p.Cutter)
	p.NoDoubling = !setup.Raster.Or(!p.NoDoubling)
	p.NoPage437 = !setup.CodePage.Or(!p.NoPage437)
	p.ProcessID = setup.ProcessID.Or(p.ProcessID)
	p.Mute = !setup.Answers.Or(!p.Mute)
	return p
}

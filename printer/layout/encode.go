package layout

import (
	"image"

	"psar/pos/queue"
	"psar/pos/settings"
	"psar/printer/escpos"
	"psar/printer/paper"
)

// Encode lays a job out and returns its bytes for the printer of the settings.
func Encode(s settings.Values, job queue.Job) ([]byte, error) {
	return lay(job, s)
}

// Picture returns a job as the virtual printer prints it.
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

// ProfileOf is a role's printer as the settings describe it, with what the
// owner saw it do. One that is not known is taken for the usual kind.
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

package layout_test

import (
	"context"
	"fmt"
	"image"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"psar/pos/settings"
	"psar/printer/escpos"
	"psar/printer/layout"
	"psar/printer/paper"
	"psar/printer/session"
)

// step is the distance, in bytes, between the positions in a job at which a fault is
// tried.
const step = 97

// counterJob is a job, its printer, and the picture of it without faults.
type counterJob struct {
	name    string
	profile escpos.Profile
	data    []byte
	clean   image.Image
}

// counterJobs are a receipt for a printer that confirms each job by its id, and one
// for a clone that needs the code as a picture.
func counterJobs(t *testing.T) []counterJob {
	t.Helper()
	var jobs []counterJob
	for _, name := range []string{"epson-tm-t20", "clone-80"} {
		s := setUp("80", name)
		j := counterJob{name: name, profile: layout.ProfileOf(s, settings.RoleReceipt)}
		var err error
		if j.data, err = layout.Encode(s, receiptJob()); err != nil {
			t.Fatal(err)
		}
		if j.clean, err = layout.Picture(s, receiptJob()); err != nil {
			t.Fatal(err)
		}
		jobs = append(jobs, j)
	}
	return jobs
}

// everywhere runs a test at every step of each job, each in bubble time
// (testing/synctest), where minutes take no time.
func everywhere(t *testing.T, test func(t *testing.T, j counterJob, at int)) {
	t.Parallel()
	for _, j := range counterJobs(t) {
		t.Run(j.name, func(t *testing.T) {
			t.Parallel()
			for at := 1; at <= len(j.data); at += step {
				synctest.Test(t, func(t *testing.T) { test(t, j, at) })
			}
		})
	}
}

// behaviour is a cheap printer on a fast line: a 4 KB buffer that is printed more
// slowly than it fills.
func behaviour(j counterJob) paper.Behaviour {
	return paper.Behaviour{BytesPerSecond: 3000, Buffer: 4096, NoProcessID: !j.profile.ProcessID}
}

// prints sends a job to a device in a session of its own.
func prints(ctx context.Context, t *testing.T, d *paper.Device, j counterJob, recover bool, heard func(escpos.Status)) session.Result {
	t.Helper()
	s := session.Open(line{d}, session.Options{Profile: j.profile, Heard: heard})
	defer s.Close()
	if _, answers, err := s.Probe(ctx); err != nil || !answers {
		t.Fatalf("%s: answers %v, %v", j.name, answers, err)
	}
	return s.Print(ctx, session.Job{Data: j.data, ID: [4]byte{'0', '0', '4', '2'}, Recover: recover})
}

// line is a connection to a device; closing it does not switch the device off.
type line struct{ *paper.Device }

func (line) Close() error { return nil }

// Urgent implements session.Link: a device executes real-time commands at once.
func (l line) Urgent(ctx context.Context, data []byte) (int, error) { return l.Write(ctx, data) }

// same reports whether two pictures are equal.
func same(a, b image.Image) bool { return a.Bounds() == b.Bounds() && endsWith(a, b, 0) }

// endsWith reports whether the lowest rows of a picture are those of tail, of which
// the first missing rows may be absent.
func endsWith(img, tail image.Image, missing int) bool {
	a, b := img.Bounds(), tail.Bounds()
	for y := 1; y <= b.Dy()-missing; y++ {
		for x := range b.Dx() {
			if img.At(a.Min.X+x, a.Max.Y-y) != tail.At(b.Min.X+x, b.Max.Y-y) {
				return false
			}
		}
	}
	return true
}

// topMargin is the white above a picture's first line, in dots.
const topMargin = 24

// reprinted checks that the next job on a device is printed without faults.
func reprinted(t *testing.T, d *paper.Device, j counterJob, at int) {
	t.Helper()
	if r := prints(t.Context(), t, d, j, true, nil); r.Outcome != session.Printed {
		t.Errorf("%s at %d: again: %+v", j.name, at, r)
	}
	if !endsWith(d.Image(), j.clean, topMargin) {
		t.Errorf("%s at %d: the next receipt is not clean", j.name, at)
	}
}

// When the paper ends anywhere in a job, the session waits for new paper and goes on
// without losing a dot, and the job is known to be printed.
func TestPaperEndsAndIsPutIn(t *testing.T) {
	everywhere(t, func(t *testing.T, j counterJob, at int) {
		b := behaviour(j)
		b.PaperOutAfter = at
		d := paper.NewDevice(576, b)
		defer d.Close()
		out := 0
		r := prints(t.Context(), t, d, j, false, func(s escpos.Status) {
			if s.PaperOut {
				out++
				time.AfterFunc(40*time.Second, func() { d.SetPaper(false) })
			}
		})
		if r.Outcome != session.Printed || out == 0 {
			t.Errorf("%s at %d: %+v, paper out %d times", j.name, at, r, out)
		}
		if !same(d.Image(), j.clean) || len(d.Faults()) > 0 {
			t.Errorf("%s at %d: the receipt is not clean: %q", j.name, at, d.Faults())
		}
	})
}

// When nobody puts paper in, or too late, the job is not reported as printed, and the
// next job is printed without faults.
func TestPaperEndsAndNobodyComes(t *testing.T) {
	everywhere(t, func(t *testing.T, j counterJob, at int) {
		b := behaviour(j)
		b.PaperOutAfter = at
		d := paper.NewDevice(576, b)
		defer d.Close()
		began := time.Now()
		r := prints(t.Context(), t, d, j, false, nil)
		if r.Outcome > session.Unknown || r.Err == nil || time.Since(began) > 4*time.Minute {
			t.Errorf("%s at %d: %+v after %v", j.name, at, r, time.Since(began))
		}
		d.SetPaper(false)
		time.Sleep(10 * time.Second)
		reprinted(t, d, j, at)
	})
}

// The same for a cover that is opened, and closed again or not.
func TestCoverOpens(t *testing.T) {
	everywhere(t, func(t *testing.T, j counterJob, at int) {
		for _, shut := range []bool{true, false} {
			b := behaviour(j)
			b.CoverOpenAfter = at
			d := paper.NewDevice(576, b)
			r := prints(t.Context(), t, d, j, false, func(s escpos.Status) {
				if s.CoverOpen && shut {
					time.AfterFunc(20*time.Second, func() { d.SetCover(false) })
				}
			})
			switch {
			case shut && (r.Outcome != session.Printed || !same(d.Image(), j.clean)):
				t.Errorf("%s at %d: %+v, clean: %v", j.name, at, r, same(d.Image(), j.clean))
			case !shut && (r.Outcome > session.Unknown || !r.Status.CoverOpen):
				t.Errorf("%s at %d, nobody shuts it: %+v", j.name, at, r)
			}
			d.SetCover(false)
			time.Sleep(10 * time.Second)
			reprinted(t, d, j, at)
			_ = d.Close()
		}
	})
}

// When the cable is pulled anywhere in a job, the outcome is unknown.
func TestCableIsPulled(t *testing.T) {
	everywhere(t, func(t *testing.T, j counterJob, at int) {
		b := behaviour(j)
		b.PulledAfter = at
		d := paper.NewDevice(576, b)
		defer d.Close()
		s := session.Open(line{d}, session.Options{Profile: j.profile})
		_, _, err := s.Probe(t.Context())
		if err == nil { // otherwise the cable was pulled before the job
			r := s.Print(t.Context(), session.Job{Data: j.data, ID: [4]byte{'0', '0', '4', '2'}})
			if r.Outcome > session.Unknown || r.Err == nil {
				t.Errorf("%s at %d: %+v", j.name, at, r)
			}
			if r.Outcome == session.NotSent && d.Image().Bounds().Dy() > 2*12+30 {
				t.Errorf("%s at %d: %+v, and there is something on the paper", j.name, at, r)
			}
		}
		_ = s.Close()
		time.Sleep(10 * time.Second)
		d.Plug()
		reprinted(t, d, j, at)
	})
}

// On a line of 9600 baud without flow control, a printer with a 4 KB buffer that drops
// what does not fit is never sent more than fits, also while it has no paper.
func TestBufferThatDropsIsNeverFull(t *testing.T) {
	everywhere(t, func(t *testing.T, j counterJob, at int) {
		b := behaviour(j)
		b.BytesPerSecond, b.Drops, b.PaperOutAfter = 960, true, at
		d := paper.NewDevice(576, b)
		defer d.Close()
		r := prints(t.Context(), t, d, j, false, func(s escpos.Status) {
			if s.PaperOut {
				time.AfterFunc(30*time.Second, func() { d.SetPaper(false) })
			}
		})
		if r.Outcome != session.Printed || !same(d.Image(), j.clean) || len(d.Faults()) > 0 {
			t.Errorf("%s at %d: %+v, clean: %v, faults %q", j.name, at, r, same(d.Image(), j.clean), d.Faults())
		}
	})
}

// A printer that answers nothing, or not how far it is, is never reported as having
// printed.
func TestSilentPrinterIsNeverBelieved(t *testing.T) {
	t.Parallel()
	for _, j := range counterJobs(t) {
		for name, b := range map[string]paper.Behaviour{
			"mute":                 {Mute: true, BytesPerSecond: 960, Buffer: 4096, Drops: true},
			"only tells how it is": {NoGSr: true, NoProcessID: true, BytesPerSecond: 960, Buffer: 4096, Drops: true},
			"no real time":         {NoRealTime: true, NoGSr: true, NoProcessID: true, BytesPerSecond: 960, Buffer: 4096},
			"no push":              {NoPush: true, NoGSr: true, NoProcessID: true, PaperOutAfter: 900},
		} {
			t.Run(j.name+" "+name, func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) {
					d := paper.NewDevice(576, b)
					defer d.Close()
					s := session.Open(line{d}, session.Options{Profile: j.profile})
					defer s.Close()
					if _, _, err := s.Probe(t.Context()); err != nil {
						t.Fatal(err)
					}
					began := time.Now()
					r := s.Print(t.Context(), session.Job{Data: j.data, ID: [4]byte{'0', '0', '4', '2'}})
					if r.Outcome == session.Printed || time.Since(began) > 4*time.Minute {
						t.Errorf("%+v after %v", r, time.Since(began))
					}
				})
			})
		}
	}
}

// When a printer accepts no more bytes, the caller can still give up.
func TestHeldLineIsLetGo(t *testing.T) {
	t.Parallel()
	for _, j := range counterJobs(t) {
		for name, b := range map[string]paper.Behaviour{
			"takes nothing": {Buffer: 16, Mute: true, PaperOutAfter: 1},
			"answers":       {Buffer: 4096, PaperOutAfter: 700},
			"is slow":       {Buffer: 4096, BytesPerSecond: 10},
		} {
			t.Run(j.name+" "+name, func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) {
					d := paper.NewDevice(576, b)
					defer d.Close()
					ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
					defer cancel()
					s := session.Open(line{d}, session.Options{Profile: j.profile})
					_, _, _ = s.Probe(ctx)
					r := s.Print(ctx, session.Job{Data: j.data})
					_ = s.Close()
					<-ctx.Done()
					if r.Outcome == session.Printed {
						t.Errorf("%+v", r)
					}
				})
			})
		}
	}
}

// A profile that claims abilities which the printer lacks is corrected by the owner's
// test page: from then on they are not used.
func TestProfileThatLies(t *testing.T) {
	t.Parallel()
	synctest.Test(t, testProfileThatLies)
}

func testProfileThatLies(t *testing.T) {
	d := paper.NewDevice(576, paper.Behaviour{NoNativeQR: true, NoCutter: true, NoProcessID: true})
	defer d.Close()
	s := setUp("80", "epson-tm-t20")
	j := counterJob{name: "a clone sold as an Epson", profile: layout.ProfileOf(s, settings.RoleReceipt)}
	var err error
	if j.data, err = layout.Encode(s, slipJob()); err != nil {
		t.Fatal(err)
	}
	if r := prints(t.Context(), t, d, j, false, nil); r.Outcome == session.Printed {
		t.Errorf("believed: %+v", r)
	}
	if faults := strings.Join(d.Faults(), " "); !strings.Contains(faults, "1D 28 6B") {
		t.Errorf("faults: %q", faults)
	}
	for _, part := range []settings.PrinterPart{settings.PartNativeQR, settings.PartCutter, settings.PartProcessID} {
		s[settings.PrinterKey(settings.RoleSlip, part)], s[settings.PrinterKey(settings.RoleReceipt, part)] = "no", "no"
	}
	picture, err := layout.Picture(s, slipJob())
	if err != nil {
		t.Fatal(err)
	}
	if got := scanPicture(t, picture); got != code {
		t.Errorf("the slip's code: %q", got)
	}
	j.profile = layout.ProfileOf(s, settings.RoleSlip)
	if j.data, err = layout.Encode(s, slipJob()); err != nil {
		t.Fatal(err)
	}
	honest := paper.NewDevice(576, paper.Behaviour{NoNativeQR: true, NoCutter: true, NoProcessID: true})
	defer honest.Close()
	if r := prints(t.Context(), t, honest, j, false, nil); r.Outcome != session.Printed || len(honest.Faults()) > 0 {
		t.Errorf("%+v, faults %q", r, fmt.Sprint(honest.Faults()))
	}
}

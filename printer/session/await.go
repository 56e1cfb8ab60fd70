package session

import (
	"context"
	"errors"
	"time"

	"psar/printer/escpos"
)

var (
	errSilent   = errors.New("session: the printer is ready, and does not say how far it is")
	errPatience = errors.New("session: nobody has put in paper or shut the cover")
	errGone     = errors.New("session: the printer hung up")
)

// progress is how far the printer reported to be.
type progress struct {
	taken   int     // answers to questions in the stream
	printed [4]byte // the id of the last job reported to be on paper
	// ended: it printed past the end of the paper. Only a person can see what of
	// the job is on the roll.
	ended bool
}

// note takes an answer in. Session.mu must be held.
func (p *progress) note(a escpos.Answer) {
	switch a.Kind {
	case escpos.Processed:
		p.taken++
		p.ended = p.ended || a.Status.PaperOut
	case escpos.Printed:
		p.printed = a.ID
	}
}

// far is the progress so far.
func (s *Session) far() progress {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.progress
}

// forget resets the progress.
func (s *Session) forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.progress = progress{}
}

// ask sends a question that is answered when the printer has processed what is before it.
func (s *Session) ask(ctx context.Context, put func(*escpos.Encoder)) error {
	var e escpos.Encoder
	put(&e)
	_, err := s.link.Write(ctx, e.Bytes())
	return err
}

// await waits for answers until done reports true. While the printer needs a person
// it waits for up to Waits.Patience; while the printer is ready, for up to limit. The
// error is errSilent, errPatience, errGone, or of the link or ctx.
func (s *Session) await(ctx context.Context, limit time.Duration, done func() bool) error {
	if done() {
		return nil
	}
	waits := s.options.Waits
	ready := time.NewTimer(limit)
	defer ready.Stop()
	patience := time.NewTimer(waits.Patience)
	defer patience.Stop()
	poll := time.NewTicker(waits.Poll)
	defer poll.Stop()
	for !done() {
		select {
		case <-s.answers:
		case <-poll.C:
			if !s.Status().Ready() {
				ready.Reset(limit)
			}
			if err := s.askAgain(ctx); err != nil {
				return err
			}
		case <-ready.C:
			if s.Status().Ready() {
				return errSilent
			}
		case <-patience.C:
			return errPatience
		case <-s.ended:
			if done() {
				return nil
			}
			return errGone
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

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

// progress is how far the printer said to be.
type progress struct {
	taken   int     // of the questions that it answers in their turn
	printed [4]byte // the last job's id that it said to have on paper
	// ended: it went past the end of the paper. What of the job is on the roll, only
	// a person can see.
	ended bool
}

// note takes an answer in. The Session's mutex is held.
func (p *progress) note(a escpos.Answer) {
	switch a.Kind {
	case escpos.Processed:
		p.taken++
		p.ended = p.ended || a.Status.PaperOut
	case escpos.Printed:
		p.printed = a.ID
	}
}

// far is how far the printer is.
func (s *Session) far() progress {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.progress
}

// forget begins to count anew.
func (s *Session) forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.progress = progress{}
}

// ask puts a question that is answered in its turn.
func (s *Session) ask(ctx context.Context, put func(*escpos.Encoder)) error {
	var e escpos.Encoder
	put(&e)
	_, err := s.link.Write(ctx, e.Bytes())
	return err
}

// await waits for something that the printer's answers bring about. While it
// needs a person it is given the time of one; once it is ready it has limit.
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
		case <-s.deaf:
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

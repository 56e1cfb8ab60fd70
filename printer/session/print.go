package session

import (
	"bytes"
	"context"
	"errors"

	"psar/printer/escpos"
)

// Outcome is the outcome of a job.
type Outcome int

// The outcomes. NotSent: no byte can have reached the printer. Unknown: the job may
// have come out, or a part of it.
const (
	NotSent Outcome = iota
	Unknown
	Unverified // the link accepted every byte, and the printer does not answer
	Printed
)

// Result is an outcome with its reason.
type Result struct {
	Outcome Outcome
	Status  escpos.Status // the last one received
	// Silent says that the printer was ready and did not answer whether it has
	// finished: the next Session may be Blind.
	Silent bool
	Err    error // the reason of NotSent and Unknown; may be nil for Unknown
}

// Job is what Print sends.
type Job struct {
	Data []byte // as written by escpos
	// ID is returned by printers that confirm when a job is on paper. Its bytes
	// must be printable ASCII.
	ID [4]byte
	// Recover says that the last job on this printer was broken off: an unfinished
	// image is ended first.
	Recover bool
}

const (
	// piece is the most that is sent at once, in bytes. A longer single command is
	// sent whole.
	piece = 1536
	// ahead is how many pieces may be unconfirmed at a printer that confirms each:
	// cheap ones have a buffer of 4 KB, and some drop what does not fit.
	ahead = 2
)

// Print sends a job and waits for the printer's confirmation, if it gives one.
func (s *Session) Print(ctx context.Context, job Job) Result {
	asks := s.answered && !s.options.Blind && !s.hasEnded()
	tells, err := s.begin(ctx, job, asks)
	if err != nil {
		return s.result(NotSent, err)
	}
	sent, err := s.send(ctx, job.Data, tells)
	switch {
	case err != nil && sent == 0:
		return s.result(NotSent, err)
	case err != nil:
		return s.result(Unknown, err)
	case !asks:
		return s.result(Unverified, nil)
	case !tells && !s.options.Profile.ProcessID:
		r := s.result(Unverified, nil)
		r.Silent = true
		return r
	}
	return s.confirm(ctx, job.ID)
}

// Now sends a real-time command, which a printer without paper executes too. It is
// never confirmed.
func (s *Session) Now(ctx context.Context, data []byte) Result {
	n, err := s.link.Urgent(ctx, data)
	switch {
	case err != nil && n == 0:
		return s.result(NotSent, err)
	case err != nil:
		return s.result(Unknown, err)
	}
	return s.result(Unverified, nil)
}

func (s *Session) result(o Outcome, err error) Result {
	return Result{Outcome: o, Status: s.Status(), Err: err}
}

// begin ends what a broken-off job left behind. If the printer answers, it also asks
// whether the printer confirms what it has processed (tells): asked before the first
// byte this costs a moment; asked after the last, a receipt would wait for it.
func (s *Session) begin(ctx context.Context, job Job, asks bool) (tells bool, err error) {
	var before escpos.Encoder
	if job.Recover {
		before.Recover()
	}
	if asks {
		s.forget()
		before.AskProcessed()
	}
	if _, err := s.link.Write(ctx, before.Bytes()); err != nil || !asks {
		return false, err
	}
	wait := s.options.Waits.Begin
	if job.Recover {
		wait = s.options.Waits.Confirm // it may still be processing that job
	}
	switch err := s.await(ctx, wait, func() bool { return s.far().taken > 0 }); {
	case errors.Is(err, errSilent):
		return false, nil
	case err != nil:
		return false, err
	}
	return true, nil
}

// send returns how many bytes of the job may have reached the printer.
func (s *Session) send(ctx context.Context, data []byte, tells bool) (int, error) {
	s.forget()
	sent, pieces := 0, 0
	for part := range s.pieces(data) {
		ready := func() bool { return s.Status().Ready() }
		if tells {
			pieces++
			ready = func() bool { return s.Status().Ready() && s.far().taken > pieces-1-ahead }
		}
		if err := s.await(ctx, s.options.Waits.Confirm, ready); err != nil {
			return sent, err
		}
		n, err := s.link.Write(ctx, part)
		sent += min(n, len(part))
		if err == nil && tells {
			err = s.ask(ctx, func(e *escpos.Encoder) { e.AskProcessed() })
		}
		if err != nil {
			return sent, err
		}
	}
	if !tells {
		return sent, nil
	}
	return sent, s.await(ctx, s.options.Waits.Confirm, func() bool { return s.far().taken >= pieces })
}

// pieces splits a job between its commands. For a printer that answers it turns on
// the pushed status, after the job's first reset, which would turn it off.
func (s *Session) pieces(data []byte) func(yield func([]byte) bool) {
	return func(yield func([]byte) bool) {
		if reset := []byte{0x1B, '@'}; s.answered && bytes.HasPrefix(data, reset) {
			var e escpos.Encoder
			e.PushStatus()
			if !yield(append(bytes.Clone(reset), e.Bytes()...)) {
				return
			}
			data = data[len(reset):]
		}
		escpos.Groups(data, piece)(yield)
	}
}

// confirm asks, by the best question that the printer supports, whether everything is
// on paper, and waits for the answer.
func (s *Session) confirm(ctx context.Context, id [4]byte) Result {
	if far := s.far(); far.ended {
		return s.result(Unknown, nil)
	} else if !s.options.Profile.ProcessID {
		return s.result(Printed, nil) // the last piece was confirmed
	}
	if err := s.ask(ctx, func(e *escpos.Encoder) { e.AskPrinted(id) }); err != nil {
		return s.result(Unknown, err)
	}
	err := s.await(ctx, s.options.Waits.Confirm, func() bool { f := s.far(); return f.printed == id || f.ended })
	switch {
	case errors.Is(err, errSilent):
		r := s.result(Unverified, nil)
		r.Silent = true
		return r
	case err != nil:
		return s.result(Unknown, err)
	case s.far().printed != id:
		return s.result(Unknown, nil)
	}
	return s.result(Printed, nil)
}

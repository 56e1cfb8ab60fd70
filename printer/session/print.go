package session

import (
	"bytes"
	"context"
	"errors"

	"psar/printer/escpos"
)

// Outcome is what became of a job.
type Outcome int

// The outcomes. NotSent means that the printer can't have had a byte of it;
// Unknown that it may or may not have come out, in part too.
const (
	NotSent Outcome = iota
	Unknown
	Unverified // it took every byte, and says nothing
	Printed
)

// Result is an outcome with its reason.
type Result struct {
	Outcome Outcome
	Status  escpos.Status // as it was last heard
	// Silent says that the printer was ready and did not answer whether it is
	// done: the next Session may be Blind.
	Silent bool
	Err    error // of NotSent and Unknown
}

// Job is what is sent.
type Job struct {
	Data []byte // as escpos wrote it
	// ID is answered by printers that tell when a job is on paper. Its bytes are
	// printable ASCII.
	ID [4]byte
	// Recover says that the last job on this printer was broken off: what is
	// left of an image is ended first.
	Recover bool
}

const (
	// piece is the most that is sent at once, in bytes, but for a single command
	// that is longer.
	piece = 1536
	// ahead is how many pieces may be on their way to a printer that tells when it
	// has taken one: cheap ones keep 4 KB, and some drop what does not fit.
	ahead = 2
)

// Print sends a job and waits for the printer's word.
func (s *Session) Print(ctx context.Context, job Job) Result {
	asks := s.answered && !s.options.Blind && !s.isDeaf()
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

// Now sends a command that printers carry out as it comes, also one that waits
// for paper. Nothing tells what became of it.
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

// begin ends what an earlier job left behind, and finds out whether a printer that
// can be asked tells how far it is: that is asked before the first byte, where it costs a
// moment, and not after the last, where a receipt would wait for it.
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
		wait = s.options.Waits.Confirm // it may still be at it
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

// pieces cuts a job between its commands. A printer that answers is told to say
// by itself what happens meanwhile; the job's first reset would end that.
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

// confirm asks whether all is on paper, by the best question that the printer
// knows, and waits for the answer.
func (s *Session) confirm(ctx context.Context, id [4]byte) Result {
	if far := s.far(); far.ended {
		return s.result(Unknown, nil)
	} else if !s.options.Profile.ProcessID {
		return s.result(Printed, nil) // the last piece was told of
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

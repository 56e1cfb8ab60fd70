package session

import (
	"context"
	"errors"
	"time"

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
	// Silent says that the printer was ready and did not answer whether the job
	// is done: the next Session may be Blind.
	Silent bool
	Err    error // of NotSent and Unknown
}

// Job is what is sent.
type Job struct {
	Data []byte
	// ID is answered by printers that tell when a job is on paper. Its bytes are
	// printable ASCII.
	ID [4]byte
	// Recover says that the last job on this printer was broken off: what is
	// left of an image is ended first.
	Recover bool
}

var (
	errPatience = errors.New("session: nobody has put in paper or shut the cover")
	errGone     = errors.New("session: the printer hung up")
)

// band is how much is sent between two looks at the printer, in bytes.
const band = 1 << 10

// Print sends a job and waits for the printer's word.
func (s *Session) Print(ctx context.Context, job Job) Result {
	if sent, err := s.send(ctx, job); err != nil {
		if sent == 0 {
			return s.result(NotSent, err)
		}
		return s.result(Unknown, err)
	}
	if s.isDeaf() || !s.answered || s.options.Blind {
		return s.result(Unverified, nil)
	}
	return s.confirm(ctx, job.ID)
}

func (s *Session) result(o Outcome, err error) Result {
	return Result{Outcome: o, Status: s.Status(), Err: err}
}

// send returns how many bytes of the job itself may have reached the printer.
func (s *Session) send(ctx context.Context, job Job) (int, error) {
	var before escpos.Encoder
	if job.Recover {
		before.Recover()
	}
	if s.answered {
		before.PushStatus() // so that it says by itself what happens meanwhile
	}
	if _, err := s.link.Write(ctx, before.Bytes()); err != nil {
		return 0, err
	}
	sent := 0
	for sent < len(job.Data) {
		if err := s.untilReady(ctx); err != nil {
			return sent, err
		}
		n, err := s.link.Write(ctx, job.Data[sent:min(sent+band, len(job.Data))])
		sent += n
		if err != nil {
			return sent, err
		}
	}
	return sent, nil
}

// untilReady waits while the printer says that it needs a person.
func (s *Session) untilReady(ctx context.Context) error {
	if s.Status().Ready() {
		return nil
	}
	patience := time.NewTimer(s.options.Waits.Patience)
	defer patience.Stop()
	poll := time.NewTicker(s.options.Waits.Poll)
	defer poll.Stop()
	for !s.Status().Ready() {
		select {
		case <-s.answers:
		case <-poll.C:
			if err := s.askAgain(ctx); err != nil {
				return err
			}
		case <-s.deaf:
			return errGone
		case <-patience.C:
			return errPatience
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

// confirm asks whether all is on paper, by the best question that the printer
// knows, and waits for the answer.
func (s *Session) confirm(ctx context.Context, id [4]byte) Result {
	s.drain()
	if err := s.askDone(ctx, id); err != nil {
		return s.result(Unknown, err)
	}
	waits := s.options.Waits
	ready := time.NewTimer(waits.Confirm)
	defer ready.Stop()
	patience := time.NewTimer(waits.Patience)
	defer patience.Stop()
	poll := time.NewTicker(waits.Poll)
	defer poll.Stop()
	for {
		select {
		case a := <-s.answers:
			if s.confirms(a, id) {
				return s.result(Printed, nil)
			}
			if a.Kind == escpos.Processed && a.Status.PaperOut {
				// It went past the end of the paper. What of it is on the roll,
				// only a person can see.
				return s.result(Unknown, nil)
			}
		case <-poll.C:
			if !s.Status().Ready() {
				ready.Reset(waits.Confirm) // the time of a person does not count
			}
			if err := s.askAgain(ctx); err != nil {
				return s.result(Unknown, err)
			}
		case <-ready.C:
			if s.Status().Ready() {
				r := s.result(Unverified, nil)
				r.Silent = true
				return r
			}
		case <-patience.C:
			return s.result(Unknown, errPatience)
		case <-s.deaf:
			return s.result(Unknown, errGone)
		case <-ctx.Done():
			return s.result(Unknown, ctx.Err())
		}
	}
}

// drain forgets answers from before.
func (s *Session) drain() {
	for {
		select {
		case <-s.answers:
		default:
			return
		}
	}
}

func (s *Session) askDone(ctx context.Context, id [4]byte) error {
	var e escpos.Encoder
	if s.options.Profile.ProcessID {
		e.AskPrinted(id)
	} else {
		e.AskProcessed()
	}
	_, err := s.link.Write(ctx, e.Bytes())
	return err
}

func (s *Session) confirms(a escpos.Answer, id [4]byte) bool {
	if s.options.Profile.ProcessID {
		return a.Kind == escpos.Printed && a.ID == id
	}
	return a.Kind == escpos.Processed && !a.Status.PaperOut
}

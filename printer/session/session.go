package session

import (
	"context"
	"sync"
	"time"

	"psar/printer/escpos"
)

// Link is an open way to a printer, as psar/printer/link has them.
type Link interface {
	Write(ctx context.Context, data []byte) (n int, err error)
	// Urgent writes past a line that the printer holds, between two commands.
	Urgent(ctx context.Context, data []byte) (n int, err error)
	Read(ctx context.Context, buf []byte) (n int, err error)
	Close() error
}

// Waits are how long a printer is given. The zero Waits are the usual ones.
type Waits struct {
	Probe    time.Duration // for its first answer; 700 ms
	Begin    time.Duration // for its word that it has nothing left to do; 2 s
	Confirm  time.Duration // for its word that a part is on paper, while it is ready; 15 s
	Patience time.Duration // for a person to put in paper or shut the cover; 3 min
	Poll     time.Duration // between two questions while it is waited for; 1 s
}

func (w Waits) orUsual() Waits {
	usual := func(d *time.Duration, than time.Duration) {
		if *d == 0 {
			*d = than
		}
	}
	usual(&w.Probe, 700*time.Millisecond)
	usual(&w.Begin, 2*time.Second)
	usual(&w.Confirm, 15*time.Second)
	usual(&w.Patience, 3*time.Minute)
	usual(&w.Poll, time.Second)
	return w
}

// Options are what a Session is made with.
type Options struct {
	Profile escpos.Profile
	Waits   Waits
	// Blind says that this printer is known to answer nothing when a job is done:
	// it is not waited for.
	Blind bool
	// Heard is told every state of the printer that differs from the last one;
	// nil: nobody. The printer's answers wait for it. It must not call the Session.
	Heard func(escpos.Status)
}

// Session is a conversation. Its methods are one goroutine's at a time.
type Session struct {
	link    Link
	options Options

	answers  chan escpos.Answer // to be looked at; what nobody waits for is dropped
	deaf     chan struct{}      // closed when nothing more can be heard
	stop     context.CancelFunc
	answered bool // the printer answered a question
	closed   bool

	mu       sync.Mutex
	progress progress
	decoder  escpos.Decoder
	asked    int // real-time questions without an answer
	status   escpos.Status
	pushes   bool // it tells changes by itself
}

// keptAnswers is how many answers may wait to be looked at.
const keptAnswers = 32

// Open begins a conversation over an open link, which is the Session's from now
// on.
func Open(l Link, o Options) *Session {
	ctx, stop := context.WithCancel(context.Background())
	o.Waits = o.Waits.orUsual()
	s := &Session{
		link: l, options: o, stop: stop,
		answers: make(chan escpos.Answer, keptAnswers), deaf: make(chan struct{}),
	}
	if o.Profile.Mute {
		close(s.deaf)
	} else {
		go s.listen(ctx)
	}
	return s
}

// listen hears the printer until the link brings nothing more.
func (s *Session) listen(ctx context.Context) {
	defer close(s.deaf)
	buf := make([]byte, 256)
	for {
		n, err := s.link.Read(ctx, buf)
		for _, a := range s.take(buf[:n]) {
			select {
			case s.answers <- a:
			default: // nobody looks: the status has it
			}
		}
		if err != nil {
			return
		}
	}
}

// take reads what came, and tells a status that has changed.
func (s *Session) take(data []byte) []escpos.Answer {
	s.mu.Lock()
	before := s.status
	answers := s.decoder.Decode(data)
	for _, a := range answers {
		if a.Kind == escpos.RealTime && s.asked > 0 {
			s.asked--
		}
		s.pushes = s.pushes || a.Kind == escpos.Pushed
		s.status = s.status.With(a)
		s.progress.note(a)
	}
	after := s.status
	s.mu.Unlock()
	if after != before && s.options.Heard != nil {
		s.options.Heard(after)
	}
	return answers
}

// Status is what the printer has said of itself so far.
func (s *Session) Status() escpos.Status {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.status
}

// realTimeQuestions are what is asked of a printer's state.
var realTimeQuestions = [...]int{1, 2, 3, 4}

// askAgain asks a printer that does not tell changes by itself. One that does is
// left alone: its line may be held.
func (s *Session) askAgain(ctx context.Context) error {
	s.mu.Lock()
	pushes := s.pushes
	s.mu.Unlock()
	if pushes {
		return nil
	}
	return s.askHow(ctx)
}

// askHow puts the real-time questions, unless earlier ones still wait for their
// answers.
func (s *Session) askHow(ctx context.Context) error {
	s.mu.Lock()
	if s.asked > 0 {
		s.mu.Unlock()
		return nil
	}
	var e escpos.Encoder
	for _, n := range realTimeQuestions {
		e.AskRealTime(n)
		s.decoder.Asked(n)
	}
	s.asked = len(realTimeQuestions)
	s.mu.Unlock()
	_, err := s.link.Urgent(ctx, e.Bytes())
	return err
}

// Probe asks how the printer is. answers is false for one that says nothing: it
// may print all the same. The error is the link's or the context's.
func (s *Session) Probe(ctx context.Context) (status escpos.Status, answers bool, err error) {
	if s.isDeaf() {
		return escpos.Status{}, false, ctx.Err()
	}
	if err := s.askHow(ctx); err != nil {
		return s.Status(), false, err
	}
	timer := time.NewTimer(s.options.Waits.Probe)
	defer timer.Stop()
	for {
		select {
		case a := <-s.answers:
			if a.Kind != escpos.RealTime {
				continue
			}
			s.answered = true
			if a.Of == realTimeQuestions[len(realTimeQuestions)-1] {
				return s.Status(), true, nil
			}
		case <-s.deaf:
			return s.Status(), s.answered, nil
		case <-timer.C:
			// Some know a part of the questions. What comes late answers nothing.
			s.mu.Lock()
			s.decoder.Forget()
			s.asked = 0
			s.mu.Unlock()
			return s.Status(), s.answered, nil
		case <-ctx.Done():
			return s.Status(), s.answered, ctx.Err()
		}
	}
}

func (s *Session) isDeaf() bool {
	select {
	case <-s.deaf:
		return true
	default:
		return false
	}
}

// Close ends the conversation and the link, within a second. The error is the
// link's: bytes that it took may be lost.
func (s *Session) Close() error {
	if s.closed {
		return nil
	}
	s.closed = true
	s.stop()
	err := s.link.Close()
	<-s.deaf
	return err
}

package session

import (
	"context"
	"sync"
	"time"

	"psar/printer/escpos"
)

// Link is an open connection to a printer, as in psar/printer/link.
type Link interface {
	Write(ctx context.Context, data []byte) (n int, err error)
	// Urgent writes past XOFF. It may be called only between two commands.
	Urgent(ctx context.Context, data []byte) (n int, err error)
	Read(ctx context.Context, buf []byte) (n int, err error)
	Close() error
}

// Waits are how long a session waits. A zero field means its default.
type Waits struct {
	Probe    time.Duration // for the first answer; default 700 ms
	Begin    time.Duration // for the answer that earlier jobs are processed; default 2 s
	Confirm  time.Duration // for a confirmation while the printer is ready; default 15 s
	Patience time.Duration // for a person to put in paper or close the cover; default 3 min
	Poll     time.Duration // between two questions while waiting; default 1 s
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

// Options configure a Session.
type Options struct {
	Profile escpos.Profile
	Waits   Waits
	// Blind says that this printer is known not to answer when it has finished: it
	// is not waited for.
	Blind bool
	// Heard is called with every new status that differs from the last one; may be
	// nil. The reading of answers waits for it. It must not call the Session.
	Heard func(escpos.Status)
}

// Session is a conversation with a printer. It is not safe for concurrent use.
type Session struct {
	link    Link
	options Options

	answers  chan escpos.Answer // answers for await; dropped when it is full
	ended    chan struct{}      // closed when no more answers can come
	stop     context.CancelFunc
	answered bool // the printer has answered a question
	closed   bool

	mu       sync.Mutex
	progress progress
	decoder  escpos.Decoder
	asked    int // real-time questions without an answer
	status   escpos.Status
	pushes   bool // it pushes its status
}

// keptAnswers is the size of the answers channel.
const keptAnswers = 32

// Open begins a conversation over an open link. The Session owns the link from then
// on.
func Open(l Link, o Options) *Session {
	ctx, stop := context.WithCancel(context.Background())
	o.Waits = o.Waits.orUsual()
	s := &Session{
		link: l, options: o, stop: stop,
		answers: make(chan escpos.Answer, keptAnswers), ended: make(chan struct{}),
	}
	if o.Profile.Mute {
		close(s.ended)
	} else {
		go s.listen(ctx)
	}
	return s
}

// listen reads the printer's answers until the link brings no more.
func (s *Session) listen(ctx context.Context) {
	defer close(s.ended)
	buf := make([]byte, 256)
	for {
		n, err := s.link.Read(ctx, buf)
		for _, a := range s.take(buf[:n]) {
			select {
			case s.answers <- a:
			default: // nobody waits: the status has been updated
			}
		}
		if err != nil {
			return
		}
	}
}

// take decodes received bytes, and calls Heard if the status has changed.
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

// Status is the printer's state as received so far.
func (s *Session) Status() escpos.Status {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.status
}

// realTimeQuestions are the questions of escpos.Encoder.AskRealTime.
var realTimeQuestions = [...]int{1, 2, 3, 4}

// askAgain asks a printer that does not push its status. One that does is not asked:
// its line may be blocked.
func (s *Session) askAgain(ctx context.Context) error {
	s.mu.Lock()
	pushes := s.pushes
	s.mu.Unlock()
	if pushes {
		return nil
	}
	return s.askHow(ctx)
}

// askHow sends the real-time questions, unless earlier ones are not answered yet.
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

// Probe asks the printer for its state. answers is false if it does not answer; it
// may print all the same. The error is the link's or ctx's.
func (s *Session) Probe(ctx context.Context) (status escpos.Status, answers bool, err error) {
	if s.hasEnded() {
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
		case <-s.ended:
			return s.Status(), s.answered, nil
		case <-timer.C:
			// Some printers answer only a part of the questions. A late answer is for none.
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

func (s *Session) hasEnded() bool {
	select {
	case <-s.ended:
		return true
	default:
		return false
	}
}

// Close ends the conversation and closes the link, within a second. The error is the
// link's: accepted bytes may be lost.
func (s *Session) Close() error {
	if s.closed {
		return nil
	}
	s.closed = true
	s.stop()
	err := s.link.Close()
	<-s.ended
	return err
}

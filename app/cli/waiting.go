package cli

import (
	"fmt"
	"time"

	"psar/assets/words"
)

// waitingSaid is how often a command that waits says for what.
const waitingSaid = 10 * time.Second

// waiting says, on a terminal, what a command waits for that would stand still otherwise.
type waiting struct {
	s     *session
	every time.Duration
	ticks <-chan time.Time // never, where nobody looks on
	stop  func()
	said  int
}

// waiting begins a wait; stop ends it.
func (s *session) waiting() *waiting {
	w := &waiting{s: s, every: waitingSaid, stop: func() {}}
	if isTerminal(s.err) {
		ticker := time.NewTicker(w.every)
		w.ticks, w.stop = ticker.C, ticker.Stop
	}
	return w
}

// say prints what is waited for, and how long it has been.
func (w *waiting) say(key words.Key, args ...any) {
	w.said++
	since := int(w.every.Seconds()) * w.said
	fmt.Fprintln(w.s.err, words.Text(w.s.lang, key, append([]any{since}, args...)...))
}

// until says the same again and again until the returned func is called, which waits for it.
func (w *waiting) until(key words.Key, args ...any) (end func()) {
	over, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		for {
			select {
			case <-w.ticks:
				w.say(key, args...)
			case <-over:
				return
			}
		}
	}()
	return func() {
		w.stop()
		close(over)
		<-ended
	}
}

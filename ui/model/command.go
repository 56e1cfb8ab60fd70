package model

import (
	"context"
	"time"
)

// Command is work for the till, done off the windows' goroutine: a value with a name, what
// it asks for, and what the windows make of the answer. A new one is a type with the
// methods Name, Run and done in the file of its page's commands; nothing else knows it.
//
// Commands can be compared by ==, which the compiler sees to: see answer. So a request
// that holds lists is pointed at; nobody changes it once it is in a command.
type Command interface {
	// Name is for the log, without what the command carries.
	Name() string
	// Run does the work, and hands what came of it to answer or answerWith. It may wait,
	// and knows nothing of the windows.
	Run(context.Context, Port) Answer
}

// Lane is where a command waits for its turn: those of one lane are done one after the
// other, in the order of the keys, and no lane waits for another.
type Lane int

const (
	LaneTill    Lane = iota // whatever decides or writes
	LaneScan                // codes that are looked up
	LaneItems               // searches in the catalogue
	LaneHistory             // searches in the past
	LaneAside               // what a page shows beside
	LaneLong                // what takes long and decides nothing: the shift's report on paper, a payment of training mode
	Lanes                   // how many there are
)

// LaneOf is the lane of a command: the till's, unless its method lane says another, for
// what only reads or takes long. So a charge waits for no search and no report. Other
// answers may come before that of a read: its done takes none that is overtaken.
func LaneOf(c Command) Lane {
	if read, ok := c.(interface{ lane() Lane }); ok {
		return read.lane()
	}
	return LaneTill
}

// tells is a command whose answer carries nothing.
type tells interface {
	comparable
	Command
	done(Model, error, time.Time) Model
}

// asks is a command that asks for a T.
type asks[T any] interface {
	comparable
	Command
	done(Model, T, error, time.Time) Model
}

// Answer is what came of a command: the model takes it in by Done.
type Answer struct {
	Err  error
	take func(Model, time.Time) Model
}

// answer is that of a command which was done or, with an error, was not.
func answer[C tells](c C, err error) Answer {
	return Answer{err, func(s Model, now time.Time) Model { return c.done(s, err, now) }}
}

// answerWith is that of a command which asked for something.
func answerWith[C asks[T], T any](c C, what T, err error) Answer {
	return Answer{err, func(s Model, now time.Time) Model { return c.done(s, what, err, now) }}
}

// Done takes what came of a command.
func (s Model) Done(a Answer, now time.Time) Model {
	next := a.take(s, now).arrived(s, now).traced(s)
	if a.Err != nil && s.committing() && !next.committing() { // what was tried was refused
		return next.came(now)
	}
	return next
}

// orRefuse says why something was not done, where it was not.
func (s Model) orRefuse(err error, now time.Time) Model {
	if err == nil {
		return s
	}
	return s.refuse(err, now)
}

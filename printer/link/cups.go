package link

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strings"
	"time"
)

// lp is the CUPS command that accepts a job.
const lp = "lp"

// How long Close waits for lp. Together this is less than the second that Close may take.
const (
	handOverTime = 800 * time.Millisecond // for lp to hand the whole job to CUPS
	outputDelay  = 100 * time.Millisecond // for the output of an lp that has ended
)

// cupsLink hands a job to a CUPS queue, raw. It collects the job and starts lp only
// in Close: CUPS may print half a job whose lp was killed, so a job that was broken
// off must never be started.
type cupsLink struct {
	noAnswers
	command, queue string
	within         time.Duration // for lp to hand the job over
	job            bytes.Buffer
	broken         bool
	closed         bool
}

func parseCUPS(name string) (opener, error) {
	if name == "" || strings.HasPrefix(name, "-") || strings.ContainsFunc(name, func(r rune) bool { return r <= ' ' || r == '/' || r == '#' || r == 0x7f }) {
		return nil, errors.New("link: cups: needs the name of a queue")
	}
	return func(ctx context.Context) (Link, error) { return openCUPS(ctx, lp, name) }, nil
}

func openCUPS(ctx context.Context, command, queue string) (Link, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	path, err := exec.LookPath(command)
	if err != nil {
		return nil, fmt.Errorf("link: cups: %w", err)
	}
	return &cupsLink{command: path, queue: queue, within: handOverTime}, nil
}

// Write implements Link.
func (c *cupsLink) Write(ctx context.Context, data []byte) (int, error) {
	if c.broken || c.closed {
		return 0, errBroken
	}
	if err := ctx.Err(); err != nil {
		c.broken = true
		return 0, err
	}
	return c.job.Write(data)
}

// Urgent implements Link: nothing overtakes within a job.
func (c *cupsLink) Urgent(ctx context.Context, data []byte) (int, error) { return c.Write(ctx, data) }

// Close implements Link: it gives the job to lp, and returns lp's error. An empty job
// is not sent.
func (c *cupsLink) Close() error {
	if c.closed {
		return nil
	}
	c.closed = true
	if c.broken || c.job.Len() == 0 {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), c.within)
	defer cancel()
	command := exec.CommandContext(ctx, c.command, "-d", c.queue, "-o", "raw", "-s")
	inGroup(command)
	command.Cancel = func() error { killGroup(command); return nil }
	command.WaitDelay = outputDelay // a child of lp that keeps the output open must not block Close
	command.Stdin = &c.job
	said, err := command.CombinedOutput()
	switch {
	case err == nil || errors.Is(err, exec.ErrWaitDelay): // ErrWaitDelay: lp itself succeeded
		return nil
	case ctx.Err() != nil:
		return errors.New("link: cups: lp did not hand over the job in time")
	}
	lines := bytes.Split(bytes.TrimSpace(said), []byte("\n"))
	if last := lines[len(lines)-1]; len(last) > 0 {
		return fmt.Errorf("%w: %w: %s", ErrNotTaken, err, last)
	}
	return fmt.Errorf("%w: %w", ErrNotTaken, err)
}

// Confirms implements Link: a spooler accepts jobs for printers that are off.
func (c *cupsLink) Confirms() bool { return false }

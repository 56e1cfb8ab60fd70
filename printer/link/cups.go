package link

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"time"
)

// lp is the command of CUPS that takes a job.
const lp = "lp"

// cupsWait is how long lp may take to hand a whole job to CUPS.
const cupsWait = 900 * time.Millisecond

// cupsLink hands a job to a queue of CUPS, raw. The job is CUPS's when the link
// is closed: one that was broken off before never reaches it.
type cupsLink struct {
	deaf
	stream
	lp    *exec.Cmd
	in    *os.File
	said  bytes.Buffer // what lp had to say
	ended chan error
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
	out, in, err := os.Pipe()
	if err != nil {
		return nil, fmt.Errorf("link: %w", err)
	}
	c := &cupsLink{stream: stream{conn: in, stall: stall}, in: in, ended: make(chan error, 1)}
	c.lp = exec.Command(command, "-d", queue, "-o", "raw", "-s")
	c.lp.Stdin, c.lp.Stdout, c.lp.Stderr = out, &c.said, &c.said
	// A child of its that keeps the output open must not keep us waiting.
	c.lp.WaitDelay = cupsWait / 3
	inGroup(c.lp)
	err = c.lp.Start()
	if closeErr := out.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("link: cups: %w", err), in.Close())
	}
	go func() { c.ended <- c.lp.Wait() }()
	return c, nil
}

// Close implements Link: lp gets the end of its input, and its word counts.
func (c *cupsLink) Close() error {
	if c.closed {
		return nil
	}
	c.closed = true
	if c.broken {
		// Killed before its input ends: half a job is none.
		killGroup(c.lp)
		return errors.Join(c.in.Close(), ignored(<-c.ended))
	}
	err := c.in.Close()
	timer := time.NewTimer(cupsWait / 2)
	defer timer.Stop()
	select {
	case ended := <-c.ended:
		return errors.Join(err, c.explain(ended))
	case <-timer.C:
		killGroup(c.lp)
		return errors.Join(err, ignored(<-c.ended), errors.New("link: cups: lp did not hand over the job in time"))
	}
}

// explain adds the last thing that lp said.
func (c *cupsLink) explain(err error) error {
	if err == nil {
		return nil
	}
	lines := strings.Split(strings.TrimSpace(c.said.String()), "\n")
	return fmt.Errorf("link: cups: %w: %s", err, lines[len(lines)-1])
}

// ignored drops the error of a command that was killed: why it was is known.
func ignored(error) error { return nil }

// Confirms implements Link: a spooler takes jobs for printers that are off.
func (c *cupsLink) Confirms() bool { return false }

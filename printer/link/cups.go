package link

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"time"
)

var errRefused = errors.New("link: cups: lp did not take the job")

// lp is the command of CUPS that takes a job.
const lp = "lp"

// How long lp is waited for: together they stay below the second that Close has.
const (
	handOver = 700 * time.Millisecond // for CUPS to have the whole job
	lastWord = 150 * time.Millisecond // for what lp, ended already, still has to say
)

// cupsLink hands a job to a queue of CUPS, raw. The job is CUPS's when the link
// is closed: one that was broken off before never reaches it.
type cupsLink struct {
	deaf
	stream
	lp    *exec.Cmd
	in    *os.File
	said  bytes.Buffer  // what lp had to say
	ended chan struct{} // closed when lp has ended
	err   error         // how it did
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
	c := &cupsLink{stream: stream{conn: in, stall: stall}, in: in, ended: make(chan struct{})}
	c.lp = exec.Command(command, "-d", queue, "-o", "raw", "-s")
	c.lp.Stdin, c.lp.Stdout, c.lp.Stderr = out, &c.said, &c.said
	// A child of its that keeps the output open must not keep us waiting.
	c.lp.WaitDelay = lastWord
	inGroup(c.lp)
	err = c.lp.Start()
	if closeErr := out.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("link: cups: %w", err), in.Close())
	}
	go func() {
		defer close(c.ended)
		c.err = c.lp.Wait()
	}()
	return c, nil
}

// Write implements Link. Where lp has ended before its input did, what it said is
// the reason, and CUPS has no job.
func (c *cupsLink) Write(ctx context.Context, data []byte) (int, error) {
	n, err := c.stream.Write(ctx, data)
	if !errors.Is(err, syscall.EPIPE) {
		return n, err
	}
	timer := time.NewTimer(handOver)
	defer timer.Stop()
	select {
	case <-c.ended:
		if err := c.explain(); err != nil {
			return n, err
		}
	case <-timer.C: // it has closed its input, and lives
	case <-ctx.Done():
	}
	return n, errRefused
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
		<-c.ended
		return c.in.Close()
	}
	err := c.in.Close()
	timer := time.NewTimer(handOver)
	defer timer.Stop()
	select {
	case <-c.ended:
		return errors.Join(err, c.explain())
	case <-timer.C:
		killGroup(c.lp)
		<-c.ended
		return errors.Join(err, errors.New("link: cups: lp did not hand over the job in time"))
	}
}

// explain is how lp failed, with the last thing that it said.
func (c *cupsLink) explain() error {
	if c.err == nil {
		return nil
	}
	said := strings.TrimSpace(c.said.String())
	if said == "" {
		return fmt.Errorf("link: cups: %w", c.err)
	}
	return fmt.Errorf("link: cups: %w: %s", c.err, said[strings.LastIndexByte(said, '\n')+1:])
}

// Confirms implements Link: a spooler takes jobs for printers that are off.
func (c *cupsLink) Confirms() bool { return false }

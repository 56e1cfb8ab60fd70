//go:build unix

package cli

import (
	"context"
	"io"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"psar/app"
	"psar/app/apptest"
	"psar/pos/sale"
)

// endedThere are files of this process whose command is asked to end as it comes to one.
type endedThere struct {
	ownFiles
	end func()
}

func (f endedThere) open(ctx context.Context, path string) (io.ReadSeekCloser, error) {
	f.end()
	return f.ownFiles.open(ctx, path)
}

func (f endedThere) writeWhole(ctx context.Context, to app.File, write func(io.Writer) error) error {
	f.end()
	return f.ownFiles.writeWhole(ctx, to, write)
}

// endedInput is an input that nobody types; the command is asked to end as it reads.
type endedInput struct{ end func() }

func (in endedInput) Read([]byte) (int, error) {
	in.end()
	select {}
}

// A pipe that nobody opens at its other end, or an input that never comes, holds no command, and
// with it no shop. What it says is that it was stopped.
func TestPipesHoldNoCommand(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	apptest.Psar(t, psar, dir, "settings", "set", "shop.name", "Sokha Coffee House")
	sold := apptest.ReadJSON[sale.Sale](t, psar, dir, "sell", "5.00", "USD", "--cash")
	pipe := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{
		{"receipt", sold.Receipt.String(), "--png", pipe},
		{"settings", "set", "shop.logo", pipe},
		{"items", "export", pipe},
		{"import", "items", pipe},
		{"import", "items", pipe, "--check"},
		{"report", "--pdf", pipe},
		{"settings", "set", "manager.pin"},
		{"khqr", "check", "-"},
	} {
		ctx, end := context.WithCancel(t.Context())
		w := testEnvironment()
		var said strings.Builder
		w.streams = streams{endedInput{end}, io.Discard, &said}
		w.named = endedThere{ownFiles{w}, end}
		args = append([]string{"--data", dir}, args...)
		if exit := run(ctx, args, w); exit == exitOK || ctx.Err() == nil {
			t.Errorf("%s: exit %d\n%s", strings.Join(args, " "), exit, said.String())
		}
		if strings.Contains(said.String(), "context") || !strings.Contains(said.String(), "psar: stopped before it was done") {
			t.Errorf("%s says\n%s", strings.Join(args, " "), said.String())
		}
		end()
	}
	apptest.Psar(t, psar, dir, "sell", "6.00", "USD", "--cash")
}

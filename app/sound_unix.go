//go:build !windows

package app

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"time"
)

// soundTime bounds the time of all players together: a chime lasts under a second, and a
// late one would mislead.
const soundTime = 5 * time.Second

// playWAV plays a sound with the first installed player that succeeds; one may fail
// because its sound server is missing. Without any player it returns nil.
func playWAV(wav []byte) error {
	ctx, cancel := context.WithTimeout(context.Background(), soundTime)
	defer cancel()
	var errs []error
	for _, name := range []string{"pw-play", "paplay", "aplay"} {
		path, err := exec.LookPath(name)
		if err != nil {
			continue
		}
		if err = playBy(ctx, path, wav); err == nil {
			return nil
		}
		errs = append(errs, fmt.Errorf("%s: %w", name, err))
	}
	return errors.Join(errs...)
}

func playBy(ctx context.Context, player string, wav []byte) error {
	f, err := os.CreateTemp("", "psar-*.wav")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	if _, err := f.Write(wav); err != nil {
		_ = f.Close()
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	return exec.CommandContext(ctx, player, f.Name()).Run()
}

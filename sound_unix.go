//go:build !windows

package main

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"time"
)

// soundTime bounds a player that never ends: a chime lasts under a second.
const soundTime = 5 * time.Second

// playWAV hands the sound to the first player that the machine has. With none,
// silence is no error.
func playWAV(wav []byte) error {
	for _, name := range []string{"pw-play", "paplay", "aplay"} {
		path, err := exec.LookPath(name)
		if err != nil {
			continue
		}
		return playBy(path, wav)
	}
	return nil
}

func playBy(player string, wav []byte) error {
	f, err := os.CreateTemp("", "psar-*.wav")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	if _, err := bytes.NewReader(wav).WriteTo(f); err != nil {
		_ = f.Close()
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(context.Background(), soundTime)
	defer cancel()
	return exec.CommandContext(ctx, player, f.Name()).Run()
}

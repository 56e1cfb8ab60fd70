package app

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"psar/assets/words"
	"psar/pos/postest"
)

// TestCloseSaysWhatFailed: Close reports a lock that it can't release.
func TestCloseSaysWhatFailed(t *testing.T) {
	t.Parallel()
	shop, err := Open(t.Context(), Place{Dir: t.TempDir()}, true, SystemClock{})
	if err != nil {
		t.Fatal(err)
	}
	var said bytes.Buffer
	shop.NotClosed = SayNotClosed(&said, words.English)
	if err := shop.DB.Close(); err != nil { // Close will fail to release the lock again
		t.Fatal(err)
	}
	shop.Close()
	if text := said.String(); !strings.HasPrefix(text, "psar: not everything closed") || strings.Count(text, "\n") != 1 {
		t.Errorf("said %q", text)
	}
}

func TestCloseIsSilentWhenAllIsWell(t *testing.T) {
	t.Parallel()
	shop, err := Open(t.Context(), Place{Dir: t.TempDir()}, true, SystemClock{})
	if err != nil {
		t.Fatal(err)
	}
	shop.NotClosed = func(err error) { t.Errorf("not closed: %v", err) }
	shop.StartWorkers()
	shop.Close()
}

// TestPlayersOneAfterTheOther: if a player fails, as without a sound server, the next one
// is tried.
func TestPlayersOneAfterTheOther(t *testing.T) {
	for _, c := range []struct {
		name    string
		players map[string]string // each player's script; "" if it is not installed
		plays   string
		fails   bool
	}{
		{"no sound server", map[string]string{"pw-play": "exit 1", "paplay": "exit 1", "aplay": "play"}, "aplay", false},
		{"the first one", map[string]string{"pw-play": "play", "aplay": "play"}, "pw-play", false},
		{"none works", map[string]string{"pw-play": "exit 1", "aplay": "exit 2"}, "", true},
		{"none is there", nil, "", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			bin := postest.OnDisk(t) // programs can't be run from memory
			played := filepath.Join(bin, "played")
			for name, does := range c.players {
				if does == "play" {
					does = "echo " + name + " $(/bin/cat \"$1\") >> " + played
				}
				if err := os.WriteFile(filepath.Join(bin, name), []byte("#!/bin/sh\n"+does+"\n"), 0o700); err != nil {
					t.Fatal(err)
				}
			}
			t.Setenv("PATH", bin)
			err := playWAV([]byte("chime"))
			if (err != nil) != c.fails {
				t.Errorf("error %v", err)
			}
			want := ""
			if c.plays != "" {
				want = c.plays + " chime\n"
			}
			if b, err := os.ReadFile(played); string(b) != want || err != nil && !errors.Is(err, os.ErrNotExist) {
				t.Errorf("played %q, want %q (%v)", b, want, err)
			}
		})
	}
}

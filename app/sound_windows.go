package app

import (
	"fmt"
	"unsafe"

	"golang.org/x/sys/windows"
)

// Flags of PlaySound: the sound is in memory; no default sound if it fails.
const (
	sndNoDefault = 0x0002
	sndMemory    = 0x0004
)

// playWAV plays the sound by winmm and returns when it has ended.
func playWAV(wav []byte) error {
	proc := windows.NewLazySystemDLL("winmm.dll").NewProc("PlaySoundW")
	if ok, _, err := proc.Call(uintptr(unsafe.Pointer(&wav[0])), 0, sndMemory|sndNoDefault); ok == 0 {
		return fmt.Errorf("PlaySound: %w", err)
	}
	return nil
}

package app

import (
	"log/slog"

	"psar/assets"
	"psar/ui/model"
)

// player plays the chimes. On a machine without sound it does nothing.
type player struct{ logger *slog.Logger }

// play returns at once. A chime that can't be played is logged.
func (p player) play(s model.Sound) {
	wav := assets.SoundPaid()
	if s == model.SoundFailed {
		wav = assets.SoundFailed()
	}
	go func() {
		if err := playWAV(wav); err != nil {
			p.logger.Warn("chime not played", "err", err)
		}
	}()
}

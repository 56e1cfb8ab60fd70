package assets

import _ "embed"

var (
	//go:embed fonts/KantumruyPro-Regular.ttf
	kantumruyRegular []byte
	//go:embed fonts/KantumruyPro-SemiBold.ttf
	kantumruySemiBold []byte
	//go:embed fonts/KantumruyPro-Bold.ttf
	kantumruyBold []byte
	//go:embed fonts/NotoSansKhmer-Bold.ttf
	notoSansKhmerBold []byte

	//go:embed sounds/paid.wav
	soundPaid []byte
	//go:embed sounds/failed.wav
	soundFailed []byte

	//go:embed icon.png
	icon []byte
)

// KantumruyPro returns the screens' font: Khmer and Latin in one family,
// TrueType outlines, 1000 units per em. Weights of 400, 600 and 700 are
// carried; any other weight gets the nearest of them.
func KantumruyPro(weight int) []byte {
	switch {
	case weight < 500:
		return kantumruyRegular
	case weight < 650:
		return kantumruySemiBold
	default:
		return kantumruyBold
	}
}

// NotoSansKhmerBold returns the receipts' Khmer font. It has no Latin letters,
// no digits and no dollar sign: a printer's text falls back per run.
func NotoSansKhmerBold() []byte { return notoSansKhmerBold }

// SoundPaid returns the chime of received money: WAV, mono, 16 bit, 22,050 Hz,
// under a second.
func SoundPaid() []byte { return soundPaid }

// SoundFailed returns the sound of a refusal, in the same format: lower and
// falling, so that it can't be taken for the other.
func SoundFailed() []byte { return soundFailed }

// Icon returns the program's icon: PNG, 512 by 512 pixels, with alpha.
func Icon() []byte { return icon }

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

// KantumruyPro is the screens' font: Khmer and Latin in one family, TrueType outlines,
// 1000 units per em. There are the weights 400, 600 and 700; any other weight gets the
// nearest.
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

// NotoSansKhmerBold is the receipts' Khmer font. It has no Latin letters, digits or
// dollar sign: those runs need another font.
func NotoSansKhmerBold() []byte { return notoSansKhmerBold }

// SoundPaid is the chime of a payment: WAV, mono, 16 bit, 22,050 Hz, under a second.
func SoundPaid() []byte { return soundPaid }

// SoundFailed is the sound of a failure, in the same format: lower and falling, so
// that it can't be mistaken for SoundPaid.
func SoundFailed() []byte { return soundFailed }

// Icon returns the program's icon: PNG, 512 by 512 pixels, with alpha.
func Icon() []byte { return icon }

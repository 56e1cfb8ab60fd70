// Command gen writes Psar's two sounds: sums of decaying sines, so that no recording
// has to be licensed, with silent ends, so that cheap speakers don't click.
package main

import (
	"bytes"
	"encoding/binary"
	"flag"
	"log"
	"math"
	"os"
	"path/filepath"
)

const rate = 22050 // samples per second

// note is a struck tone: its start and decay in seconds, its pitch and loudness.
type note struct {
	start, decay, hertz, loudness float64
}

// sounds: paid rises by a major sixth, like a shop's bell; failed falls by a minor
// third, more than an octave lower, so that nobody can confuse the two.
var sounds = []struct {
	file    string
	seconds float64
	notes   []note
}{
	{"paid.wav", 0.75, []note{
		{0.00, 0.16, 784.0, 0.8},
		{0.11, 0.22, 1318.5, 0.9},
	}},
	{"failed.wav", 0.55, []note{
		{0.00, 0.11, 311.1, 0.9},
		{0.17, 0.14, 261.6, 0.9},
	}},
}

func main() {
	dir := flag.String("dir", ".", "folder to write into")
	flag.Parse()
	for _, s := range sounds {
		if err := os.WriteFile(filepath.Join(*dir, s.file), wave(s.seconds, s.notes), 0o644); err != nil {
			log.Fatal(err)
		}
	}
}

// wave makes a RIFF file: PCM, mono, 16 bit.
func wave(seconds float64, notes []note) []byte {
	n := int(seconds * rate)
	var data bytes.Buffer
	for i := range n {
		t := float64(i) / rate
		v := 0.0
		for _, k := range notes {
			v += k.at(t)
		}
		v *= 0.45 * math.Min(1, (seconds-t)/0.03) // headroom for two notes; fade out in the last 30 ms
		binary.Write(&data, binary.LittleEndian, int16(math.Round(v*math.MaxInt16)))
	}
	var out bytes.Buffer
	out.WriteString("RIFF")
	le := func(v any) { binary.Write(&out, binary.LittleEndian, v) }
	le(uint32(36 + data.Len()))
	out.WriteString("WAVEfmt ")
	le(uint32(16))
	le(uint16(1)) // PCM
	le(uint16(1)) // mono
	le(uint32(rate))
	le(uint32(rate * 2))
	le(uint16(2))
	le(uint16(16))
	out.WriteString("data")
	le(uint32(data.Len()))
	out.Write(data.Bytes())
	return out.Bytes()
}

// at is the note's level at t seconds: a fundamental and two overtones that decay
// faster, with an attack of 5 ms.
func (k note) at(t float64) float64 {
	t -= k.start
	if t < 0 {
		return 0
	}
	w := 2 * math.Pi * k.hertz * t
	tone := math.Sin(w)*math.Exp(-t/k.decay) +
		0.28*math.Sin(2*w)*math.Exp(-2*t/k.decay) +
		0.12*math.Sin(3*w)*math.Exp(-3*t/k.decay)
	return k.loudness * tone * math.Min(1, t/0.005) / 1.4
}

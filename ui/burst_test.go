package ui

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"psar/ui/uitest"
)

const ms = time.Millisecond

// keyboardTest plays strokes at their times, with the windows' tick between them, and
// writes what became of them: typed keys as they are, a scan as [code], ? for what could
// not be told. ⏎ is Enter, ⇥ Tab and ← Backspace.
type keyboardTest struct {
	reader burstReader
	at     time.Time
	beat   time.Time
	out    strings.Builder
}

func newKeyboardTest() *keyboardTest { return &keyboardTest{at: uitest.Noon, beat: uitest.Noon} }

func strokeOf(r rune) keystroke {
	if key, ok := map[rune]fyne.KeyName{'⏎': fyne.KeyReturn, '⇥': fyne.KeyTab, '←': fyne.KeyBackspace, '❾': fyne.KeyF9}[r]; ok {
		return keystroke{key: key}
	}
	return keystroke{char: r}
}

func (k *keyboardTest) take(all []reading) {
	for _, r := range all {
		switch r.meaning {
		case meansScan:
			k.out.WriteString("[" + r.text() + "]")
		case meansUnsure:
			k.out.WriteString("?")
		default:
			for _, s := range r.strokes {
				name := map[fyne.KeyName]string{fyne.KeyReturn: "⏎", fyne.KeyTab: "⇥", fyne.KeyBackspace: "←", fyne.KeyF9: "❾"}[s.key]
				if s.types() {
					name = string(s.char)
				}
				k.out.WriteString(name)
			}
		}
	}
}

// pass lets time pass with a tick every 20 ms.
func (k *keyboardTest) pass(d time.Duration) *keyboardTest {
	k.at = k.at.Add(d)
	for k.beat = k.beat.Add(pulseEvery); k.beat.Before(k.at); k.beat = k.beat.Add(pulseEvery) {
		k.take(k.reader.wait(k.beat, 0))
	}
	k.beat = k.beat.Add(-pulseEvery)
	return k
}

// key is one key, so long after the one before it.
func (k *keyboardTest) key(r rune, gap time.Duration) *keyboardTest {
	k.pass(gap)
	s := strokeOf(r)
	s.at = k.at
	k.take(k.reader.press(s))
	return k
}

// keys are keys with the same time between them.
func (k *keyboardTest) keys(text string, gap time.Duration) *keyboardTest {
	for _, r := range text {
		k.key(r, gap)
	}
	return k
}

// stalled is a time in which the windows did nothing: the keys of it come at its end, all
// at once, and nobody knows when they were pressed.
func (k *keyboardTest) stalled(d time.Duration, text string) *keyboardTest {
	began := k.at
	k.at = k.at.Add(d)
	k.beat = k.at
	for _, r := range text {
		k.at = k.at.Add(time.Millisecond / 2)
		s := strokeOf(r)
		s.at, s.late = k.at, k.at.Sub(began)
		k.take(k.reader.press(s))
	}
	return k
}

func (k *keyboardTest) ends() string {
	k.pass(time.Second)
	return k.out.String()
}

func TestBursts(t *testing.T) {
	t.Parallel()
	const ean = "8850999320007"
	khqr := strings.Repeat("0002010102122939", 13)[:200]
	fresh := newKeyboardTest
	for name, tt := range map[string]struct {
		played *keyboardTest
		want   string
	}{
		// Plain scans.
		"Ean":             {fresh().keys(ean+"⏎", 4*ms), "[" + ean + "]"},
		"SlowestKeys":     {fresh().keys(ean+"⏎", 35*ms), "[" + ean + "]"},
		"NoSuffix":        {fresh().keys(ean, 4*ms), "[" + ean + "]"},
		"Tab":             {fresh().keys(ean+"⇥", 4*ms), "[" + ean + "]"},
		"FourCharacters":  {fresh().keys("1001", 12*ms), "[1001]"},
		"One":             {fresh().keys("7⏎", 12*ms), "[7]"},
		"Letters":         {fresh().keys("FG-100⏎", 12*ms), "[FG-100]"},
		"LettersNoSuffix": {fresh().keys("BTL-0042", 12*ms), "[BTL-0042]"},
		"Signs":           {fresh().keys("+-*/.1⏎", 12*ms), "[+-*/.1]"},
		"Receipt":         {fresh().keys("01/2026/000001⏎", 3*ms), "[01/2026/000001]"},
		"Khqr":            {fresh().keys(khqr+"⏎", 3*ms), "[" + khqr + "]"},
		"TwoAfterAnother": {fresh().keys(ean+"⏎", 4*ms).pass(400*ms).keys("1001⏎", 4*ms), "[" + ean + "][1001]"},
		"TwoInHaste":      {fresh().keys(ean+"⏎", 4*ms).pass(150*ms).keys("1001⏎", 4*ms), "[" + ean + "][1001]"},

		// What ends a scan comes once or more, at once or a little later.
		"CrLf":        {fresh().keys(ean+"⏎", 4*ms).key('⏎', 10*ms), "[" + ean + "]"},
		"LateCrLf":    {fresh().keys(ean, 4*ms).key('⏎', 120*ms).key('⏎', 120*ms), "[" + ean + "]"},
		"CrLfTab":     {fresh().keys(ean+"⏎", 4*ms).key('⏎', 100*ms).key('⇥', 120*ms), "[" + ean + "]"},
		"ShortLate":   {fresh().keys("1001", 4*ms).key('⏎', 50*ms), "[1001]"},
		"ShortLater":  {fresh().keys("1001", 4*ms).key('⏎', 110*ms), "[1001]"},
		"EnterBehind": {fresh().keys(ean+"⏎", 4*ms).key('⏎', 310*ms), "[" + ean + "]⏎"},

		// Slow, wireless scanners.
		"Slow":        {fresh().keys(ean+"⏎", 60*ms), "[" + ean + "]"},
		"SlowTab":     {fresh().keys(ean+"⇥", 45*ms), "[" + ean + "]"},
		"SlowLetters": {fresh().keys("FG-10023⏎", 50*ms), "[FG-10023]"},
		"SlowJitter":  {fresh().keys("885099", 50*ms).key('9', 110*ms).keys("320007⏎", 50*ms), "[" + ean + "]"},
		"Hiccup":      {fresh().keys("8850", 10*ms).key('9', 55*ms).keys("99320007⏎", 10*ms), "[" + ean + "]"},
		"SlowAndLate": {fresh().keys(ean, 50*ms).key('⏎', 140*ms), "[" + ean + "]"},

		// Typing.
		"Amount":         {fresh().keys("350⏎", 80*ms), "350⏎"},
		"LongAmount":     {fresh().keys("00001230⏎", 80*ms), "00001230⏎"},
		"Rollover":       {fresh().key('1', 200*ms).key('2', 40*ms).key('3', 120*ms).key('4', 36*ms).key('⏎', 80*ms), "1234⏎"},
		"NoEnterAtSlow":  {fresh().keys(ean, 60*ms), ean},
		"Zeros":          {fresh().keys("5", 80*ms).key('0', 80*ms).key('0', ms).key('0', ms).key('⏎', 80*ms), "5000⏎"},
		"ZerosAndEnter":  {fresh().key('0', 80*ms).key('0', ms).key('0', ms).key('⏎', 20*ms), "000⏎"},
		"FourZeros":      {fresh().keys("0000", 4*ms), "[0000]"},
		"Held":           {fresh().key('5', 200*ms).key('5', 500*ms).keys("555555555", 30*ms).key('⏎', 200*ms), "55555555555⏎"},
		"HeldNine":       {fresh().key('5', 200*ms).key('9', 200*ms).key('9', 250*ms).keys("999", 33*ms), "59" + "9999"},
		"Function":       {fresh().keys("350❾", 80*ms), "350❾"},
		"FunctionInRow":  {fresh().keys("35", 80*ms).key('❾', 20*ms), "35❾"},
		"Letter":         {fresh().keys("i", 80*ms), "i"},
		"EnterAlone":     {fresh().keys("⏎", 80*ms), "⏎"},
		"EnterSoon":      {fresh().keys("3", 80*ms).key('⏎', 40*ms), "3⏎"},
		"DigitsThenScan": {fresh().keys("350", 80*ms).pass(80*ms).keys(ean+"⏎", 4*ms), "350[" + ean + "]"},
		"LineThenScan":   {fresh().keys("900+", 80*ms).pass(80*ms).keys("1001⏎", 4*ms), "900+[1001]"},
		"ScanThenDigits": {fresh().keys(ean+"⏎", 4*ms).keys("350⏎", 90*ms), "[" + ean + "]350⏎"},

		// The windows were busy.
		"StallInside":      {fresh().keys("885099", 4*ms).stalled(500*ms, "9320007⏎"), "[" + ean + "]"},
		"StallInsideLong":  {fresh().keys("885099", 4*ms).stalled(1500*ms, "9320007⏎"), "?"},
		"StallInsideShort": {fresh().keys("FG-", 4*ms).stalled(500*ms, "100⏎"), "?"},
		"FrameInside":      {fresh().keys("1", 4*ms).stalled(60*ms, "001⏎"), "[1001]"},
		"FrameInsideOne":   {fresh().keys("7", 4*ms).stalled(90*ms, "⏎"), "?"},
		"HandInALump":      {fresh().stalled(time.Second, "2*150+❾1000⏎"), "?"},
		"AmountInALump":    {fresh().stalled(time.Second, "350⏎"), "?"},
		"ScanInALump":      {fresh().stalled(time.Second, ean+"⏎"), "?"},
		"ScanAndItsTail":   {fresh().stalled(time.Second, ean+"⏎⏎").key('⏎', 100*ms), "?"},
		"ThreeInALump":     {fresh().stalled(time.Second, "350").key('⏎', 200*ms), "350⏎"},
		"EnterOfALump":     {fresh().keys("355", 80*ms).stalled(time.Second, "⏎"), "?"},
		"EnterInAStall":    {fresh().keys("350", 80*ms).pass(200*ms).stalled(time.Second, "⏎"), "350⏎"},
		"AgainAfterIt":     {fresh().stalled(time.Second, "350⏎").pass(time.Second).keys("350⏎", 80*ms), "?350⏎"},
		"HeldUpAfterFour":  {fresh().keys("0421", 50*ms).pass(200*ms).keys("00005264⏎", 4*ms), "[042100005264]"},
		"HeldUpInALetter":  {fresh().keys("K-", 50*ms).pass(200*ms).keys("2201⏎", 4*ms), "?"},
		"HeldUpWithoutEnd": {fresh().keys("042", 50*ms).pass(250*ms).keys("1", 100*ms).pass(200*ms).keys("00005264", 4*ms), "0421[00005264]"},
		"TwoHalves":        {fresh().keys("042100005", 4*ms).pass(120*ms).keys("264⏎", 4*ms), "[042100005]?"},
		"TwoWithoutEnd":    {fresh().keys("0421", 4*ms).pass(120*ms).keys("1001", 4*ms), "[0421][1001]"},
		"TypedOnABusyTill": {busyTyping("350600", 80*ms, 90*ms), "350600"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := tt.played.ends(); got != tt.want {
				t.Errorf("read %q, want %q", got, tt.want)
			}
		})
	}
}

// busyTyping is a hand on a machine that needs a frame for every key.
func busyTyping(text string, pace, frame time.Duration) *keyboardTest {
	k := newKeyboardTest()
	pressed, free := k.at, k.at
	for _, r := range text {
		pressed = pressed.Add(pace)
		s := strokeOf(r)
		began := free
		for !free.After(pressed) {
			began, free = free, free.Add(frame)
		}
		s.at, s.late = free, free.Sub(began)
		k.at, k.beat = free, free
		k.take(k.reader.press(s))
	}
	return k
}

// What the keyboard itself repeats is typing at any pace, and any other run of one digit
// is a code.
func TestHeldKeys(t *testing.T) {
	t.Parallel()
	for name, repeat := range map[string]bool{"Repeats": true, "Presses": false} {
		k := newKeyboardTest()
		for range 6 {
			k.pass(33 * ms)
			k.take(k.reader.press(keystroke{char: '8', at: k.at, repeat: repeat}))
		}
		want := "[888888]"
		if repeat {
			want = "888888"
		}
		if got := k.ends(); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

// A scan is told within two frames of its last key, and a typed Enter acts at once.
func TestReadAtOnce(t *testing.T) {
	t.Parallel()
	k := newKeyboardTest().keys("8850999320007⏎", 4*ms)
	if k.out.String() != "[8850999320007]" {
		t.Errorf("at its Enter the scan is %q", k.out.String())
	}
	k = newKeyboardTest().keys("350⏎", 80*ms)
	if k.out.String() != "350⏎" {
		t.Errorf("at Enter it is %q", k.out.String())
	}
	k = newKeyboardTest().keys("1001", 4*ms).pass(100 * ms)
	if k.out.String() != "[1001]" {
		t.Errorf("0.1 s after a code without an end it is %q", k.out.String())
	}
	k = newKeyboardTest().keys("i", 80*ms).pass(100 * ms)
	if k.out.String() != "i" {
		t.Errorf("0.1 s after a letter it is %q", k.out.String())
	}
	k = newKeyboardTest().keys("35", 80*ms)
	if k.out.String() != "" || len(k.reader.kept) != 2 {
		t.Errorf("digits are known at once: %q", k.out.String())
	}
}

// Plain scans and typing, by chance: nothing is ever read as something else, and a scan
// hardly ever has to be made again.
func TestScansByChance(t *testing.T) {
	t.Parallel()
	chance := rand.New(rand.NewPCG(7, 14))
	codes := []string{"8850999320007", "1001", "FG-100", "BTL-0042", "96385074", "K-2201", "01/2026/000017", "]E08850999320007"}
	taken := 0
	for i := range 200 {
		code := codes[i%len(codes)]
		k := newKeyboardTest()
		for _, r := range code {
			gap := time.Duration(3+chance.IntN(18)) * ms
			if chance.IntN(40) == 0 { // a frame of our own, or the system's doing
				k.stalled(gap+time.Duration(chance.IntN(60))*ms, string(r))
				continue
			}
			k.key(r, gap)
		}
		for range chance.IntN(3) {
			k.key([]rune("⏎⇥")[chance.IntN(2)], time.Duration(3+chance.IntN(30))*ms)
		}
		switch got := k.ends(); got {
		case "[" + code + "]":
			taken++
		case "?":
		default:
			t.Errorf("%s was read as %q", code, got)
		}
	}
	if taken < 195 {
		t.Errorf("%d of 200 scans were taken", taken)
	}
	for range 2000 {
		k, text := newKeyboardTest(), ""
		for range 3 + chance.IntN(12) {
			r := []rune("0123456789+*/i.")[chance.IntN(15)]
			text += string(r)
			k.key(r, time.Duration(70+chance.IntN(60))*ms)
		}
		k.key('⏎', time.Duration(70+chance.IntN(60))*ms)
		if got := k.ends(); got != text+"⏎" {
			t.Errorf("%q was read as %q", text, got)
		}
	}
}

// Whatever comes at whatever time: each stroke is told once, in its order, or is dropped
// aloud; and nothing is kept for ever.
func FuzzBursts(f *testing.F) {
	f.Add([]byte("8\x048\x045\x040\x04\r\x04"))
	f.Add([]byte("3\x505\x500\x50\r\x50"))
	f.Fuzz(func(t *testing.T, played []byte) {
		k := newKeyboardTest()
		var typed []rune
		for i := 0; i+1 < len(played); i += 2 {
			r := []rune("0123456789FK-⏎⇥❾")[int(played[i])%16]
			typed = append(typed, r)
			if gap := time.Duration(played[i+1]) * 2 * ms; played[i]%31 == 30 {
				k.stalled(gap, string(r))
			} else {
				k.key(r, gap)
			}
		}
		out := []rune(k.ends())
		if len(k.reader.kept) != 0 {
			t.Fatalf("%+v are kept", k.reader.kept)
		}
		for _, r := range out {
			if r == '[' || r == ']' || r == '?' {
				continue
			}
			i := slices.Index(typed, r)
			if i < 0 {
				t.Fatalf("%c came from nowhere, or out of its order, in %q", r, string(out))
			}
			typed = typed[i+1:]
		}
	})
}

func TestPulse(t *testing.T) {
	t.Parallel()
	at := func(n int) time.Time { return uitest.Noon.Add(time.Duration(n) * ms) }
	var p pulse
	if p.late(at(5)) != 0 {
		t.Error("late before the first tick")
	}
	for _, n := range []int{0, 20, 41, 60} {
		p.beat(at(n))
	}
	if got := p.late(at(79)); got != 0 {
		t.Errorf("in time: %v", got)
	}
	if got := p.late(at(560)); got != 500*ms { // the keys before the tick
		t.Errorf("in a stall: %v", got)
	}
	p.beat(at(560))
	if got := p.late(at(561)); got != 501*ms { // and behind it
		t.Errorf("right after a stall: %v", got)
	}
	p.beat(at(580))
	if got := p.late(at(590)); got != 0 {
		t.Errorf("a tick after a stall: %v", got)
	}
}

package khmer_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"

	"psar/assets/khmer"
)

func TestClusters(t *testing.T) {
	t.Parallel()
	// Split by hand into the letters that a reader sees.
	tests := []struct{ name, want string }{
		{"Subscript", "ស្រា|បៀ|រ"},
		{"TwoSubscripts", "ស្ត្រី"},
		{"SubscriptVowelAndSign", "ខ្ញុំ|ម្ដ|ង"},
		{"RegisterShifter", "ម៉ា|ស៊ី|ន"},
		{"VowelBeforeItsBase", "កា|ហ្វេ"},
		{"IndependentVowel", "ឪ|ឡឹ|ក"},
		{"SubscriptOfAnIndependentVowel", "ក្ឫ|ក"},
		{"Robat", "ធ|ម៌"},
		{"Reahmuk", "ភេ|ស|ជ្ជៈ"},
		{"Latin", "5|0|0| |m|l"},
		{"Riel", "៤|០|០|០|៛"},
		{"LoneCoeng", "ក្| |ក"},
		{"ZeroWidthSpaceInsideASyllable", "ក្\u200bខ|ក\u200b៉|\u200b|ក"},
		{"Family", "👨‍👩‍👧|!"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			want := strings.Split(tt.want, "|")
			if got := khmer.Clusters(strings.Join(want, "")); !slices.Equal(got, want) {
				t.Errorf("Clusters = %q, want %q", got, want)
			}
		})
	}
}

// marks shows a text's breaks that are better than Cluster: _ after a space, | after a
// zero-width space, / between words.
func marks(text string) string {
	var b strings.Builder
	at := 0
	for _, p := range khmer.Breaks(text) {
		if p.Strength == khmer.Cluster {
			continue
		}
		b.WriteString(text[at:p.At])
		b.WriteByte("_|/"[p.Strength])
		at = p.At
	}
	return b.String() + text[at:]
}

func TestBreaksAtWords(t *testing.T) {
	t.Parallel()
	// Split by hand into words, as a Khmer reader would.
	tests := []string{
		"អរគុណ! _សូម/អញ្ជើញ/មក/ម្ដងទៀត",
		"សូម/ស្កេន/ដើម្បី/បង់ប្រាក់",
		"នេះ/មិនមែន/ជា/វិក្កយបត្រ/ទេ",
		"ហ្វឹកហាត់ _- _មិនមែន/ប្រាក់/ពិត",
		"សាកល្បង/ម៉ាស៊ីនបោះពុម្ព",
		"កាហ្វេ/ទឹកដោះគោ/ទឹកកក",
		"គ្មាន/អ្វី/បាត់បង់/ទេ។",
		"បោះពុម្ព/ចេញ/ឬទេ?",
		"កូដ/ថ្មី។/សូម/ស្កេន",
		// Riel and dollar signs, brackets and percent signs stay with their amounts.
		"យ៉ាង/តិច _$0.01 _ឬ _100 ៛។ _សូម/ទទួល",
		"ទឹកសុទ្ធ _500 ml",
		// So does a unit with its number, and no other word.
		"≈ _52,000 KHR _@ _4,100 KHR, _5 USD",
		"3 _kgs, _Rice _kg, _Till _02 _guests",
		"តម្លៃ/$ 3.50",
		"ផ្សារ/(Psar) _១០ %",
		"កាហ្វេ/Latte/ថ្មី",
		"Coca-/Cola",
		// A zero-width space marks a word boundary.
		"ឡឡ\u200b|ឡឡ \u200b_ឡ",
		// A one-cluster word inside an unknown word is not split off.
		"ទេសចរណ៍",
		// A word stays with its repetition sign, and a no-break space allows no break.
		"ផ្សេង ៗ _ទៀត",
		"៤០០០\u00a0រៀល",
	}
	for _, want := range tests {
		t.Run(want, func(t *testing.T) {
			t.Parallel()
			text := strings.NewReplacer("_", "", "|", "", "/", "").Replace(want)
			if got := marks(text); got != want {
				t.Errorf("breaks are\n%s, want\n%s", got, want)
			}
		})
	}
}

func TestBreaksAtEveryClusterOfAnUnknownWord(t *testing.T) {
	t.Parallel()
	want := []khmer.Break{{At: 9, Strength: khmer.Cluster}, {At: 12, Strength: khmer.Cluster}}
	if got := khmer.Breaks("ឡ្ឡឡឡ"); !slices.Equal(got, want) {
		t.Errorf("Breaks = %v, want %v", got, want)
	}
}

func TestWrap(t *testing.T) {
	t.Parallel()
	count := func(s string) int { return len(khmer.Clusters(s)) }
	tests := []struct {
		name, text string
		width      int
		want       []string
	}{
		{"Empty", "", 10, nil},
		{"Blank", " \u200b ", 10, nil},
		{"Fits", "កាហ្វេ ទឹកកក", 20, []string{"កាហ្វេ ទឹកកក"}},
		{"ZeroWidthSpacesAreLeftOut", "កាហ្វេ\u200bទឹក\u200bកក", 20, []string{"កាហ្វេទឹកកក"}},
		{"AtSpaces", "iced coffee with milk", 12, []string{"iced coffee", "with milk"}},
		{"SpaceBeforeZeroWidth", "ឡឡឡ ឡ\u200bឡឡឡ", 5, []string{"ឡឡឡ", "ឡឡឡឡ"}},
		{"ZeroWidthBeforeWord", "ឡឡឡ\u200bកាហ្វេថ្មីថ្មី", 6, []string{"ឡឡឡ", "កាហ្វេថ្មីថ្មី"}},
		{"AtWords", "កាហ្វេទឹកដោះគោ", 4, []string{"កាហ្វេ", "ទឹកដោះគោ"}},
		{"SpaceOfAShortWordDoesNotStarveTheLine", "៤ កាហ្វេទឹកកកឡឡឡ", 8, []string{"៤ កាហ្វេទឹកកក", "ឡឡឡ"}},
		{"UnknownWordAtClusters", "ឡឡឡឡឡ", 2, []string{"ឡឡ", "ឡឡ", "ឡ"}},
		{"LongLatinWord", "ABCDEFGH", 3, []string{"ABC", "DEF", "GH"}},
		{"LineFeed", "Total\r\nសរុប", 20, []string{"Total", "សរុប"}},
		{"EmptyLineIsNone", "a\n\nb", 20, []string{"a", "b"}},
		{"NothingFits", "កាហ្វេ", 0, []string{"កា", "ហ្វេ"}},
		{"WideClusterStandsAlone", "កស្ត្រីក", 0, []string{"ក", "ស្ត្រី", "ក"}},
		{"RielStaysWithItsAmount", "ក្រុម 100 ៛", 6, []string{"ក្រុម", "100 ៛"}},
		{"UnitStaysWithItsNumber", "≈ 52,274 KHR @ 4,100 KHR", 20, []string{"≈ 52,274 KHR @", "4,100 KHR"}},
		{"SignsAreNotLeftAlone", "ឡឡ។", 2, []string{"ឡ", "ឡ។"}},
		{"DrawnLine", "..........", 5, []string{".....", "....."}},
		{"MarkOnASpace", "ក ់", 1, []string{"ក", " ់"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := khmer.Wrap(tt.text, tt.width, count); !slices.Equal(got, tt.want) {
				t.Errorf("Wrap = %q, want %q", got, tt.want)
			}
		})
	}
}

// pieces are the parts of names and sentences, and hard cases: coeng, joiners, vowels
// written before their base, signs above, currency signs.
var pieces = []string{
	"ក", "ខ", "ស", "អ", "្", "្រ", "្ដ", "ា", "ិ", "ុ", "េ", "ោ", "ះ", "ំ", "់", "៉", "ៈ", "៍", "ឥ", "ឪ",
	"។", "៛", "ៗ", "១", "២", " ", "  ", "a", "B", "3", "$", "-", "(", ")", "%", "\u200b", "\u200c", "\u200d", "\n", "\t",
	"\u00a0", "é", "\u0301", "👍", "\xff", "កាហ្វេ", "ទឹកដោះគោ", "សូម", "ទេ",
}

func drawText(t *rapid.T) string {
	return strings.Join(rapid.SliceOf(rapid.SampledFrom(pieces)).Draw(t, "text"), "")
}

func TestWrapLosesNothing(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text := drawText(t)
		width := rapid.IntRange(0, 12).Draw(t, "width")
		lines := khmer.Wrap(text, width, utf8.RuneCountInString)
		if got, want := solid(strings.Join(lines, "")), solid(text); got != want {
			t.Fatalf("the lines hold %q, the text %q", got, want)
		}
		// Spaces within a line are kept.
		all := strings.ReplaceAll(text, "\u200b", "")
		for _, line := range lines {
			if !strings.Contains(all, line) {
				t.Fatalf("line %q is no part of %q", line, text)
			}
		}
	})
}

// solid removes what may be dropped at breaks.
func solid(s string) string {
	var b strings.Builder
	for i, r := range s {
		if !dropped(r) {
			_, size := utf8.DecodeRuneInString(s[i:])
			b.WriteString(s[i : i+size]) // invalid UTF-8 bytes are kept
		}
	}
	return b.String()
}

func dropped(r rune) bool {
	return r == '\u200b' || unicode.IsSpace(r) && r != '\u00a0'
}

func TestNoLineBeginsWithAMark(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		// A paragraph may begin with a mark; only that can't be avoided.
		text := "ក" + strings.ReplaceAll(drawText(t), "\n", "\nក")
		width := rapid.IntRange(0, 12).Draw(t, "width")
		for _, line := range khmer.Wrap(text, width, utf8.RuneCountInString) {
			if line == "" {
				t.Fatalf("an empty line in %q", text)
			}
			if r, _ := utf8.DecodeRuneInString(line); unicode.Is(unicode.M, r) || r == '\u200c' || r == '\u200d' {
				t.Fatalf("line %q of %q begins with %U", line, text, r)
			}
			if strings.ContainsRune(line, '\u200b') {
				t.Fatalf("line %q keeps a zero-width space", line)
			}
		}
	})
}

func TestLinesFitUnlessTheyCannotBeBroken(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text := drawText(t)
		width := rapid.IntRange(1, 12).Draw(t, "width")
		for _, line := range khmer.Wrap(text, width, utf8.RuneCountInString) {
			if utf8.RuneCountInString(line) > width && len(khmer.Breaks(line)) > 0 {
				t.Fatalf("line %q of %q is wider than %d and could be broken", line, text, width)
			}
		}
	})
}

func TestBreaksStandBetweenClusters(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text := drawText(t)
		starts := map[int]bool{}
		at := 0
		for _, c := range khmer.Clusters(text) {
			starts[at] = true
			at += len(c)
		}
		if at != len(text) {
			t.Fatalf("the clusters of %q are %d bytes long", text, at)
		}
		before := 0
		for _, b := range khmer.Breaks(text) {
			if b.At <= before || b.At >= len(text) || !starts[b.At] {
				t.Fatalf("a break at %d of %q, after one at %d", b.At, text, before)
			}
			before = b.At
		}
	})
}

func BenchmarkWrap(b *testing.B) {
	for _, letters := range []int{40, 500} {
		text := strings.Repeat("កាហ្វេទឹកដោះគោឡឡ", 50)
		text = strings.Join(khmer.Clusters(text)[:letters], "")
		b.Run(fmt.Sprint(letters), func(b *testing.B) {
			for b.Loop() {
				khmer.Wrap(text, 32, utf8.RuneCountInString)
			}
		})
	}
}

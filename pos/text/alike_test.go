package text_test

import (
	"testing"

	"psar/pos/text"
)

func TestAlike(t *testing.T) {
	t.Parallel()
	for name, twins := range map[string][]string{
		"Srey":        {"Ѕrеy", "SREY", "Ｓｒｅｙ", "𝐒𝐫𝐞𝐲", "Ⓢrey", "S\u034frey", "Srey\ufe0f", "Sr\u2063ey", "Sr\u180eey", "Srey\u2800", "Srey\u3164", "\u115fSrey", "S\U000e0041rey", "Srey.", "S'rey", "ꜱrey"},
		"SOK":         {"ЅОК", "S0k", "S០k", "sοκ", "Տօκ"},
		"Nita":        {"Νitа", "ηita", "Nıta", "Ni\u0307ta"},
		"Dara":        {"Ｄara"},
		"Sophea Chan": {"Sοphea  Сhan", "Sophea\u00a0Chan", "Sophea\u3000Chan"},
		"vuthy":       {"νuthу"},
		"lan":         {"Ian", "Іan", "ӏan"},
		"Sok 3":       {"Sok ៣", "Sok ３", "Sok ③", "Sok ٣", "Sok З"},
		"Chan-Dara":   {"Chan\u2010Dara", "Chan–Dara"},
		"Zoë":         {"Zoe\u0308", "Zoё", "Zoë\u0308"},
		"សុខដារ៉ា":    {"សុខ\u200bដារ៉ា"},
		"ស្ត្រី":      {"ស្ដ្រី", "ស្រ្តី", "ស្រ្ដី", "សី្ត្រ"},
		"ភឿន":         {"ភឿ\u200cន"},
		"កើត":         {"កេីត", "កីេត"},
		"ពោធិ៍":       {"ពេាធិ៍", "ពោធ៍ិ"},
		"ស៊ីថា":       {"សុីថា", "ស៉ីថា"},
		"ណុំ":         {"ណំុ", "ណុុំ"},
		"អារី":        {"ឣារី", "ឤរី"},
		"ニナ":          {"二ナ", "ﾆﾅ"},
		"แดง":         {"เเดง"},
	} {
		for _, twin := range twins {
			if !text.Alike(name, twin) || !text.Alike(twin, name) {
				t.Errorf("%+q and %+q are told apart", name, twin)
			}
		}
	}
	// Names that people tell apart stay apart, whatever their alphabet.
	for a, b := range map[string]string{
		"Ian": "Lan", "Nita": "Vita", "សុខា": "សុភា", "Bo": "Во́", "Иван": "Иваи", "Sal": "Sa1", "Sok 1": "Sok 2", "Zoe": "Zoë", "Chan Dara": "ChanDara",
		"សុខ": "សូខ", "តារា": "ដារា", "កើត": "កេត", "ស៊ូ": "សុ", "ចាន់": "ចាន", "明": "朋",
	} {
		if text.Alike(a, b) {
			t.Errorf("%s and %s are alike", a, b)
		}
	}
}

func TestLooksNumbered(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"No. 3", "no.3", "No 10", "No.３", "№ 3", "N0 12", "Νо. ៣", "Nо．3"} {
		if !text.LooksNumbered(name) {
			t.Errorf("%+q is a name", name)
		}
	}
	for _, name := range []string{"Noo", "No", "Nop 3", "3", "Nora", "No 3a", "Mono 3", "ណូ ៣"} {
		if text.LooksNumbered(name) {
			t.Errorf("%+q is none", name)
		}
	}
}

func TestSeesAndWritten(t *testing.T) {
	t.Parallel()
	for _, r := range "\u034f\ufe00\ufe0f\U000e0100\U000e0041\u2060\u2063\u180e\u180b\u3164\u115f\u1160\uffa0\u2800\u17b4\u17b5\u00ad\u200e\ufff9\ue000\u0378\ufffc\U0001d159" {
		if text.Sees("Sok" + string(r) + "ha") {
			t.Errorf("%U is taken", r)
		}
	}
	for _, name := range []string{
		"Sok Dara", "Sok2", "Nguyễn Thị Hương", "សុខា", "ស្រី\u200bមុំ", "ព្រះ\u200dអង្គ", "ស្រី\u200cមុំ", "សុខា២", "សុខា 2", "សុខា Sok", "សុខា(Sok)", "សុខា/Sok", "陈明", "Chen明", "たなかサン", "김", "แดง",
		"ꨀꨇꩉ", "Иван", "Νίκος", "Zoe\u0308", "O’Hara", "Jean-Luc", "Sok ★", "ម៉ៅ ២",
	} {
		if !text.Sees(name) || !text.Written(name) {
			t.Errorf("%+q: seen %t, written %t", name, text.Sees(name), text.Written(name))
		}
	}
	for _, name := range []string{"ᏚᎾᏦ", "ꓢꓳꓗ", "𐐠ok", "Ѕok", "Sok៣", "S០k", "Sokសុខា", "ⲟⲕ", "សុខ໓"} {
		if text.Written(name) {
			t.Errorf("%+q is taken", name)
		}
	}
}

package pos_test

import (
	"testing"

	"psar/pos"
)

func TestMoneyOfTwoCurrenciesIsRefused(t *testing.T) {
	t.Parallel()
	khr := func(minor int64) pos.Money { return pos.Money{Minor: minor, Currency: pos.KHR} }
	for _, c := range []struct {
		a, b        pos.Money
		plus, minus pos.Money
		ok          bool
		covers      bool
		exceeds     bool
	}{
		{a: inDollars(500), b: inDollars(200), plus: inDollars(700), minus: inDollars(300), ok: true, covers: true, exceeds: true},
		{a: inDollars(200), b: inDollars(500), plus: inDollars(700), minus: inDollars(-300), ok: true},
		{a: inDollars(500), b: inDollars(500), plus: inDollars(1000), minus: inDollars(0), ok: true, covers: true},
		{a: khr(20_000), b: inDollars(500)},
		{a: inDollars(500), b: khr(100)},
		{a: inDollars(500), plus: inDollars(500), minus: inDollars(500), ok: true}, // the zero Money is no amount
		{b: khr(100), plus: khr(100), minus: khr(-100), ok: true},
	} {
		if got, ok := c.a.Plus(c.b); got != c.plus || ok != c.ok {
			t.Errorf("%v plus %v: %v %v", c.a, c.b, got, ok)
		}
		if got, ok := c.a.Minus(c.b); got != c.minus || ok != c.ok {
			t.Errorf("%v minus %v: %v %v", c.a, c.b, got, ok)
		}
		if got := c.a.Covers(c.b); got != c.covers {
			t.Errorf("%v covers %v: %v", c.a, c.b, got)
		}
		if got := c.a.Exceeds(c.b); got != c.exceeds {
			t.Errorf("%v exceeds %v: %v", c.a, c.b, got)
		}
	}
	if got := pos.SumIn(pos.KHR, khr(100), inDollars(5), khr(-30)); got != khr(70) {
		t.Errorf("the riel are %v", got)
	}
	if got := pos.SumIn(pos.USD, khr(100)); got != inDollars(0) {
		t.Errorf("the dollars are %v", got)
	}
	if got := khr(100).Times(12); got != khr(1200) {
		t.Errorf("twelve notes are %v", got)
	}
	if got := inDollars(500).Per(3); got != inDollars(167) {
		t.Errorf("a third is %v", got)
	}
}

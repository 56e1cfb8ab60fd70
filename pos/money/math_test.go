package money_test

import (
	"testing"

	"psar/pos/money"
)

func TestMoneyOfTwoCurrenciesIsRefused(t *testing.T) {
	t.Parallel()
	khr := func(minor int64) money.Money { return money.Riel(minor) }
	for _, c := range []struct {
		a, b        money.Money
		plus, minus money.Money
		ok          bool
		covers      bool
		exceeds     bool
	}{
		{a: money.Cents(500), b: money.Cents(200), plus: money.Cents(700), minus: money.Cents(300), ok: true, covers: true, exceeds: true},
		{a: money.Cents(200), b: money.Cents(500), plus: money.Cents(700), minus: money.Cents(-300), ok: true},
		{a: money.Cents(500), b: money.Cents(500), plus: money.Cents(1000), minus: money.Cents(0), ok: true, covers: true},
		{a: khr(20_000), b: money.Cents(500)},
		{a: money.Cents(500), b: khr(100)},
		{a: money.Cents(500), plus: money.Cents(500), minus: money.Cents(500), ok: true}, // the zero Money is no amount
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
	if got := money.SumIn(money.KHR, khr(100), money.Cents(5), khr(-30)); got != khr(70) {
		t.Errorf("the riel are %v", got)
	}
	if got := money.SumIn(money.USD, khr(100)); got != money.Cents(0) {
		t.Errorf("the dollars are %v", got)
	}
	if got := khr(100).Times(12); got != khr(1200) {
		t.Errorf("twelve notes are %v", got)
	}
	if got := money.Cents(500).Per(3); got != money.Cents(167) {
		t.Errorf("a third is %v", got)
	}
}

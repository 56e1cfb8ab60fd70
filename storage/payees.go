package storage

import (
	"context"
	"encoding/json"
	"maps"
	"slices"

	"psar/pos/facts"
	"psar/pos/journal"
	"psar/pos/money"
	"psar/pos/payment"
)

// payeeFacts selects what the journal tells of whom codes pay, by an index of these rows alone.
const payeeFacts = "SELECT " + signedColumns + " FROM journal WHERE kind = 'payee.fields' ORDER BY seq"

// toldPin is what the journal says about the payee of a currency.
type toldPin struct {
	pin  payment.Pin // by the last fact that tells; without fields where there is none
	told bool

	row  signedRow // the last fact
	void bool      // it tells nothing
}

type toldPins map[money.Currency]toldPin

// pins are the payees as the facts without doubt tell.
func (d *doubter) pinsOf(ctx context.Context, rows []signedRow) (toldPins, error) {
	told := toldPins{}
	for _, r := range rows {
		var pin payment.Pin
		if json.Unmarshal(r.Payload, &pin) != nil { // journal verify reports it; the till must still open
			continue
		}
		holds, err := d.holds(ctx, r)
		if err != nil {
			return told, err
		}
		now := told[pin.Currency]
		if now.row, now.void = r, !holds; holds {
			now.pin, now.told = pin, true
		}
		told[pin.Currency] = now
	}
	return told, nil
}

// restated are facts that say again what counts: see toldSettings.
func (t toldPins) restated(d *doubter) (all []journal.Fact) {
	for _, of := range slices.Sorted(maps.Keys(t)) {
		if one := t[of]; one.void && d.settled(one.row) {
			one.pin.Currency = of
			all = append(all, journal.Fact{Kind: facts.PayeeFields, Payload: facts.PayeePin{Pin: one.pin, Why: facts.PinRestated}})
		}
	}
	return all
}

// Payees returns the pins of the currencies that have one, as the journal's last fact of
// each tells that is not in doubt.
func (db *DB) Payees(ctx context.Context) (pins []payment.Pin, err error) {
	err = db.judgingRows(ctx, func(q querier, j judgement) error {
		d := db.doubter(ctx, q, j)
		rows, err := d.rows(ctx, q, payeeFacts)
		if err != nil {
			return err
		}
		told, err := d.pinsOf(ctx, rows)
		for _, of := range slices.Sorted(maps.Keys(told)) {
			if one := told[of]; one.told {
				pins = append(pins, one.pin)
			}
		}
		return err
	})
	return pins, err
}

package storage

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/settings"
)

// journalPower is the condition of an index: see migration 21.
const journalPower = "kind IN ('setting.changed', 'payee.pinned', 'shift.closed')"

const settingFacts = "SELECT " + signedColumns + " FROM journal WHERE " + journalPower +
	" AND kind IN ('setting.changed', 'payee.pinned') ORDER BY seq"

// toldSetting is what the journal's last fact about a setting says.
type toldSetting struct {
	value string // "" for the default
	row   signedRow
	wrong bool // its own hash or signature is: then it tells nothing
}

// toldSettings is what the journal says about the settings.
type toldSettings struct {
	last    map[settings.Key]toldSetting
	damaged *signedRow // the first fact that can't be read: nobody knows what it is about
}

// readToldSettings reads the facts about settings; with a nil judgement every fact tells.
func readToldSettings(ctx context.Context, q querier, j *judgement) (toldSettings, error) {
	told := toldSettings{last: map[settings.Key]toldSetting{}}
	err := eachSigned(ctx, q, settingFacts, func(r signedRow) {
		key, value, err := settingOf(r.Payload)
		switch {
		case err == nil:
			told.last[key] = toldSetting{value: value, row: r}
		case told.damaged == nil:
			told.damaged = &r
		}
	})
	for key, last := range told.last {
		last.wrong = j != nil && j.of(last.row) == rowWrong
		told.last[key] = last
	}
	return told, err
}

// settingOf returns what a fact says about a setting; payee.pinned sets the account that
// codes pay.
func settingOf(payload []byte) (settings.Key, string, error) {
	var parsed struct {
		Key      settings.Key
		To       string
		Currency money.Currency
		Payee    payment.Payee
	}
	if err := json.Unmarshal(payload, &parsed); err != nil {
		return "", "", err
	}
	if parsed.Currency != "" {
		_, _, account := settings.ProfileKeys(parsed.Currency)
		return account, parsed.Payee.Account, nil
	}
	return parsed.Key, parsed.To, nil
}

// values are the settings as the journal tells them. Where it tells nothing because its fact is
// in doubt, the stored row counts. Those of secrets are not in it.
func (t toldSettings) values(stored settings.Values) settings.Values {
	values := settings.Values{}
	for key, told := range t.last {
		if told.wrong {
			told.value = stored[key]
		}
		if spec, err := settings.SpecOf(key); (err != nil || !spec.Secret) && told.value != "" {
			values[key] = told.value
		}
	}
	for key, value := range stored {
		if _, known := t.last[key]; !known && t.damaged != nil {
			values[key] = value
		}
	}
	return values
}

// differing returns the settings whose rows are not as the journal tells, with both values.
func (t toldSettings) differing(stored settings.Values) (told, found settings.Values) {
	told, found = settings.Values{}, settings.Values{}
	is := t.values(stored)
	for key, value := range is {
		if stored[key] != value {
			told[key], found[key] = value, stored[key]
		}
	}
	for key, value := range stored {
		if _, known := is[key]; !known {
			told[key], found[key] = "", value
		}
	}
	return told, found
}

// settingsAgree compares the settings with the last fact of each.
func settingsAgree(ctx context.Context, q querier, head int64) (seq int64, reason string, err error) {
	stored, err := readSettings(ctx, q)
	if err != nil {
		return 0, "", err
	}
	all, err := readToldSettings(ctx, q, nil)
	if err != nil {
		return 0, "", err
	}
	if all.damaged != nil {
		return all.damaged.Seq, fmt.Sprintf("row %d tells of a setting that can't be read", all.damaged.Seq), nil
	}
	told, _ := all.differing(stored)
	var first difference
	for _, key := range slices.Sorted(maps.Keys(told)) {
		if fact, known := all.last[key]; known {
			first.found(fact.row.Seq, "the setting %s is not as row %d tells", key, fact.row.Seq)
		} else {
			first.found(head, "the journal does not tell of the setting %s", key)
		}
	}
	return first.seq, first.reason, nil
}

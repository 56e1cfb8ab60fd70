package storage

import (
	"context"
	"encoding/json"
	"maps"
	"slices"

	"psar/pos/facts"
	"psar/pos/finding"
	"psar/pos/journal"
	"psar/pos/money"
	"psar/pos/payment"
	"psar/pos/settings"
)

// journalPower is the condition of an index: see migration 21.
const journalPower = "kind IN ('setting.changed', 'payee.pinned', 'shift.closed')"

const settingFacts = "SELECT " + signedColumns + " FROM journal WHERE " + journalPower +
	" AND kind IN ('setting.changed', 'payee.pinned') ORDER BY seq"

// toldSetting is what the journal says about a setting.
type toldSetting struct {
	value string // by the last fact that tells, "" for the default
	told  bool   // there is one

	row  signedRow // the last fact
	says string    // its value
	void bool      // it tells nothing
}

// toldSettings is what the journal says about the settings.
type toldSettings struct {
	last    map[settings.Key]toldSetting
	damaged *signedRow // the first fact that can't be read: nobody knows what it is about
}

// readToldSettings reads the facts about settings.
func readToldSettings(ctx context.Context, q querier, d *doubter) (toldSettings, error) {
	rows, err := d.factsOf(ctx, q, settingFacts)
	if err != nil {
		return toldSettings{}, err
	}
	return d.settingsOf(ctx, rows)
}

func (d *doubter) settingsOf(ctx context.Context, rows []signedRow) (toldSettings, error) {
	told := toldSettings{last: map[settings.Key]toldSetting{}}
	for _, r := range rows {
		key, value, err := settingOf(r.Payload)
		if err != nil {
			if told.damaged == nil {
				told.damaged = &r
			}
			continue
		}
		holds, err := d.holds(ctx, r)
		if err != nil {
			return told, err
		}
		now := told.last[key]
		if now.row, now.says, now.void = r, value, !holds; holds {
			now.value, now.told = value, true
		}
		told.last[key] = now
	}
	return told, nil
}

// stands reports whether a setting's stored row counts: its only facts were damaged. One of
// somebody's with the right hash would be no damage. Whom codes pay no row alone decides.
func (t toldSetting) stands(key settings.Key) bool {
	return t.void && !t.told && t.row.Hash != t.row.Sum() && !paying(key)
}

// restated are facts that say again what counts, where the last one is in doubt for good: so the
// journal says so whatever key is at hand.
func (t toldSettings) restated(d *doubter) (all []journal.Fact) {
	for _, key := range slices.Sorted(maps.Keys(t.last)) {
		one := t.last[key]
		if spec, err := settings.SpecOf(key); err != nil || spec.Secret || !one.void || one.stands(key) || !d.settled(one.row) {
			continue
		}
		all = append(all, journal.Fact{Kind: facts.SettingChanged, Payload: facts.Setting{Key: key, From: one.says, To: one.value}})
	}
	return all
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

// values are the settings as the journal tells them. Those of secrets are not in it.
func (t toldSettings) values(stored settings.Values) settings.Values {
	values := settings.Values{}
	for key, told := range t.last {
		if told.stands(key) {
			told.value = stored[key]
		}
		if spec, err := settings.SpecOf(key); (err != nil || !spec.Secret) && told.value != "" {
			values[key] = told.value
		}
	}
	for key, value := range stored {
		if _, known := t.last[key]; !known && t.damaged != nil && !paying(key) {
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
func settingsAgree(ctx context.Context, q *telling, found *findings) error {
	stored, err := readSettings(ctx, q)
	if err != nil {
		return err
	}
	rows, err := q.factsOf(ctx, facts.SettingChanged, facts.PayeePinned)
	if err != nil {
		return err
	}
	all, err := (*doubter)(nil).settingsOf(ctx, rows)
	if err != nil {
		return err
	}
	if all.damaged != nil {
		found.unread(finding.Settings, all.damaged.Seq)
	}
	told, is := all.differing(stored)
	for _, key := range slices.Sorted(maps.Keys(told)) {
		f := finding.Finding{Kind: finding.Untold, Table: finding.Settings, ID: string(key)}
		if fact, known := all.last[key]; known {
			f.Kind, f.Row = finding.Differs, fact.row.Seq
		}
		found.add(f, is[key], func() (string, string) { return fieldAs(string(key), told[key]), fieldAs(string(key), is[key]) })
	}
	return nil
}

package pos

import (
	"context"
	"maps"
	"slices"

	"psar/pos/facts"
	"psar/pos/journal"
	"psar/pos/settings"
	"psar/pos/staff"
)

// ChangePrinter changes settings of a role's printer in one commit, by an approval with the
// Figures of these settings. The error's code is fault.SettingUnknown,
// fault.SettingInvalid, fault.PrinterFile, one of authorize's, or the Store's.
func (t *Till) ChangePrinter(ctx context.Context, role settings.PrintRole, parts map[settings.PrinterPart]string, approval staff.Approval) error {
	change := settings.Values{}
	for _, part := range slices.Sorted(maps.Keys(parts)) {
		key, value := settings.PrinterKey(role, part), parts[part]
		spec, err := settings.SpecOf(key)
		if err == nil {
			err = spec.CheckValue(value)
		}
		if err == nil {
			err = spec.CheckBelow(t.folder, value)
		}
		if err != nil {
			return err
		}
		change[key] = value
	}
	checked, err := t.checkApproval(ctx, staff.ActionSettings, approval)
	if err != nil {
		return err
	}
	keys := slices.Sorted(maps.Keys(change))
	return t.do(ctx, func() error {
		grant, err := t.authorize(staff.ActionSettings, checked, t.settings.Figures(keys...))
		if err != nil {
			return err
		}
		next, rows := t.settings, []journal.Fact(nil)
		for _, key := range keys {
			if t.settings[key] == change[key] {
				delete(change, key)
				continue
			}
			next = next.With(key, change[key])
			rows = append(rows, journal.Fact{Kind: facts.SettingChanged, Payload: facts.Setting{Key: key, From: t.settings[key], To: change[key], By: grant.by}})
		}
		if len(change) == 0 {
			return nil
		}
		if _, err := t.commit(ctx, Batch{At: t.now(), Settings: change, Facts: rows}, grant); err != nil {
			return err
		}
		t.settings = next
		t.publish()
		t.prints.wake() // the printer may be another one now
		return nil
	})
}

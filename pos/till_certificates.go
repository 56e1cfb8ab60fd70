package pos

import (
	"context"

	"psar/pos/facts"
	"psar/pos/journal"
	"psar/pos/payment"
	"psar/pos/settings"
)

// PinCertificates keeps what the file of gateway.ca_file holds, where an older program kept its path
// alone. It reports whether it did so. The error is the Store's.
func (t *Till) PinCertificates(ctx context.Context, now settings.File) (pinned bool, err error) {
	err = t.do(ctx, func() error {
		was := t.settings[settings.GatewayCAFile]
		if was == "" || was != now.Path || now.Sum == "" {
			return nil
		}
		change := facts.Setting{Key: settings.GatewayCAFile, From: was, To: now.Value()}
		if _, err := t.commit(ctx, Batch{
			At: t.now(), Settings: settings.Values{change.Key: change.To},
			Facts: []journal.Fact{{Kind: facts.SettingChanged, Payload: change}},
		}); err != nil {
			return err
		}
		t.settings, pinned = t.settings.With(change.Key, change.To), true
		t.publish()
		return nil
	})
	return pinned, err
}

// DoubtCertificates raises an alert: the file of gateway.ca_file holds something else than when the
// owner set it. What was raised in this run is not raised again, read or not. The error is the
// Store's.
func (t *Till) DoubtCertificates(ctx context.Context, now settings.File) error {
	return t.do(ctx, func() error {
		told := settings.FileOf(t.settings[settings.GatewayCAFile])
		if told.Sum == "" || now.Path != told.Path || now == told || now == t.doubtedFile {
			return nil
		}
		alert := payment.Alert{Kind: payment.AlertCertificates, Expected: told.String(), Actual: now.String()}
		if err := t.raiseRecords(alert, Batch{}); err != nil {
			return err
		}
		t.doubtedFile = now
		t.publish()
		return nil
	})
}

package app

import (
	"context"

	"psar/payments"
	"psar/pos/fault"
	"psar/pos/settings"
)

// lookAtCertificates holds the file of gateway.ca_file against what the owner has set: where it is
// another one now that is an alert. Of what an older program set, what it holds now counts from now
// on, and that is said once. A file that can't be read now believes nobody, and is looked at again.
func (s *Shop) lookAtCertificates(ctx context.Context) {
	told := settings.FileOf(s.Till.Snapshot().Settings.Get(settings.GatewayCAFile))
	if told.Path == "" {
		return
	}
	now, err := payments.CAFileNow(told.Path)
	if err != nil {
		return
	}
	if told.Sum != "" {
		_ = s.Till.DoubtCertificates(ctx, now) // what can't be recorded now is seen again
		return
	}
	if pinned, err := s.Till.PinCertificates(ctx, now); err == nil && pinned {
		s.Noted(fault.New(fault.CAFilePinned, now.Path))
	}
}

package model

import (
	"time"

	"psar/assets/words"
	"psar/pos/payment"
	"psar/pos/staff"
	"psar/ui/view"
)

// alertForm says that a manager has read an alert.
type alertForm struct {
	wordForm
	alert payment.Alert
}

// readAlert opens the oldest alert that no manager has read.
func (s Model) readAlert(now time.Time) (Model, Command) {
	switch {
	case len(s.Snap.Alerts) == 0:
		return s.Say(now, view.StatusNone, words.NoAlert), nil
	case s.Charging:
		return s.Say(now, view.StatusNone, words.Preparing), nil
	}
	f := form{of: alertForm{alert: s.Snap.Alerts[0]}}
	if s.Snap.Alerts[0].Kind.OfRecords() {
		f.Fields = []field{{Kind: fieldReason}}
	}
	return s.openForm(f)
}

func (alertForm) task() task { return taskAlert }

func (k alertForm) title(s Model) string {
	switch {
	case k.alert.Kind.OfPeople():
		return s.word(words.PeopleTitle)
	case k.alert.Kind.OfRecords():
		return s.word(words.RecordsTitle)
	case k.alert.Kind != payment.AlertOtherAccount:
		return s.word(words.AlertPayment)
	case k.alert.Differs != "":
		return s.word(words.AlertTitleFields)
	}
	return s.word(words.AlertTitle)
}

func (k alertForm) about(s Model, _ form, v *view.Desk, now time.Time) {
	v.Status = view.StatusBad
	if k.alert.Kind.OfPeople() {
		v.Facts = [4]string{s.alertSentence(k.alert) + " · " + stamp(k.alert.Last, now), s.word(peopleAdvice(k.alert.Kind))}
		return
	}
	if k.alert.Kind.OfRecords() {
		_, known, found, _ := words.RecordsAlert(s.Language, string(k.alert.Kind), k.alert.Expected, k.alert.Actual)
		v.Facts = [4]string{s.alertSentence(k.alert) + " · " + s.oftenText(k.alert, now), s.word(words.RecordsAdvice), known, found}
		switch k.alert.Kind {
		case payment.AlertKeyringMissing, payment.AlertKeyringOther:
			v.Facts[1] = s.word(words.KeyringAdvice)
		case payment.AlertCertificates:
			v.Facts[1] = s.word(words.CertificatesAdvice)
		}
		return
	}
	if k.alert.Kind == payment.AlertOtherAccount {
		v.Amount = k.alert.Found.Account
		v.Facts = [4]string{k.alert.Found.Name + " · " + string(k.alert.Currency) + " · " + s.oftenText(k.alert, now), s.word(words.AlertAdvice), words.PayeeDifferences(s.Language, k.alert.Differs)}
		return
	}
	v.Amount = k.alert.Money.Display()
	v.Facts = [4]string{s.alertSentence(k.alert) + " · " + stamp(k.alert.Last, now), s.word(words.UnknownAdvice)}
	if k.alert.Kind == payment.AlertPaidUnclear {
		v.Facts[1] = s.word(words.UnclearAdvice)
	}
}

// peopleAdvice is what to do about an alert about people.
func peopleAdvice(k payment.AlertKind) words.Key {
	switch k {
	case payment.AlertPINRow:
		return words.PeopleAdvicePIN
	case payment.AlertWrongPINs:
		return words.PeopleAdviceWait
	case payment.AlertRecoveryRow:
		return words.PeopleAdviceCode
	}
	return words.PeopleAdvice
}

func (k alertForm) figures(Model) staff.Figures { return k.alert.Figures() }

func (k alertForm) ofOwner() bool { return k.alert.Kind.OfRecords() }

func (k alertForm) review(s Model, _ form, v *view.Desk) {
	if k.alert.Kind.OfPeople() {
		v.Text, v.Facts[1] = s.word(words.WillReadPeople), ""
		if k.alert.Kind.OfRecords() {
			v.Text = s.word(words.WillClearPeople)
		}
		return
	}
	if k.alert.Kind.OfRecords() {
		v.Text, v.Facts[1] = s.word(words.WillClearAlert), ""
		return
	}
	what := k.alert.Found.Account
	if k.alert.Kind != payment.AlertOtherAccount {
		what = string(k.alert.Payment)
	}
	v.Text, v.Facts[1] = s.word(words.WillReadAlert, what), ""
}

func (k alertForm) command(_ Model, f form) Command {
	return AlertCommand{k.alert.ID, f.value(fieldReason), f.word()}
}

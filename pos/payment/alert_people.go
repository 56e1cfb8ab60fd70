package payment

// The kinds of alert about people. They are about no payment.
const (
	// AlertStaffRows: rows of the staff were changed behind the till's back. Expected
	// lists them as the journal tells, Actual as they were found.
	AlertStaffRows AlertKind = "staff_rows"
	// AlertPINRow: a stored PIN, of the person in Expected, was replaced behind the
	// till's back.
	AlertPINRow AlertKind = "pin_row"
	// AlertRecoveryRow: the stored hash of the owner's recovery code was replaced, or taken
	// away, behind the till's back.
	AlertRecoveryRow AlertKind = "recovery_row"
	// AlertWrongPINs: many wrong PINs in a row were typed for the name in Expected.
	AlertWrongPINs AlertKind = "wrong_pins"
)

// OfPeople reports whether an alert is about people.
func (k AlertKind) OfPeople() bool {
	return k == AlertStaffRows || k == AlertPINRow || k == AlertRecoveryRow || k == AlertWrongPINs
}

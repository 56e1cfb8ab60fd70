package model

import (
	"slices"

	"psar/assets/words"
	"psar/pos/catalogue"
	"psar/pos/fault"
	"psar/pos/staff"
)

// fieldKind names a line of a form.
type fieldKind int

const (
	fieldReceipt fieldKind = iota
	fieldReference
	fieldNote
	fieldManager
	fieldPIN
	fieldLink
	fieldReason
	fieldAmount // figures that fill from the right, like the till's own
	fieldName
	fieldBy // in whose name it is done, where nobody has signed in
	fieldTo
	fieldToPIN // of who takes the drawer over
	fieldWhy
	fieldNewPIN
	fieldAgain // the same once more
	fieldItemName
	fieldItemKhmer
	fieldBarcode
	fieldCategory
	fieldTax // one of the choices: whatever is typed goes to the next
	fieldRole
	fieldQuickKey
	fieldRate // whole riel for a dollar
	fieldZ
	fieldDay
	fieldFirstDay
	fieldLastDay
	fieldCode // of a paper
)

// fieldSpec is all that is to be known of one kind of line.
type fieldSpec struct {
	label   words.Key
	longest int        // characters: what the till takes of it
	empty   fault.Code // what an empty one lacks; "": it may be empty
	check   func(s Model, f form, text string) fault.Code
	secret  bool
	person  bool                              // whose word it is: over a name that stands or was refused the first letter begins another
	figures bool                              // whole numbers, often there already
	arabic  bool                              // it is compared: a Khmer layout types other figures
	latin   bool                              // Latin letters alone are in it: a Khmer layout types others with the same keys
	stroked bool                              // it is written with strokes: a receipt's number, a day
	choices func() []string                   // of which it is one
	shows   func(s Model, text string) string // the choice, as people read it
}

// spec is what is known of the lines of a kind.
func (k fieldKind) spec() fieldSpec { return fieldSpecs[k] }

var fieldSpecs = [...]fieldSpec{
	fieldReceipt:   {label: words.FieldReceipt, longest: 20, arabic: true, stroked: true, empty: fault.ReceiptUnknown, check: checkReceipt},
	fieldReference: {label: words.FieldReference, longest: 64, empty: fault.ReferenceMissing},
	fieldNote:      {label: words.FieldNote, longest: 200, empty: fault.TextInvalid},
	fieldManager:   {label: words.FieldManager, longest: 40, person: true, empty: fault.ManagerNeeded},
	fieldPIN:       {label: words.FieldPIN, longest: 40, arabic: true, secret: true, empty: fault.PINEmpty},
	fieldLink:      {label: words.FieldLink, longest: 200},
	fieldReason:    {label: words.FieldReason, longest: 200, empty: fault.ReasonMissing},
	fieldAmount:    {label: words.FieldAmount, longest: 16, empty: fault.AmountZero, check: checkAmount},
	fieldName:      {label: words.FieldName, longest: 40},
	fieldBy:        {label: words.FieldName, longest: 40, person: true},
	fieldTo:        {label: words.FieldTo, longest: 40, empty: fault.TextInvalid},
	fieldToPIN:     {label: words.FieldToPIN, longest: 40, arabic: true, secret: true},
	fieldWhy:       {label: words.FieldWhy, longest: 200},
	fieldNewPIN:    {label: words.FieldNewPIN, longest: 12, arabic: true, secret: true, empty: fault.PINInvalid, check: checkPIN},
	fieldAgain:     {label: words.FieldAgain, longest: 12, arabic: true, secret: true},
	fieldItemName:  {label: words.FieldItemName, longest: catalogue.MaxName},
	fieldItemKhmer: {label: words.FieldItemKhmer, longest: catalogue.MaxName},
	fieldBarcode:   {label: words.FieldBarcode, longest: catalogue.MaxBarcode, arabic: true},
	fieldCategory:  {label: words.FieldCategory, longest: catalogue.MaxCategory},
	fieldTax:       {label: words.FieldTax, longest: 20, choices: taxChoices, shows: Model.taxShown},
	fieldRole:      {label: words.FieldRole, longest: 20, choices: roleChoices, shows: Model.roleShown},
	fieldQuickKey:  {label: words.FieldQuickKey, longest: 2, figures: true},
	fieldRate:      {label: words.FieldRate, longest: 5, figures: true},
	fieldZ:         {label: words.FieldZ, longest: 9, figures: true},
	fieldDay:       {label: words.FieldDay, longest: 10, arabic: true, stroked: true},
	fieldFirstDay:  {label: words.FieldFirstDay, longest: 10, arabic: true, stroked: true},
	fieldLastDay:   {label: words.FieldLastDay, longest: 10, arabic: true, stroked: true},
	fieldCode:      {label: words.FieldCode, longest: 60, latin: true, empty: fault.CodeForm},
}

func checkReceipt(s Model, _ form, text string) fault.Code {
	if _, err := s.receiptOf(text); err != nil {
		return fault.ReceiptUnknown
	}
	return ""
}

func checkAmount(_ Model, f form, _ string) fault.Code {
	if f.Money().Minor == 0 {
		return fault.AmountZero
	}
	return ""
}

func checkPIN(s Model, f form, text string) fault.Code {
	if err := staff.CheckPINLength(text, s.choosesFor(f)); err != nil {
		return fault.CodeOf(err)
	}
	return ""
}

// choosesFor is the role of the person for whom a PIN is chosen. Training has PINs of any role's
// length.
func (s Model) choosesFor(f form) staff.Role {
	switch {
	case s.Snap.Training:
		return staff.Cashier
	case f.index(fieldRole) >= 0:
		return staff.Role(f.value(fieldRole))
	}
	return staff.Owner
}

func taxChoices() []string {
	return []string{string(catalogue.TaxStandard), string(catalogue.TaxExempt)}
}

func roleChoices() (choices []string) {
	for _, r := range staff.Roles() {
		choices = append(choices, string(r))
	}
	return choices
}

func (s Model) taxShown(text string) string  { return s.taxName(catalogue.TaxClass(text)) }
func (s Model) roleShown(text string) string { return s.roleName(staff.Role(text)) }

// nextChoice is the choice behind another one, in turn.
func nextChoice(choices []string, text string) string {
	return choices[(slices.Index(choices, text)+1)%len(choices)]
}

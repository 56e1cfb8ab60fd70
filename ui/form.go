package ui

import (
	"slices"
	"strings"
	"unicode/utf8"

	"psar/pos"
	"psar/pos/catalogue"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/payment"
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
	fieldTo
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
)

// longest is how many characters a line takes: what the till takes of it.
var longest = map[fieldKind]int{fieldReceipt: 20, fieldReference: 64, fieldNote: 200, fieldManager: 40, fieldPIN: 40, fieldLink: 200, fieldReason: 200, fieldAmount: 16, fieldName: 40, fieldTo: 40, fieldWhy: 200, fieldNewPIN: 12, fieldAgain: 12,
	fieldItemName: catalogue.MaxName, fieldItemKhmer: catalogue.MaxName, fieldBarcode: catalogue.MaxBarcode, fieldCategory: catalogue.MaxCategory, fieldTax: 20, fieldRole: 20,
	fieldQuickKey: 2, fieldRate: 5, fieldZ: 9, fieldDay: 10, fieldFirstDay: 10, fieldLastDay: 10}

// stroked reports that what the line takes is written with strokes: a receipt's
// number, a day.
func (k fieldKind) stroked() bool {
	return k == fieldReceipt || k == fieldDay || k == fieldFirstDay || k == fieldLastDay
}

// field is one line of a form, and what was typed into it.
type field struct {
	kind fieldKind
	text string
}

// form is what has to be typed before a task can be done.
type form struct {
	task     task
	question pos.PayeeQuestion // taskConfirm, taskDeny
	alarm    payment.Alarm     // taskAlarm
	who      string            // taskSignIn
	waiting  command           // taskApprove: what is done then
	marks    id.Payment        // taskMark
	staff    staff.Person      // taskStaff, taskStaffLeaves: as they are kept
	item     catalogue.Item    // taskItem, taskArchive: as it is kept
	shown    staff.Figures     // of what it is about, as it stood when it opened
	fields   []field
	focus    int
	fresh    [formLines]bool // of each line: its figure was not typed, the first digit replaces it
	stray    bool            // a point was refused in the line: the digits behind it go with it
	amount   entry           // of the line of an amount
	problem  said            // why it was turned down
	busy     bool            // the till is at it
}

// withPIN adds the PIN's line to the form.
func (f form) withPIN() form {
	if f.index(fieldPIN) < 0 {
		f.fields = append(slices.Clone(f.fields), field{kind: fieldPIN})
	}
	return f
}

// needsManager reports that somebody else's word is asked for.
func needsManager(code fault.Code) bool {
	return code == fault.ManagerNeeded || code == fault.PermissionMissing
}

// withManager adds the lines of a manager's word to the form.
func (f form) withManager() form {
	if f.index(fieldManager) < 0 {
		f.fields = append(slices.Clone(f.fields), field{kind: fieldManager})
	}
	return f.withPIN()
}

func (f form) index(k fieldKind) int {
	return slices.IndexFunc(f.fields, func(l field) bool { return l.kind == k })
}

// value is what was typed into a line, "" where there is none.
func (f form) value(k fieldKind) string {
	if i := f.index(k); i >= 0 {
		return strings.TrimSpace(f.fields[i].text)
	}
	return ""
}

// with changes one line. Too much is cut; figures are Arabic where they are
// compared, since a Khmer layout types others.
func (f form) with(i int, text string) form {
	if i < 0 || i >= len(f.fields) {
		return f
	}
	k := f.fields[i].kind
	switch k {
	case fieldAmount:
		return f.typedAmount(i, arabic(text))
	case fieldQuickKey, fieldRate, fieldZ:
		return f.typedFigures(i, arabic(text))
	case fieldReceipt, fieldPIN, fieldNewPIN, fieldAgain, fieldBarcode, fieldDay, fieldFirstDay, fieldLastDay:
		text = arabic(text)
	case fieldTax, fieldRole:
		text = nextChoice(k, f.fields[i].text)
	}
	if utf8.RuneCountInString(text) > longest[k] {
		text = string([]rune(text)[:longest[k]])
	}
	return f.write(i, text)
}

// money is what was typed into the line of an amount.
func (f form) money() money.Money { return f.amount.money() }

// onlyFigures drops all but the figures, and writes those as Arabic ones.
func onlyFigures(text string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, arabic(text))
}

// nextChoice is the choice behind another one, in turn.
func nextChoice(k fieldKind, text string) string {
	choices := []string{string(catalogue.TaxStandard), string(catalogue.TaxExempt)}
	if k == fieldRole {
		choices = nil
		for _, r := range staff.Roles() {
			choices = append(choices, string(r))
		}
	}
	return choices[(slices.Index(choices, text)+1)%len(choices)]
}

// atFault puts the cursor into the line that an error is about.
func (f form) atFault(code fault.Code) form {
	for about, kind := range map[fault.Code]fieldKind{
		fault.PINWrong: fieldPIN, fault.PINLocked: fieldPIN, fault.ManagerNeeded: fieldManager, fault.PermissionMissing: fieldManager,
		fault.ReceiptUnknown: fieldReceipt, fault.ReferenceMissing: fieldReference, fault.DrawerShort: fieldAmount, fault.DrawerLess: fieldAmount,
		fault.StaffName: fieldName, fault.StaffNameTaken: fieldName, fault.PINInvalid: fieldNewPIN,
		fault.ItemName: fieldItemName, fault.ItemBarcode: fieldBarcode, fault.ItemCheckDigit: fieldBarcode,
		fault.ItemBarcodeTaken: fieldBarcode, fault.ItemQuickKey: fieldQuickKey, fault.ItemQuickKeyTaken: fieldQuickKey,
		fault.AmountZero: fieldAmount, fault.AmountTooLarge: fieldAmount, fault.SettingInvalid: fieldRate,
	} {
		if i := f.index(kind); code == about && i >= 0 {
			f = f.anew(i)
		}
	}
	return f
}

func arabic(text string) string {
	return strings.Map(func(r rune) rune {
		if r >= '០' && r <= '៩' {
			return '0' + r - '០'
		}
		return r
	}, text)
}

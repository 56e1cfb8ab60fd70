package model

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
	"psar/ui/view"
)

// fieldKind names a line of a form.
type fieldKind int

const (
	FieldReceipt fieldKind = iota
	fieldReference
	fieldNote
	FieldManager
	FieldPIN
	fieldLink
	fieldReason
	FieldAmount // figures that fill from the right, like the till's own
	fieldName
	fieldTo
	fieldWhy
	fieldNewPIN
	FieldAgain // the same once more
	fieldItemName
	fieldItemKhmer
	FieldBarcode
	fieldCategory
	fieldTax // one of the choices: whatever is typed goes to the next
	FieldRole
	FieldQuickKey
	fieldRate // whole riel for a dollar
	fieldZ
	fieldDay
	fieldFirstDay
	fieldLastDay
)

// longest is how many characters a line takes: what the till takes of it.
var longest = map[fieldKind]int{FieldReceipt: 20, fieldReference: 64, fieldNote: 200, FieldManager: 40, FieldPIN: 40, fieldLink: 200, fieldReason: 200, FieldAmount: 16, fieldName: 40, fieldTo: 40, fieldWhy: 200, fieldNewPIN: 12, FieldAgain: 12,
	fieldItemName: catalogue.MaxName, fieldItemKhmer: catalogue.MaxName, FieldBarcode: catalogue.MaxBarcode, fieldCategory: catalogue.MaxCategory, fieldTax: 20, FieldRole: 20,
	FieldQuickKey: 2, fieldRate: 5, fieldZ: 9, fieldDay: 10, fieldFirstDay: 10, fieldLastDay: 10}

// stroked reports that what the line takes is written with strokes: a receipt's
// number, a day.
func (k fieldKind) stroked() bool {
	return k == FieldReceipt || k == fieldDay || k == fieldFirstDay || k == fieldLastDay
}

// field is one line of a form, and what was typed into it.
type field struct {
	Kind fieldKind
	text string
}

// form is what has to be typed before a task can be done.
type form struct {
	Task     task
	question pos.PayeeQuestion // taskConfirm, taskDeny
	alert    payment.Alert     // taskAlert
	who      string            // taskSignIn
	waiting  Command           // TaskApprove: what is done then
	marks    id.Payment        // taskMark
	staff    staff.Person      // taskStaff, taskStaffLeaves: as they are kept
	Item     catalogue.Item    // TaskItem, taskArchive: as it is kept
	shown    staff.Figures     // of what it is about, as it stood when it opened
	Fields   []field
	Focus    int
	fresh    [view.FormLines]bool // of each line: its figure was not typed, the first digit replaces it
	stray    bool                 // a point was refused in the line: the digits behind it go with it
	amount   entry                // of the line of an amount
	Problem  Said                 // why it was turned down
	Busy     bool                 // the till is at it
}

// withPIN adds the PIN's line to the form.
func (f form) withPIN() form {
	if f.Index(FieldPIN) < 0 {
		f.Fields = append(slices.Clone(f.Fields), field{Kind: FieldPIN})
	}
	return f
}

// needsManager reports that somebody else's word is asked for.
func needsManager(code fault.Code) bool {
	return code == fault.ManagerNeeded || code == fault.PermissionMissing
}

// withManager adds the lines of a manager's word to the form.
func (f form) withManager() form {
	f = f.withPIN()
	if pin := f.Index(FieldPIN); f.Index(FieldManager) < 0 { // whose PIN it is stands before it
		f.Fields = slices.Insert(slices.Clone(f.Fields), pin, field{Kind: FieldManager})
	}
	return f
}

// ofDrawer reports that the form is a count's or a movement's of cash.
func (f form) ofDrawer() bool { return f.Task == taskCount || f.Task == taskMove }

// named reports that a count or a movement of cash has somebody's name, whose own PIN
// is asked for where no manager's is.
func (f form) named() bool { return f.Value(fieldName) != "" || f.Index(FieldManager) >= 0 }

// ownWord is the word of whoever's name a count or a movement of cash has, once their
// PIN was asked for, or the manager's. A name alone gives none.
func (f form) ownWord() staff.Approval {
	word := f.word()
	if word.By == "" {
		word.By = f.Value(fieldName)
	}
	if word.By == "" || f.Index(FieldPIN) < 0 {
		return staff.Approval{Shown: word.Shown}
	}
	return word
}

func (f form) Index(k fieldKind) int {
	return slices.IndexFunc(f.Fields, func(l field) bool { return l.Kind == k })
}

// Value is what was typed into a line, "" where there is none.
func (f form) Value(k fieldKind) string {
	if i := f.Index(k); i >= 0 {
		return strings.TrimSpace(f.Fields[i].text)
	}
	return ""
}

// with changes one line. Too much is cut; figures are Arabic where they are
// compared, since a Khmer layout types others.
func (f form) with(i int, text string) form {
	if i < 0 || i >= len(f.Fields) {
		return f
	}
	k := f.Fields[i].Kind
	switch k {
	case FieldAmount:
		return f.typedAmount(i, arabic(text))
	case FieldQuickKey, fieldRate, fieldZ:
		return f.typedFigures(i, arabic(text))
	case FieldReceipt, FieldPIN, fieldNewPIN, FieldAgain, FieldBarcode, fieldDay, fieldFirstDay, fieldLastDay:
		text = arabic(text)
	case fieldTax, FieldRole:
		text = nextChoice(k, f.Fields[i].text)
	}
	if utf8.RuneCountInString(text) > longest[k] {
		text = string([]rune(text)[:longest[k]])
	}
	return f.write(i, text)
}

// Money is what was typed into the line of an amount.
func (f form) Money() money.Money { return f.amount.Money() }

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
	if k == FieldRole {
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
		fault.PINWrong: FieldPIN, fault.PINLocked: FieldPIN, fault.PINMissing: FieldPIN, fault.ManagerNeeded: FieldManager, fault.PermissionMissing: FieldManager,
		fault.ReceiptUnknown: FieldReceipt, fault.ReferenceMissing: fieldReference, fault.DrawerShort: FieldAmount, fault.DrawerLess: FieldAmount,
		fault.StaffName: fieldName, fault.StaffNameTaken: fieldName, fault.PINInvalid: fieldNewPIN,
		fault.ItemName: fieldItemName, fault.ItemBarcode: FieldBarcode, fault.ItemCheckDigit: FieldBarcode,
		fault.ItemBarcodeTaken: FieldBarcode, fault.ItemQuickKey: FieldQuickKey, fault.ItemQuickKeyTaken: FieldQuickKey,
		fault.AmountZero: FieldAmount, fault.AmountTooLarge: FieldAmount, fault.SettingInvalid: fieldRate,
	} {
		if i := f.Index(kind); code == about && i >= 0 {
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

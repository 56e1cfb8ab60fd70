package model

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"psar/pos/fault"
	"psar/pos/money"
	"psar/pos/staff"
	"psar/ui/view"
)

// field is one line of a form, and what was typed into it.
type field struct {
	Kind fieldKind
	text string
}

// form is what has to be typed before something can be done.
type form struct {
	of      formKind      // what is done then
	turn    int           // tells it from one of its kind that was open before
	shown   staff.Figures // of what it is about, as it stood when it opened
	Fields  []field
	Focus   int
	fresh   [view.FormLines]bool // of each line: what stands there was not typed, or was refused: the first key replaces it
	stray   bool                 // a point was refused in the line: the digits behind it go with it
	amount  entry                // of the line of an amount
	Problem Said                 // why it was turned down
	asked   Command              // what the till is asked to do with it; nil: nothing
}

// Busy reports that the till is at the form.
func (f form) Busy() bool { return f.asked != nil }

// task is what the form is for.
func (f form) task() task {
	if f.of == nil {
		return noTask
	}
	return f.of.task()
}

// word is the manager's, as the form has it.
func (f form) word() staff.Approval {
	return staff.Approval{By: f.value(fieldManager), PIN: f.value(fieldPIN), Shown: f.shown}
}

// withPIN adds the PIN's line to the form.
func (f form) withPIN() form {
	if f.index(fieldPIN) < 0 {
		f.Fields = append(slices.Clone(f.Fields), field{Kind: fieldPIN})
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
	if pin := f.index(fieldPIN); f.index(fieldManager) < 0 { // whose PIN it is stands before it
		f.Fields = slices.Insert(slices.Clone(f.Fields), pin, field{Kind: fieldManager})
	}
	return f
}

func (f form) index(k fieldKind) int {
	return slices.IndexFunc(f.Fields, func(l field) bool { return l.Kind == k })
}

// value is what was typed into a line, "" where there is none.
func (f form) value(k fieldKind) string {
	if i := f.index(k); i >= 0 {
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
	switch is := k.spec(); {
	case k == fieldAmount:
		return f.typedAmount(i, arabic(text))
	case is.figures:
		return f.typedFigures(i, arabic(text))
	case is.arabic:
		text = arabic(text)
	case is.latin:
		text = latin(text)
	case is.person:
		if typed, atEnd := behind(f.Fields[i].text, text); f.fresh[i] && atEnd && typed != "" {
			text = typed
		}
	case is.choices != nil:
		text = nextChoice(is.choices(), f.Fields[i].text)
	}
	if utf8.RuneCountInString(text) > k.spec().longest {
		text = string([]rune(text)[:k.spec().longest])
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

// atFault puts the cursor into the line that an error is about.
func (f form) atFault(code fault.Code) form {
	for about, kind := range map[fault.Code]fieldKind{
		fault.PINWrong: fieldPIN, fault.PINLocked: fieldPIN, fault.PINMissing: fieldPIN, fault.ManagerNeeded: fieldManager, fault.PermissionMissing: fieldManager,
		fault.ReceiptUnknown: fieldReceipt, fault.CodeForm: fieldCode, fault.CodeSign: fieldCode, fault.RecoveryInvalid: fieldCode, fault.RecoveryWrong: fieldCode, fault.RecoveryNone: fieldCode, fault.ReferenceMissing: fieldReference, fault.DrawerShort: fieldAmount, fault.DrawerLess: fieldAmount,
		fault.StaffName: fieldName, fault.StaffNameTaken: fieldName, fault.StaffNameUnseen: fieldName, fault.StaffNameLetters: fieldName, fault.PINInvalid: fieldNewPIN,
		fault.PINShort: fieldNewPIN, fault.PINRun: fieldNewPIN, fault.PINRepeated: fieldNewPIN, fault.PINDate: fieldNewPIN, fault.PINKeypad: fieldNewPIN,
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

// latin is a text as its keys write it in a Latin layout.
func latin(text string) string {
	return strings.Map(func(r rune) rune {
		if l, ok := latinOf(r); ok && r > unicode.MaxASCII {
			return l
		}
		return r
	}, text)
}

func arabic(text string) string {
	return strings.Map(func(r rune) rune {
		if r >= '០' && r <= '៩' {
			return '0' + r - '០'
		}
		return r
	}, text)
}

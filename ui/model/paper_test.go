package model

import (
	"errors"
	"strings"
	"testing"
	"time"

	"psar/pos"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/ui/uitest"
	"psar/ui/view"
)

// asksPaper is the model with the page that asks for a code.
func asksPaper() Model {
	s := canned()
	s.CanReport = true
	return afterKeys(s, ask(view.DoReports), ask(view.DoCheckNow))
}

// Whoever typed with the Khmer layout on typed the same code: its keys stand for the
// letters that are on the paper.
func TestPaperCodeInAnyLayout(t *testing.T) {
	t.Parallel()
	latin, khmer := []rune(latinKeys), []rune(khmerKeys)
	inKhmer := strings.Map(func(r rune) rune {
		if at := strings.IndexRune(latinKeys, r); at >= 0 {
			return khmer[at]
		}
		return r
	}, "J1234-ab12 CD34 ef56 0789")
	if len(latin) != len(khmer) || strings.ContainsAny(inKhmer, "0123456789abcdefJ") {
		t.Fatalf("%q is not what a Khmer layout types", inKhmer)
	}
	want := id.Code{Seq: 1234, Hash: "ab12cd34ef560789"}
	for _, text := range []string{inKhmer, "J1234-ab12 cd34 ef56 0789", "j1234ab12cd34ef560789", "១២៣៤ ab១២ cd៣៤ ef៥៦ ០៧៨៩"} {
		s := afterKeys(asksPaper(), typed(0, text), ask(view.DoCharge))
		if c, ok := s.Form().asked.(PaperCommand); !ok || c.Code != want {
			t.Errorf("%q asks for %+v", text, s.Form().asked)
		}
	}
}

// What can't be a code is not asked; an answer leads to the next paper, and Esc back to the
// reports.
func TestPapersAreCheckedOneByOne(t *testing.T) {
	t.Parallel()
	for text, code := range map[string]fault.Code{"": fault.CodeForm, "J12": fault.CodeForm, "J1234-ab12 cd34 ef56 o789": fault.CodeSign} {
		s := afterKeys(asksPaper(), typed(0, text), ask(view.DoCharge))
		if f := s.Form(); f.asked != nil || f.Problem.Code != code || s.Page() != view.PageForm {
			t.Errorf("%q: %+v asks for %v", text, f.Problem, f.asked)
		}
	}
	s := afterKeys(asksPaper(), typed(0, "J1234-ab12 cd34 ef56 0789"), ask(view.DoCharge))
	failed := done(s, s.Form().asked, told{}, fault.New(fault.DatabaseDamaged), uitest.Noon)
	if f := failed.Form(); f.Busy() || f.Problem.Code != fault.DatabaseDamaged || failed.Page() != view.PageForm {
		t.Errorf("a read that failed: %+v", f)
	}
	if failed = done(s, s.Form().asked, told{}, errors.New("no disk"), uitest.Noon); failed.Form().Problem.Code != fault.Internal {
		t.Errorf("another error: %+v", failed.Form())
	}
	s = done(s, s.Form().asked, told{paper: pos.Paper{Verdict: pos.PaperUnknown, Code: id.Code{Seq: 1234, Hash: "ab12cd34ef560789"}}}, nil, uitest.Noon)
	if v := s.Cashier(uitest.Noon).Desk; s.Page() != view.PageDone || v.Status != view.StatusBad || !strings.Contains(v.Text, "J1234-ab12 cd34 ef56 0789") {
		t.Errorf("the answer: %+v", v)
	}
	s, _ = s.Act(ask(view.DoCharge), uitest.Noon.Add(time.Minute)) // after it was read
	if f := s.Form(); s.Page() != view.PageForm || f.value(fieldCode) != "" || f.task() != taskPaper {
		t.Errorf("the next paper: %+v", f)
	}
	if s, _ = s.Act(ask(view.DoEscape), uitest.Noon.Add(time.Minute)); s.Page() != view.PageReports {
		t.Errorf("Esc leads to page %d", s.Page())
	}
}

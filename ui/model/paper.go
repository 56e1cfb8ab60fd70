package model

import (
	"context"
	"errors"
	"strconv"
	"time"

	"psar/assets/words"
	"psar/pos"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/money"
	"psar/ui/view"
)

// paperForm asks for the code of an old paper, and says what the journal knows of it.
type paperForm struct {
	plainForm
	list  reportsPage
	paper pos.Paper // zero until the journal has answered
}

// checkPaper asks for a code.
func (p reportsPage) checkPaper(s Model) (Model, Command) {
	return s.openForm(form{of: paperForm{list: p}, Fields: []field{{Kind: fieldCode}}})
}

func (paperForm) task() task { return taskPaper }

func (k paperForm) title(s Model) string {
	return s.word(map[pos.PaperVerdict]words.Key{
		"": words.CheckPaper, pos.PaperGenuine: words.CheckGenuine, pos.PaperUnknown: words.CheckUnknown, pos.PaperAltered: words.CheckAltered,
	}[k.paper.Verdict])
}

func (paperForm) about(s Model, _ form, v *view.Desk, _ time.Time) {
	v.Facts[0], v.Facts[1] = s.word(words.CheckAsk), s.verified()
}

// Verification is how far the reading of the whole journal is, which goes on beside the till.
type Verification struct {
	Running bool
	Percent int
	At      time.Time // when the last one has ended; zero: none has
	Whole   bool      // everything was as the journal tells
}

// verified says how the verification stands; "" before the first one.
func (s Model) verified() string {
	switch v := s.Verified; {
	case v.Running:
		return s.word(words.VerifyRuns, strconv.Itoa(v.Percent))
	case v.At.IsZero():
		return ""
	case v.Whole:
		return s.word(words.VerifyWhole, money.Local(v.At))
	default:
		return s.word(words.VerifyBroken, money.Local(v.At))
	}
}

// typed asks the journal; what can't be a code is said beside the line.
func (paperForm) typed(s Model, f form, _ time.Time) (Model, Command) {
	code, err := id.ParseCode(f.value(fieldCode))
	var wrong *fault.Error
	if errors.As(err, &wrong) {
		return s.withForm(f.anew(0).turned(Said{Code: wrong.Code, args: wrong.Args})), nil
	}
	return s.hands(f, PaperCommand{f.turn, code})
}

func (k paperForm) back(s Model, _ form, _ time.Time) (Model, Command) { return s.open(k.list), nil }

// done asks for the next code: old papers are seldom checked alone.
func (k paperForm) done(s Model) Model {
	s, _ = k.list.checkPaper(s)
	return s
}

// PaperCommand asks the journal for the code of a paper.
type PaperCommand struct {
	turn int
	Code id.Code
}

func (PaperCommand) Name() string { return "check of a paper" }

func (PaperCommand) lane() Lane { return LaneHistory }

func (c PaperCommand) Run(ctx context.Context, p Port) Answer {
	paper, err := p.CheckPaper(ctx, c.Code)
	return answerWith(c, paper, err)
}

func (c PaperCommand) done(s Model, paper pos.Paper, err error, now time.Time) Model {
	if !s.expects(c.turn) { // it decided nothing: nobody has to know
		return s
	}
	s, done := s.formDone(c, err, now)
	if !done {
		return s
	}
	f := s.Form()
	k, _ := f.of.(paperForm)
	k.paper = paper
	f.of = k
	result := Said{Key: words.PaperKey(string(paper.Kind)), args: paper.Told(), status: view.StatusGood}
	var wrong *fault.Error
	if errors.As(paper.Err(), &wrong) {
		result = Said{Code: wrong.Code, args: wrong.Args, status: view.StatusBad}
	}
	return s.open(donePage{form: f, result: result})
}

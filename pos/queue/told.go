package queue

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"time"

	"psar/pos/id"
	"psar/pos/settings"
)

// Texts are what a job prints, as JSON: one of the four, none for a test page. The code of a paper
// is no part of them: it is known once the journal has its fact, behind the sum of the texts.
type Texts struct {
	Receipt, Slip, Report, Opening string
	Code                           id.Code
}

// Texts returns what the job prints.
func (j Job) Texts() (t Texts, err error) {
	switch {
	case j.Receipt != nil:
		t.Code = j.Receipt.Code
	case j.Report != nil && j.Report.Z != nil:
		t.Code = j.Report.Z.Code
	}
	j = j.WithCode(id.Code{})
	err = errors.Join(encode(j.Receipt, &t.Receipt), encode(j.Slip, &t.Slip), encode(j.Report, &t.Report), encode(j.Opening, &t.Opening))
	return t, err
}

func encode[T any](content *T, into *string) error {
	if content == nil {
		return nil
	}
	b, err := json.Marshal(content)
	*into = string(b)
	return err
}

// WithCode returns the job with the code of its paper.
func (j Job) WithCode(code id.Code) Job {
	if j.Receipt != nil {
		receipt := *j.Receipt
		receipt.Code = code
		j.Receipt = &receipt
	}
	if j.Report != nil && j.Report.Z != nil {
		report, z := *j.Report, *j.Report.Z
		z.Code = code
		report.Z = &z
		j.Report = &report
	}
	return j
}

// SumSize is the number of bytes of a Sum.
const SumSize = 16

// Sum binds a job's texts to its fact: the first bytes of a SHA-256 over all that decides what is
// printed where.
func Sum[T string | []byte](kind Kind, on settings.PrintRole, receipt, slip, report, opening T) [SumSize]byte {
	h := sha256.New()
	for _, part := range []T{T(kind), T(on), receipt, slip, report, opening} {
		h.Write([]byte(part))
		h.Write([]byte{0}) // no JSON has one
	}
	return [SumSize]byte(h.Sum(nil)[:SumSize])
}

// Content is the sum of what a new job prints, in hex; "" for what can't be stored either. Of a stored
// one see Stored: another program may have stored what this one would write otherwise.
func (j Job) Content() string {
	t, err := j.Texts()
	if err != nil {
		return ""
	}
	return Content(j.Kind, j.On, t.Receipt, t.Slip, t.Report, t.Opening)
}

// Content is a Sum in hex.
func Content(kind Kind, on settings.PrintRole, receipt, slip, report, opening string) string {
	sum := Sum(kind, on, receipt, slip, report, opening)
	return hex.EncodeToString(sum[:])
}

// Told is what the journal tells of a stored job.
type Told struct {
	// State is Queued where the job has not ended, or how it ended; "" where nothing tells of it.
	State  State
	Queued time.Time // when it was queued last; zero where that is not told
	Copy   bool      // of Before: the paper was queued as a copy
	// Before: a program queued it that did not tell what the paper says.
	Before bool
	// First: no program that tells more has queued a job in this shop yet.
	First bool
}

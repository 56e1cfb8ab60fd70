package pos

import (
	"slices"

	"psar/pos/facts"
	"psar/pos/id"
	"psar/pos/journal"
	"psar/pos/queue"
	"psar/pos/report"
	"psar/pos/sale"
)

// PaperCodes are the codes of the papers that a batch's facts are about: receipts of sales
// and refunds by their number, Z reports by theirs.
type PaperCodes struct {
	receipts map[id.Receipt]id.Code
	zs       map[int]id.Code
	queued   []int64 // the rows that queued jobs, in the order of these
}

// CodesOf returns the codes of facts that have their places in the journal, in the same
// order. A fact can't contain its own hash: so its paper has the code, and the job of that
// paper is stored behind the fact, in the same commit.
func CodesOf(all []journal.Fact, places []journal.Head) PaperCodes {
	codes := PaperCodes{receipts: map[id.Receipt]id.Code{}, zs: map[int]id.Code{}}
	for i, place := range places {
		switch about := all[i].Payload.(type) {
		case sale.Sale:
			if all[i].Kind == facts.SaleCompleted {
				codes.receipts[about.Receipt] = place.Code()
			}
		case sale.Refund:
			codes.receipts[about.Number] = place.Code()
		case facts.Closed:
			codes.zs[about.Number] = place.Code()
		case facts.Print:
			if about.Content != "" {
				codes.queued = append(codes.queued, place.Seq)
			}
		}
	}
	return codes
}

// OnJobs returns print jobs with the codes of those papers on them, and new ones with the rows
// that queued them.
func (c PaperCodes) OnJobs(jobs []queue.Job) []queue.Job {
	jobs = slices.Clone(jobs)
	queued := c.queued
	for i, j := range jobs {
		if j.ID == 0 && len(queued) > 0 {
			jobs[i].Told, queued = queued[0], queued[1:]
		}
		if j.Receipt != nil {
			if code, ok := c.receipts[j.Receipt.Number]; ok {
				receipt := *j.Receipt
				receipt.Code = code
				jobs[i].Receipt = &receipt
			}
		}
		if j.Report != nil {
			coded := c.OnReport(*j.Report)
			jobs[i].Report = &coded
		}
	}
	return jobs
}

// OnReport returns a report with its code on it, where it is one of those Z reports.
func (c PaperCodes) OnReport(r report.Report) report.Report {
	if r.Z == nil {
		return r
	}
	if code, ok := c.zs[r.Z.Number]; ok {
		z := *r.Z
		z.Code = code
		r.Z = &z
	}
	return r
}

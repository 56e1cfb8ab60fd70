// Package printer fulfils pos.Printer: it takes jobs from the till's queue one
// at a time, lays them out, and sends them to the printer that the settings
// name.
//
// What it promises: a job leaves the queue only when the printer's link is
// open; a job of which a part was sent is never sent again by itself; a dead
// printer blocks nothing but itself. What it does not promise yet: that a
// printer confirms the paper. Links that only take bytes end a job as
// unverified.
//
// The bytes of a job (Encode) and its picture (Picture) depend on the job and the
// settings alone. What was shaped, broken and coded last is kept: the next
// receipt of the shop costs microseconds.
package printer

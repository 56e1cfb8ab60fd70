// Package printer fulfils pos.Printer: it takes jobs from the till's queue one
// at a time, has them laid out by package layout, and sends them to the printer
// that the settings name.
//
// What it promises: a job leaves the queue only when its printer answered that
// it is ready, or is known to answer nothing; it counts as printed only by the
// printer's own word; a job of which a part was sent is never sent again by
// itself; a dead printer blocks nothing but itself. What it does not promise: that
// a printer which never answers has printed anything. Such jobs end as unverified.
package printer

// Package printer prints the till's print queue: it takes jobs one at a time, has
// them laid out by package layout, and sends them to the printers in the settings.
//
// It promises that a job leaves the queue only when its printer is ready, or is known
// never to answer; that a job counts as printed only if the printer confirmed it; that
// a job of which a part was sent is never sent again without a person's decision; and
// that a dead printer delays no other printer's jobs.
//
// It does not promise that a printer which never answers has printed anything: such
// jobs end as unverified.
package printer

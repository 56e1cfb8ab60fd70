// Package jsonout holds the documents that the commands print with --json, one type
// for each.
//
// It promises that keys are only added, never renamed or removed: they are a contract
// with their readers. What another package stores as JSON (a sale, a report, an item)
// is printed as it is; its contract is there.
//
// It reads nothing and decides nothing.
package jsonout

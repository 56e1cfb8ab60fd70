// Package jsonout is what the commands print with --json, one type for each kind
// of document. The keys are a contract with whoever reads them: add, never rename
// and never take away. What a package of the house stores as JSON (a sale, a
// report, an item) is printed as it is and has its contract there.
package jsonout

package jsonout

import "psar/pos/fault"

// Import is the document of import items.
type Import struct {
	Stored    bool      `json:"stored"`
	Lines     int       `json:"lines"`
	Added     int       `json:"added"`
	Changed   int       `json:"changed"`
	Unchanged int       `json:"unchanged"`
	Bad       []BadLine `json:"bad_lines,omitempty"`
	BadCount  int       `json:"bad_count,omitempty"`
	Error     *Error    `json:"error,omitempty"`
}

// BadLine is a line that can't be imported, and why.
type BadLine struct {
	Line    int        `json:"line"`
	Code    fault.Code `json:"code"`
	Message string     `json:"message"`
}

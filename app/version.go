package app

// What the program was made from. Set when it is linked.
var (
	Version = "0.1.0"
	Commit  = "unknown"
)

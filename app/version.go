package app

// Version and Commit are set by the linker.
var (
	Version = "0.1.0"
	Commit  = "unknown"
)

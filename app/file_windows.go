package app

import "io/fs"

// noFollow is nothing that Windows has: a link is seen before, and a rename replaces it.
const noFollow = 0

// ours is true: the mode of a file of Windows says only whether it is read-only.
func ours(fs.FileInfo) bool { return true }

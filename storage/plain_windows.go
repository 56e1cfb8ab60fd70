package storage

// NoWait is nothing here: a pipe stands in no folder.
const NoWait = 0

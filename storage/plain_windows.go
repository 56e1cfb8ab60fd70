package storage

// noWait is for systems where a pipe stands in no folder.
const noWait = 0

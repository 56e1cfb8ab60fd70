package storage

// NoWait is nothing here: a pipe stands in no folder.
const NoWait = 0

// NoFollow is nothing here either: a link is seen before.
const NoFollow = 0

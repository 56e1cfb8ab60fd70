// Package recent is a cache: a map of bounded size that removes the least recently
// used value.
//
// It promises never to hold more values than its size, and to find one without
// allocating. It is not safe for concurrent use, and does not know how much memory a
// value takes: the caller decides whether a value is small enough to be kept.
package recent

// Package postest holds what the tests of several packages share: folders in memory or
// on disk, copies of files, databases written by released programs, a clock that a test moves, how deep
// random tests go, and how long a test waits. It opens no till and no store. Only tests
// import it.
package postest

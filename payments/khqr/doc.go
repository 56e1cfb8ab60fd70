// Package khqr reads, checks and writes KHQR, the payment codes that every
// Cambodian bank's app scans: EMVCo's merchant-presented QR with the national
// bank's account templates (tags 29 and 30) and timestamps (tag 99).
//
// It promises that a code which Parse accepts follows the format exactly, that
// Verify returns the first reason not to show a code, that Encode writes the same
// bytes as the national bank's SDK, and that no input makes it panic, recurse or
// run long.
//
// It does not know who owns an account or whether a code was paid, and does not
// draw codes. It keeps no state, reads no clock and imports the standard library
// only; its functions are safe for concurrent use.
//
// Where implementations of the format disagree, the stricter reading applies:
// upper-case CRC, point of initiation always present, no empty values, ASCII
// digits only, and no character above U+FFFF, because lengths count characters and
// implementations count those differently. In two points this package is as
// tolerant as the national bank's verify: zero decimals of a riel amount, and any
// content of tag 99 in a static code.
package khqr

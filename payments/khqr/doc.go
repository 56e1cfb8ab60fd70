// Package khqr reads, checks and writes KHQR, the payment codes that every
// Cambodian bank's app scans: EMVCo's merchant-presented QR with the national
// bank's account templates (tags 29 and 30) and timestamps (tag 99).
//
// It promises that a code which Parse accepts is well formed to the letter,
// that Verify names the first thing that speaks against showing a code, that
// Encode writes the bytes that the national bank's SDK would write, and that
// no input, however hostile, makes it panic, recurse or run long.
//
// It does not know who owns an account, whether a code was paid, or how a code
// is drawn. It keeps no state, reads no clock and imports the standard library
// only; its functions are safe for concurrent use.
//
// Where implementations of the format disagree, the stricter reading stands:
// upper-case CRC, point of initiation always present, no empty values, ASCII
// digits only, no character above U+FFFF, because lengths count characters and
// implementations count those differently. Two things are taken as the national
// bank's verify takes them: zeros behind the point of a riel amount, and
// whatever a bank keeps in tag 99 of a static code.
package khqr

package khqr

import (
	"crypto/md5"
	"encoding/hex"
)

// crc16 is CRC-16/CCITT-FALSE: polynomial 1021, initial FFFF, no reflection, no
// final xor. The three shifts are the polynomial's terms x^12, x^5 and 1,
// applied to a whole byte at once.
func crc16[T ~string | ~[]byte](s T) uint16 {
	crc := uint16(0xFFFF)
	for i := 0; i < len(s); i++ {
		x := crc>>8 ^ uint16(s[i])
		x ^= x >> 4
		crc = crc<<8 ^ x<<12 ^ x<<5 ^ x
	}
	return crc
}

const upperHex = "0123456789ABCDEF"

// crcText is the value of tag 63: four upper-case hex digits.
func crcText(crc uint16) [4]byte {
	return [4]byte{upperHex[crc>>12], upperHex[crc>>8&15], upperHex[crc>>4&15], upperHex[crc&15]}
}

// MD5 is the reference under which banks look a payment up: the lower-case hex MD5
// of the whole code, CRC included. It identifies the code and proves nothing.
func MD5(code string) string {
	sum := md5.Sum([]byte(code))
	return hex.EncodeToString(sum[:])
}

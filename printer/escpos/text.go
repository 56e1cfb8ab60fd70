package escpos

// latin is a character's byte in code page 437, or a question mark.
func latin(r rune) byte {
	if r >= ' ' && r <= '~' {
		return byte(r)
	}
	if b, ok := cp437[r]; ok {
		return b
	}
	return '?'
}

// cp437 holds the western letters of the code page, and typographic signs with a
// plain equivalent.
var cp437 = map[rune]byte{
	'Ç': 0x80, 'ü': 0x81, 'é': 0x82, 'â': 0x83, 'ä': 0x84, 'à': 0x85, 'å': 0x86, 'ç': 0x87,
	'ê': 0x88, 'ë': 0x89, 'è': 0x8A, 'ï': 0x8B, 'î': 0x8C, 'ì': 0x8D, 'Ä': 0x8E, 'Å': 0x8F,
	'É': 0x90, 'æ': 0x91, 'Æ': 0x92, 'ô': 0x93, 'ö': 0x94, 'ò': 0x95, 'û': 0x96, 'ù': 0x97,
	'ÿ': 0x98, 'Ö': 0x99, 'Ü': 0x9A, '£': 0x9C, '¥': 0x9D, 'á': 0xA0, 'í': 0xA1, 'ó': 0xA2,
	'ú': 0xA3, 'ñ': 0xA4, 'Ñ': 0xA5, '≈': 0xF7, '°': 0xF8, '·': 0xFA,
	'×': 'x', '–': '-', '—': '-', '‘': '\'', '’': '\'', '“': '"', '”': '"', '…': '.', '\u00A0': ' ',
}

// Printable reports that every character can be printed as text. Any other text must
// be sent as an image.
func Printable(s string) bool {
	for _, r := range s {
		if latin(r) == '?' && r != '?' {
			return false
		}
	}
	return true
}

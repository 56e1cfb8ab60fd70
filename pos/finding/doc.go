// Package finding says what a verification of the journal has found: of which kind, in which
// table, about which thing, what the journal tells and what the table has instead.
//
// It holds no sentence: those are made where a person reads them, in their language, by
// psar/assets/words.
package finding

// Package drawer is the cash drawer: the shift, its float, counts, and paid-ins,
// paid-outs and cash drops.
//
// A period runs from one Z report to the next and has the number of the Z report that
// will close it. A shift is open in it once the float is counted. The cash expected in
// the drawer follows from stored rows alone; a count that is over or short does not
// change it, but is stored with its reason.
//
// Dollars and riel are counted separately and listed in that order. The package does not
// open the physical drawer: a print job does.
package drawer

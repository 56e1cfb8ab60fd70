// Package layout lays out what the shop prints: receipt, payment slip, report and
// test page, as bytes for a printer (Encode) and as a picture (Picture).
//
// It promises that both depend on the job and the settings alone, that only the
// payment slip has a payable code, and that no text in a job reaches the printer as a
// command. What was shaped, broken into lines and encoded last is cached, so that
// the shop's next receipt costs microseconds.
//
// It does not send anything (package printer does) and computes no figures.
package layout

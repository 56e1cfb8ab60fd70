// Package settings is what a shop can choose: each setting's key, default and rule,
// who may change it, and what the values mean together: the shop's head, the
// printers, the plan of questions to the gateway.
//
// Keys are a contract: add, never rename. An empty value is the default, and a value
// that was damaged in the store reads as the default too, so that every reader gets
// an answer.
//
// Secrets have a rule here and no value: they live in the keyring. Nothing is stored
// here, and no change is allowed: that is pos.Till's.
package settings

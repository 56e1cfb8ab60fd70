// Package settings is what a shop can configure: each setting's key, default, rule and
// who may change it; and what the values mean together: the shop's name and address,
// printers, cash rule, tax terms, the plan of polling the gateway.
//
// Keys are a contract: add, never rename. An empty value means the default, and so does
// a damaged number in the store, so that a reader always gets a usable value.
//
// Secrets have a rule here but no value: those are in the keyring. The package stores
// nothing and checks no permission: pos.Till does.
package settings

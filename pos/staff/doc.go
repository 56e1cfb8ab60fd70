// Package staff is who works in the shop, and what each role may do: people, roles,
// actions, the table of permissions, and the word that a person gives for an action.
//
// The table says whether a role is enough or the person's own PIN is needed each
// time; what it does not know only an owner may do. Names are compared without
// regard to case, spaces and signs that nobody sees.
//
// Nothing is decided here: pos.Till weighs a word, counts wrong PINs and journals
// both. A PIN is here for as long as it is compared; what is stored of it is a hash.
package staff

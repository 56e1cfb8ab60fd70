// Package staff is who works in the shop and what each role may do: people, roles,
// actions, the table of permissions, and the approval that a person gives for an action.
//
// The table says whether a role is enough or the person's own PIN is asked for each
// time. Only an owner may do an action that is not in the table. Names are compared
// without regard to case, spaces and invisible characters.
//
// Nothing is decided here: pos.Till checks approvals, counts wrong PINs and journals
// both. A typed PIN is kept only until it is compared; what is stored is a hash.
package staff

package pos

import (
	"context"
	"slices"
	"sync/atomic"

	"psar/pos/id"
	"psar/pos/staff"
)

// ownSignIn is who has signed in at one place besides the windows.
type ownSignIn struct {
	person   atomic.Int64 // written on the loop
	cash     atomic.Bool  // it is for a cash sale, see SellsCash
	unsigned atomic.Int64 // whose PIN could not be checked, see authority.mayUnsigned; written on the loop
}

type ownSignInKey struct{}

// WithOwnSignIn returns a context for a command that is not given at the windows. Under it
// nobody has signed in until SignIn is called under it, and the windows neither lend their
// sign-in to it nor lose it. A payment that it charges is in the snapshot's Elsewhere.
func WithOwnSignIn(ctx context.Context) context.Context {
	return context.WithValue(ctx, ownSignInKey{}, &ownSignIn{})
}

// SellsCash says of a context's own sign-in that its command takes cash: where the keyring can't
// prove who it is, it sells in nobody's name, as the windows do.
func SellsCash(ctx context.Context) {
	if own := ownSignInOf(ctx); own != nil {
		own.cash.Store(true)
	}
}

// ownSignInOf returns the context's own sign-in; nil is that of the windows.
func ownSignInOf(ctx context.Context) *ownSignIn {
	own, _ := ctx.Value(ownSignInKey{}).(*ownSignIn)
	return own
}

// SnapshotUnder returns the newest snapshot, in which SignedIn is who has signed in under the
// context, and Unsigned whether it sells in nobody's name.
func (t *Till) SnapshotUnder(ctx context.Context) Snapshot {
	s := t.Snapshot()
	own := ownSignInOf(ctx)
	if own == nil {
		return s
	}
	s.SignedIn, s.Unsigned = staff.SignedIn{}, own.unsigned.Load() != 0
	person := id.Person(own.person.Load())
	if i := slices.IndexFunc(s.StaffList, func(p staff.Person) bool { return p.ID == person }); i >= 0 {
		s.SignedIn = signedInAs(s.StaffList[i])
	}
	return s
}

func signedInAs(p staff.Person) staff.SignedIn {
	return staff.SignedIn{ID: p.ID, Name: p.Name, Role: p.Role}
}

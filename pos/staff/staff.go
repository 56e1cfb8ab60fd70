package staff

import (
	"slices"
	"strings"

	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/text"
)

// Role is what a person is in the shop. What each may do says Permissions.
type Role string

// The roles.
const (
	Cashier Role = "cashier"
	Manager Role = "manager"
	Owner   Role = "owner"
)

// Roles lists the roles, the one that may do least first.
func Roles() []Role { return []Role{Cashier, Manager, Owner} }

// ParseRole reads a role's name. The error's code is fault.RoleUnknown.
func ParseRole(s string) (Role, error) {
	role := Role(strings.ToLower(strings.TrimSpace(s)))
	if !slices.Contains(Roles(), role) {
		return "", fault.New(fault.RoleUnknown, s)
	}
	return role, nil
}

// Covers reports that whoever has the role may do all that another may.
func (r Role) Covers(least Role) bool {
	mine, needed := slices.Index(Roles(), r), slices.Index(Roles(), least)
	return needed >= 0 && mine >= needed
}

// Person is a person who works in the shop. The PIN is not here: only the Store
// has it, as a hash.
type Person struct {
	ID     id.Person `json:"staff_id"`
	Name   string    `json:"name"` // 1 to 40 characters; no two people have the same
	Role   Role      `json:"role"`
	Active bool      `json:"active"`
}

// maxStaffName bounds a name, in characters: it stands on every receipt.
const maxStaffName = 40

// Check returns the person as they are kept. The error's code is fault.StaffName or
// fault.RoleUnknown.
func (s Person) Check() (Person, error) {
	s.Name = strings.Join(strings.Fields(s.Name), " ")
	if text.Fold(s.Name) == "" || text.CheckLine(s.Name, maxStaffName) != nil {
		return s, fault.New(fault.StaffName)
	}
	role, err := ParseRole(string(s.Role))
	s.Role = role
	return s, err
}

// Roster is everybody who works in the shop or did, by ID.
type Roster []Person

// ByID finds a person, also one who works here no more.
func (r Roster) ByID(id id.Person) (Person, bool) {
	i := slices.IndexFunc(r, func(s Person) bool { return s.ID == id })
	if i < 0 {
		return Person{}, false
	}
	return r[i], true
}

// Named finds a person by name, in any case.
func (r Roster) Named(name string) (Person, bool) {
	folded := text.Fold(name)
	i := slices.IndexFunc(r, func(s Person) bool { return text.Fold(s.Name) == folded })
	if i < 0 {
		return Person{}, false
	}
	return r[i], true
}

// Active lists who works here now.
func (r Roster) Active() (now []Person) {
	for _, s := range r {
		if s.Active {
			now = append(now, s)
		}
	}
	return now
}

// Owners counts the owners who work here now.
func (r Roster) Owners() (n int) {
	for _, s := range r {
		if s.Active && s.Role == Owner {
			n++
		}
	}
	return n
}

// With is the roster with one person added or changed; r stays as it was.
func (r Roster) With(s Person) Roster {
	next := slices.DeleteFunc(slices.Clone(r), func(o Person) bool { return o.ID == s.ID })
	next = append(next, s)
	slices.SortFunc(next, func(a, b Person) int { return int(a.ID - b.ID) })
	return next
}

// NextID is the number of the next person who comes.
func (r Roster) NextID() id.Person {
	last := id.Person(0)
	for _, s := range r {
		last = max(last, s.ID)
	}
	return last + 1
}

// SignedIn is who stands at the till: the zero value is nobody.
type SignedIn struct {
	ID   id.Person `json:"staff_id"`
	Name string    `json:"name"`
	Role Role      `json:"role"`
}

// PIN is a person's PIN as it is stored: an argon2id hash. It goes from Till
// to the Store and nowhere else.
type PIN struct {
	Staff id.Person `json:"-"`
	Hash  string    `json:"-"`
}

// CheckPIN says whether digits can be a PIN. The error's code is fault.PINInvalid.
func CheckPIN(pin string) error {
	if err := text.CheckPIN(pin); err != nil {
		return fault.New(fault.PINInvalid)
	}
	return nil
}

// Figures are all of a person that the staff's list shows.
func (s Person) Figures() Figures { return Shown("staff", s.ID, s.Name, s.Role, s.Active) }

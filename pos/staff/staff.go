package staff

import (
	"slices"
	"strings"

	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/text"
)

// Role is a person's position in the shop. Permissions says what each role may do.
type Role string

// The roles.
const (
	Cashier Role = "cashier"
	Manager Role = "manager"
	Owner   Role = "owner"
)

// Roles lists the roles, the one that may do least first.
func Roles() []Role { return []Role{Cashier, Manager, Owner} }

// ParseRole parses a role's name in any case. The error's code is fault.RoleUnknown.
func ParseRole(s string) (Role, error) {
	role := Role(strings.ToLower(strings.TrimSpace(s)))
	if !slices.Contains(Roles(), role) {
		return "", fault.New(fault.RoleUnknown, s)
	}
	return role, nil
}

// Covers reports whether the role may do all that another role may.
func (r Role) Covers(least Role) bool {
	mine, needed := slices.Index(Roles(), r), slices.Index(Roles(), least)
	return needed >= 0 && mine >= needed
}

// Person is a person who works or worked in the shop. The PIN is not here: only the
// Store has it, as a hash.
type Person struct {
	ID     id.Person `json:"staff_id"`
	Name   string    `json:"name"` // 1 to 40 characters, unique in the shop
	Role   Role      `json:"role"`
	Active bool      `json:"active"`
}

// maxStaffName bounds a name, in characters: it is printed on every receipt.
const maxStaffName = 40

// Check returns the person with spaces and role in the form that is stored. The error's
// code is fault.StaffName or fault.RoleUnknown.
func (s Person) Check() (Person, error) {
	name := strings.Join(strings.Fields(s.Name), " ")
	if text.Fold(name) == "" || text.CheckStored(name, maxStaffName) != nil {
		return s, fault.New(fault.StaffName)
	}
	s.Name = text.Name(name)
	role, err := ParseRole(string(s.Role))
	s.Role = role
	return s, err
}

// CheckNewName refuses a name that nobody has yet and that could be taken for something else: one with
// signs that can't be seen, or of letters that stand in for others, or what stands in place of a
// name. The error's code is fault.StaffName, fault.StaffNameUnseen or fault.StaffNameLetters.
func (s Person) CheckNewName() error {
	switch {
	case !text.Sees(s.Name):
		return fault.New(fault.StaffNameUnseen)
	case !text.Written(s.Name):
		return fault.New(fault.StaffNameLetters)
	case text.LooksNumbered(s.Name), text.Alike(s.Name, RecoveryName):
		return fault.New(fault.StaffName)
	}
	return nil
}

// Roster is everybody who works or worked in the shop, by ID.
type Roster []Person

// ByID returns a person, active or not.
func (r Roster) ByID(id id.Person) (Person, bool) {
	i := slices.IndexFunc(r, func(s Person) bool { return s.ID == id })
	if i < 0 {
		return Person{}, false
	}
	return r[i], true
}

// Named returns the person with a name, active or not, compared by text.Fold.
func (r Roster) Named(name string) (Person, bool) {
	folded := text.Fold(name)
	i := slices.IndexFunc(r, func(s Person) bool { return text.Fold(s.Name) == folded })
	if i < 0 {
		return Person{}, false
	}
	return r[i], true
}

// Alike returns somebody else than the person with an id whose name looks like this one, active or
// not: in a list nobody could tell them apart.
func (r Roster) Alike(name string, besides id.Person) (Person, bool) {
	i := slices.IndexFunc(r, func(s Person) bool { return s.ID != besides && text.Alike(s.Name, name) })
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

// Owners counts the active owners.
func (r Roster) Owners() (n int) {
	for _, s := range r {
		if s.Owns() {
			n++
		}
	}
	return n
}

// Owns reports that a person is an owner of the shop and works here.
func (s Person) Owns() bool { return s.Active && s.Role == Owner }

// With returns the roster with one person added or replaced; r stays unchanged.
func (r Roster) With(s Person) Roster {
	next := slices.DeleteFunc(slices.Clone(r), func(o Person) bool { return o.ID == s.ID })
	next = append(next, s)
	slices.SortFunc(next, func(a, b Person) int { return int(a.ID - b.ID) })
	return next
}

// NextID returns the number for the next person added.
func (r Roster) NextID() id.Person {
	last := id.Person(0)
	for _, s := range r {
		last = max(last, s.ID)
	}
	return last + 1
}

// SignedIn is who has signed in at the till; the zero value means nobody.
type SignedIn struct {
	ID   id.Person `json:"staff_id"`
	Name string    `json:"name"`
	Role Role      `json:"role"`
}

// PIN is a person's PIN as it is stored: an argon2id hash. It goes from Till to the Store
// and nowhere else.
type PIN struct {
	Staff id.Person `json:"-"`
	Hash  string    `json:"-"`
}

// Figures returns everything that the staff list shows of a person.
func (s Person) Figures() Figures { return NewFigures("staff", s.ID, s.Name, s.Role, s.Active) }

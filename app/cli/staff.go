package cli

import (
	"fmt"

	"psar/app"
	"psar/assets/words"
	"psar/pos/settings"
	"psar/pos/staff"
	"psar/storage"
)

type staffCommand struct {
	List     staffListCommand     `cmd:"" default:"withargs" help:"Who works here."`
	Add      staffAddCommand      `cmd:"" help:"Take a person into the shop; the first one is an owner. PINs are read from standard input: the one of --by, then the new one."`
	Set      staffSetCommand      `cmd:"" help:"Change a person's role or name, or end their work here."`
	Recovery staffRecoveryCommand `cmd:"" help:"Make the owner's recovery code, or use it."`
	Pin      staffPINCommand      `cmd:"" help:"Give a person another PIN: by the one of before, or by an owner's. They are read from standard input, the new one last."`
}

type staffListCommand struct {
	All  bool `help:"Those too who work here no more."`
	JSON bool `name:"json" help:"Print one JSON document."`
}

func (c *staffListCommand) Run(s *session) error {
	return s.read(c.JSON, func(db *storage.DB) error {
		all, err := db.Staff(s)
		if err != nil {
			return err
		}
		shown := []staff.Person{}
		for _, p := range all {
			if p.Active || c.All {
				shown = append(shown, p)
			}
		}
		if c.JSON {
			return s.printJSON(shown)
		}
		table := s.newTable(words.ColStaff, words.ColRole, words.ColWorks)
		for _, p := range shown {
			works := words.StaffActive
			if !p.Active {
				works = words.StaffLeft
			}
			table.row(p.Name, s.role(p.Role), words.Text(s.lang, works))
		}
		return table.flush()
	})
}

// role is a role's name in the session's language.
func (s *session) role(r staff.Role) string {
	return words.Text(s.lang, map[staff.Role]words.Key{
		staff.Cashier: words.RoleCashier, staff.Manager: words.RoleManager, staff.Owner: words.RoleOwner,
	}[r])
}

type staffAddCommand struct {
	Name string `arg:"" help:"As it should stand on receipts, 1 to 40 letters."`
	Role string `required:"" help:"cashier, manager or owner." placeholder:"ROLE"`
	By   string `help:"The owner who lets it be done. The first owner needs nobody." placeholder:"NAME"`
	JSON bool   `name:"json" help:"Print the person as one JSON document."`
}

func (c *staffAddCommand) Run(s *session) error {
	role, err := staff.ParseRole(c.Role)
	if err != nil {
		return s.refuse(c.JSON, err)
	}
	// A new shop may start with its owner.
	return s.withNewShop(c.JSON, func(s *session, shop *app.Shop) error { return c.add(s, shop, role) })
}

func (c *staffAddCommand) add(s *session, shop *app.Shop, role staff.Role) error {
	about := shown{text: s.personText(staff.Person{Name: c.Name, Role: role, Active: true})}
	approval, err := s.approval(shop, staff.ActionStaff, c.By, about)
	if err != nil {
		return err
	}
	pin, err := s.newPIN(shop, c.Name, role)
	if err != nil {
		return err
	}
	first := !shop.Till.Snapshot().Staffed
	made, code, err := c.take(s, shop, role, pin, approval)
	if err != nil {
		return err
	}
	fmt.Fprintln(s.err, words.Text(s.lang, words.CLIStaffAdded, made.Name, s.role(made.Role)))
	if now := shop.Till.Snapshot(); now.NoRecovery && ownersOf(now.StaffList) == 1 {
		fmt.Fprintln(s.err, words.Text(s.lang, words.CLIOneOwner))
	}
	if first && shop.Till.Snapshot().Settings.Bool(settings.SignIn) {
		fmt.Fprintln(s.err, words.Text(s.lang, words.CLISignInOn))
	}
	if code != "" {
		if err := s.showRecovery(s.err, code); err != nil {
			return err
		}
	}
	if c.JSON {
		return s.printJSON(made)
	}
	return nil
}

// take adds the person; the first owner gets a recovery code.
func (c *staffAddCommand) take(s *session, shop *app.Shop, role staff.Role, pin string, approval staff.Approval) (staff.Person, string, error) {
	if role == staff.Owner {
		return shop.Till.AddOwner(s, c.Name, pin, approval)
	}
	made, err := shop.Till.AddStaff(s, c.Name, role, pin, approval)
	return made, "", err
}

// ownersOf counts the owners who are not archived.
func ownersOf(people []staff.Person) (n int) {
	for _, p := range people {
		if p.Active && p.Role == staff.Owner {
			n++
		}
	}
	return n
}

// newPIN reads a new PIN: the next line of standard input or, on a terminal, typed twice
// without echo.
func (s *session) newPIN(shop *app.Shop, name string, role staff.Role) (string, error) {
	if !s.attended() {
		fmt.Fprintln(s.err, words.Text(s.lang, words.CLIPINLines))
	}
	pin, err := s.askSecret(words.CLIAskNewPIN, name, leastPIN(shop, role))
	if err != nil {
		return "", err
	}
	check := staff.CheckNewPIN(pin, role)
	if shop.InTraining() {
		check = staff.CheckPIN(pin)
	}
	if err := check; err != nil || !s.attended() {
		return pin, err
	}
	again, err := s.askSecret(words.CLIAskPINMore)
	if err == nil && again != pin {
		err = wrongUsage(words.CLIPINDiffers)
	}
	return pin, err
}

// leastPIN is how many digits a new PIN has at least.
func leastPIN(shop *app.Shop, role staff.Role) int {
	if shop.InTraining() {
		role = staff.Cashier // any PIN will do
	}
	return staff.LeastPIN(role)
}

type staffSetCommand struct {
	Name   string `arg:"" help:"The person's name."`
	Role   string `help:"cashier, manager or owner." placeholder:"ROLE" filled:""`
	Rename string `help:"Another name." placeholder:"NAME" filled:""`
	Active *bool  `help:"--active=false: they work here no more; --active: they are back."`
	Forget *bool  `help:"Of somebody who left: a number stands for their name in every list, report and copy; the journal keeps the name. --forget=false shows it again."`
	Yes    bool   `help:"Don't ask before --forget."`
	By     string `required:"" help:"The owner who lets it be done. The PIN is read from standard input." placeholder:"NAME"`
	JSON   bool   `name:"json" help:"Print the person as one JSON document."`
}

func (c *staffSetCommand) Run(s *session) error {
	switch others := c.Role != "" || c.Rename != "" || c.Active != nil; {
	case c.Forget != nil && others:
		return s.refuse(c.JSON, wrongUsage(words.CLIStaffForget))
	case c.Forget != nil:
		return s.withShop(c.JSON, c.forget)
	case !others:
		return s.refuse(c.JSON, wrongUsage(words.CLIStaffWhat))
	}
	return s.withShop(c.JSON, c.set)
}

func (c *staffSetCommand) set(s *session, shop *app.Shop) error {
	had := !shop.Till.Snapshot().NoRecovery
	after, err := c.change(s, shop)
	if err != nil {
		return err
	}
	said := words.Text(s.lang, words.CLIStaffSet, after.Name, s.role(after.Role))
	if !after.Active {
		said = words.Text(s.lang, words.CLIStaffLeft, after.Name)
	}
	fmt.Fprintln(s.err, said)
	if had && shop.Till.Snapshot().NoRecovery {
		fmt.Fprintln(s.err, words.Text(s.lang, words.CLIRecoveryLeft))
	}
	if c.JSON {
		return s.printJSON(after)
	}
	return nil
}

// forget has a number stand for the name, or the name again, after a question where somebody
// can answer it.
func (c *staffSetCommand) forget(s *session, shop *app.Shop) error {
	person, err := shop.Till.StaffNamed(s, c.Name)
	if err != nil {
		return err
	}
	if *c.Forget && !c.Yes {
		if !s.attended() {
			return wrongUsage(words.CLIStaffForgetYes)
		}
		said, err := s.ask(words.CLIAskForget, person.Name, staff.NumberName(person.ID))
		if err != nil || said != "yes" {
			return s.unlessInterrupted(err)
		}
	}
	about := s.shownPerson(person)
	if about.text = person.Name; *c.Forget {
		about.text += becomes + staff.NumberName(person.ID)
	} else {
		about.text = staff.NumberName(person.ID) + becomes + person.Name
	}
	approval, err := s.approval(shop, staff.ActionStaff, c.By, about)
	if err != nil {
		return err
	}
	if err := shop.Till.ShowAsNumber(s, person.ID, *c.Forget, approval); err != nil {
		return err
	}
	said := words.CLIStaffNamed
	if *c.Forget {
		said, person.Name = words.CLIStaffForgot, staff.NumberName(person.ID)
	}
	fmt.Fprintln(s.err, words.Text(s.lang, said, person.Name))
	if c.JSON {
		return s.printJSON(person)
	}
	return nil
}

func (c *staffSetCommand) change(s *session, shop *app.Shop) (staff.Person, error) {
	person, err := shop.Till.StaffNamed(s, c.Name)
	if err != nil {
		return person, err
	}
	before := person
	if c.Role != "" {
		person.Role = staff.Role(c.Role)
	}
	if c.Rename != "" {
		person.Name = c.Rename
	}
	if c.Active != nil {
		person.Active = *c.Active
	}
	about := s.shownPerson(before)
	about.text += becomes + s.personText(person)
	approval, err := s.approval(shop, staff.ActionStaff, c.By, about)
	if err != nil {
		return person, err
	}
	return shop.Till.ChangeStaff(s, person, "", approval)
}

// shownPerson is a person as shown to the owner who approves a change of them.
func (s *session) shownPerson(p staff.Person) shown {
	return shown{s.personText(p), p.Figures()}
}

// personText is a person's name and role, and that they work here no more.
func (s *session) personText(p staff.Person) string {
	said := p.Name + " · " + s.role(p.Role)
	if !p.Active {
		said += " · " + words.Text(s.lang, words.StaffLeft)
	}
	return said
}

type staffPINCommand struct {
	Name string `arg:"" help:"The person's name."`
	By   string `help:"An owner, where the PIN of before is not known; else the person." placeholder:"NAME"`
}

func (c *staffPINCommand) Run(s *session) error {
	return s.withShop(false, c.set)
}

func (c *staffPINCommand) set(s *session, shop *app.Shop) error {
	by := c.By
	if by == "" {
		by = c.Name
	}
	var about shown
	var role staff.Role
	if person, err := shop.Till.StaffNamed(s, c.Name); err == nil {
		if role = person.Role; by != c.Name {
			about = s.shownPerson(person)
		}
	}
	approval, err := s.approval(shop, staff.ActionStaff, by, about)
	if err != nil {
		return err
	}
	pin, err := s.newPIN(shop, c.Name, role)
	if err != nil {
		return err
	}
	if err := shop.Till.SetPIN(s, c.Name, pin, approval); err != nil {
		return err
	}
	fmt.Fprintln(s.err, words.Text(s.lang, words.CLIPINSet, c.Name))
	return nil
}

package cli

import (
	"fmt"
	"io"

	"psar/app"
	"psar/assets/words"
	"psar/pos/fault"
	"psar/pos/staff"
)

// staffRecoveryCommand makes the owner's recovery code, or uses it.
type staffRecoveryCommand struct {
	Name string `arg:"" optional:"" help:"The owner who gets a new PIN; not needed where there is one."`
	Use  bool   `help:"Give the owner a new PIN: the code, then the new PIN, each a line of standard input." xor:"how"`
	By   string `help:"The owner who makes a new code; the one of before is void. The PIN is read from standard input." placeholder:"NAME" xor:"how"`
}

func (c *staffRecoveryCommand) Run(s *session) error {
	if c.Use {
		return s.withShop(false, c.use)
	}
	return s.withShop(false, func(s *session, shop *app.Shop) error {
		approval, err := s.approval(shop, staff.ActionStaff, c.By, shown{})
		if err != nil {
			return err
		}
		code, err := shop.Till.MakeRecovery(s, approval)
		if err != nil {
			return err
		}
		return s.showRecovery(s.out, code)
	})
}

// showRecovery writes a code to w, once. It is kept nowhere.
func (s *session) showRecovery(w io.Writer, code string) error {
	if _, err := fmt.Fprintln(w, words.Text(s.lang, words.CLIRecoveryMade, code)); err != nil {
		return err
	}
	fmt.Fprintln(s.err, words.Text(s.lang, words.CLIRecoveryKeep))
	return nil
}

func (c *staffRecoveryCommand) use(s *session, shop *app.Shop) error {
	name := c.Name
	if name == "" {
		for _, p := range shop.Till.Snapshot().StaffList {
			if p.Role == staff.Owner {
				if name != "" {
					return fault.New(fault.StaffUnknown, "")
				}
				name = p.Name
			}
		}
	}
	code, err := s.askSecret(words.CLIAskRecovery)
	if err != nil {
		return err
	}
	pin, err := s.newPIN(shop, name, staff.Owner)
	if err != nil {
		return err
	}
	if err := shop.Till.UseRecovery(s, name, code, pin); err != nil {
		return err
	}
	fmt.Fprintln(s.err, words.Text(s.lang, words.CLIRecoveryUsed, name, name))
	return nil
}

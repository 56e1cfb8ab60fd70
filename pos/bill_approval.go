package pos

// Needs lists what of a bill not everybody may do: prices other than the
// catalogue's, and discounts of more than so many per cent of a line, or of the
// whole. What rounding adds to so many per cent is not more.
func (p Priced) Needs(terms TaxTerms, limitPercent int) []Action {
	limit := func(whole int64) int64 { return divideHalfUp(whole*int64(limitPercent), 100) }
	var lines int64
	other, deep := false, false
	for _, l := range p.Lines {
		allowed := limit(l.Net(terms).Minor + l.Discount.Minor)
		lines += allowed
		other = other || l.List != (Money{}) && l.List != l.Price
		deep = deep || l.Discount.Minor > allowed
	}
	deep = deep || p.Discount.Minor > max(limit(p.Gross.Minor), lines)
	var needs []Action
	if other {
		needs = append(needs, ActionPrice)
	}
	if deep {
		needs = append(needs, ActionDiscount)
	}
	return needs
}

// approveBill asks for the word that a bill needs.
func (t *Till) approveBill(needs []Action, said word) error {
	if !t.staffed() {
		return nil
	}
	for _, action := range needs {
		said.action = action
		if _, err := t.permit(said); err != nil {
			return err
		}
	}
	return nil
}

package model

// edited is the model with the open page as a test wants it.
func edited[P page](s Model, edit func(*P)) Model {
	p := s.page.(P)
	edit(&p)
	return s.open(p)
}

// editedForm is the model with the open form as a test wants it.
func editedForm(s Model, edit func(*form)) Model {
	f := s.Form()
	edit(&f)
	return s.withForm(f)
}

// rowOf is the chosen row of the unmatched money, also behind its forms.
func rowOf(s Model) int {
	switch p := s.page.(type) {
	case listPage:
		return p.row
	case detailPage:
		return p.row
	}
	k, _ := s.Form().of.(resolveForm)
	return k.detail.row
}

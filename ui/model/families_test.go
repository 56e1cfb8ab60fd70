package model

import (
	"psar/assets/words"
	"psar/pos/settings"
	"psar/ui/uitest"
	"psar/ui/view"
)

// scene is one thing to look at.
type scene struct {
	name  string
	state func(Model) Model
}

func (sc scene) in(language words.Language, dark bool) Model {
	snap := uitest.Snapshot()
	if dark {
		snap.Settings[settings.TillTheme] = "dark"
	}
	return sc.state(New(snap, language, nil, false))
}

// A family of scenes is described in one file.
type family struct {
	name   string
	scenes []scene
}

// families are all scenes, those of a page or of a part of the counter together. Names
// are not used twice.
var families = []family{
	{"sale", saleScenes()},
	{"link", linkScenes()},
	{"bill", billScenes()},
	{"items", itemScenes()},
	{"discount", discountScenes()},
	{"cash", cashScenes()},
	{"part", partScenes()},
	{"day", dayScenes()},
	{"staff", staffScenes()},
	{"refund", refundScenes()},
	{"alerts", alertScenes()},
	{"unmatched", unmatchedScenes()},
	{"printers", printerScenes()},
	{"sheets", sheetScenes()},
	{"history", historyScenes()},
	{"reports", reportScenes()},
}

// afterKeys gives a state one action after the other.
func afterKeys(s Model, actions ...view.Action) Model {
	s, _ = pressed(s, uitest.Noon, actions...)
	return s
}

// allScenes are the scenes of every family.
func allScenes() (all []scene) {
	for _, family := range families {
		all = append(all, family.scenes...)
	}
	return all
}

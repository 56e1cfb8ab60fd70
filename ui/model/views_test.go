package model

import (
	"os"
	"path/filepath"
	"testing"

	"psar/assets/words"
	"psar/ui/uitest"
)

func shown(s Model) uitest.Windows {
	return uitest.Windows{Cashier: s.Cashier(uitest.Noon), Customer: s.Customer(uitest.Noon)}
}

const aboutViews = `What both windows show, scene by scene, as far as it is not what the idle till shows in the
same language; idle.en and idle.km, in sale.txtar, are told in full. "—" is not there.`

// Every scene in both languages, as text. A change of one screen changes one file or two.
func TestViews(t *testing.T) {
	t.Parallel()
	for _, family := range families {
		t.Run(family.name, func(t *testing.T) {
			t.Parallel()
			var all []uitest.Described
			for _, sc := range family.scenes {
				for _, lang := range []words.Language{words.English, words.Khmer} {
					one := uitest.Described{Name: sc.name + "." + string(lang), Windows: shown(sc.in(lang, false))}
					if sc.name != "idle" {
						one.Against = shown(saleScenes()[0].in(lang, false))
					}
					all = append(all, one)
				}
			}
			uitest.AssertViews(t, family.name, aboutViews, all)
		})
	}
}

// Scenes have names of their own, and nothing is kept of what is no more.
func TestNothingIsKeptInVain(t *testing.T) {
	t.Parallel()
	names := map[string]bool{}
	for _, sc := range allScenes() {
		if names[sc.name] {
			t.Errorf("two scenes are called %s", sc.name)
		}
		names[sc.name] = true
	}
	kept := map[string]bool{}
	for _, family := range families {
		kept["views/"+family.name+".txtar"] = true
	}
	for _, p := range pictures() {
		kept["windows/"+p.file()] = true
	}
	for _, folder := range []string{"views", "windows"} {
		files, err := os.ReadDir(filepath.Join("testdata", folder))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			if name := folder + "/" + file.Name(); !kept[name] {
				t.Errorf("nothing is compared with testdata/%s any more", name)
			}
		}
	}
}

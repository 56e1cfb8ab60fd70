package model

import (
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"psar/assets/words"
	"psar/pos"
	"psar/pos/queue"
	"psar/ui/uitest"
	"psar/ui/view"
)

// capable is a shop that has everything a key can ask for.
func capable(s Model) Model {
	s.CanItems, s.CanHistory, s.CanReport, s.CanSheets, s.CanLink, s.canPay = true, true, true, true, true, true
	return s
}

// boundScenes are every page, in the states that the descriptions have, and those that only
// keys tell apart.
func boundScenes() []scene {
	return append(allScenes(), []scene{
		{"refund-of", func(s Model) Model { s.CanHistory = true; s, _ = s.openRefund(uitest.Noon); return s }},
		{"lock-many", func(s Model) Model { s, _ = crowded(s).lock(uitest.Noon); return s }},
		{"staff-many", func(s Model) Model { s, _ = crowded(s).openStaff(uitest.Noon); return s }},
		{"held-first", func(s Model) Model { return edited(begun(billScenes(), "held", s), func(p *heldPage) { p.row = 0 }) }},
		{"part-back", func(s Model) Model {
			s, _ = begun(partScenes(), "part", s).Act(view.Action{Verb: view.DoBackspace}, uitest.Noon)
			return s
		}},
		{"history-second", func(s Model) Model {
			return edited(begun(historyScenes(), "history", s), func(p *historyPage) { p.marks = []pos.HistoryMark{{}} })
		}},
	}...)
}

// begun is a scene of a list, in a state.
func begun(list []scene, name string, s Model) Model {
	return list[slices.IndexFunc(list, func(sc scene) bool { return sc.name == name })].state(s)
}

// crowded is a shop with more people than a page of the list holds.
func crowded(s Model) Model {
	s = staffed(s)
	for len(s.Snap.StaffList) <= view.DeskRows {
		s.Snap.StaffList = append(s.Snap.StaffList, s.Snap.StaffList...)
	}
	return s
}

// afterNoon is when somebody presses a key in a scene: what came at noon was seen by then.
var afterNoon = uitest.Noon.Add(time.Second)

// meanings are the bindings of a key that a state has.
func (s Model) meanings(k view.Key) (all []binding) {
	for _, b := range bindings {
		if slices.Contains(b.keys, k) && b.here(s) {
			all = append(all, b)
		}
	}
	return all
}

func everyKey() (all keys) {
	for _, b := range bindings {
		for _, k := range b.keys {
			if !slices.Contains(all, k) {
				all = append(all, k)
			}
		}
	}
	return all
}

// In one state no key has two meanings, and the router asks for the same of it in all.
func TestKeyMeansOneThing(t *testing.T) {
	t.Parallel()
	asks := map[view.Key]view.Verb{}
	for _, b := range bindings {
		for _, k := range b.keys {
			if verb, ok := asks[k]; ok && verb != b.verb {
				t.Errorf("%s asks for %v, and for %v", k, verb, b.verb)
			}
			asks[k] = b.verb
		}
	}
	seen := pages(0)
	for _, sc := range boundScenes() {
		s := sc.in(words.English, false)
		seen |= on(s.Page())
		for _, k := range everyKey() {
			if all := s.meanings(k); len(all) > 1 {
				t.Errorf("%s: %s has %d meanings", sc.name, k, len(all))
			}
		}
	}
	for p := view.PageClosed; p <= view.PageReport; p++ {
		if !seen.has(p) {
			t.Errorf("page %d is in no scene", p)
		}
	}
}

// left is what a key leaves behind: the cashier's window without its last sentence.
func left(s Model) view.Cashier {
	v := s.Cashier(afterNoon)
	v.Panel.Said = view.Chip{}
	return v
}

// acted is what a key, or a touch, asks of the till and of the windows.
func acted(s Model, a view.Action) (Model, Command, Effect) {
	s, _ = s.Effect() // of what led to the scene
	next, c := s.Act(a, afterNoon)
	next, e := next.Effect()
	return next, c, e
}

// refusals are what pages say to keys that they have nothing to do with.
var refusals = []words.Key{words.FinishFirst, words.CheckTwice, words.LockFirst, words.NextDigit, words.DiscountChoose, words.WholeOnly}

// A key does something where the table says so, and nothing anywhere else.
func TestKeyWorksWhereTheTableSays(t *testing.T) {
	t.Parallel()
	type place struct {
		key  view.Key
		page view.Page
	}
	does := map[place]bool{}
	for _, sc := range boundScenes() {
		s := capable(sc.in(words.English, false))
		if s.Help {
			continue // the next key only closes it
		}
		for _, k := range everyKey() {
			a, _ := ActionOf(k)
			bound := len(s.meanings(k)) > 0
			next, c, e := acted(s, a)
			moved := c != nil || e != nil || !reflect.DeepEqual(left(next), left(s))
			if a.Verb == view.DoDigits {
				k = "0 – 9" // of those that choose, the lists of the scenes have fewer rows
			}
			if at := (place{k, s.Page()}); bound {
				does[at] = does[at] || moved || next.Said.Key+words.Key(next.Said.Code) != "" && !slices.Contains(refusals, next.Said.Key)
			} else if moved && sc.name != "part-back" { // any other key takes that question back
				t.Errorf("%s: %s does something, and the table says that it does nothing", sc.name, k)
			}
		}
	}
	for at, ok := range does {
		if !ok {
			t.Errorf("page %d: %s does nothing in any scene, and the table says that it does something", at.page, at.key)
		}
	}
}

// Every binding has its words, in both languages: a row of the help page, or the name of a
// page's own button; and every row of the help page names the keys of its bindings.
func TestHelpNamesEveryKey(t *testing.T) {
	t.Parallel()
	for _, lang := range []words.Language{words.English, words.Khmer} {
		s := capable(New(uitest.Snapshot(), lang, nil, true))
		rows := s.helpRows()
		if len(rows) > view.HelpRows {
			t.Errorf("%d rows have no room", len(rows))
		}
		unnamed := slices.Clone(rows)
		for _, b := range bindings {
			if (b.help == "") == (b.label == "") {
				t.Errorf("%s is called %q and %q", b.keys[0], b.help, b.label)
			}
			if b.help == "" {
				if text := words.Text(lang, b.label); text == "" || text == string(b.label) {
					t.Errorf("%s: %s has no name in %s", b.keys[0], b.label, lang)
				}
				continue
			}
			i := slices.IndexFunc(rows, func(r view.HelpRow) bool { return r.Text == words.Text(lang, b.help) })
			if i < 0 || rows[i].Text == "" || rows[i].Text == string(b.help) {
				t.Errorf("%s is not in the help of %s", b.keys[0], lang)
				continue
			}
			unnamed[i].Key = strings.Join(slices.DeleteFunc(strings.Fields(unnamed[i].Key), func(name string) bool {
				return name == "–" || name == "⏎" || slices.Contains(b.keys, view.Key(name)) || b.verb == view.DoDigits && strings.Trim(name, "0") == ""
			}), " ")
		}
		for i, r := range unnamed {
			if r.Key != "" {
				t.Errorf("%s: the help names %q, which does something else: %s", lang, r.Key, rows[i].Text)
			}
		}
	}
}

// The help page's order is the one that its readers know.
func TestHelpKeepsItsOrder(t *testing.T) {
	t.Parallel()
	const always = "0 – 9  00  000|⏎ Enter|Backspace|/|Esc|F1|F2|F3|F4|F5|F6|F11|P|Y  N|U|A|B|R|L|C|↑ ↓  PgUp PgDn|Tab|H|Ctrl+L|*|-|+|M|K|S|O|F7|F9|F10|F12"
	const all = "0 – 9  00  000|⏎ Enter|Backspace|/|Esc|F1|F2|F3|F4|F5|F6|F8|F11|P|Y  N|U|A|B|I|R|V|L|C|↑ ↓  PgUp PgDn|Tab|H|Ctrl+L|*|-|+|M|K|S|O|T|F7|F9|F10|F12|X"
	plugged := New(uitest.Snapshot(), words.English, nil, false)
	for want, s := range map[string]Model{always: plugged, all: capable(plugged)} {
		var got []string
		for _, r := range s.helpRows() {
			got = append(got, r.Key)
		}
		if got := strings.Join(got, "|"); got != want {
			t.Errorf("%s\nwant %s", got, want)
		}
	}
}

// buttonsIn are the buttons of a part of a view that name a key, and the rows that do.
func buttonsIn(v reflect.Value) (all []view.Button) {
	switch v.Kind() {
	case reflect.Struct:
		switch part := v.Interface().(type) {
		case view.Button:
			if part.Hint != "" && part.Label != "" {
				all = append(all, part)
			}
			return all
		case view.DeskRow:
			if part.Key != "" && part.Action.Verb == view.DoRow {
				all = append(all, view.Button{Label: part.Amount, Hint: part.Key, Action: part.Action})
			}
			return all
		case time.Time:
			return nil
		}
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				all = append(all, buttonsIn(v.Field(i))...)
			}
		}
	case reflect.Array, reflect.Slice:
		for i := range v.Len() {
			all = append(all, buttonsIn(v.Index(i))...)
		}
	}
	return all
}

// besideSheets are the same scenes with the printed paper in view, and something to answer.
func besideSheets() (all []scene) {
	for _, sc := range boundScenes() {
		all = append(all, scene{sc.name + " beside sheets", func(s Model) Model {
			s = withSheets(capable(sc.state(s)), printedSheets(3), 1, uitest.Blank(8, 8))
			s.Snap.UnknownPrints, s.AsksOwner = []queue.Job{{ID: 7}}, true
			return alerted(s)
		}})
	}
	return all
}

// What a button says its key is does what the button does, in the state in which it
// stands there.
func TestLabelsNameTheirKeys(t *testing.T) {
	t.Parallel()
	judged := 0
	for _, lang := range []words.Language{words.English, words.Khmer} {
		for _, sc := range slices.Concat(boundScenes(), besideSheets()) {
			s := sc.in(lang, false)
			v := s.Cashier(uitest.Noon)
			for _, b := range buttonsIn(reflect.ValueOf(v)) {
				if b.Action.Verb == view.DoQuick || b.Hint == words.Text(lang, words.NotSetUp) || b.Hint == words.Text(lang, words.InDoubt) || v.Desk.Page == view.PageRefund && b.Action.Verb == view.DoRow {
					continue // a price, a reason, the number of a line
				}
				judged++
				name := strings.Fields(b.Hint)
				k := view.Key(name[len(name)-1])
				a, ok := ActionOf(k)
				if !ok {
					t.Errorf("%s: %q names %q, which is no key", sc.name, b.Label, b.Hint)
					continue
				}
				byKey, c1, e1 := acted(s, a)
				byTouch, c2, e2 := acted(s, b.Action)
				if !reflect.DeepEqual(c1, c2) || !reflect.DeepEqual(e1, e2) || !reflect.DeepEqual(byKey.Cashier(afterNoon), byTouch.Cashier(afterNoon)) {
					t.Errorf("%s: %q says %q, and that key does something else", sc.name, b.Label, b.Hint)
				}
			}
		}
	}
	if judged < 500 {
		t.Errorf("only %d buttons were judged", judged)
	}
}

// Every key that works at the counter has its deed there, and every deed a way to ask for it.
func TestCounterDoesWhatItsKeysAsk(t *testing.T) {
	t.Parallel()
	for v := view.DoNothing; v <= view.DoScan; v++ {
		_, does := counterDeeds[v]
		asked := works(v, view.PageClosed) || slices.Contains([]view.Verb{view.DoDismiss, view.DoOwnerLater}, v)
		if does != asked {
			t.Errorf("verb %d: done %v, asked for %v", v, does, asked)
		}
	}
}

// Whatever somebody can ask for has a key, but what only a touch or a scanner says.
func TestEveryVerbHasAKey(t *testing.T) {
	t.Parallel()
	keyless := []view.Verb{
		view.DoNothing, view.DoRow, view.DoFocus, view.DoField, view.DoDismiss, view.DoNote, view.DoChange,
		view.DoOwnerLater, view.DoApprover, view.DoQuick, view.DoScan,
	}
	for v := view.DoNothing; v <= view.DoScan; v++ {
		if bound := hint(v) != ""; bound == slices.Contains(keyless, v) {
			t.Errorf("verb %d: has a key: %v", v, bound)
		}
	}
}

// The keys of both layouts, plain and with shift, as the Cambodian standard (NiDA, in
// xkeyboard-config's symbols/kh) and an American keyboard have them.
func TestBothLayoutsReachTheSameKeys(t *testing.T) {
	t.Parallel()
	for verb, runes := range map[view.Verb]string{
		view.DoPoint: ".,។\u17fc", view.DoFlip: "/៊", view.DoQuantity: "*×៏", view.DoNextLine: "+=ឲ", view.DoDiscount: "-ឥ",
		view.DoPrint: "pPផភ", view.DoYes: "yYយួ", view.DoNo: "nNនណ", view.DoUnmatched: "uUុូ", view.DoPrinter: "rRរឬ",
		view.DoSheets: "vVវ\u17fd", view.DoLink: "lLលឡ", view.DoCopy: "cCចជ", view.DoOwner: "oOោៅ", view.DoRate: "kKកគ", view.DoMark: "bBបព",
		view.DoStaff: "sSសៃ", view.DoLine: "mMមំ", view.DoHold: "hHហះ", view.DoItems: "iIិី", view.DoHistory: "tTតទ",
		view.DoReports: "xXខឃ", view.DoExport: "eEេែ", view.DoAlert: "aAា\u17ff",
	} {
		for _, r := range runes {
			if a, ok := ActionOf(KeyOf(r)); !ok || a.Verb != verb {
				t.Errorf("%q: %v, want %v", r, a.Verb, verb)
			}
		}
	}
	for i, r := range []rune("0123456789០១២៣៤៥៦៧៨៩") {
		want := view.Action{Verb: view.DoDigits, Text: string(rune('0' + i%10))}
		if a, ok := ActionOf(KeyOf(r)); !ok || a != want {
			t.Errorf("%q: %v, want %v", r, a, want)
		}
	}
	for _, r := range `#"%&;qzwdfgjQZ[ឆឋដថងញ៛` {
		if a, ok := ActionOf(KeyOf(r)); ok {
			t.Errorf("%q asks for %v", r, a.Verb)
		}
	}
}

// keyNamed finds the keys that a sentence names.
var keyNamed = regexp.MustCompile(`\b(?:F1[0-2]|F[1-9]|Enter|Esc|Tab|Backspace|PgUp|PgDn)\b|[↑↓]`)

// sentencesIn are the texts of a part of a view, but of its buttons.
func sentencesIn(v reflect.Value) (all []string) {
	switch v.Kind() {
	case reflect.String:
		return []string{v.String()}
	case reflect.Struct:
		if _, ok := v.Interface().(view.Button); ok {
			return nil
		}
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() && f.Name != "Help" {
				all = append(all, sentencesIn(v.Field(i))...)
			}
		}
	case reflect.Array, reflect.Slice:
		for i := range v.Len() {
			all = append(all, sentencesIn(v.Index(i))...)
		}
	}
	return all
}

// A key that a sentence names does something where the sentence stands.
func TestSentencesNameKeysThatWork(t *testing.T) {
	t.Parallel()
	judged := 0
	for _, lang := range []words.Language{words.English, words.Khmer} {
		for _, sc := range boundScenes() {
			s := sc.in(lang, false)
			for _, text := range sentencesIn(reflect.ValueOf(s.Cashier(uitest.Noon))) {
				for _, name := range keyNamed.FindAllString(text, -1) {
					judged++
					if len(s.meanings(view.Key(name))) != 1 {
						t.Errorf("%s: %s does nothing, and stands in %q", sc.name, name, text)
					}
				}
			}
		}
	}
	if judged < 100 {
		t.Errorf("only %d keys were judged", judged)
	}
}

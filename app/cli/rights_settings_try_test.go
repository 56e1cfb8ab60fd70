package cli

import (
	"context"
	"errors"
	"image"
	"image/png"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"psar/app"
	"psar/app/apptest"
	"psar/assets/words"
	"psar/pos"
	"psar/pos/settings"
	"psar/storage"
	"psar/storage/storagetest"
)

// Every setting is in the table, and no other.
func TestRightsNameEverySetting(t *testing.T) {
	t.Parallel()
	var known, tried []settings.Key
	for _, spec := range settings.Specs() {
		known = append(known, spec.Key)
	}
	for _, r := range settingRights() {
		tried = append(tried, r.key)
		r.typed = "settings set " + string(r.key) + " [by]"
		r.check(t)
	}
	slices.Sort(known)
	slices.Sort(tried)
	if !slices.Equal(known, tried) {
		t.Errorf("settings\n%q\nin the table\n%q", known, tried)
	}
}

// Every setting is changed, where it has its default, and is brought back to it, where it has
// another value, by everybody in every kind of shop. An open till carries it out, at whose
// windows nobody has signed in.
func TestRightsOfSettings(t *testing.T) {
	t.Parallel()
	fresh := triedShop{filepath.Join(t.TempDir(), "shop"), storagetest.NewRing(), 0, valueFiles(t)}
	fresh.till(t, func(*storage.DB, *pos.Till) error { return nil })
	full := fresh.copied(t)
	full.till(t, full.setAll)
	changes := map[string]struct {
		shops map[string]triedShop
		value func(settingRight) string
	}{
		"set":   {kinds(t, fresh, fresh.copied(t).hired(t), ""), func(r settingRight) string { return r.value }},
		"unset": {kinds(t, full, full.copied(t).hired(t), "false"), func(settingRight) string { return "" }},
	}
	for name, change := range changes {
		for _, c := range whoTries {
			if c.beside || c.wrong() { // so many wrong PINs cost a wait
				continue
			}
			t.Run(name+"/"+c.kind+"/"+c.who, func(t *testing.T) {
				t.Parallel()
				s := change.shops[c.kind].copied(t)
				shop := s.open(t)
				defer shop.Close()
				known := strings.NewReplacer(s.known...)
				for _, r := range settingRights() {
					r.try(t, s, shop, c, known.Replace(change.value(r)))
				}
			})
		}
	}
	t.Run("get", func(t *testing.T) {
		t.Parallel()
		for _, r := range settingRights() {
			got := strings.TrimSpace(apptest.Psar(t, full.program(), full.dir, "settings", "get", string(r.key)))
			spec, err := settings.SpecOf(r.key)
			if secret := got == "(set)" || r.key == settings.ManagerPIN && got == ""; err != nil || secret != spec.Secret || got == "" != (r.key == settings.ManagerPIN) {
				t.Errorf("%s: %q, %v", r.key, got, err)
			}
		}
	})
}

// try gives the setting a value in a column.
func (r settingRight) try(t *testing.T, s triedShop, shop *app.Shop, c column, value string) {
	t.Helper()
	r.typed = "settings set " + string(r.key) + " [by]"
	want := r.letter(c)
	if want == '-' {
		return
	}
	spec, err := settings.SpecOf(r.key)
	if err != nil {
		t.Fatal(err)
	}
	c = c.named(r.right)
	set, stdin := settingsSetCommand{Key: string(r.key), Value: &value, By: c.by}, c.pins
	if spec.Secret && value != "" {
		set.Value, stdin = nil, stdin+value+"\n"
	}
	before, secret := shop.Till.Snapshot().Settings, secretOf(shop, spec)
	var out, errs strings.Builder
	command := session{
		Context: pos.WithOwnSignIn(t.Context()), environment: s.environment(strings.NewReader(stdin), &out, &errs), flags: &commands{As: c.as}, lang: words.English,
	}
	command.hosted = &hosted{shop, "en"}
	exit := command.ended(set.Run(&command)) // without a parser, which takes longer than all else
	r.judge(t, c, []string{"settings", "set", string(r.key), value}, want, out.String(), errs.String(), exit)
	after := shop.Till.Snapshot().Settings
	if changed := !maps.Equal(before, after) || secretOf(shop, spec) != secret; changed != (want == 'y') && !spec.Secret || changed && want != 'y' {
		t.Errorf("%s, by %s: %s: want %c, changed %v", c.kind, c.who, r.key, want, changed)
	}
}

// secretOf is a setting's secret; "" of one that is none.
func secretOf(shop *app.Shop, spec settings.Spec) string {
	if !spec.Secret {
		return ""
	}
	value, _ := shop.Secrets.Secret(spec.Key) // "" where the keyring is away: it can't have changed there
	return value
}

// valueFiles are the files of the values that are files: a picture, and an authority.
func valueFiles(t *testing.T) []string {
	t.Helper()
	logo, err := os.Create(filepath.Join(t.TempDir(), "logo.png"))
	if err == nil {
		err = errors.Join(png.Encode(logo, image.NewGray(image.Rect(0, 0, 40, 20))), logo.Close())
	}
	if err != nil {
		t.Fatal(err)
	}
	return []string{"{logo}", logo.Name(), "{ca}", newMiddle(t).ca}
}

// setAll gives every setting another value than its default; manager.pin none, which would
// be asked for.
func (s triedShop) setAll(_ *storage.DB, till *pos.Till) (failed error) {
	known := strings.NewReplacer(s.known...)
	for _, r := range settingRights() {
		value := known.Replace(r.value)
		switch r.key {
		case settings.ManagerPIN:
			continue
		case settings.ShopLogo:
			var err error
			if value, err = (&session{Context: context.Background()}).keepLogo(value); err != nil {
				return err
			}
		case settings.GatewayCAFile:
			value = settings.NewFile(value, nil).Value()
		case settings.SignIn:
			value = "true"
		}
		failed = errors.Join(failed, till.SetSetting(context.Background(), r.key, value))
	}
	return failed
}

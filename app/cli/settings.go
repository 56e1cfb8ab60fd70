package cli

import (
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"strings"

	"psar/app"
	"psar/assets/words"
	"psar/payments"
	"psar/pos"
	"psar/pos/fault"
	"psar/pos/settings"
	"psar/pos/staff"
	"psar/pos/text"
	"psar/printer/layout"
	"psar/storage"
)

type settingsCommand struct {
	Get  settingsGetCommand  `cmd:"" help:"Print one setting."`
	Set  settingsSetCommand  `cmd:"" help:"Change one setting; a secret is read from standard input."`
	List settingsListCommand `cmd:"" default:"withargs" help:"Print every setting."`
}

type settingsGetCommand struct {
	Key string `arg:"" help:"The setting's name."`
}

func (c *settingsGetCommand) Run(s *session) error {
	spec, err := settings.SpecOf(settings.Key(c.Key))
	if err != nil {
		return err
	}
	return s.read(false, func(db *storage.DB) error {
		settings, err := db.Settings(s)
		if err != nil {
			return err
		}
		secrets, err := s.openSecrets(db)
		if err != nil {
			return err
		}
		value, err := shownValue(s.lang, settings, secrets, spec)
		if err != nil {
			return err
		}
		fmt.Fprintln(s.out, text.Shown(value))
		return nil
	})
}

// shownValue is what is printed of a setting. Of a secret it is only whether it is set.
func shownValue(lang words.Language, values settings.Values, secrets pos.Secrets, spec settings.Spec) (string, error) {
	value := values.Get(spec.Key)
	switch {
	case spec.Key == settings.ShopLogo && value != "":
		return words.Text(lang, words.CLIPicture, base64.StdEncoding.DecodedLen(len(value))), nil
	case spec.Key == settings.GatewayCAFile:
		return settings.FileOf(value).Path, nil
	case !spec.Secret:
		return value, nil
	}
	value, err := secrets.Secret(spec.Key)
	if err != nil || value == "" {
		return "", err
	}
	return words.Text(lang, words.CLISecretKept), nil
}

type settingsSetCommand struct {
	Key   string  `arg:"" help:"The setting's name."`
	Value *string `arg:"" optional:"" help:"The new value, for shop.logo a PNG or JPEG file; empty brings the default back. Not for secrets."`
	By    string  `help:"Who lets it be done, where the setting needs a manager or the owner. The PIN, where there are any, is the first line of standard input." placeholder:"NAME"`
}

// maxSecret is the longest secret that is read, in bytes.
const maxSecret = 4 << 10

func (c *settingsSetCommand) Run(s *session) error {
	spec, err := settings.SpecOf(settings.Key(c.Key))
	if err != nil {
		return err
	}
	switch {
	case spec.Secret && c.Value != nil && *c.Value != "":
		return fault.New(fault.SettingInvalid, c.Key, "…").Because(
			errors.New(words.Text(s.lang, words.CLISecretByInput)))
	case !spec.Secret && c.Value == nil:
		return fault.New(fault.SettingInvalid, c.Key, "")
	}
	return s.withNewShop(false, func(s *session, shop *app.Shop) error { return c.set(s, shop, spec) })
}

func (c *settingsSetCommand) set(s *session, shop *app.Shop, spec settings.Spec) error {
	approval, err := c.approval(s, shop, spec)
	if err != nil {
		return err
	}
	var value string
	switch {
	case spec.Key == settings.ShopLogo && *c.Value != "":
		if value, err = s.keepLogo(*c.Value); err != nil {
			return err
		}
	case spec.Key == settings.GatewayCAFile && *c.Value != "":
		if value, err = s.readableCAFile(*c.Value); err != nil {
			return err
		}
	case c.Value != nil:
		value = *c.Value
	default:
		if value, err = c.newSecret(s); err != nil {
			return err
		}
	}
	if err := shop.Till.SetSettingBy(s, spec.Key, value, approval); err != nil {
		return err
	}
	said, err := shownValue(s.lang, shop.Till.Snapshot().Settings, shop.Secrets, spec)
	if err != nil {
		return err
	}
	fmt.Fprintln(s.err, words.Text(s.lang, words.CLISettingSet, string(spec.Key)+"="+text.Shown(said)))
	if notice := shop.Secrets.Notice(); spec.Secret && notice != nil {
		fmt.Fprint(s.err, sentence(s.lang, notice))
	}
	return nil
}

// readableCAFile is the value of a file of certificates, which has been read.
func (s *session) readableCAFile(path string) (string, error) {
	whole, err := s.files().absolute(path)
	if err != nil {
		return "", fault.New(fault.CAFile, path).Because(err)
	}
	now, err := payments.CAFileNow(whole)
	return now.Value(), err
}

// maxLogoFile is the largest picture file that is read, in bytes.
const maxLogoFile = 32 << 20

// keepLogo makes the value of shop.logo from a file.
func (s *session) keepLogo(path string) (string, error) {
	f, err := s.files().open(s, path)
	if err != nil {
		return "", fault.New(fault.LogoInvalid).Because(err)
	}
	defer f.Close()
	file, err := io.ReadAll(io.LimitReader(f, maxLogoFile))
	if err != nil {
		return "", fault.New(fault.LogoInvalid).Because(err)
	}
	return layout.KeepLogo(file)
}

// approval is the approval for a setting that needs one.
func (c *settingsSetCommand) approval(s *session, shop *app.Shop, spec settings.Spec) (staff.Approval, error) {
	now := shop.Till.SnapshotUnder(s)
	switch {
	case spec.Needs == "", !now.Staffed && staff.PermissionOf(spec.Needs).NoOwner == staff.NeedNothing:
		return staff.Approval{}, nil
	case now.Staffed && c.By == "" && now.May(spec.Needs): // the person of --as may do it
		return staff.Approval{}, nil
	}
	about := shown{string(spec.Key), now.Settings.Figures(spec.Key)}
	if !spec.Secret && spec.Key != settings.ShopLogo {
		was, err := shownValue(s.lang, now.Settings, shop.Secrets, spec)
		if err != nil {
			return staff.Approval{}, err
		}
		about.text += "=" + was + becomes + *c.Value
	}
	return s.approval(shop, spec.Needs, c.By, about)
}

// newSecret reads a secret: all of standard input or, on a terminal, a line that is not
// echoed.
func (c *settingsSetCommand) newSecret(s *session) (string, error) {
	var value string
	var err error
	if s.attended() {
		value, err = s.askSecret(words.CLIAskSecret)
	} else {
		value, err = s.readAll(maxSecret)
		value = strings.TrimSpace(value)
	}
	if err == nil && value == "" {
		err = fault.New(fault.SettingInvalid, c.Key, "").Because(
			errors.New(words.Text(s.lang, words.CLISecretMissing, c.Key)))
	}
	return value, err
}

type settingsListCommand struct {
	JSON bool `name:"json" help:"Print one JSON document."`
}

func (c *settingsListCommand) Run(s *session) error {
	return s.read(c.JSON, func(db *storage.DB) error {
		values, err := db.Settings(s)
		if err != nil {
			return err
		}
		secrets, err := s.openSecrets(db)
		if err != nil {
			return err
		}
		all, lang := make(map[settings.Key]*string), s.lang
		if c.JSON {
			lang = words.English // a program reads it
		}
		var away error
		for _, spec := range settings.Specs() {
			value, err := shownValue(lang, values, secrets, spec)
			all[spec.Key] = &value
			switch {
			case fault.CodeOf(err) == fault.KeyringAway, fault.CodeOf(err) == fault.SecretDoubted: // the others are known
				value, away, all[spec.Key] = words.Text(lang, words.CLISecretUnknown), err, nil
			case err != nil:
				return err
			}
			if !c.JSON {
				fmt.Fprintf(s.out, "%s=%s\n", spec.Key, text.Shown(value))
			}
		}
		if c.JSON {
			if err := s.printJSON(all); err != nil {
				return err
			}
		}
		return away
	})
}

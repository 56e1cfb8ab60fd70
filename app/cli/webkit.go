package cli

import (
	"errors"
	"fmt"
	"os"
	"strconv"

	"psar/app"
	"psar/assets/words"
	"psar/payments/raksmeypay"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/money"
	"psar/pos/settings"
)

type webkitCommand struct {
	Button webkitButtonCommand `cmd:"" help:"A link to the payment page that looks like a button; no script."`
	Modal  webkitModalCommand  `cmd:"" help:"A button that opens the payment page over the shop's own."`
	SMM    webkitSMMCommand    `cmd:"" name:"smm" help:"The frame in which a signed-in user tops up a balance."`
}

// webkitProfile are the flags that select the profile.
type webkitProfile struct {
	Currency string `help:"Take the profile of this currency from the settings: USD or KHR (default: the one that is set up)." placeholder:"C" filled:""`
	Profile  string `help:"Profile ID, instead of the settings'." placeholder:"ID" filled:""`
	BaseURL  string `name:"base-url" help:"The gateway's address (default: the settings')." placeholder:"URL" filled:""`
}

// webkitPayment are the flags of a button's payment.
type webkitPayment struct {
	webkitProfile
	Link          string `help:"A payment link that is made already, as psar link prints it. Nothing else of the payment is needed." placeholder:"URL" filled:""`
	TransactionID string `name:"transaction-id" help:"The payment's id, at most 15 digits (default: one of this instant)." placeholder:"T"`
	Amount        string `help:"Amount, such as 5.00 or 20000." placeholder:"A"`
	SuccessURL    string `name:"success-url" help:"Where the customer returns (default: the settings')." placeholder:"U" filled:""`
	Remark        string `help:"A note for the payment." placeholder:"R"`
	Label         string `help:"What the button says." default:"Pay by KHQR"`
	Page          bool   `help:"A whole document, to try it out."`
}

type webkitButtonCommand struct{ webkitPayment }

func (c *webkitButtonCommand) Run(s *session) error {
	link, err := c.link(s)
	if err != nil {
		return err
	}
	html, err := raksmeypay.ButtonHTML(raksmeypay.ButtonRequest{Link: link, Label: c.Label})
	return s.writeHTML(c.Page, c.Label, html, err)
}

type webkitModalCommand struct {
	webkitPayment
	Width   string `help:"CSS width of the window." default:"500px"`
	Height  string `help:"CSS height of the window." default:"650px"`
	Overlay bool   `name:"close-on-overlay-click" help:"A click beside the window closes it."`
	Script  string `help:"Address of the modal script (default: the gateway's)." placeholder:"URL"`
	JQuery  string `name:"jquery" help:"Address of jQuery 3.7.1 (default: jQuery's own)." placeholder:"URL"`
}

func (c *webkitModalCommand) Run(s *session) error {
	link, err := c.link(s)
	if err != nil {
		return err
	}
	html, err := raksmeypay.ModalHTML(raksmeypay.ModalRequest{
		Link: link, Label: c.Label, Script: c.Script, JQuery: c.JQuery,
		Width: c.Width, Height: c.Height, CloseOnOverlayClick: c.Overlay,
	})
	return s.writeHTML(c.Page, c.Label, html, err)
}

type webkitSMMCommand struct {
	webkitProfile
	Amount string `help:"The amount that stands in the frame." placeholder:"A"`
	Min    string `help:"The least amount." placeholder:"A"`
	Max    string `help:"The most." placeholder:"A"`
	User   string `help:"The signed-in user's login (default: the page fills it in)." placeholder:"U"`
	Email  string `help:"The signed-in user's e-mail." placeholder:"E"`
	Page   bool   `help:"A whole document, to try it out."`
}

func (c *webkitSMMCommand) Run(s *session) error {
	profile, base, _, err := c.find(s)
	if err != nil {
		return err
	}
	html, err := raksmeypay.SMMHTML(raksmeypay.SMMRequest{
		BaseURL: base, ProfileID: profile, Amount: c.Amount, Min: c.Min, Max: c.Max, User: c.User, Email: c.Email,
	})
	return s.writeHTML(c.Page, "KHQR", html, err)
}

// writeHTML prints the HTML, or returns why it can't be made.
func (s *session) writeHTML(page bool, title, html string, err error) error {
	if err != nil {
		return webkitFault(err)
	}
	if page {
		html = raksmeypay.Page(title, html)
	}
	_, err = fmt.Fprint(s.out, html)
	return err
}

// webkitFault names the flag whose value can't be in a page.
func webkitFault(err error) error {
	var wrong *raksmeypay.Error
	if errors.As(err, &wrong) {
		return wrongUsage(words.CLIWebKitInvalid, wrong.Message)
	}
	return err
}

// link is the payment link of a button.
func (c *webkitPayment) link(s *session) (string, error) {
	if c.Link != "" {
		return c.Link, nil
	}
	if c.Amount == "" {
		return "", wrongUsage(words.CLIFlagMissing, "--amount")
	}
	profile, base, values, err := c.find(s)
	if err != nil {
		return "", err
	}
	if c.SuccessURL == "" {
		c.SuccessURL = values.Get(settings.LinkSuccessURL)
	}
	if c.SuccessURL == "" {
		return "", wrongUsage(words.CLIFlagMissing, "--success-url")
	}
	key, err := c.key(s, profile, values)
	if err != nil {
		return "", err
	}
	client, err := raksmeypay.New(raksmeypay.Config{BaseURL: base, ProfileID: profile, ProfileKey: key})
	if err != nil {
		return "", webkitFault(err)
	}
	if c.TransactionID == "" {
		c.TransactionID = strconv.FormatInt(s.clock.Now().UnixMilli(), 10) // 13 digits: the till's ids have more
		fmt.Fprintln(s.err, words.Text(s.lang, words.CLIWebKitPayment, c.TransactionID))
	}
	link, err := client.PaymentLink(raksmeypay.LinkRequest{
		TransactionID: c.TransactionID, Amount: c.Amount, Remark: c.Remark,
		SuccessURL: settings.ReturnURL(c.SuccessURL, id.Payment(c.TransactionID)),
	})
	return link, webkitFault(err)
}

// find is the profile and the gateway of the flags, else of the shop's settings.
func (c *webkitProfile) find(s *session) (profile, base string, values settings.Values, err error) {
	if values, err = s.settingsIfAny(); err != nil {
		return "", "", nil, err
	}
	if base = c.BaseURL; base == "" {
		base = values.Get(settings.BaseURL)
	}
	if c.Profile != "" {
		return c.Profile, base, values, nil
	}
	currencies := money.Currencies()
	if c.Currency != "" {
		currency, err := money.ParseCurrency(c.Currency)
		if err != nil {
			return "", "", nil, err
		}
		currencies = []money.Currency{currency}
	}
	for _, currency := range currencies {
		if values.HasProfile(currency) {
			id, _, _ := settings.ProfileKeys(currency)
			return values.Get(id), base, values, nil
		}
	}
	return "", "", nil, wrongUsage(words.CLIFlagMissing, words.Text(s.lang, words.CLIOneProfile))
}

// key is the profile key: from the environment, else of the shop, if the profile is the
// shop's.
func (c *webkitProfile) key(s *session, profile string, values settings.Values) (string, error) {
	if key := os.Getenv(profileKeyEnv); key != "" {
		return key, nil
	}
	dir, err := app.DataDir(s.flags.Data)
	if err != nil {
		return "", err
	}
	for _, currency := range money.Currencies() {
		id, secret, _ := settings.ProfileKeys(currency)
		if values.Get(id) != profile {
			continue
		}
		if key, err := s.secretIn(dir, secret); err != nil || key != "" {
			return key, err
		}
	}
	return "", wrongUsage(words.CLIFlagMissing, words.Text(s.lang, words.CLIKeySource))
}

// settingsIfAny reads the shop's settings, if there is a shop.
func (s *session) settingsIfAny() (settings.Values, error) {
	dir, err := app.DataDir(s.flags.Data)
	if err != nil {
		return nil, err
	}
	db, err := s.openReading(dir, s.flags.Training)
	if fault.CodeOf(err) == fault.DataMissing {
		return settings.Values{}, nil
	}
	if err != nil {
		return nil, err
	}
	defer db.Close()
	return db.Settings(s)
}

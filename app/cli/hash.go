package cli

import (
	"fmt"
	"os"

	"psar/app/cli/jsonout"
	"psar/assets/words"
	"psar/payments/raksmeypay"
)

// profileKeyEnv is the only source of the profile key: an argument would show it to
// every program on the machine.
const profileKeyEnv = "PSAR_PROFILE_KEY"

type hashCommand struct {
	Kind          string `arg:"" enum:"qr,verify,link,success,webhook" help:"qr, verify, link, success or webhook."`
	Profile       string `help:"Profile ID; part of a link's address." placeholder:"ID"`
	TransactionID string `name:"transaction-id" help:"The payment's id." placeholder:"T"`
	Amount        string `help:"The amount, exactly as it is sent." placeholder:"A"`
	Remark        string `help:"The remark, exactly as it is sent." placeholder:"R"`
	Template      int    `help:"qr_template of qr: 1 card, 2 plain code. Not hashed." default:"1" placeholder:"N"`
	SuccessURL    string `name:"success-url" help:"Where a link's customer returns, unencoded." placeholder:"U"`
	Time          string `help:"success_time, or a webhook's timestamp: Unix seconds." placeholder:"S"`
	BakongHash    string `name:"bakong-hash" help:"The bank's hash of success and webhook." placeholder:"H"`
	BaseURL       string `name:"base-url" help:"The gateway's address, for link." default:"https://mail.raksmeypay.com" placeholder:"URL"`
	JSON          bool   `name:"json" help:"Print one JSON document."`
}

// Run hashes the values exactly as given, so that they can be compared with what an
// integrator's program sends.
func (c *hashCommand) Run(s *session) error {
	key := os.Getenv(profileKeyEnv)
	if key == "" {
		return s.refuse(c.JSON, wrongUsage(words.CLIKeyMissing))
	}
	if err := c.check(); err != nil {
		return s.refuse(c.JSON, err)
	}
	result := c.result(key)
	if c.JSON {
		return s.printJSON(result)
	}
	fmt.Fprintln(s.out, result.Hash)
	if more := result.Body + result.URL; more != "" {
		fmt.Fprintln(s.out, more)
	}
	return nil
}

func (c *hashCommand) result(key string) jsonout.Hash {
	switch c.Kind {
	case "verify":
		return jsonout.Hash{Hash: raksmeypay.HashVerify(key, c.TransactionID), Body: raksmeypay.VerifyBody(key, c.TransactionID)}
	case "link":
		return jsonout.Hash{
			Hash: raksmeypay.HashLink(key, c.TransactionID, c.Amount, raksmeypay.Escape(c.SuccessURL), c.Remark),
			URL: raksmeypay.PaymentLink(c.BaseURL, c.Profile, key, raksmeypay.LinkRequest{
				TransactionID: c.TransactionID, Amount: c.Amount, SuccessURL: c.SuccessURL, Remark: c.Remark,
			}),
		}
	case "success":
		return jsonout.Hash{Hash: raksmeypay.HashSuccess(key, c.Time, c.Amount, c.BakongHash, c.TransactionID)}
	case "webhook":
		return jsonout.Hash{Hash: raksmeypay.HashWebhook(key, c.Time, c.Amount, c.BakongHash, c.TransactionID)}
	}
	return jsonout.Hash{
		Hash: raksmeypay.HashCreate(key, c.TransactionID, c.Amount, c.Remark),
		Body: raksmeypay.CreateBody(key, raksmeypay.CreateQRRequest{
			TransactionID: c.TransactionID, Amount: c.Amount, Remark: c.Remark, Template: c.Template,
		}),
	}
}

// check reports a missing value without which the hash would be useless.
func (c *hashCommand) check() error {
	needs := map[string][]struct{ flag, value string }{
		"qr":      {{"--amount", c.Amount}},
		"link":    {{"--amount", c.Amount}, {"--profile", c.Profile}, {"--success-url", c.SuccessURL}},
		"success": {{"--amount", c.Amount}, {"--time", c.Time}, {"--bakong-hash", c.BakongHash}},
		"webhook": {{"--amount", c.Amount}, {"--time", c.Time}, {"--bakong-hash", c.BakongHash}},
	}[c.Kind]
	if c.TransactionID == "" {
		return wrongUsage(words.CLIFlagMissing, "--transaction-id")
	}
	for _, n := range needs {
		if n.value == "" {
			return wrongUsage(words.CLIFlagMissing, n.flag)
		}
	}
	return nil
}

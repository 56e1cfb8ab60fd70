package cli

import "psar/pos/settings"

// Who may change a setting, and bring its default back.
type settingRight struct {
	key   settings.Key
	value string // another than the default
	right
}

// Anybody: how the till looks. Whoever may sell: on which printer receipts come. A manager who
// has signed in, or approves: the shop's own. The owner's PIN, each time: where the money goes,
// tax, the till's number, how long things are kept. The owner who has signed in, or approves:
// whether everybody does before they sell.
var (
	anybody = row("", "yyyy yyy yy yy", "yy yyy n", "yykk yyy").with("yyyyy")
	sellers = row("", "syyy yyy ew ye", "yy yyy n", "sykk ykk").with("yyywe")
	manager = row("", "mmyy pyy ew me", "yy yyy n", "mmkk pkk").with("yypwe")
	rule    = row("", "oooy qqy ew oe", "yy mey n", "ookk qkk").with("qyqwe")
	owners  = row("", "oooo qqy ew oe", "yy mey n", "ookk qkk").with("qyqwe")
)

func settingRights() []settingRight {
	return []settingRight{
		{"shop.name", "Sokha Coffee House", manager},
		{"shop.name_km", "ហាងកាហ្វេ សុខា", manager},
		{"shop.address", "Street 51, Phnom Penh", manager},
		{"shop.vattin", "K001-901234567", manager},
		{"shop.thanks", "Come again", manager},
		{"shop.header", "Open", manager},
		{"shop.footer", "Closed on Sundays", manager},
		{"shop.logo", "{logo}", manager},
		{"till.number", "2", owners},
		{"till.language", "en", anybody},
		{"till.theme", "dark", anybody},
		{"till.lock_minutes", "5", manager},
		{"privacy.keep_days", "30", owners},
		{"till.sign_in", "false", rule},
		{"day.cutoff_hour", "3", manager},
		{"day.clock_wrong_z", "1", owners},
		{"rate.khr_per_usd", "4200", manager},
		{"rounding.khr", "500", manager},
		{"tax.mode", "included", owners},
		{"tax.percent", "8", owners},
		{"tender.other", "Voucher", manager},
		{"discount.limit_percent", "50", manager},
		{"customer.screen", "off", anybody},
		{"scanner.prefix", "x", manager},
		{"scanner.suffix", "y", manager},

		{"gateway.base_url", "https://pay.example", owners},
		{"gateway.proxy", "http://127.0.0.1:3128", owners},
		{"gateway.ca_file", "{ca}", owners},
		{"gateway.usd.profile_id", "747261", owners},
		{"gateway.usd.profile_key", "d0c5f00ddeadbeef", owners},
		{"gateway.usd.account", "mallory@aclb", owners},
		{"gateway.khr.profile_id", "747262", owners},
		{"gateway.khr.profile_key", "d0c5f00ddeadbeef", owners},
		{"gateway.khr.account", "mallory@aclb", owners},
		{"gateway.allow_no_expiry", "true", owners},
		{"gateway.confirm_payee", "always", owners},
		{"poll.fresh_ms", "300", owners},
		{"poll.fresh_for_s", "60", owners},
		{"poll.live_ms", "6000", owners},
		{"poll.link_ms", "20000", owners},
		{"poll.grace_ms", "9000", owners},
		{"poll.grace_for_s", "200", owners},
		{"poll.day_every_s", "1800", owners},
		{"poll.day_for_s", "80000", owners},
		{"poll.week_every_s", "80000", owners},
		{"poll.week_for_s", "600000", owners},
		{"poll.per_second", "3", owners},
		{"link.success_url", "https://shop.example/thanks", owners},
		{"link.hours", "12", manager},
		{"webhook.listen", "127.0.0.1:8081", owners},
		{"webhook.api_key", "d0c5f00ddeadbeef", owners},
		{"webhook.public_url", "https://shop.example", owners},
		{"manager.pin", "97531", owners}, // after the other secrets: a shop without staff asks for it from then on

		{"drawer.pin", "5", manager},
		{"drawer.opens", "never", manager},
		{"printer.receipts_on", "receipt", sellers},
		{"printer.link", "tcp:192.0.2.10:9100", manager},
		{"printer.profile", "clone", manager},
		{"printer.width_mm", "58", manager},
		{"printer.native_qr", "no", manager},
		{"printer.raster_double", "no", manager},
		{"printer.code_page", "no", manager},
		{"printer.cutter", "no", manager},
		{"printer.process_id", "no", manager},
		{"printer.answers", "no", manager},
		{"printer.slip.link", "tcp:192.0.2.11:9100", manager},
		{"printer.slip.profile", "clone", manager},
		{"printer.slip.width_mm", "58", manager},
		{"printer.slip.native_qr", "no", manager},
		{"printer.slip.raster_double", "no", manager},
		{"printer.slip.code_page", "no", manager},
		{"printer.slip.cutter", "no", manager},
		{"printer.slip.process_id", "no", manager},
		{"printer.slip.answers", "no", manager},
		{"printer.report.link", "tcp:192.0.2.12:9100", manager},
		{"printer.report.profile", "clone", manager},
		{"printer.report.width_mm", "58", manager},
		{"printer.report.native_qr", "no", manager},
		{"printer.report.raster_double", "no", manager},
		{"printer.report.code_page", "no", manager},
		{"printer.report.cutter", "no", manager},
		{"printer.report.process_id", "no", manager},
		{"printer.report.answers", "no", manager},
	}
}

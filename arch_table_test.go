package main_test

import (
	"slices"
)

// A row of the table of who may import whom; docs/architecture.md shows it to people.
type row struct {
	pkg     string   // folder of the package; "x/*" is every package below x that has no row of its own
	house   []string // packages of this module that it may import; "x/*" is x and all below
	outside []string // modules, or folders of modules, that it may import
}

var table = []row{
	{pkg: ".", house: []string{"app/cli"}},
	{
		pkg:     wiring,
		house:   house,
		outside: []string{toolkit, "github.com/google/uuid", "golang.org/x/sys"},
	},
	{
		pkg:     "app/cli",
		house:   slices.Concat(house, []string{"app", "app/cli/jsonout", "app/control", "app/quiet"}),
		outside: []string{toolkit, "github.com/alecthomas/kong", "golang.org/x/term"},
	},
	{
		pkg:   "app/cli/jsonout",
		house: []string{"payments/*", "pos/*"},
	},
	{
		pkg:     "app/control",
		house:   []string{"pos/fault"},
		outside: []string{"github.com/Microsoft/go-winio", "golang.org/x/sys"},
	},
	{pkg: "app/quiet"},  // nothing: see its doc comment
	{pkg: "app/e2e"},    // tests alone
	{pkg: "app/attack"}, // tests alone
	{
		pkg:   "app/apptest",
		house: slices.Concat(house, []string{"app", "app/cli/jsonout"}),
	},
	{pkg: "pos", house: inside},
	{pkg: "pos/postest"}, // storage's own tests share it
	{pkg: "storage/storagetest", house: []string{"pos/*", "storage"}},
	{
		pkg:   "payments",
		house: []string{"pos/*", "payments/khqr", "payments/raksmeypay"},
	},
	{
		pkg:     "payments/watch",
		house:   []string{"pos/*"},
		outside: []string{"golang.org/x/time"},
	},
	{
		pkg:     "payments/listen",
		house:   []string{"pos/*", "payments", "payments/raksmeypay"},
		outside: []string{"golang.org/x/time"},
	},
	{
		pkg:     "payments/paytest",
		house:   []string{"pos/*", "payments/raksmeypay", "payments/sandbox", "storage", "storage/storagetest"},
		outside: []string{"github.com/google/uuid"},
	},
	{pkg: "payments/khqr"},
	{pkg: "payments/raksmeypay"},
	{
		pkg:   "payments/sandbox",
		house: []string{"payments/khqr", "payments/raksmeypay", "assets/qr"},
	},
	{
		pkg:   "printer",
		house: []string{"pos/*", "printer/escpos", "printer/layout", "printer/link", "printer/session"},
	},
	{
		pkg:     "printer/layout",
		house:   []string{"pos/*", "assets/*", "printer/*"},
		outside: []string{"golang.org/x/image"},
	},
	{
		pkg:     "printer/*",
		house:   []string{"pos/*", "assets/*", "printer/*"},
		outside: []string{"github.com/go-text/typesetting", "github.com/tarm/serial", "golang.org/x/image", "golang.org/x/sys"},
	},
	{pkg: "printer/abandon"},
	{pkg: "printer/escpos"},
	{
		pkg:   "printer/report",
		house: []string{"pos/*", "assets/words"},
	},
	{
		pkg:     "printer/export",
		house:   []string{"pos/*", "assets/*", "printer/report", "printer/shape", "printer/export/pdf"},
		outside: []string{"github.com/xuri/excelize/v2"},
	},
	{pkg: "printer/export/pdf"},
	{
		pkg:     "printer/paper",
		house:   []string{"printer/escpos", "assets/qr"},
		outside: []string{"golang.org/x/image"},
	},
	{
		pkg:     "storage",
		house:   []string{"pos/*"},
		outside: []string{"github.com/google/uuid", "github.com/pressly/goose/v3", "github.com/zalando/go-keyring", "golang.org/x/crypto", "golang.org/x/sys", "modernc.org/sqlite"},
	},
	{
		pkg:     "ui",
		house:   []string{"pos/*", "assets/words", "ui/view", "ui/look", "ui/screen", "ui/model"},
		outside: []string{toolkit, "github.com/jezek/xgb", "golang.org/x/sys"},
	},
	{pkg: "ui/view", house: []string{"pos/*"}},
	{
		pkg:     "ui/look",
		house:   []string{"assets/*", "pos/text", "ui/view"},
		outside: []string{toolkit},
	},
	{
		pkg:     "ui/screen",
		house:   []string{"pos/id", "ui/view", "ui/look"},
		outside: []string{toolkit},
	},
	{pkg: "ui/model", house: []string{"pos/*", "assets/words", "ui/view"}},
	{
		pkg:     "ui/uitest",
		house:   []string{"pos/*", "assets/words", "printer/report", "ui/view"},
		outside: []string{toolkit, "github.com/google/go-cmp", "github.com/rogpeppe/go-internal"},
	},
	{pkg: "assets"},
	{pkg: "assets/words", house: []string{"pos/text", "pos/finding"}},
	{
		pkg:     "assets/qr",
		outside: []string{"github.com/skip2/go-qrcode"},
	},
	{
		pkg:     "assets/khmer",
		outside: []string{"github.com/go-text/typesetting"},
	},
	// Programs that draw the icon and the sounds again; no part of psar.
	{pkg: "assets/icon/gen", outside: []string{"golang.org/x/image"}},
	{pkg: "assets/sounds/gen"},
}

package cli

import (
	"fmt"
	"io"

	"psar/app"
	"psar/assets/words"
	"psar/pos"
	"psar/pos/catalogue"
	"psar/pos/fault"
	"psar/pos/id"
	"psar/pos/staff"
	"psar/storage"
)

type itemsCommand struct {
	List   itemsListCommand   `cmd:"" default:"withargs" help:"The catalogue's items, by name."`
	Export itemsExportCommand `cmd:"" help:"Write the catalogue as a CSV file that import items reads."`

	Doubles itemsDoublesCommand `cmd:"" help:"The items that share a barcode, which a catalogue of an older version may hold."`
	Archive itemsArchiveCommand `cmd:"" help:"Take an item out of the catalogue; its sales keep what they copied."`
}

type itemsListCommand struct {
	Search   string `help:"Only what holds every word, in Khmer or Latin letters, or has this barcode: the best 50." placeholder:"Q" xor:"which" filled:""`
	Category string `help:"Only of this category." placeholder:"C" xor:"which" filled:""`
	Archived bool   `help:"The archived ones instead." xor:"which"`
	JSON     bool   `name:"json" help:"Print one JSON document."`
}

// bestItems is how many items a search lists at most.
const bestItems = 50

func (c *itemsListCommand) Run(s *session) error {
	return s.read(c.JSON, func(db *storage.DB) error {
		items, err := c.items(s, db)
		if err != nil {
			return err
		}
		return s.printItems(items, c.JSON)
	})
}

// printItems prints items as a table or as a JSON document.
func (s *session) printItems(items []catalogue.Item, asJSON bool) error {
	if asJSON {
		if items == nil {
			items = []catalogue.Item{}
		}
		return s.printJSON(items)
	}
	table := s.newTable(words.ColItemBarcode, words.ColItemName, words.ColItemNameKhmer,
		words.ColItemPrice, words.ColItemCategory, words.ColItemQuickKey)
	for _, i := range items {
		quick := ""
		if i.QuickKey > 0 {
			quick = fmt.Sprint(i.QuickKey)
		}
		table.row(i.Barcode, i.Name, i.NameKhmer, i.Price.Display(), i.Category, quick)
	}
	return table.flush()
}

func (c *itemsListCommand) items(s *session, db *storage.DB) ([]catalogue.Item, error) {
	if c.Search != "" {
		return db.SearchItems(s, c.Search, bestItems)
	}
	return db.Items(s, catalogue.Filter{Category: c.Category, Archived: c.Archived})
}

type itemsDoublesCommand struct {
	JSON bool `name:"json" help:"Print one JSON document."`
}

func (c *itemsDoublesCommand) Run(s *session) error {
	return s.read(c.JSON, func(db *storage.DB) error {
		items, err := db.SharedBarcodes(s)
		if err != nil {
			return err
		}
		return s.printItems(items, c.JSON)
	})
}

type itemsArchiveCommand struct {
	Item string `arg:"" help:"Its barcode, or its item_id." placeholder:"BARCODE"`
	By   string `help:"The manager's name, once the shop has an owner. Their PIN is read from standard input." placeholder:"NAME"`
}

func (c *itemsArchiveCommand) Run(s *session) error {
	return s.withShop(false, c.archive)
}

func (c *itemsArchiveCommand) archive(s *session, shop *app.Shop) error {
	item, err := c.item(s, shop.Till)
	if err != nil {
		return err
	}
	approval, err := s.itemsApproval(shop, c.By, shown{item.Title() + " · " + item.Price.Display(), item.Figures()})
	if err != nil {
		return err
	}
	if err := shop.Till.ArchiveItem(s, item.ID, approval); err != nil {
		return err
	}
	fmt.Fprintln(s.err, words.Text(s.lang, words.CLIItemArchived, item.Title()))
	return nil
}

func (c *itemsArchiveCommand) item(s *session, till *pos.Till) (catalogue.Item, error) {
	found, err := till.ItemsByBarcode(s, c.Item)
	switch {
	case fault.CodeOf(err) == fault.BarcodeUnknown:
		return till.Item(s, id.Item(c.Item))
	case err != nil:
		return catalogue.Item{}, err
	}
	return catalogue.ItemNamed(found, c.Item)
}

// itemsApproval is the approval for a change of the catalogue; none if the person of --as
// may make it.
func (s *session) itemsApproval(shop *app.Shop, by string, about shown) (staff.Approval, error) {
	switch {
	case by != "":
		return s.approval(shop, staff.ActionCatalogue, by, about)
	case !shop.Till.SnapshotUnder(s).May(staff.ActionCatalogue):
		return staff.Approval{}, byMissing(shop, staff.ActionCatalogue)
	}
	return staff.Approval{}, nil
}

type itemsExportCommand struct {
	File string `type:"file" arg:"" help:"Where to write it; - is standard output." placeholder:"FILE.csv"`
	forceFlag
}

func (c *itemsExportCommand) Run(s *session) error {
	return s.read(false, func(db *storage.DB) error {
		items, err := db.Items(s, catalogue.Filter{})
		if err != nil {
			return err
		}
		if c.File == "-" {
			return catalogue.Write(s.out, items)
		}
		file := app.File{Path: c.File, Kind: app.Catalogue, Force: c.Force}
		if err := s.files().writeWhole(s, file, func(to io.Writer) error { return catalogue.Write(to, items) }); err != nil {
			return err
		}
		fmt.Fprintln(s.err, words.Text(s.lang, words.CLIItemsExported, len(items), c.File))
		return nil
	})
}

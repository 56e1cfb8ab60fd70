package storage

import (
	"database/sql"
	"errors"

	"psar/pos/catalogue"
	"psar/pos/id"
)

// itemRow is what writeItems must know about a stored item: its place in the index of
// names, and the values that no two live items may share.
type itemRow struct {
	key                 int64 // 0 for a new item
	findName, findKhmer string
	barcode             string
	quickKey            int
}

// Each item passes through three loops; Batch.Stored is called every storedStep passes.
const (
	itemSteps  = 3
	storedStep = 2000
)

// writeItems stores whole items. Changed barcodes and quick keys are removed first, since
// two items may swap them; the index of names is updated last, in one go.
func writeItems(tx transaction, items []catalogue.Item, stored func(int) error) error {
	steps := 0
	step := func() error {
		steps++
		if stored == nil || steps%storedStep != 0 && steps != itemSteps*len(items) {
			return nil
		}
		return stored(steps / itemSteps)
	}
	before := make([]itemRow, len(items))
	for n, i := range items {
		row, err := storedItem(tx, i.ID)
		if err != nil {
			return err
		}
		before[n] = row
		if row.key != 0 && (row.barcode != i.Barcode || row.quickKey != i.QuickKey) {
			if _, err := tx.exec("UPDATE items SET barcode = '', barcode_key = '', quick_key = 0 WHERE key = ?", row.key); err != nil {
				return err
			}
		}
		if err := step(); err != nil {
			return err
		}
	}
	after := make([]itemRow, len(items))
	for n, i := range items {
		row, err := writeItem(tx, before[n].key, i)
		if err != nil {
			return err
		}
		after[n] = row
		if err := step(); err != nil {
			return err
		}
	}
	for n := range items {
		if err := indexItem(tx, before[n], after[n]); err != nil {
			return err
		}
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

func storedItem(tx transaction, id id.Item) (row itemRow, err error) {
	err = tx.QueryRowContext(tx.ctx, "SELECT key, find_name, find_km, barcode, quick_key FROM items WHERE id = ?", id).
		Scan(&row.key, &row.findName, &row.findKhmer, &row.barcode, &row.quickKey)
	if errors.Is(err, sql.ErrNoRows) {
		return itemRow{}, nil
	}
	return row, err
}

func writeItem(tx transaction, key int64, i catalogue.Item) (itemRow, error) {
	row := itemRow{key: key, findName: fold(i.Title()), findKhmer: fold(i.NameKhmer)}
	barcodeKey := catalogue.BarcodeKey(i.Barcode)
	if key != 0 {
		_, err := tx.exec(`UPDATE items SET name = ?, name_km = ?, barcode = ?, price_minor = ?, currency = ?,
			category = ?, tax = ?, quick_key = ?, archived = ?, find_name = ?, find_km = ?, barcode_key = ? WHERE key = ?`,
			i.Name, i.NameKhmer, i.Barcode, i.Price.Minor, i.Price.Currency,
			i.Category, i.Tax, i.QuickKey, i.Archived, row.findName, row.findKhmer, barcodeKey, key)
		return row, err
	}
	done, err := tx.exec(`INSERT INTO items (`+itemColumns+`, find_name, find_km, barcode_key)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		i.ID, i.Name, i.NameKhmer, i.Barcode, i.Price.Minor, i.Price.Currency,
		i.Category, i.Tax, i.QuickKey, i.Archived, row.findName, row.findKhmer, barcodeKey)
	if err == nil {
		row.key, err = done.LastInsertId()
	}
	return row, err
}

// indexItem replaces an item's old names in the index by its new ones.
func indexItem(tx transaction, before, after itemRow) error {
	if before.findName == after.findName && before.findKhmer == after.findKhmer {
		return nil
	}
	if before.key != 0 {
		if _, err := tx.exec("INSERT INTO items_text (items_text, rowid, find_name, find_km) VALUES ('delete', ?, ?, ?)",
			before.key, before.findName, before.findKhmer); err != nil {
			return err
		}
	}
	_, err := tx.exec("INSERT INTO items_text (rowid, find_name, find_km) VALUES (?, ?, ?)",
		after.key, after.findName, after.findKhmer)
	return err
}

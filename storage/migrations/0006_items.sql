-- The catalogue. find_name and find_km are the names in the form that is searched: see
-- storage/items_fold.go.

-- +goose Up
CREATE TABLE items (
    key         INTEGER NOT NULL PRIMARY KEY, -- of this database alone: the row of items_text
    id          TEXT    NOT NULL UNIQUE CHECK (id <> ''),
    name        TEXT    NOT NULL,
    name_km     TEXT    NOT NULL,
    barcode     TEXT    NOT NULL,
    price_minor INTEGER NOT NULL CHECK (price_minor > 0),
    currency    TEXT    NOT NULL CHECK (currency IN ('USD', 'KHR')),
    category    TEXT    NOT NULL,
    tax         TEXT    NOT NULL CHECK (tax IN ('standard', 'exempt')),
    quick_key   INTEGER NOT NULL CHECK (quick_key >= 0),
    archived    INTEGER NOT NULL CHECK (archived IN (0, 1)),
    find_name   TEXT    NOT NULL,
    find_km     TEXT    NOT NULL,
    CHECK (name <> '' OR name_km <> '')
) STRICT;

CREATE UNIQUE INDEX items_barcode ON items (barcode) WHERE barcode <> '' AND archived = 0;
CREATE UNIQUE INDEX items_quick ON items (quick_key) WHERE quick_key > 0 AND archived = 0;
CREATE INDEX items_name ON items (archived, find_name, id);
CREATE INDEX items_khmer ON items (find_km) WHERE find_km <> '' AND archived = 0;
CREATE INDEX items_category ON items (archived, category, find_name, id);

-- Trigrams, since Khmer has no spaces between words. The names are folded already.
-- storage/items_write.go updates the index, not triggers: inside a trigger FTS5 writes its
-- index to the file for every row, and an import takes twice as long.
CREATE VIRTUAL TABLE items_text USING fts5 (
    find_name, find_km, content = 'items', content_rowid = 'key', tokenize = 'trigram case_sensitive 1'
);

-- +goose StatementBegin
CREATE TRIGGER items_no_replace BEFORE INSERT ON items
WHEN EXISTS (SELECT 1 FROM items WHERE key = NEW.key)
BEGIN SELECT RAISE (ABORT, 'an item is never replaced'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER items_stay BEFORE UPDATE ON items WHEN NEW.id <> OLD.id OR NEW.key <> OLD.key
BEGIN SELECT RAISE (ABORT, 'an item keeps its id'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER items_no_delete BEFORE DELETE ON items
BEGIN SELECT RAISE (ABORT, 'an item is archived, never deleted'); END;
-- +goose StatementEnd

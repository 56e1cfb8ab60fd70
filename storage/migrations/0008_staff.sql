-- The staff. A PIN is an argon2id hash with its salt and cost, in a table of its own, so
-- that queries of the staff do not read it by accident. People are never deleted: their
-- names are on receipts and in the journal.

-- +goose Up
CREATE TABLE staff (
    id     INTEGER PRIMARY KEY CHECK (id > 0),
    name   TEXT    NOT NULL COLLATE NOCASE UNIQUE CHECK (name <> ''),
    role   TEXT    NOT NULL CHECK (role IN ('cashier', 'manager', 'owner')),
    active INTEGER NOT NULL CHECK (active IN (0, 1))
) STRICT;

CREATE TABLE staff_pins (
    staff_id INTEGER PRIMARY KEY REFERENCES staff (id),
    hash     TEXT    NOT NULL CHECK (hash LIKE '$argon2id$%')
) STRICT;

-- +goose StatementBegin
CREATE TRIGGER staff_stay BEFORE DELETE ON staff
BEGIN SELECT RAISE (ABORT, 'a person is never deleted'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER staff_keep_their_id BEFORE UPDATE OF id ON staff
BEGIN SELECT RAISE (ABORT, 'a person keeps their number'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER staff_pins_stay BEFORE DELETE ON staff_pins
BEGIN SELECT RAISE (ABORT, 'a PIN is changed, never taken away'); END;
-- +goose StatementEnd

ALTER TABLE sales ADD COLUMN cashier TEXT NOT NULL DEFAULT '';

-- Only these rows count wrong PINs, and every start reads them.
CREATE INDEX journal_tries ON journal (seq) WHERE kind IN ('manager.refused', 'manager.known');

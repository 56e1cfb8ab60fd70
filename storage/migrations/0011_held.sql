-- Held sales. The row of a recalled one stays, with the time.

-- +goose Up
CREATE TABLE held_bills (
    id       TEXT    NOT NULL PRIMARY KEY CHECK (id <> ''),
    bill     TEXT    NOT NULL, -- JSON
    held_ms  INTEGER NOT NULL,
    held_by  TEXT    NOT NULL,
    taken_ms INTEGER
) STRICT;

CREATE INDEX held_bills_waiting ON held_bills (held_ms) WHERE taken_ms IS NULL;

-- +goose StatementBegin
CREATE TRIGGER held_bills_taken_once BEFORE UPDATE ON held_bills WHEN OLD.taken_ms IS NOT NULL OR NEW.bill <> OLD.bill
BEGIN SELECT RAISE (ABORT, 'a held bill is taken up once, as it was'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER held_bills_no_delete BEFORE DELETE ON held_bills
BEGIN SELECT RAISE (ABORT, 'a held bill is never deleted'); END;
-- +goose StatementEnd

-- Amounts are minor units (cents, riel) beside their currency. Columns in _ms are UTC
-- Unix milliseconds, NULL where the event has not happened.

-- +goose Up
CREATE TABLE settings (
    key   TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL CHECK (value <> '')
) STRICT, WITHOUT ROWID;

CREATE TABLE sales (
    id             TEXT    NOT NULL PRIMARY KEY CHECK (id <> ''),
    till           INTEGER NOT NULL,
    state          TEXT    NOT NULL CHECK (state IN ('open', 'completed', 'dropped')),
    day            TEXT    NOT NULL,
    offset_minutes INTEGER NOT NULL,
    opened_ms      INTEGER NOT NULL,
    completed_ms   INTEGER,
    receipt_till   INTEGER,
    receipt_year   INTEGER,
    receipt_seq    INTEGER CHECK (receipt_seq > 0),
    total_minor    INTEGER NOT NULL,
    currency       TEXT    NOT NULL CHECK (currency IN ('USD', 'KHR')),
    rate           INTEGER NOT NULL,
    round_khr      INTEGER NOT NULL,
    remark         TEXT    NOT NULL,
    no_receipt     INTEGER NOT NULL CHECK (no_receipt IN (0, 1)),
    training       INTEGER NOT NULL CHECK (training IN (0, 1)),
    CHECK ((state = 'completed') = (completed_ms IS NOT NULL)),
    CHECK ((state = 'completed') = (receipt_seq  IS NOT NULL)),
    CHECK ((receipt_seq IS NULL) = (receipt_till IS NULL)),
    CHECK ((receipt_seq IS NULL) = (receipt_year IS NULL))
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX sales_receipt ON sales (receipt_till, receipt_year, receipt_seq)
    WHERE receipt_seq IS NOT NULL;
CREATE INDEX sales_day ON sales (day) WHERE state = 'completed';

CREATE TABLE sale_lines (
    sale_id        TEXT    NOT NULL REFERENCES sales (id) DEFERRABLE INITIALLY DEFERRED,
    position       INTEGER NOT NULL,
    name           TEXT    NOT NULL,
    quantity       INTEGER NOT NULL,
    price_minor    INTEGER NOT NULL,
    price_currency TEXT    NOT NULL CHECK (price_currency IN ('USD', 'KHR')),
    total_minor    INTEGER NOT NULL,
    total_currency TEXT    NOT NULL CHECK (total_currency IN ('USD', 'KHR')),
    PRIMARY KEY (sale_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE attempts (
    id                INTEGER NOT NULL PRIMARY KEY CHECK (id > 0),
    sale_id           TEXT    REFERENCES sales (id) DEFERRABLE INITIALLY DEFERRED,
    state             TEXT    NOT NULL,
    amount_minor      INTEGER NOT NULL,
    currency          TEXT    NOT NULL CHECK (currency IN ('USD', 'KHR')),
    remark            TEXT    NOT NULL,
    day               TEXT    NOT NULL,
    created_ms        INTEGER NOT NULL,
    changed_ms        INTEGER NOT NULL,
    qr                TEXT    NOT NULL,
    payee_account     TEXT    NOT NULL,
    payee_name        TEXT    NOT NULL,
    payee_name_km     TEXT    NOT NULL,
    payee_city        TEXT    NOT NULL,
    expires_ms        INTEGER,
    received_minor    INTEGER,
    received_currency TEXT    CHECK (received_currency IN ('USD', 'KHR')),
    problem           TEXT    NOT NULL,
    detail            TEXT    NOT NULL,
    watched           INTEGER NOT NULL CHECK (watched IN (0, 1)),
    verified_ms       INTEGER,
    verifies          INTEGER NOT NULL,
    CHECK ((received_minor IS NULL) = (received_currency IS NULL))
) STRICT;

CREATE INDEX attempts_watched ON attempts (created_ms) WHERE watched = 1;
CREATE INDEX attempts_day ON attempts (day);
CREATE INDEX attempts_received ON attempts (created_ms) WHERE received_minor IS NOT NULL;

-- A payment pays for one sale: its id is in at most one tender of the whole database.
CREATE TABLE tenders (
    sale_id      TEXT    NOT NULL REFERENCES sales (id) DEFERRABLE INITIALLY DEFERRED,
    position     INTEGER NOT NULL,
    kind         TEXT    NOT NULL,
    amount_minor INTEGER NOT NULL,
    currency     TEXT    NOT NULL CHECK (currency IN ('USD', 'KHR')),
    rate         INTEGER NOT NULL,
    payment_id   INTEGER UNIQUE REFERENCES attempts (id) DEFERRABLE INITIALLY DEFERRED,
    reference    TEXT    NOT NULL,
    PRIMARY KEY (sale_id, position)
) STRICT, WITHOUT ROWID;

-- The highest payment id of each till number, apart from the attempts, so that it cannot
-- fall even if attempts are lost.
CREATE TABLE till_ids (
    till            INTEGER NOT NULL PRIMARY KEY,
    last_payment_id INTEGER NOT NULL
) STRICT;

CREATE TABLE prints (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    kind       TEXT    NOT NULL,
    state      TEXT    NOT NULL,
    receipt    TEXT,
    slip       TEXT,
    queued_ms  INTEGER NOT NULL,
    changed_ms INTEGER NOT NULL,
    problem    TEXT    NOT NULL,
    detail     TEXT    NOT NULL
) STRICT;

CREATE INDEX prints_state ON prints (state);

CREATE TABLE journal (
    seq       INTEGER NOT NULL PRIMARY KEY,
    till      INTEGER NOT NULL,
    kind      TEXT    NOT NULL,
    version   INTEGER NOT NULL,
    at_ms     INTEGER NOT NULL,
    payload   TEXT    NOT NULL,
    prev_hash TEXT    NOT NULL,
    hash      TEXT    NOT NULL
) STRICT;

-- The head is stored apart from the rows, so that rows cut off at the end are noticed.
CREATE TABLE journal_head (
    one  INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    seq  INTEGER NOT NULL,
    hash TEXT    NOT NULL
) STRICT;

INSERT INTO journal_head (one, seq, hash)
VALUES (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');

-- Every rule has a trigger on INSERT too: INSERT OR REPLACE skips DELETE's triggers.

-- +goose StatementBegin
CREATE TRIGGER journal_no_replace BEFORE INSERT ON journal
WHEN EXISTS (SELECT 1 FROM journal WHERE seq = NEW.seq)
BEGIN SELECT RAISE (ABORT, 'a journal row is never changed'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal
BEGIN SELECT RAISE (ABORT, 'a journal row is never changed'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal
BEGIN SELECT RAISE (ABORT, 'a journal row is never deleted'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER journal_head_rises BEFORE UPDATE ON journal_head WHEN NEW.seq <= OLD.seq
BEGIN SELECT RAISE (ABORT, 'the head of the journal only rises'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER journal_head_is_one BEFORE INSERT ON journal_head
BEGIN SELECT RAISE (ABORT, 'the head of the journal is one row'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER journal_head_stays BEFORE DELETE ON journal_head
BEGIN SELECT RAISE (ABORT, 'the head of the journal is never deleted'); END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER sales_no_replace BEFORE INSERT ON sales
WHEN (SELECT state FROM sales WHERE id = NEW.id) = 'completed'
BEGIN SELECT RAISE (ABORT, 'a completed sale is never changed'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER sales_completed_stay BEFORE UPDATE ON sales WHEN OLD.state = 'completed'
BEGIN SELECT RAISE (ABORT, 'a completed sale is never changed'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER sales_no_delete BEFORE DELETE ON sales
BEGIN SELECT RAISE (ABORT, 'a sale is never deleted'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER sale_lines_no_insert BEFORE INSERT ON sale_lines
WHEN (SELECT state FROM sales WHERE id = NEW.sale_id) = 'completed'
BEGIN SELECT RAISE (ABORT, 'a completed sale is never changed'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER sale_lines_no_update BEFORE UPDATE ON sale_lines
WHEN (SELECT state FROM sales WHERE id = OLD.sale_id) = 'completed'
BEGIN SELECT RAISE (ABORT, 'a completed sale is never changed'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER sale_lines_no_delete BEFORE DELETE ON sale_lines
WHEN (SELECT state FROM sales WHERE id = OLD.sale_id) = 'completed'
BEGIN SELECT RAISE (ABORT, 'a completed sale is never changed'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER tenders_no_insert BEFORE INSERT ON tenders
WHEN (SELECT state FROM sales WHERE id = NEW.sale_id) = 'completed'
BEGIN SELECT RAISE (ABORT, 'a completed sale is never changed'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER tenders_no_update BEFORE UPDATE ON tenders
WHEN (SELECT state FROM sales WHERE id = OLD.sale_id) = 'completed'
BEGIN SELECT RAISE (ABORT, 'a completed sale is never changed'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER tenders_no_delete BEFORE DELETE ON tenders
WHEN (SELECT state FROM sales WHERE id = OLD.sale_id) = 'completed'
BEGIN SELECT RAISE (ABORT, 'a completed sale is never changed'); END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER attempts_asked_once BEFORE UPDATE ON attempts
WHEN NEW.amount_minor <> OLD.amount_minor OR NEW.currency <> OLD.currency
  OR NEW.sale_id IS NOT OLD.sale_id OR NEW.day <> OLD.day
BEGIN SELECT RAISE (ABORT, 'a payment id is asked for one amount of one sale'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER attempts_no_replace BEFORE INSERT ON attempts
WHEN EXISTS (SELECT 1 FROM attempts WHERE id = NEW.id AND (amount_minor <> NEW.amount_minor
    OR currency <> NEW.currency OR sale_id IS NOT NEW.sale_id))
BEGIN SELECT RAISE (ABORT, 'a payment id is asked for one amount of one sale'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER attempts_no_delete BEFORE DELETE ON attempts
BEGIN SELECT RAISE (ABORT, 'a payment attempt is never deleted'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER till_ids_rise BEFORE UPDATE ON till_ids WHEN NEW.last_payment_id < OLD.last_payment_id
BEGIN SELECT RAISE (ABORT, 'the last payment id only rises'); END;
-- +goose StatementEnd

-- Lines with discounts and tax, sales paid in parts, refunds, the drawer, and the Z reports
-- that close a period. z is the number of the Z report that includes a row; rows from
-- before Z reports existed have 0 and belong to the first.

-- +goose Up
ALTER TABLE sales ADD COLUMN z INTEGER NOT NULL DEFAULT 0 CHECK (z >= 0);
ALTER TABLE sales ADD COLUMN tax_mode TEXT NOT NULL DEFAULT '' CHECK (tax_mode IN ('', 'included', 'added'));
ALTER TABLE sales ADD COLUMN tax_percent INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sales ADD COLUMN discount_minor INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sales ADD COLUMN taxable_minor INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sales ADD COLUMN tax_minor INTEGER NOT NULL DEFAULT 0;

ALTER TABLE sale_lines ADD COLUMN item TEXT NOT NULL DEFAULT '';
ALTER TABLE sale_lines ADD COLUMN name_km TEXT NOT NULL DEFAULT '';
ALTER TABLE sale_lines ADD COLUMN category TEXT NOT NULL DEFAULT '';
ALTER TABLE sale_lines ADD COLUMN list_minor INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sale_lines ADD COLUMN list_currency TEXT NOT NULL DEFAULT '';
ALTER TABLE sale_lines ADD COLUMN discount_minor INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sale_lines ADD COLUMN share_minor INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sale_lines ADD COLUMN tax_minor INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sale_lines ADD COLUMN exempt INTEGER NOT NULL DEFAULT 0 CHECK (exempt IN (0, 1));
ALTER TABLE sale_lines ADD COLUMN note TEXT NOT NULL DEFAULT '';

ALTER TABLE tenders ADD COLUMN name TEXT NOT NULL DEFAULT '';
ALTER TABLE tenders ADD COLUMN by_hand TEXT NOT NULL DEFAULT '';

ALTER TABLE attempts ADD COLUMN z INTEGER NOT NULL DEFAULT 0 CHECK (z >= 0);

CREATE INDEX sales_z ON sales (z) WHERE state = 'completed';
CREATE INDEX sales_dropped_z ON sales (z) WHERE state = 'dropped';
CREATE INDEX sales_dropped_day ON sales (day) WHERE state = 'dropped';
CREATE INDEX sales_open ON sales (opened_ms) WHERE state = 'open';
CREATE INDEX attempts_z ON attempts (z);

CREATE TABLE refunds (
    id             TEXT    NOT NULL PRIMARY KEY CHECK (id <> ''),
    kind           TEXT    NOT NULL CHECK (kind IN ('refund', 'void')),
    till           INTEGER NOT NULL,
    z              INTEGER NOT NULL CHECK (z > 0),
    day            TEXT    NOT NULL,
    at_ms          INTEGER NOT NULL,
    receipt_till   INTEGER NOT NULL,
    receipt_year   INTEGER NOT NULL,
    receipt_seq    INTEGER NOT NULL CHECK (receipt_seq > 0),
    sale_id        TEXT    NOT NULL REFERENCES sales (id),
    of_till        INTEGER NOT NULL,
    of_year        INTEGER NOT NULL,
    of_seq         INTEGER NOT NULL,
    total_minor    INTEGER NOT NULL CHECK (total_minor > 0),
    currency       TEXT    NOT NULL CHECK (currency IN ('USD', 'KHR')),
    tax_minor      INTEGER NOT NULL CHECK (tax_minor >= 0),
    rate           INTEGER NOT NULL,
    rounding_khr   INTEGER NOT NULL,
    reason         TEXT    NOT NULL CHECK (reason <> ''),
    said_by        TEXT    NOT NULL CHECK (said_by <> ''),
    training       INTEGER NOT NULL CHECK (training IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX refunds_receipt ON refunds (receipt_till, receipt_year, receipt_seq);
CREATE INDEX refunds_sale ON refunds (sale_id);
CREATE INDEX refunds_day ON refunds (day);
CREATE INDEX refunds_z ON refunds (z);

CREATE TABLE refund_lines (
    refund_id    TEXT    NOT NULL REFERENCES refunds (id) DEFERRABLE INITIALLY DEFERRED,
    position     INTEGER NOT NULL, -- of the sale's line
    quantity     INTEGER NOT NULL CHECK (quantity > 0),
    amount_minor INTEGER NOT NULL CHECK (amount_minor >= 0),
    tax_minor    INTEGER NOT NULL,
    PRIMARY KEY (refund_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE refund_tenders (
    refund_id    TEXT    NOT NULL REFERENCES refunds (id) DEFERRABLE INITIALLY DEFERRED,
    position     INTEGER NOT NULL,
    kind         TEXT    NOT NULL,
    amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
    currency     TEXT    NOT NULL CHECK (currency IN ('USD', 'KHR')),
    rate         INTEGER NOT NULL,
    reference    TEXT    NOT NULL,
    PRIMARY KEY (refund_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE cash_moves (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    z            INTEGER NOT NULL CHECK (z > 0),
    kind         TEXT    NOT NULL CHECK (kind IN ('pay_in', 'pay_out', 'drop')),
    day          TEXT    NOT NULL,
    at_ms        INTEGER NOT NULL,
    amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
    currency     TEXT    NOT NULL CHECK (currency IN ('USD', 'KHR')),
    reason       TEXT    NOT NULL CHECK (reason <> ''),
    said_by      TEXT    NOT NULL
) STRICT;

CREATE INDEX cash_moves_z ON cash_moves (z);

CREATE TABLE counts (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    z            INTEGER NOT NULL CHECK (z > 0),
    kind         TEXT    NOT NULL CHECK (kind IN ('open', 'handover', 'close')),
    day          TEXT    NOT NULL,
    at_ms        INTEGER NOT NULL,
    said_by      TEXT    NOT NULL,
    handed_to    TEXT    NOT NULL,
    notes        TEXT    NOT NULL, -- JSON: how many of each note, '' where only sums were counted
    usd_minor    INTEGER NOT NULL CHECK (usd_minor >= 0),
    khr_minor    INTEGER NOT NULL CHECK (khr_minor >= 0),
    expected_usd INTEGER NOT NULL,
    expected_khr INTEGER NOT NULL,
    reason       TEXT    NOT NULL
) STRICT;

CREATE INDEX counts_z ON counts (z);
-- A period is opened once and closed once.
CREATE UNIQUE INDEX counts_once ON counts (z, kind) WHERE kind <> 'handover';

CREATE TABLE corrections (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    z       INTEGER NOT NULL CHECK (z > 0),
    kind    TEXT    NOT NULL CHECK (kind IN ('reprint', 'no_sale')),
    day     TEXT    NOT NULL,
    at_ms   INTEGER NOT NULL,
    said_by TEXT    NOT NULL,
    reason  TEXT    NOT NULL
) STRICT;

CREATE INDEX corrections_z ON corrections (z);
CREATE INDEX corrections_day ON corrections (day);

-- A Z report as it was printed. Numbers have no gaps: each is one above the last.
CREATE TABLE z_reports (
    number    INTEGER NOT NULL PRIMARY KEY CHECK (number > 0),
    made_ms   INTEGER NOT NULL,
    first_day TEXT    NOT NULL,
    last_day  TEXT    NOT NULL,
    report    TEXT    NOT NULL,
    prev_hash TEXT    NOT NULL,
    hash      TEXT    NOT NULL
) STRICT;

-- +goose StatementBegin
CREATE TRIGGER z_reports_follow BEFORE INSERT ON z_reports
WHEN NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM z_reports)
BEGIN SELECT RAISE (ABORT, 'a Z report follows the one before it'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER z_reports_no_update BEFORE UPDATE ON z_reports
BEGIN SELECT RAISE (ABORT, 'a Z report is never changed'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER z_reports_no_delete BEFORE DELETE ON z_reports
BEGIN SELECT RAISE (ABORT, 'a Z report is never deleted'); END;
-- +goose StatementEnd

-- Nothing can be added to a closed period.
-- +goose StatementBegin
CREATE TRIGGER sales_not_closed BEFORE UPDATE ON sales
WHEN NEW.state = 'completed' AND NEW.z > 0 AND NEW.z <= (SELECT coalesce(max(number), 0) FROM z_reports)
BEGIN SELECT RAISE (ABORT, 'this Z report was made'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER sales_not_closed_new BEFORE INSERT ON sales
WHEN NEW.state = 'completed' AND NEW.z > 0 AND NEW.z <= (SELECT coalesce(max(number), 0) FROM z_reports)
BEGIN SELECT RAISE (ABORT, 'this Z report was made'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER refunds_not_closed BEFORE INSERT ON refunds
WHEN NEW.z <= (SELECT coalesce(max(number), 0) FROM z_reports)
BEGIN SELECT RAISE (ABORT, 'this Z report was made'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER cash_moves_not_closed BEFORE INSERT ON cash_moves
WHEN NEW.z <= (SELECT coalesce(max(number), 0) FROM z_reports)
BEGIN SELECT RAISE (ABORT, 'this Z report was made'); END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER refunds_no_update BEFORE UPDATE ON refunds
BEGIN SELECT RAISE (ABORT, 'a refund is never changed'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER refunds_no_delete BEFORE DELETE ON refunds
BEGIN SELECT RAISE (ABORT, 'a refund is never deleted'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER refund_lines_no_update BEFORE UPDATE ON refund_lines
BEGIN SELECT RAISE (ABORT, 'a refund is never changed'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER refund_lines_no_delete BEFORE DELETE ON refund_lines
BEGIN SELECT RAISE (ABORT, 'a refund is never changed'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER refund_lines_no_insert BEFORE INSERT ON refund_lines
WHEN EXISTS (SELECT 1 FROM refunds WHERE id = NEW.refund_id)
BEGIN SELECT RAISE (ABORT, 'a refund is never changed'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER refund_tenders_no_update BEFORE UPDATE ON refund_tenders
BEGIN SELECT RAISE (ABORT, 'a refund is never changed'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER refund_tenders_no_delete BEFORE DELETE ON refund_tenders
BEGIN SELECT RAISE (ABORT, 'a refund is never changed'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER refund_tenders_no_insert BEFORE INSERT ON refund_tenders
WHEN EXISTS (SELECT 1 FROM refunds WHERE id = NEW.refund_id)
BEGIN SELECT RAISE (ABORT, 'a refund is never changed'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER cash_moves_no_update BEFORE UPDATE ON cash_moves
BEGIN SELECT RAISE (ABORT, 'a movement of cash is never changed'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER cash_moves_no_delete BEFORE DELETE ON cash_moves
BEGIN SELECT RAISE (ABORT, 'a movement of cash is never deleted'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER counts_no_update BEFORE UPDATE ON counts
BEGIN SELECT RAISE (ABORT, 'a count is never changed'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER counts_no_delete BEFORE DELETE ON counts
BEGIN SELECT RAISE (ABORT, 'a count is never deleted'); END;
-- +goose StatementEnd

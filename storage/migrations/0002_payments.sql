-- Payment links, attempts that replace others, unmatched money and its resolutions,
-- alerts.

-- +goose Up
ALTER TABLE attempts ADD COLUMN replaces INTEGER REFERENCES attempts (id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE attempts ADD COLUMN channel TEXT NOT NULL DEFAULT '' CHECK (channel IN ('', 'link'));
ALTER TABLE attempts ADD COLUMN gateway TEXT NOT NULL DEFAULT '';
ALTER TABLE attempts ADD COLUMN profile_id TEXT NOT NULL DEFAULT '';
ALTER TABLE attempts ADD COLUMN success_url TEXT NOT NULL DEFAULT '';
ALTER TABLE attempts ADD COLUMN settled_minor INTEGER NOT NULL DEFAULT 0 CHECK (settled_minor >= 0);

CREATE INDEX attempts_sale ON attempts (sale_id);

-- The till loads these two lists at every start: the time must not grow with every sale of
-- the past. The conditions are those of storage/attempts.go.
DROP INDEX attempts_received;
CREATE INDEX attempts_unclaimed ON attempts (created_ms) WHERE received_minor IS NOT NULL
    AND (received_minor - settled_minor - CASE state WHEN 'paid' THEN amount_minor ELSE 0 END) > 0;
CREATE INDEX attempts_recheck ON attempts (created_ms) WHERE received_minor IS NOT NULL
    AND coalesce(verified_ms, 0) < max(coalesce(expires_ms, created_ms + 600000), changed_ms) + 86400000;

-- The till reads the wrong tries at PINs at every start.
CREATE INDEX journal_manager ON journal (seq) WHERE kind IN ('manager.refused', 'manager.known');

-- The resolutions of unmatched money, in the order in which they were made.
CREATE TABLE settlements (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    payment_id   INTEGER NOT NULL REFERENCES attempts (id) DEFERRABLE INITIALLY DEFERRED,
    kind         TEXT    NOT NULL CHECK (kind IN ('sale', 'receipt', 'refund', 'note')),
    amount_minor INTEGER NOT NULL CHECK (amount_minor >= 0),
    currency     TEXT    CHECK (currency IN ('USD', 'KHR')),
    receipt_till INTEGER,
    receipt_year INTEGER,
    receipt_seq  INTEGER CHECK (receipt_seq > 0),
    reference    TEXT    NOT NULL,
    note         TEXT    NOT NULL,
    said_by      TEXT    NOT NULL CHECK (said_by <> ''),
    at_ms        INTEGER NOT NULL,
    CHECK ((kind = 'note') = (currency IS NULL)),
    CHECK ((receipt_seq IS NULL) = (receipt_till IS NULL)),
    CHECK ((receipt_seq IS NULL) = (receipt_year IS NULL))
) STRICT;

CREATE INDEX settlements_payment ON settlements (payment_id);

-- +goose StatementBegin
CREATE TRIGGER settlements_no_replace BEFORE INSERT ON settlements
WHEN EXISTS (SELECT 1 FROM settlements WHERE id = NEW.id)
BEGIN SELECT RAISE (ABORT, 'a settlement is never changed'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER settlements_no_update BEFORE UPDATE ON settlements
BEGIN SELECT RAISE (ABORT, 'a settlement is never changed'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER settlements_no_delete BEFORE DELETE ON settlements
BEGIN SELECT RAISE (ABORT, 'a settlement is never deleted'); END;
-- +goose StatementEnd

CREATE TABLE alarms (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    kind       TEXT    NOT NULL,
    payment_id INTEGER NOT NULL REFERENCES attempts (id) DEFERRABLE INITIALLY DEFERRED,
    currency   TEXT    NOT NULL CHECK (currency IN ('USD', 'KHR')),
    expected   TEXT    NOT NULL,
    account    TEXT    NOT NULL,
    name       TEXT    NOT NULL,
    name_km    TEXT    NOT NULL,
    city       TEXT    NOT NULL,
    amount     INTEGER NOT NULL CHECK (amount >= 0), -- minor units of currency
    raised_ms  INTEGER NOT NULL,
    last_ms    INTEGER NOT NULL,
    times      INTEGER NOT NULL CHECK (times > 0),
    read_ms    INTEGER,
    read_by    TEXT    NOT NULL,
    CHECK ((read_ms IS NULL) = (read_by = ''))
) STRICT;

CREATE INDEX alarms_unread ON alarms (id) WHERE read_ms IS NULL;

-- +goose StatementBegin
CREATE TRIGGER alarms_stay_read BEFORE UPDATE ON alarms WHEN OLD.read_ms IS NOT NULL
BEGIN SELECT RAISE (ABORT, 'an alarm that was read is never changed'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER alarms_no_delete BEFORE DELETE ON alarms
BEGIN SELECT RAISE (ABORT, 'an alarm is never deleted'); END;
-- +goose StatementEnd

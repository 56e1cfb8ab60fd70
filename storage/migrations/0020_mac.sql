-- Each journal row's MAC, which is not hashed: 16 bytes under the key in the keyring; one
-- zero byte where the till had no key when it wrote the row; NULL in the rows before this
-- schema.

-- +goose Up
ALTER TABLE journal ADD COLUMN mac BLOB;

-- What the keyring holds, and which alarms were read: few rows, read when the till opens.
CREATE INDEX journal_custody ON journal (seq) WHERE kind IN ('keyring.holds', 'alarm.read');

-- An alarm may be about the journal itself: then it has no payment and no currency.
-- expected is then what was known outside the folder, actual what the folder has.
CREATE TABLE alarms_new (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    kind       TEXT    NOT NULL,
    payment_id INTEGER REFERENCES attempts (id) DEFERRABLE INITIALLY DEFERRED,
    currency   TEXT    NOT NULL CHECK (currency IN ('USD', 'KHR') OR currency = '' AND payment_id IS NULL),
    expected   TEXT    NOT NULL,
    actual     TEXT    NOT NULL DEFAULT '',
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
    reason     TEXT    NOT NULL DEFAULT '', -- why it was cleared
    CHECK ((read_ms IS NULL) = (read_by = ''))
) STRICT;

INSERT INTO alarms_new (id, kind, payment_id, currency, expected, account, name, name_km, city, amount, raised_ms, last_ms, times, read_ms, read_by)
SELECT id, kind, payment_id, currency, expected, account, name, name_km, city, amount, raised_ms, last_ms, times, read_ms, read_by FROM alarms ORDER BY id;

DROP TABLE alarms;
ALTER TABLE alarms_new RENAME TO alarms;

CREATE INDEX alarms_unread ON alarms (id) WHERE read_ms IS NULL;

-- +goose StatementBegin
CREATE TRIGGER alarms_stay_read BEFORE UPDATE ON alarms WHEN OLD.read_ms IS NOT NULL
BEGIN SELECT RAISE (ABORT, 'an alarm that was read is never changed'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER alarms_no_delete BEFORE DELETE ON alarms
BEGIN SELECT RAISE (ABORT, 'an alarm is never deleted'); END;
-- +goose StatementEnd

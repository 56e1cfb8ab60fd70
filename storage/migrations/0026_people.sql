-- What the journal tells of the staff, their PINs and the recovery code: every start reads
-- these rows, and holds the tables against them.

-- +goose Up
CREATE INDEX journal_people ON journal (seq)
    WHERE kind IN ('staff.added', 'staff.changed', 'staff.pin_set', 'staff.doubted', 'staff.pin_doubted', 'staff.recovery');

-- The owner's recovery code, an argon2id hash. A row without one says that the code is void.
CREATE TABLE recovery (
    one  INTEGER PRIMARY KEY CHECK (one = 1),
    hash TEXT    NOT NULL CHECK (hash = '' OR hash LIKE '$argon2id$%')
) STRICT;

-- What the codes of a currency's profile must say of whom they pay, field by field. A row is
-- replaced as a whole, and the last payee.fields in the journal holds the same. Existing
-- shops have none: the till reads theirs from the codes that were paid when it opens.

-- +goose Up
CREATE TABLE payees (
    currency TEXT PRIMARY KEY CHECK (currency IN ('USD', 'KHR')),
    pin      TEXT NOT NULL CHECK (json_valid(pin))
) STRICT, WITHOUT ROWID;

-- How a code differed from the shop's where its account did not.
ALTER TABLE alarms ADD COLUMN differs TEXT NOT NULL DEFAULT '';

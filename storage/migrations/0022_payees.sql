-- What the codes of a currency's profile must say of whom they pay is read from the journal:
-- the last payee.fields of the currency holds all of it, so that no row beside the journal
-- can say otherwise. Existing shops have none: the till reads theirs from the codes that
-- were paid when it opens.

-- +goose Up
CREATE INDEX journal_payees ON journal (seq) WHERE kind = 'payee.fields';

-- How a code differed from the shop's where its account did not.
ALTER TABLE alarms ADD COLUMN differs TEXT NOT NULL DEFAULT '';

-- A Z report holds what happened in its period: a payment is asked for in one, and
-- cancelled, paid or found late in another one perhaps. 0 is a row from before these
-- columns were, whose outcome is filed where it was asked. by_hand is the manager who
-- said that a payment came.

-- +goose Up
ALTER TABLE attempts ADD COLUMN outcome_z INTEGER NOT NULL DEFAULT 0 CHECK (outcome_z >= 0);
ALTER TABLE attempts ADD COLUMN money_z INTEGER NOT NULL DEFAULT 0 CHECK (money_z >= 0);
ALTER TABLE attempts ADD COLUMN by_hand TEXT NOT NULL DEFAULT '';

CREATE INDEX attempts_outcome ON attempts (iif(outcome_z = 0, z, outcome_z));
CREATE INDEX attempts_money ON attempts (iif(money_z = 0, z, money_z)) WHERE received_minor IS NOT NULL;

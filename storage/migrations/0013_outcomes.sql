-- A Z report counts what happened in its period: a payment may be requested in one period
-- and cancelled, paid or found late in another. 0 is a row from before these columns
-- existed, whose outcome counts in the period of its request. by_hand is the manager who
-- marked the payment as paid.

-- +goose Up
ALTER TABLE attempts ADD COLUMN outcome_z INTEGER NOT NULL DEFAULT 0 CHECK (outcome_z >= 0);
ALTER TABLE attempts ADD COLUMN money_z INTEGER NOT NULL DEFAULT 0 CHECK (money_z >= 0);
ALTER TABLE attempts ADD COLUMN by_hand TEXT NOT NULL DEFAULT '';

CREATE INDEX attempts_outcome ON attempts (iif(outcome_z = 0, z, outcome_z));
CREATE INDEX attempts_money ON attempts (iif(money_z = 0, z, money_z)) WHERE received_minor IS NOT NULL;

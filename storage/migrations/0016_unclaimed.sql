-- Money in another currency than was requested is not part of the sale that a manager
-- marked as paid: cents are not subtracted from riel. The index has the same condition as
-- the query that uses it.

-- +goose Up
DROP INDEX attempts_unclaimed;
CREATE INDEX attempts_unclaimed ON attempts (created_ms) WHERE received_minor IS NOT NULL
    AND (received_minor - settled_minor
    - CASE WHEN state = 'paid' AND received_currency = currency THEN amount_minor ELSE 0 END) > 0;

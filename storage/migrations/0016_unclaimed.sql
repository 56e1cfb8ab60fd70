-- Money that came in another currency than was asked for is no part of the sale that a
-- manager marked as paid: cents are not taken off riel. The index has the condition of
-- the query that reads by it.

-- +goose Up
DROP INDEX attempts_unclaimed;
CREATE INDEX attempts_unclaimed ON attempts (created_ms) WHERE received_minor IS NOT NULL
    AND (received_minor - settled_minor
    - CASE WHEN state = 'paid' AND received_currency = currency THEN amount_minor ELSE 0 END) > 0;

-- The outcomes of payments: one row for each outcome of a payment in a period, on a day. A
-- payment may be cancelled, paid late and resolved: a report that counts states sees only
-- the last one. For existing shops the rows are derived from the journal; their stored Z
-- reports do not change.

-- +goose Up
CREATE TABLE outcomes (
    payment_id   INTEGER NOT NULL REFERENCES attempts (id) DEFERRABLE INITIALLY DEFERRED,
    kind         TEXT    NOT NULL CHECK (kind IN ('paid', 'cancelled', 'expired', 'refused', 'unknown', 'late', 'settled', 'mismatch')),
    z            INTEGER NOT NULL CHECK (z > 0),
    day          TEXT    NOT NULL,
    at_ms        INTEGER NOT NULL, -- the first time
    amount_minor INTEGER NOT NULL,
    currency     TEXT    NOT NULL CHECK (currency IN ('USD', 'KHR')),
    PRIMARY KEY (payment_id, kind, z, day, currency)
) STRICT, WITHOUT ROWID;

-- The same derived from the journal. A fact about a payment holds the whole attempt, so two
-- consecutive ones show what happened between them; the Z reports before a fact show its
-- period. The day is that of the cutoff hour set now.
CREATE VIEW outcomes_told AS
WITH told AS (
    SELECT seq, at_ms, kind, 1 + sum(kind = 'shift.closed') OVER (ORDER BY seq) AS z,
        CASE kind WHEN 'attempt.moved' THEN payload -> '$.attempt' WHEN 'attempt.reserved' THEN payload END AS a
    FROM journal WHERE kind IN ('attempt.reserved', 'attempt.moved', 'shift.closed') AND json_valid(payload)
), moved AS (
    SELECT seq, at_ms, z, CAST(a ->> '$.transaction_id' AS INTEGER) AS id, a ->> '$.state' AS state,
        CAST(replace(a ->> '$.money.amount', '.', '') AS INTEGER) AS asked, a ->> '$.money.currency' AS currency,
        CAST(replace(coalesce(a ->> '$.received.amount', '0'), '.', '') AS INTEGER) AS received, coalesce(a ->> '$.received.currency', '') AS received_in,
        CAST(replace(coalesce(a ->> '$.settled.amount', '0'), '.', '') AS INTEGER) AS settled
    FROM told WHERE a IS NOT NULL
), rest AS (
    SELECT *, max(0, received - settled - iif(state = 'paid' AND received_in = currency, asked, 0)) AS unclaimed FROM moved
), step AS (
    SELECT *, lag(state, 1, '') OVER payment AS state_before, lag(received, 1, 0) OVER payment AS received_before,
        lag(received_in, 1, '') OVER payment AS received_in_before, lag(settled, 1, 0) OVER payment AS settled_before,
        lag(unclaimed, 1, 0) OVER payment AS unclaimed_before
    FROM rest WINDOW payment AS (PARTITION BY id ORDER BY seq)
), came AS (
    SELECT id, state AS kind, z, at_ms, asked AS minor, currency FROM step
        WHERE state <> state_before AND state IN ('paid', 'cancelled', 'expired', 'refused', 'unknown')
    UNION ALL SELECT id, 'late', z, at_ms, unclaimed - unclaimed_before, received_in FROM step
        WHERE (received <> received_before OR received_in <> received_in_before) AND unclaimed > unclaimed_before
    UNION ALL SELECT id, 'mismatch', z, at_ms, received, received_in FROM step
        WHERE (received <> received_before OR received_in <> received_in_before) AND (received <> asked OR received_in <> currency)
    UNION ALL SELECT id, 'settled', z, at_ms, settled - settled_before, received_in FROM step WHERE settled > settled_before
    UNION ALL SELECT id, 'settled', z, at_ms, asked, currency FROM step
        WHERE settled = settled_before AND state_before = 'unclaimed' AND state = 'paid'
)
SELECT id AS payment_id, kind, z,
    date(at_ms / 1000 + (7 - coalesce((SELECT CAST(value AS INTEGER) FROM settings WHERE key = 'day.cutoff_hour'), 4)) * 3600, 'unixepoch') AS day,
    min(at_ms) AS at_ms, sum(minor) AS amount_minor, currency
FROM came GROUP BY 1, 2, 3, 4, currency;

INSERT INTO outcomes (payment_id, kind, z, day, at_ms, amount_minor, currency)
SELECT payment_id, kind, z, day, at_ms, amount_minor, currency FROM outcomes_told
WHERE payment_id IN (SELECT id FROM attempts);

CREATE INDEX outcomes_z ON outcomes (z, kind);
CREATE INDEX outcomes_day ON outcomes (day, kind);
DROP INDEX attempts_outcome;
DROP INDEX attempts_money;

-- +goose StatementBegin
CREATE TRIGGER outcomes_not_closed BEFORE INSERT ON outcomes
WHEN NEW.z <= (SELECT coalesce(max(number), 0) FROM z_reports)
BEGIN SELECT RAISE (ABORT, 'this Z report was made'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER outcomes_only_add BEFORE UPDATE ON outcomes
WHEN NEW.payment_id <> OLD.payment_id OR NEW.kind <> OLD.kind OR NEW.z <> OLD.z OR NEW.day <> OLD.day
  OR NEW.at_ms <> OLD.at_ms OR NEW.currency <> OLD.currency OR NEW.amount_minor < OLD.amount_minor
BEGIN SELECT RAISE (ABORT, 'an outcome is never changed'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER outcomes_no_delete BEFORE DELETE ON outcomes
BEGIN SELECT RAISE (ABORT, 'an outcome is never deleted'); END;
-- +goose StatementEnd

-- The sales that were given up when a period ended, even if they were charged again in a
-- later one.
CREATE TABLE given_up (
    sale_id TEXT    NOT NULL REFERENCES sales (id) DEFERRABLE INITIALLY DEFERRED,
    z       INTEGER NOT NULL CHECK (z >= 0),
    PRIMARY KEY (sale_id, z)
) STRICT, WITHOUT ROWID;

INSERT INTO given_up (sale_id, z)
WITH told AS (
    SELECT seq, kind, 1 + sum(kind = 'shift.closed') OVER (ORDER BY seq) AS z, payload ->> '$.sale_id' AS sale_id
    FROM journal WHERE kind IN ('sale.opened', 'sale.reopened', 'sale.part_paid', 'sale.dropped', 'sale.completed', 'shift.closed')
        AND json_valid(payload)
), last AS (
    SELECT sale_id, z, kind, max(seq) FROM told WHERE sale_id IS NOT NULL GROUP BY sale_id, z -- kind is that of the last row
)
SELECT sale_id, z FROM last WHERE kind = 'sale.dropped' AND sale_id IN (SELECT id FROM sales);

CREATE INDEX given_up_z ON given_up (z);

-- +goose StatementBegin
CREATE TRIGGER sales_given_up AFTER UPDATE ON sales WHEN NEW.state = 'dropped' AND OLD.state <> 'dropped'
BEGIN INSERT OR IGNORE INTO given_up (sale_id, z) VALUES (NEW.id, NEW.z); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER sales_made_given_up AFTER INSERT ON sales WHEN NEW.state = 'dropped'
BEGIN INSERT OR IGNORE INTO given_up (sale_id, z) VALUES (NEW.id, NEW.z); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER sales_taken_up AFTER UPDATE ON sales WHEN OLD.state = 'dropped' AND NEW.state <> 'dropped'
BEGIN DELETE FROM given_up WHERE sale_id = NEW.id AND z = NEW.z; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER given_up_stays BEFORE DELETE ON given_up
WHEN OLD.z <= (SELECT coalesce(max(number), 0) FROM z_reports)
BEGIN SELECT RAISE (ABORT, 'this Z report was made'); END;
-- +goose StatementEnd

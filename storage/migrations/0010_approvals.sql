-- The approvals given: reports count them by name.

-- +goose Up
CREATE TABLE approvals (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    z       INTEGER NOT NULL CHECK (z > 0),
    day     TEXT    NOT NULL,
    at_ms   INTEGER NOT NULL,
    action  TEXT    NOT NULL CHECK (action <> ''),
    said_by TEXT    NOT NULL CHECK (said_by <> '')
) STRICT;

CREATE INDEX approvals_z ON approvals (z);
CREATE INDEX approvals_day ON approvals (day);

-- +goose StatementBegin
CREATE TRIGGER approvals_no_update BEFORE UPDATE ON approvals
BEGIN SELECT RAISE (ABORT, 'an approval is never changed'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER approvals_no_delete BEFORE DELETE ON approvals
BEGIN SELECT RAISE (ABORT, 'an approval is never deleted'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER approvals_not_closed BEFORE INSERT ON approvals
WHEN NEW.z <= (SELECT coalesce(max(number), 0) FROM z_reports)
BEGIN SELECT RAISE (ABORT, 'this Z report was made'); END;
-- +goose StatementEnd

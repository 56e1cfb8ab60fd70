-- What the journal tells of the settings and of the Z reports: every start holds the rows
-- against it. One index for both, since each reads the whole journal when it is made.

-- +goose Up
CREATE INDEX journal_power ON journal (kind, seq) WHERE kind IN ('setting.changed', 'payee.pinned', 'shift.closed');

-- A print job names the row of the journal that queued it and says what is on the paper, and its
-- later rows name that one: so a job that was never queued, or that has ended, prints nothing. The
-- code of a paper stands beside its content, which is what that row has the sum of. Jobs of before
-- have 0.

-- +goose Up
ALTER TABLE prints ADD COLUMN told INTEGER NOT NULL DEFAULT 0 CHECK (told >= 0);
ALTER TABLE prints ADD COLUMN code TEXT NOT NULL DEFAULT '';

CREATE UNIQUE INDEX prints_told ON prints (told) WHERE told > 0;
CREATE INDEX journal_jobs ON journal (CASE WHEN json_valid(payload) THEN payload ->> '$.job' END)
    WHERE kind IN ('print.queued', 'print.ended') AND version = 2;

-- +goose StatementBegin
CREATE TRIGGER prints_stay BEFORE UPDATE OF id, kind, receipt, slip, report, opening, role, told, code ON prints
BEGIN SELECT RAISE (ABORT, 'what a print job prints is never changed'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER prints_end BEFORE UPDATE OF state ON prints
WHEN OLD.state IN ('printed', 'unverified', 'failed', 'too_old') AND NEW.state <> OLD.state
BEGIN SELECT RAISE (ABORT, 'a print job ends once'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER prints_no_delete BEFORE DELETE ON prints
BEGIN SELECT RAISE (ABORT, 'a print job is never deleted'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER prints_no_replace BEFORE INSERT ON prints
WHEN EXISTS (SELECT 1 FROM prints WHERE id = NEW.id)
BEGIN SELECT RAISE (ABORT, 'a print job is never changed'); END;
-- +goose StatementEnd

-- Reports count the corrections, as they count approvals.
-- +goose StatementBegin
CREATE TRIGGER corrections_no_update BEFORE UPDATE ON corrections
BEGIN SELECT RAISE (ABORT, 'a correction is never changed'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER corrections_no_delete BEFORE DELETE ON corrections
BEGIN SELECT RAISE (ABORT, 'a correction is never deleted'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER corrections_no_replace BEFORE INSERT ON corrections
WHEN EXISTS (SELECT 1 FROM corrections WHERE id = NEW.id)
BEGIN SELECT RAISE (ABORT, 'a correction is never changed'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER corrections_not_closed BEFORE INSERT ON corrections
WHEN NEW.z <= (SELECT coalesce(max(number), 0) FROM z_reports)
BEGIN SELECT RAISE (ABORT, 'this Z report was made'); END;
-- +goose StatementEnd

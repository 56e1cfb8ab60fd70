-- Two indexes covered the rows of tries at PINs: journal_manager stays.

-- +goose Up
DROP INDEX journal_tries;

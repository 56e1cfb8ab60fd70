-- The rows of PINs that were tried had two indices alike: journal_manager stays.

-- +goose Up
DROP INDEX journal_tries;

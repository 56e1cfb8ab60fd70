-- The version of a stored Z report's text. The text of version 1 contains its own hash; from
-- version 2 on it does not, and the hash covers all of it. No row is rewritten: what was
-- hashed stays what is stored.

-- +goose Up
ALTER TABLE z_reports ADD COLUMN version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0);

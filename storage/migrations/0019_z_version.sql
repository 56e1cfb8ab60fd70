-- The version of a stored Z report's text. That of version 1 holds its own hash; from
-- version 2 on the bytes stand without it, and the hash is over all of them. No row is
-- written anew: what was hashed stays what is stored.

-- +goose Up
ALTER TABLE z_reports ADD COLUMN version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0);

-- The test page is a print job too, with the role of the printer that it tests.

-- +goose Up
ALTER TABLE prints ADD COLUMN role TEXT NOT NULL DEFAULT '';

-- The test page waits in the queue, and knows the printer that it tries.

-- +goose Up
ALTER TABLE prints ADD COLUMN role TEXT NOT NULL DEFAULT '';

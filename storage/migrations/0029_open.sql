-- Until when the till itself stood open, where a command has written since: NULL while it is
-- open, 0 where that is not known. A command is no till.

-- +goose Up
ALTER TABLE till_alive ADD COLUMN open_ms INTEGER;

-- Cash: the change, and the rounding to notes in riel.

-- +goose Up
ALTER TABLE sales ADD COLUMN change_usd_minor INTEGER NOT NULL DEFAULT 0 CHECK (change_usd_minor >= 0);
ALTER TABLE sales ADD COLUMN change_khr_minor INTEGER NOT NULL DEFAULT 0 CHECK (change_khr_minor >= 0);
ALTER TABLE sales ADD COLUMN rounding_khr INTEGER NOT NULL DEFAULT 0;

-- The print queue also holds reports and openings of the drawer.

-- +goose Up
ALTER TABLE prints ADD COLUMN report TEXT;
ALTER TABLE prints ADD COLUMN opening TEXT;

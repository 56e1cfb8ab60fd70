-- Paper: reports and the openings of the drawer are jobs of the queue too.

-- +goose Up
ALTER TABLE prints ADD COLUMN report TEXT;
ALTER TABLE prints ADD COLUMN opening TEXT;

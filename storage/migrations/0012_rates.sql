-- When the exchange rate was set or confirmed last is read at every start.

-- +goose Up
CREATE INDEX journal_rates ON journal (seq) WHERE kind = 'rate.confirmed';

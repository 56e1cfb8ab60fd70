-- Every start reads when the exchange rate was last set or confirmed.

-- +goose Up
CREATE INDEX journal_rates ON journal (seq) WHERE kind = 'rate.confirmed';

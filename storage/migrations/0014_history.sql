-- The history: sales by their amount, and the journal's rows of one sale.

-- +goose Up
CREATE INDEX sales_amount ON sales (total_minor, currency, day);

-- What a row of the journal is about: a sale, or a payment or receipt of one. The
-- expression is that of storage/history.go.
CREATE INDEX journal_about ON journal (CASE WHEN json_valid(payload) THEN coalesce(
    payload ->> '$.sale_id', payload ->> '$.attempt.sale_id', payload ->> '$.transaction_id', payload ->> '$.receipt_number',
    payload ->> '$.opening.receipt_number', iif(kind = 'receipt.reprinted', payload ->> '$', NULL)) END);

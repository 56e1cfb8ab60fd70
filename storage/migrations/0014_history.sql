-- The history: sales by amount, and the journal's rows about one sale.

-- +goose Up
CREATE INDEX sales_amount ON sales (total_minor, currency, day);

-- What a journal row is about: a sale, a payment or a receipt. The expression is that of
-- storage/history.go.
CREATE INDEX journal_about ON journal (CASE WHEN json_valid(payload) THEN coalesce(
    payload ->> '$.sale_id', payload ->> '$.attempt.sale_id', payload ->> '$.transaction_id', payload ->> '$.receipt_number',
    payload ->> '$.opening.receipt_number', iif(kind = 'receipt.reprinted', payload ->> '$', NULL)) END);

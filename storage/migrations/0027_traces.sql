-- What people do beside plain sales, for audits and Z reports: the journal's rows of these
-- kinds, by place and by time. The list is that of pos/facts and of storage/traces.go.

-- +goose Up
CREATE INDEX journal_traces ON journal (seq, kind)
WHERE kind IN ('bill.line_removed', 'bill.cleared', 'bill.held', 'bill.held_cleared', 'bill.given_up', 'sale.dropped', 'bill.price_changed', 'bill.quantity_lowered', 'bill.quantity_raised', 'bill.discount_changed', 'receipt.reprinted', 'receipt.viewed', 'receipt.copied', 'drawer.opened', 'printer.tested', 'setting.changed', 'manager.refused', 'clock.changed', 'till.was_closed');

CREATE INDEX journal_traces_at ON journal (at_ms, kind)
WHERE kind IN ('bill.line_removed', 'bill.cleared', 'bill.held', 'bill.held_cleared', 'bill.given_up', 'sale.dropped', 'bill.price_changed', 'bill.quantity_lowered', 'bill.quantity_raised', 'bill.discount_changed', 'receipt.reprinted', 'receipt.viewed', 'receipt.copied', 'drawer.opened', 'printer.tested', 'setting.changed', 'manager.refused', 'clock.changed', 'till.was_closed');

-- When the till was last known to be open, and how long the machine had been up then: one row.
-- It tells how long the till was closed, and whether the clock was set meanwhile.
CREATE TABLE till_alive (
    one   INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    at_ms INTEGER NOT NULL,
    boot  TEXT    NOT NULL, -- which start of the machine; '' where the system does not say
    up_ms INTEGER NOT NULL
) STRICT;

-- Whether the customer had seen a bill before it was put aside. Of older ones that is not known.
ALTER TABLE held_bills ADD COLUMN seen INTEGER NOT NULL DEFAULT 0 CHECK (seen IN (0, 1));

-- The bill that the customer sees, or that had waited, and that is not sold yet: one row, or none. A till that goes
-- off with a bill on it finds the bill here when it is opened again.
CREATE TABLE standing_bill (
    one  INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    bill TEXT    NOT NULL -- JSON
) STRICT;

-- Training and other data folders are traces too, and so are in both indexes of them.

-- +goose Up
DROP INDEX journal_traces;
DROP INDEX journal_traces_at;

CREATE INDEX journal_traces ON journal (seq, kind)
WHERE kind IN ('bill.line_removed', 'bill.cleared', 'bill.held', 'bill.held_cleared', 'bill.given_up', 'sale.dropped', 'bill.price_changed', 'bill.quantity_lowered', 'bill.quantity_raised', 'bill.discount_changed', 'receipt.reprinted', 'receipt.viewed', 'receipt.copied', 'drawer.opened', 'printer.tested', 'setting.changed', 'manager.refused', 'clock.changed', 'till.was_closed', 'training.begun', 'training.ended', 'folder.used');

CREATE INDEX journal_traces_at ON journal (at_ms, kind)
WHERE kind IN ('bill.line_removed', 'bill.cleared', 'bill.held', 'bill.held_cleared', 'bill.given_up', 'sale.dropped', 'bill.price_changed', 'bill.quantity_lowered', 'bill.quantity_raised', 'bill.discount_changed', 'receipt.reprinted', 'receipt.viewed', 'receipt.copied', 'drawer.opened', 'printer.tested', 'setting.changed', 'manager.refused', 'clock.changed', 'till.was_closed', 'training.begun', 'training.ended', 'folder.used');

-- Whose names are shown as numbers: what the journal tells of the staff has one kind more.
DROP INDEX journal_people;
CREATE INDEX journal_people ON journal (seq)
    WHERE kind IN ('staff.added', 'staff.changed', 'staff.pin_set', 'staff.doubted', 'staff.pin_doubted', 'staff.recovery', 'staff.named');

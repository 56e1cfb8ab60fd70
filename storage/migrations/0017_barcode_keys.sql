-- One key for all forms of a barcode: catalogue.BarcodeKey in SQL, for the existing items.
-- The index is not unique: older programs accepted a GTIN-14 beside the EAN-13 that it
-- equals, and such items stay until somebody corrects them.

-- +goose Up
ALTER TABLE items ADD COLUMN barcode_key TEXT NOT NULL DEFAULT '';

UPDATE items SET barcode_key = barcode;

-- GS1 numbers with a correct check digit, padded with zeros to 14 digits.
UPDATE items SET barcode_key = substr('000000' || barcode, -14)
WHERE barcode NOT GLOB '*[^0-9]*' AND length(barcode) IN (8, 12, 13, 14)
AND (SELECT sum(substr(substr('000000' || barcode, -14), column1, 1) * (1 + column1 % 2 * 2)) % 10
    FROM (VALUES (1), (2), (3), (4), (5), (6), (7), (8), (9), (10), (11), (12), (13), (14))) = 0;

-- UPC-E: the last of the six digits between the first and the check digit says where zeros
-- were left out.
UPDATE items SET barcode_key = full FROM (
    SELECT key AS whose, '000' || CASE
        WHEN substr(barcode, 7, 1) <= '2' THEN substr(barcode, 2, 2) || substr(barcode, 7, 1) || '0000' || substr(barcode, 4, 3)
        WHEN substr(barcode, 7, 1) = '3' THEN substr(barcode, 2, 3) || '00000' || substr(barcode, 5, 2)
        WHEN substr(barcode, 7, 1) = '4' THEN substr(barcode, 2, 4) || '00000' || substr(barcode, 6, 1)
        ELSE substr(barcode, 2, 5) || '0000' || substr(barcode, 7, 1)
    END || substr(barcode, 8, 1) AS full
    FROM items WHERE length(barcode_key) = 8 AND barcode GLOB '0*' AND barcode NOT GLOB '*[^0-9]*'
)
WHERE key = whose
AND (SELECT sum(substr(full, column1, 1) * (1 + column1 % 2 * 2)) % 10
    FROM (VALUES (1), (2), (3), (4), (5), (6), (7), (8), (9), (10), (11), (12), (13), (14))) = 0;

CREATE INDEX items_key ON items (barcode_key) WHERE barcode_key <> '' AND archived = 0;

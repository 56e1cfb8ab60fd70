-- That a row of the journal queues one print job was a rule of the table, by an index that nothing
-- else needs: rows of somebody else's that name the rows to come kept each sale from being written.
-- Of two rows with one number the till prints one, by what each says.

-- +goose Up
DROP INDEX IF EXISTS prints_told;

-- What is told of other data folders is told once, whatever the clock said: what was ever told is
-- looked up at each opening, and a shop has few such rows among very many.

-- +goose Up
CREATE INDEX journal_folders ON journal (seq) WHERE kind = 'folder.used';

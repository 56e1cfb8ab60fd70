-- Which value of a secret counts is told by the journal, also where the program was interrupted
-- between a change that was intended and its end: what tells of that is looked up at each opening,
-- and a shop has few such rows among very many.

-- +goose Up
CREATE INDEX journal_secrets ON journal (seq) WHERE kind IN ('secret.intended', 'secret.known');

-- Two tables with the same labels may be made on another basis (consolidated and separate, budget and actual) or of another part of the
-- whole: a fact says which.
ALTER TABLE facts ADD COLUMN basis text, ADD COLUMN segment text;

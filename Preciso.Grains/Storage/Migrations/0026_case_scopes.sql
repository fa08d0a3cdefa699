-- A case that is made of a question which was put to some spaces, types or times is put to the same again. As an AskedScope; none: to all.
ALTER TABLE case_revisions ADD COLUMN scope jsonb;

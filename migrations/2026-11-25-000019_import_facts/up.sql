SET ROLE mithaq_owner;

-- SHA-256 of what was made of the record when it was last read. NULL: a program that did not tell yet; the record is
-- then read anew, and what that adds is appended.
ALTER TABLE import_records ADD COLUMN facts bytea;

RESET ROLE;

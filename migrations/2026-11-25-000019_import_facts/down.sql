ALTER TABLE import_records DROP COLUMN facts;

SET ROLE mithaq_owner;

DROP INDEX agreements_text_until;
ALTER TABLE agreements DROP COLUMN text_until;

RESET ROLE;

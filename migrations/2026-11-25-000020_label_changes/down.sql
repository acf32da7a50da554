SET ROLE mithaq_owner;
DROP INDEX audience_feed_of_agreement;
ALTER TABLE audience_feed ADD UNIQUE (audience, agreement_id, revision);
DROP TABLE label_changes;
RESET ROLE;

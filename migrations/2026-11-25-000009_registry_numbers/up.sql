SET ROLE mithaq_owner;

-- Every number that was drawn here, so that two who draw at once never get the same, though neither sees the other's
-- agreement yet. A number whose agreement was not opened after all is not drawn again.
CREATE TABLE registry_numbers (
    registry_number text PRIMARY KEY
);

ALTER TABLE registry_numbers ENABLE ROW LEVEL SECURITY;
ALTER TABLE registry_numbers FORCE ROW LEVEL SECURITY;

CREATE POLICY publish ON registry_numbers TO mithaq_publisher USING (true) WITH CHECK (true);

GRANT SELECT, INSERT ON registry_numbers TO mithaq_publisher;

RESET ROLE;

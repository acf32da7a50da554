SET ROLE mithaq_owner;

-- Relations of agreements to others that the registry holds, so that each is found from the other's side too.
CREATE TABLE agreement_relations (
    agreement_id uuid NOT NULL,
    -- The act that says so.
    act_id uuid NOT NULL,
    other_id uuid NOT NULL,
    classification smallint NOT NULL,
    releasable_to text[],
    PRIMARY KEY (agreement_id, act_id)
);

CREATE INDEX ON agreement_relations (other_id, act_id);

ALTER TABLE agreement_relations ENABLE ROW LEVEL SECURITY;
ALTER TABLE agreement_relations FORCE ROW LEVEL SECURITY;

CREATE POLICY read ON agreement_relations FOR SELECT TO mithaq_app USING (visible(classification, releasable_to));
CREATE POLICY add ON agreement_relations FOR INSERT TO mithaq_app WITH CHECK (true);
CREATE POLICY remove ON agreement_relations FOR DELETE TO mithaq_app USING (visible(classification, releasable_to));

GRANT SELECT, INSERT, DELETE ON agreement_relations TO mithaq_app;

RESET ROLE;

SET ROLE mithaq_owner;

-- The acts by which an agreement got another label, with the label before each: so it can be said what label it had
-- at every act, and who lost or gained sight of it. Written with the act.
CREATE TABLE label_changes (
    act_id uuid PRIMARY KEY,
    agreement_id uuid NOT NULL,
    version integer NOT NULL,
    -- Before the act.
    classification smallint NOT NULL,
    releasable_to text[],
    UNIQUE (agreement_id, version)
);

ALTER TABLE label_changes ENABLE ROW LEVEL SECURITY;
ALTER TABLE label_changes FORCE ROW LEVEL SECURITY;

CREATE POLICY add ON label_changes FOR INSERT TO mithaq_app WITH CHECK (true);
CREATE POLICY publish ON label_changes FOR SELECT TO mithaq_publisher USING (true);

GRANT INSERT ON label_changes TO mithaq_app;
GRANT SELECT ON label_changes TO mithaq_publisher;

-- An agreement that comes into an audience's sight again begins there with revision 1 again.
ALTER TABLE audience_feed DROP CONSTRAINT audience_feed_audience_agreement_id_revision_key;
CREATE UNIQUE INDEX audience_feed_of_agreement ON audience_feed (audience, agreement_id, sequence);

RESET ROLE;

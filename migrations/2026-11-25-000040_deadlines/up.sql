SET ROLE mithaq_owner;

-- The deadlines that follow from each agreement's log, written with it. A series without end is written some years
-- ahead and one entry beyond, which is marked; the clock writes it on.
CREATE TABLE deadlines (
    agreement_id uuid NOT NULL,
    kind smallint NOT NULL,
    earliest date NOT NULL,
    latest date NOT NULL,
    -- The last day on which it is told of: its own, or 9999-12-31 for what stays open until it is done.
    told_until date NOT NULL,
    -- The act that it is about; all zeros where it is about none.
    act_id uuid NOT NULL,
    -- The other day that can be argued for: {on, text}.
    other jsonb,
    reasons jsonb NOT NULL,
    goes_on boolean NOT NULL,
    classification smallint NOT NULL,
    releasable_to text[],
    -- In calendar order.
    PRIMARY KEY (earliest, latest, kind, agreement_id, act_id)
);

CREATE INDEX ON deadlines (agreement_id);
-- What may be told of after its first day: few beside the whole.
CREATE INDEX deadlines_that_last ON deadlines (earliest, latest, kind, agreement_id, act_id) WHERE earliest < told_until;
CREATE INDEX deadlines_that_go_on ON deadlines (earliest) WHERE goes_on;

ALTER TABLE deadlines ENABLE ROW LEVEL SECURITY;
ALTER TABLE deadlines FORCE ROW LEVEL SECURITY;

CREATE POLICY read ON deadlines FOR SELECT TO mithaq_app USING (visible(classification, releasable_to));
CREATE POLICY add ON deadlines FOR INSERT TO mithaq_app WITH CHECK (true);
CREATE POLICY remove ON deadlines FOR DELETE TO mithaq_app USING (visible(classification, releasable_to));
CREATE POLICY publish ON deadlines FOR SELECT TO mithaq_publisher USING (true);

GRANT SELECT, INSERT, DELETE ON deadlines TO mithaq_app;
GRANT SELECT ON deadlines TO mithaq_publisher;

RESET ROLE;

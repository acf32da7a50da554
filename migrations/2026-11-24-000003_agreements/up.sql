SET ROLE mithaq_owner;

-- One row an agreement: what its log says now. Its lock is taken before the log is written, and the end of its
-- hash chain stands in it.
CREATE TABLE agreements (
    id uuid PRIMARY KEY,
    registry_number text NOT NULL UNIQUE,
    version integer NOT NULL,
    chain_end bytea NOT NULL,
    opened_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL,
    classification smallint NOT NULL,
    -- NULL: every ministry.
    releasable_to text[],
    form smallint NOT NULL,
    bindingness smallint NOT NULL,
    home_actor uuid NOT NULL,
    counterpart_actor uuid NOT NULL,
    parties jsonb NOT NULL,
    titles jsonb NOT NULL,
    -- The first title, folded, for ordering.
    title_key text NOT NULL,
    areas smallint[] NOT NULL,
    imported_from text,
    asserted_status jsonb,
    signed_earliest date,
    signed_latest date,
    in_force_earliest date,
    in_force_latest date,
    -- The first day in force, or the first day without it, that is to be announced.
    next_due date
);

CREATE INDEX ON agreements (home_actor, id);
CREATE INDEX ON agreements (counterpart_actor, id);
CREATE INDEX ON agreements (form, id);
-- 9999-12-31 stands for a day that is not known, so that an order is total and one index serves both directions.
CREATE INDEX agreements_signed ON agreements ((COALESCE(signed_earliest, DATE '9999-12-31')), id);
CREATE INDEX agreements_in_force ON agreements ((COALESCE(in_force_earliest, DATE '9999-12-31')), id);
CREATE INDEX ON agreements (title_key, id);
CREATE INDEX ON agreements (next_due) WHERE next_due IS NOT NULL;

CREATE TABLE agreement_areas (
    agreement_id uuid NOT NULL,
    area smallint NOT NULL,
    classification smallint NOT NULL,
    releasable_to text[],
    PRIMARY KEY (agreement_id, area)
);

CREATE INDEX ON agreement_areas (area, agreement_id);

ALTER TABLE agreements ENABLE ROW LEVEL SECURITY;
ALTER TABLE agreements FORCE ROW LEVEL SECURITY;
ALTER TABLE agreement_areas ENABLE ROW LEVEL SECURITY;
ALTER TABLE agreement_areas FORCE ROW LEVEL SECURITY;

CREATE POLICY read ON agreements FOR SELECT TO mithaq_app USING (visible(classification, releasable_to));
CREATE POLICY add ON agreements FOR INSERT TO mithaq_app WITH CHECK (true);
CREATE POLICY change ON agreements FOR UPDATE TO mithaq_app USING (visible(classification, releasable_to)) WITH CHECK (true);
CREATE POLICY publish ON agreements FOR SELECT TO mithaq_publisher USING (true);

CREATE POLICY read ON agreement_areas FOR SELECT TO mithaq_app USING (visible(classification, releasable_to));
CREATE POLICY add ON agreement_areas FOR INSERT TO mithaq_app WITH CHECK (true);
CREATE POLICY remove ON agreement_areas FOR DELETE TO mithaq_app USING (visible(classification, releasable_to));

GRANT SELECT, INSERT, UPDATE ON agreements TO mithaq_app;
GRANT SELECT ON agreements TO mithaq_publisher;
GRANT SELECT, INSERT, DELETE ON agreement_areas TO mithaq_app;

RESET ROLE;

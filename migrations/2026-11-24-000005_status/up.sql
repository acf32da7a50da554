SET ROLE mithaq_owner;

-- Status over two times: the legal days for which it holds, and the moments between which the registry believed
-- so. Both half-open. Four columns and not two ranges: range operators are not leakproof, so that under row-level
-- security no index would serve them. 9999-12-31 stands for "without end".
CREATE TABLE status_periods (
    agreement_id uuid NOT NULL,
    known_from timestamptz NOT NULL,
    legal_from date NOT NULL,
    known_to timestamptz NOT NULL,
    legal_to date NOT NULL,
    status smallint NOT NULL,
    -- Bit n: the flag of code n.
    flags integer NOT NULL,
    -- Bit 0: consent of the home party is awaited; bit 1: of the counterpart.
    pending_on smallint NOT NULL,
    since_earliest date,
    since_latest date,
    in_force_earliest date,
    in_force_latest date,
    applies_earliest date,
    applies_latest date,
    ends_earliest date,
    ends_latest date,
    missing smallint[] NOT NULL,
    reasons jsonb NOT NULL,
    classification smallint NOT NULL,
    releasable_to text[],
    PRIMARY KEY (agreement_id, known_from, legal_from)
);

CREATE INDEX ON status_periods (status, legal_from, agreement_id);

ALTER TABLE status_periods ENABLE ROW LEVEL SECURITY;
ALTER TABLE status_periods FORCE ROW LEVEL SECURITY;

CREATE POLICY read ON status_periods FOR SELECT TO mithaq_app USING (visible(classification, releasable_to));
CREATE POLICY add ON status_periods FOR INSERT TO mithaq_app WITH CHECK (true);
CREATE POLICY change ON status_periods FOR UPDATE TO mithaq_app USING (visible(classification, releasable_to)) WITH CHECK (true);

GRANT SELECT, INSERT ON status_periods TO mithaq_app;
GRANT UPDATE (known_to, classification, releasable_to) ON status_periods TO mithaq_app;

RESET ROLE;

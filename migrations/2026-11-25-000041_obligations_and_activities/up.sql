SET ROLE mithaq_owner;

-- How each obligation stands from a legal day on, up to and without another, as now known. 9999-12-31 stands for
-- "without end", and for "no day is open".
CREATE TABLE obligations (
    agreement_id uuid NOT NULL,
    act_id uuid NOT NULL,
    legal_from date NOT NULL,
    legal_to date NOT NULL,
    -- NULL where the agreement's own status is not known.
    state smallint,
    -- The earliest due day that is open.
    earliest date NOT NULL,
    latest date NOT NULL,
    kind smallint NOT NULL,
    -- Who owes it, on either side.
    home_debtor uuid,
    counterpart_debtor uuid,
    owner text,
    classification smallint NOT NULL,
    releasable_to text[],
    PRIMARY KEY (agreement_id, act_id, legal_from)
);

CREATE INDEX ON obligations (earliest, latest, agreement_id, act_id);
CREATE INDEX ON obligations (state, earliest, latest, agreement_id, act_id);

-- Each activity as now known, by its days.
CREATE TABLE activities (
    agreement_id uuid NOT NULL,
    act_id uuid NOT NULL,
    kind smallint NOT NULL,
    state smallint NOT NULL,
    -- Its first day, as far as it is known, and the last that it can last until.
    earliest date NOT NULL,
    latest date NOT NULL,
    lasts_until date NOT NULL,
    -- Whether lessons were learned.
    has_lessons boolean NOT NULL,
    classification smallint NOT NULL,
    releasable_to text[],
    PRIMARY KEY (earliest, latest, agreement_id, act_id)
);

CREATE INDEX ON activities (agreement_id);
CREATE INDEX ON activities (state, earliest, latest, agreement_id, act_id);

ALTER TABLE obligations ENABLE ROW LEVEL SECURITY;
ALTER TABLE obligations FORCE ROW LEVEL SECURITY;
ALTER TABLE activities ENABLE ROW LEVEL SECURITY;
ALTER TABLE activities FORCE ROW LEVEL SECURITY;

CREATE POLICY read ON obligations FOR SELECT TO mithaq_app USING (visible(classification, releasable_to));
CREATE POLICY add ON obligations FOR INSERT TO mithaq_app WITH CHECK (true);
CREATE POLICY remove ON obligations FOR DELETE TO mithaq_app USING (visible(classification, releasable_to));

CREATE POLICY read ON activities FOR SELECT TO mithaq_app USING (visible(classification, releasable_to));
CREATE POLICY add ON activities FOR INSERT TO mithaq_app WITH CHECK (true);
CREATE POLICY remove ON activities FOR DELETE TO mithaq_app USING (visible(classification, releasable_to));

GRANT SELECT, INSERT, DELETE ON obligations, activities TO mithaq_app;

RESET ROLE;

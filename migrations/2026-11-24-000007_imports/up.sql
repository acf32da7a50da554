SET ROLE mithaq_owner;

-- Records of other registers as they were read, with what became of them.
CREATE TABLE import_records (
    id uuid PRIMARY KEY,
    register text NOT NULL,
    key text NOT NULL,
    sha256 bytea NOT NULL,
    raw text NOT NULL,
    -- 1 accepted, 2 accepted with warnings, 3 quarantined.
    outcome smallint NOT NULL,
    reasons jsonb NOT NULL,
    agreement_id uuid,
    imported_at timestamptz NOT NULL,
    classification smallint NOT NULL,
    releasable_to text[],
    UNIQUE (register, key)
);

CREATE INDEX ON import_records (outcome, id);
CREATE INDEX ON import_records (agreement_id);

ALTER TABLE import_records ENABLE ROW LEVEL SECURITY;
ALTER TABLE import_records FORCE ROW LEVEL SECURITY;

CREATE POLICY read ON import_records FOR SELECT TO mithaq_app USING (visible(classification, releasable_to));
CREATE POLICY add ON import_records FOR INSERT TO mithaq_app WITH CHECK (true);
CREATE POLICY change ON import_records FOR UPDATE TO mithaq_app USING (visible(classification, releasable_to)) WITH CHECK (true);

GRANT SELECT, INSERT, UPDATE ON import_records TO mithaq_app;

RESET ROLE;

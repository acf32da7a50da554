SET ROLE mithaq_owner;

-- The files of an agreement's texts and instruments; acts name them by their hash. They stand beside the log, and
-- nothing in it depends on them. The bytes lie elsewhere, under the hash, once for all agreements.
CREATE TABLE documents (
    agreement_id uuid NOT NULL,
    sha256 bytea NOT NULL,
    -- Of this document; it counts where it is above the agreement's own. It is part of the key, so that who adds a
    -- document that is there already under a label above its sight is told nothing of that.
    classification smallint NOT NULL,
    media_type smallint NOT NULL,
    size bigint NOT NULL,
    name text NOT NULL,
    language text,
    added_at timestamptz NOT NULL,
    added_by text NOT NULL,
    PRIMARY KEY (agreement_id, sha256, classification)
);

-- Whether anything refers to some bytes.
CREATE INDEX ON documents (sha256);

ALTER TABLE documents ENABLE ROW LEVEL SECURITY;
ALTER TABLE documents FORCE ROW LEVEL SECURITY;

-- A document is visible where its agreement is, and where its own label lets it be.
CREATE POLICY read ON documents FOR SELECT TO mithaq_app
    USING (visible(classification, NULL) AND EXISTS (SELECT FROM agreements WHERE agreements.id = documents.agreement_id));
CREATE POLICY add ON documents FOR INSERT TO mithaq_app
    WITH CHECK (visible(classification, NULL) AND EXISTS (SELECT FROM agreements WHERE agreements.id = documents.agreement_id));
-- The owner keeps the bytes: it looks for those that are missing, altered or referred to by nothing.
CREATE POLICY keep ON documents FOR SELECT TO mithaq_owner USING (true);

GRANT SELECT, INSERT ON documents TO mithaq_app;

RESET ROLE;

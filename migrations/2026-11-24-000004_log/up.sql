SET ROLE mithaq_owner;

-- The log: INSERT only. If it is ever partitioned, then by hash of agreement_id: by time would lose the UNIQUE.
CREATE TABLE acts (
    id uuid PRIMARY KEY,
    agreement_id uuid NOT NULL,
    version integer NOT NULL,
    type smallint NOT NULL,
    schema_version smallint NOT NULL,
    effective_earliest date,
    effective_latest date,
    recorded_at timestamptz NOT NULL,
    recorded_by text NOT NULL,
    body_digest bytea NOT NULL,
    previous_hash bytea NOT NULL,
    hash bytea NOT NULL,
    UNIQUE (agreement_id, version)
);

-- Exact bytes as hashed. A body can be erased by order; its digest stays in acts.
CREATE TABLE act_bodies (
    act_id uuid PRIMARY KEY,
    salt bytea NOT NULL,
    body bytea NOT NULL
);

-- What awaits its place in the feed, in the order of writing. For one agreement that is the order of versions,
-- since its row is locked before.
CREATE TABLE unsequenced (
    id bigint GENERATED ALWAYS AS IDENTITY (CACHE 1) PRIMARY KEY,
    act_id uuid NOT NULL
);

-- What an idempotency key was used for, by caller.
CREATE TABLE idempotency (
    recorded_by text NOT NULL,
    key text NOT NULL,
    request_digest bytea NOT NULL,
    agreement_id uuid NOT NULL,
    first_version integer NOT NULL,
    last_version integer NOT NULL,
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (recorded_by, key)
);

ALTER TABLE acts ENABLE ROW LEVEL SECURITY;
ALTER TABLE acts FORCE ROW LEVEL SECURITY;
ALTER TABLE act_bodies ENABLE ROW LEVEL SECURITY;
ALTER TABLE act_bodies FORCE ROW LEVEL SECURITY;
ALTER TABLE idempotency ENABLE ROW LEVEL SECURITY;
ALTER TABLE idempotency FORCE ROW LEVEL SECURITY;

-- Labels and visibility live on projections: an act is visible where its agreement is.
CREATE POLICY read ON acts FOR SELECT TO mithaq_app
    USING (EXISTS (SELECT FROM agreements WHERE agreements.id = acts.agreement_id));
CREATE POLICY add ON acts FOR INSERT TO mithaq_app WITH CHECK (true);
CREATE POLICY publish ON acts FOR SELECT TO mithaq_publisher USING (true);

CREATE POLICY read ON act_bodies FOR SELECT TO mithaq_app
    USING (EXISTS (SELECT FROM acts WHERE acts.id = act_bodies.act_id));
CREATE POLICY add ON act_bodies FOR INSERT TO mithaq_app WITH CHECK (true);
CREATE POLICY publish ON act_bodies FOR SELECT TO mithaq_publisher USING (true);

CREATE POLICY own ON idempotency TO mithaq_app
    USING (recorded_by = current_setting('mithaq.subject', true))
    WITH CHECK (recorded_by = current_setting('mithaq.subject', true));

GRANT SELECT, INSERT ON acts, act_bodies TO mithaq_app;
GRANT SELECT ON acts, act_bodies TO mithaq_publisher;
GRANT INSERT ON unsequenced TO mithaq_app;
GRANT SELECT, DELETE ON unsequenced TO mithaq_publisher;
GRANT SELECT ON SEQUENCE unsequenced_id_seq TO mithaq_publisher;
GRANT SELECT, INSERT ON idempotency TO mithaq_app;

RESET ROLE;

SET ROLE mithaq_owner;

-- Who may know of what, and so has topics of its own.
CREATE TABLE audiences (
    -- Stands in the topics' names.
    name text PRIMARY KEY CHECK (name ~ '^[a-z][a-z0-9-]{0,39}$'),
    clearance smallint NOT NULL,
    -- NULL: of no ministry, so that only what every ministry may know is visible.
    ministry text,
    -- The registry's own audience sees what is released to any ministry.
    every_ministry boolean NOT NULL DEFAULT false,
    generation integer NOT NULL DEFAULT 1
);

-- The predicate of visibility, for an audience in the place of a caller.
CREATE FUNCTION may_know(
    clearance smallint, ministry text, every_ministry boolean, classification smallint, releasable_to text[]
) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN classification <= clearance
       AND (releasable_to IS NULL OR every_ministry OR COALESCE(ministry = ANY (releasable_to), false));

-- The total order: gap-free, internal, never shown to a caller.
CREATE TABLE feed (
    position bigint PRIMARY KEY,
    act_id uuid NOT NULL UNIQUE
);

-- What each audience is told: sequence without gaps for the audience, revision without gaps for an agreement in it.
CREATE TABLE audience_feed (
    audience text NOT NULL,
    sequence bigint NOT NULL,
    position bigint NOT NULL,
    -- 1 recorded, 2 withdrawn, 3 disclosed.
    kind smallint NOT NULL,
    agreement_id uuid NOT NULL,
    revision bigint NOT NULL,
    PRIMARY KEY (audience, sequence),
    UNIQUE (audience, agreement_id, revision)
);

-- Who leads: database time decides, and the epoch fences who led before.
CREATE TABLE lease (
    role text PRIMARY KEY,
    holder text NOT NULL,
    epoch bigint NOT NULL,
    until timestamptz NOT NULL
);

-- How far each audience's topic is written, and by which leader: a later one's epoch fences who wrote before.
CREATE TABLE publication (
    audience text PRIMARY KEY,
    epoch bigint NOT NULL,
    published_sequence bigint NOT NULL
);

-- Everything recorded up to this moment is known.
CREATE TABLE watermark (
    singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
    known_until timestamptz NOT NULL
);

INSERT INTO audiences (name, clearance, ministry, every_ministry) VALUES ('public', 0, NULL, false), ('registry', 3, NULL, true);
INSERT INTO publication (audience, epoch, published_sequence) SELECT name, 0, 0 FROM audiences;
INSERT INTO watermark (known_until) VALUES ('1970-01-01T00:00:00Z');

-- Nobody but the publisher reads these yet. The policies stand so that a later grant opens nothing by itself.
ALTER TABLE feed ENABLE ROW LEVEL SECURITY;
ALTER TABLE feed FORCE ROW LEVEL SECURITY;
ALTER TABLE audience_feed ENABLE ROW LEVEL SECURITY;
ALTER TABLE audience_feed FORCE ROW LEVEL SECURITY;

CREATE POLICY publish ON feed TO mithaq_publisher USING (true) WITH CHECK (true);
CREATE POLICY publish ON audience_feed TO mithaq_publisher USING (true) WITH CHECK (true);

GRANT SELECT, INSERT, UPDATE ON audiences, publication, lease TO mithaq_publisher;
GRANT SELECT, INSERT ON feed, audience_feed TO mithaq_publisher;
GRANT SELECT, UPDATE ON watermark TO mithaq_publisher;
GRANT SELECT ON watermark TO mithaq_app;

RESET ROLE;

SET ROLE mithaq_owner;

-- What lists of a large register need: who asks is read once a statement and not once a row, every index has the label
-- with it so that it can be read alone, and what few agreements have is found by an index.

CREATE FUNCTION caller_clearance() RETURNS smallint
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN NULLIF(current_setting('mithaq.clearance', true), '')::smallint;

CREATE FUNCTION caller_ministry() RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN current_setting('mithaq.ministry', true);

CREATE FUNCTION caller_is_of_every_ministry() RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN COALESCE(current_setting('mithaq.every_ministry', true) = 'on', false);

-- One predicate, for callers as for audiences.
CREATE OR REPLACE FUNCTION visible(classification smallint, releasable_to text[]) RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN may_know(caller_clearance(), caller_ministry(), caller_is_of_every_ministry(), classification, releasable_to);

-- A subquery is run once a statement. A function with one in it would not be inlined, so it stands in each policy.
DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['agreements', 'agreement_areas', 'agreement_relations', 'status_periods', 'deadlines',
                                'obligations', 'activities', 'import_records'] LOOP
        EXECUTE format(
            'ALTER POLICY read ON %I USING (may_know((SELECT caller_clearance()), (SELECT caller_ministry()), '
            '(SELECT caller_is_of_every_ministry()), classification, releasable_to))', name);
    END LOOP;
END
$$;

-- Conditions that stand in the agreement's row. Many rows have one value, so these are small.
DROP INDEX agreements_home_actor_id_idx;
DROP INDEX agreements_counterpart_actor_id_idx;
DROP INDEX agreements_form_id_idx;
CREATE INDEX agreements_of_home ON agreements (home_actor);
CREATE INDEX agreements_of_form ON agreements (form);
CREATE INDEX agreements_of_bindingness ON agreements (bindingness);
CREATE INDEX agreements_of_label ON agreements (classification) WHERE classification > 0;
CREATE INDEX agreements_of_registration ON agreements (registration);
CREATE INDEX agreements_of_register ON agreements (imported_from) WHERE imported_from IS NOT NULL;
CREATE INDEX agreements_opened ON agreements (opened_at);
-- What is counted stands in the row, so that counts, as known at a moment too, read one index alone and reckon nothing.
ALTER TABLE agreements
    ADD COLUMN signed_year smallint GENERATED ALWAYS AS (
        CASE WHEN extract(year FROM signed_earliest) = extract(year FROM signed_latest)
             THEN extract(year FROM signed_earliest)::smallint END) STORED,
    ADD COLUMN days_to_force integer GENERATED ALWAYS AS (
        CASE WHEN signed_earliest = signed_latest AND in_force_earliest = in_force_latest
             THEN in_force_earliest - signed_earliest END) STORED,
    ADD COLUMN dates_missing boolean NOT NULL GENERATED ALWAYS AS (
        signed_earliest IS NULL OR in_force_earliest IS NULL) STORED;
DROP INDEX agreements_counted;
CREATE INDEX agreements_counted ON agreements (counterpart_actor, signed_year)
    INCLUDE (days_to_force, dates_missing, opened_at, classification, releasable_to);

-- The statuses of each agreement as they are now believed, so that a row tells its status on any day: the first days of
-- its periods in their order, and the status and flags of each.
ALTER TABLE agreements
    ADD COLUMN timeline_from date[] NOT NULL DEFAULT '{}',
    ADD COLUMN timeline_status smallint[] NOT NULL DEFAULT '{}',
    ADD COLUMN timeline_flags integer[] NOT NULL DEFAULT '{}';

-- By what lists go by days. An expression would not do: under a policy the database takes COALESCE for something that may
-- tell of hidden rows, and looks at all of them first.
ALTER TABLE agreements
    ADD COLUMN signed_place date NOT NULL GENERATED ALWAYS AS (COALESCE(signed_earliest, DATE '9999-12-31')) STORED,
    ADD COLUMN in_force_place date NOT NULL GENERATED ALWAYS AS (COALESCE(in_force_earliest, DATE '9999-12-31')) STORED,
    ADD COLUMN signed_place_back date NOT NULL GENERATED ALWAYS AS (COALESCE(signed_earliest, DATE '0001-01-01')) STORED,
    ADD COLUMN in_force_place_back date NOT NULL
        GENERATED ALWAYS AS (COALESCE(in_force_earliest, DATE '0001-01-01')) STORED;
-- Signed on a day that is known only to the month or the year: few, and as a column the database knows that.
ALTER TABLE agreements
    ADD COLUMN signed_roughly boolean NOT NULL GENERATED ALWAYS AS (COALESCE(signed_earliest <> signed_latest, false)) STORED;
CREATE INDEX agreements_signed_roughly ON agreements (signed_latest) WHERE signed_roughly;
DROP INDEX agreements_signed;
DROP INDEX agreements_in_force;
DROP INDEX agreements_signed_back;
DROP INDEX agreements_in_force_back;
CREATE INDEX agreements_signed ON agreements (signed_place, id);
CREATE INDEX agreements_in_force ON agreements (in_force_place, id);
CREATE INDEX agreements_signed_back ON agreements (signed_place_back, id);
CREATE INDEX agreements_in_force_back ON agreements (in_force_place_back, id);

ALTER TABLE agreement_areas DROP CONSTRAINT agreement_areas_pkey;
ALTER TABLE agreement_areas ADD PRIMARY KEY (agreement_id, area) INCLUDE (classification, releasable_to);
DROP INDEX agreement_areas_area_agreement_id_idx;
CREATE INDEX agreement_areas_of_area ON agreement_areas (area, agreement_id) INCLUDE (classification, releasable_to);

-- How long a period lasts at most, in days; 0: longer. What holds on a day began no longer before it than that, so that of
-- each length little is read that does not hold.
-- And whether it begins before the agreement's day of signature or of force, as now known: beyond a day, only such a
-- period can hold on it.
ALTER TABLE status_periods
    ADD COLUMN lasts_at_most integer NOT NULL GENERATED ALWAYS AS (
        CASE
            WHEN legal_to - legal_from <= 366 THEN 366
            WHEN legal_to - legal_from <= 1461 THEN 1461
            WHEN legal_to - legal_from <= 5844 THEN 5844
            ELSE 0
        END) STORED,
    ADD COLUMN before_signature boolean NOT NULL DEFAULT false,
    ADD COLUMN before_force boolean NOT NULL DEFAULT false;

-- The owner is under the policies too; it lifts them for this transaction, and no one sees it.
ALTER TABLE status_periods NO FORCE ROW LEVEL SECURITY;
ALTER TABLE agreements NO FORCE ROW LEVEL SECURITY;

UPDATE status_periods p
   SET before_signature = p.legal_from < COALESCE(g.signed_earliest, DATE '9999-12-31'),
       before_force = p.legal_from < COALESCE(g.in_force_earliest, DATE '9999-12-31')
  FROM agreements g
 WHERE g.id = p.agreement_id AND p.status <> 0;

UPDATE agreements g
   SET timeline_from = t.days, timeline_status = t.statuses, timeline_flags = t.flags
  FROM (SELECT agreement_id, array_agg(legal_from ORDER BY legal_from) AS days,
               array_agg(status ORDER BY legal_from) AS statuses, array_agg(flags ORDER BY legal_from) AS flags
          FROM status_periods WHERE known_to = TIMESTAMPTZ '9999-12-31T00:00:00Z' GROUP BY agreement_id) AS t
 WHERE t.agreement_id = g.id;

ALTER TABLE agreements FORCE ROW LEVEL SECURITY;
ALTER TABLE status_periods FORCE ROW LEVEL SECURITY;

ALTER TABLE agreements
    ALTER COLUMN timeline_from DROP DEFAULT, ALTER COLUMN timeline_status DROP DEFAULT, ALTER COLUMN timeline_flags DROP DEFAULT;
ALTER TABLE status_periods ALTER COLUMN before_signature DROP DEFAULT, ALTER COLUMN before_force DROP DEFAULT;
GRANT UPDATE (before_signature, before_force) ON status_periods TO mithaq_app;

ALTER TABLE status_periods DROP CONSTRAINT status_periods_pkey;
ALTER TABLE status_periods ADD PRIMARY KEY (agreement_id, known_from, legal_from)
    INCLUDE (known_to, legal_to, status, flags, pending_on, pending_home_since, pending_counterpart_since,
             classification, releasable_to);
DROP INDEX status_periods_status_legal_from_agreement_id_idx;
DROP INDEX status_periods_pending;
CREATE INDEX status_periods_of_status ON status_periods (status, lasts_at_most, legal_from)
    INCLUDE (legal_to, known_from, known_to, flags, agreement_id, classification, releasable_to);
CREATE INDEX status_periods_flagged ON status_periods (lasts_at_most, legal_from)
    INCLUDE (legal_to, known_from, known_to, flags, status, agreement_id, classification, releasable_to)
    WHERE flags <> 0;
CREATE INDEX status_periods_before_signature ON status_periods (status, lasts_at_most, legal_from)
    INCLUDE (legal_to, known_from, known_to, flags, agreement_id, classification, releasable_to) WHERE before_signature;
CREATE INDEX status_periods_before_force ON status_periods (status, lasts_at_most, legal_from)
    INCLUDE (legal_to, known_from, known_to, flags, agreement_id, classification, releasable_to) WHERE before_force;

-- Each kind of deadline in calendar order: seldom kinds are found, and all of them are merged.
ALTER TABLE deadlines DROP CONSTRAINT deadlines_pkey;
ALTER TABLE deadlines ADD PRIMARY KEY (kind, earliest, latest, agreement_id, act_id);

-- A question that several languages read alike is asked of the index once.
CREATE OR REPLACE FUNCTION agreements_found(languages smallint[], spelt text, folded text)
    RETURNS TABLE (agreement_id uuid, rank real)
    LANGUAGE sql STABLE ROWS 100 SECURITY DEFINER SET search_path = public, pg_temp
    BEGIN ATOMIC
        SELECT w.agreement_id, max(ts_rank(w.words, q.query, 1))
          FROM (SELECT search_query(l.language, spelt, folded) AS query, array_agg(l.language) AS languages
                  FROM unnest(languages) AS l(language) GROUP BY 1) AS q
          JOIN agreement_words AS w ON w.words @@ q.query AND w.language = ANY (q.languages)
         WHERE visible(w.classification, w.releasable_to)
         GROUP BY w.agreement_id;
    END;

-- The same for those that need no rank: all, those among some, and how many there are as far as so many.
CREATE FUNCTION agreements_with_words(languages smallint[], spelt text, folded text) RETURNS SETOF uuid
    LANGUAGE sql STABLE ROWS 5000 SECURITY DEFINER SET search_path = public, pg_temp
    BEGIN ATOMIC
        SELECT w.agreement_id
          FROM (SELECT search_query(l.language, spelt, folded) AS query, array_agg(l.language) AS languages
                  FROM unnest(languages) AS l(language) GROUP BY 1) AS q
          JOIN agreement_words AS w ON w.words @@ q.query AND w.language = ANY (q.languages)
         WHERE visible(w.classification, w.releasable_to);
    END;

CREATE FUNCTION agreements_with_words(languages smallint[], spelt text, folded text, among uuid[]) RETURNS SETOF uuid
    LANGUAGE sql STABLE ROWS 500 SECURITY DEFINER SET search_path = public, pg_temp
    BEGIN ATOMIC
        WITH asked AS MATERIALIZED (
            SELECT l.language, search_query(l.language, spelt, folded) AS query FROM unnest(languages) AS l(language)
        )
        SELECT one.id
          FROM unnest(among) AS one(id),
               LATERAL (SELECT FROM agreement_words AS w JOIN asked AS q ON q.language = w.language
                         WHERE w.agreement_id = one.id AND w.words @@ q.query AND visible(w.classification, w.releasable_to)
                        OFFSET 0) AS found;
    END;

-- Of a word that many have, the index gives some only.
CREATE FUNCTION agreements_with_words_up_to(languages smallint[], spelt text, folded text, most bigint) RETURNS bigint
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET gin_fuzzy_search_limit = 25000
    BEGIN ATOMIC
        SELECT count(*)
          FROM (SELECT FROM (SELECT search_query(l.language, spelt, folded) AS query, array_agg(l.language) AS languages
                               FROM unnest(languages) AS l(language) GROUP BY 1) AS q
                  JOIN agreement_words AS w ON w.words @@ q.query AND w.language = ANY (q.languages)
                 WHERE visible(w.classification, w.releasable_to)
                 LIMIT most) AS found;
    END;

REVOKE ALL ON FUNCTION agreements_with_words_up_to(smallint[], text, text, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION agreements_with_words_up_to(smallint[], text, text, bigint) TO mithaq_app;
REVOKE ALL ON FUNCTION agreements_with_words(smallint[], text, text) FROM PUBLIC;
REVOKE ALL ON FUNCTION agreements_with_words(smallint[], text, text, uuid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION agreements_with_words(smallint[], text, text) TO mithaq_app;
GRANT EXECUTE ON FUNCTION agreements_with_words(smallint[], text, text, uuid[]) TO mithaq_app;

-- Rows leave the queue as fast as they come; after a backlog of millions the next step would pass over as many dead ones.
ALTER TABLE unsequenced SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 50000);

RESET ROLE;

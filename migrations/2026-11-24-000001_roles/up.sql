-- The three roles: who migrates, who serves callers, who publishes. Roles belong to the whole cluster, so
-- another database of it may have made them; two may even try at once.
DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['mithaq_owner', 'mithaq_app', 'mithaq_publisher'] LOOP
        BEGIN
            IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN
                EXECUTE format('CREATE ROLE %I NOLOGIN', name);
            END IF;
        EXCEPTION WHEN duplicate_object OR unique_violation THEN
            NULL;
        END;
        IF NOT pg_has_role(current_user, name, 'MEMBER') THEN
            EXECUTE format('GRANT %I TO CURRENT_USER', name);
        END IF;
    END LOOP;
END
$$;

GRANT USAGE, CREATE ON SCHEMA public TO mithaq_owner;
GRANT USAGE ON SCHEMA public TO mithaq_app, mithaq_publisher;

-- The one predicate of visibility. The caller stands in settings of the transaction; where they are not set,
-- nothing is visible. It is plain SQL, so that the planner inlines it.
CREATE FUNCTION visible(classification smallint, releasable_to text[]) RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN classification <= NULLIF(current_setting('mithaq.clearance', true), '')::smallint
       AND (releasable_to IS NULL OR current_setting('mithaq.ministry', true) = ANY (releasable_to));

ALTER FUNCTION visible(smallint, text[]) OWNER TO mithaq_owner;

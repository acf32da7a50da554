SET ROLE mithaq_owner;

-- Callers follow the feed too. A position is internal: it leaves the program only sealed.
CREATE POLICY read ON feed FOR SELECT TO mithaq_app
    USING (EXISTS (SELECT FROM acts WHERE acts.id = feed.act_id));
GRANT SELECT ON feed TO mithaq_app;

-- Where the feed ends, whatever of it the caller may see: up to there a caller has been told of everything.
CREATE FUNCTION feed_end() RETURNS bigint
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
    BEGIN ATOMIC
        SELECT COALESCE(max(position), 0) FROM feed;
    END;

-- A definer is under the forced policies too.
CREATE POLICY count ON feed FOR SELECT TO mithaq_owner USING (true);

REVOKE ALL ON FUNCTION feed_end() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION feed_end() TO mithaq_app, mithaq_publisher;

RESET ROLE;

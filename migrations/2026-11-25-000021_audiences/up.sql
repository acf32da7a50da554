SET ROLE mithaq_owner;

-- Whoever takes a whole register over sees what is released to any ministry, or it could not tell what is there already.
-- No caller does.
CREATE OR REPLACE FUNCTION visible(classification smallint, releasable_to text[]) RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN classification <= NULLIF(current_setting('mithaq.clearance', true), '')::smallint
       AND (releasable_to IS NULL OR current_setting('mithaq.every_ministry', true) = 'on'
            OR current_setting('mithaq.ministry', true) = ANY (releasable_to));

-- An audience can be removed, and its feed written anew without what has left its sight.
GRANT DELETE ON audiences, publication, audience_feed TO mithaq_publisher;

RESET ROLE;

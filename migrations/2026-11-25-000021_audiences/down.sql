SET ROLE mithaq_owner;
REVOKE DELETE ON audiences, publication, audience_feed FROM mithaq_publisher;
CREATE OR REPLACE FUNCTION visible(classification smallint, releasable_to text[]) RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN classification <= NULLIF(current_setting('mithaq.clearance', true), '')::smallint
       AND (releasable_to IS NULL OR current_setting('mithaq.ministry', true) = ANY (releasable_to));
RESET ROLE;

DROP FUNCTION feed_end();
DROP POLICY count ON feed;
DROP POLICY read ON feed;
REVOKE SELECT ON feed FROM mithaq_app;

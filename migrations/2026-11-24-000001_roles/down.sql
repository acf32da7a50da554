DROP FUNCTION visible(smallint, text[]);
REVOKE ALL ON SCHEMA public FROM mithaq_owner, mithaq_app, mithaq_publisher;

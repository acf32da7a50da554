SET ROLE mithaq_owner;

DROP VIEW visible_log;
DROP POLICY log ON act_bodies;
DROP POLICY log ON acts;
DROP POLICY log ON agreements;

RESET ROLE;

SET ROLE mithaq_owner;

-- The log as a caller may see it. Under the policies of acts and of their bodies the database looks for the agreement of
-- each act anew, and twice more for its body. Here it looks once: the view is read in its owner's name, who may see what
-- it is made of, and has the one predicate of visibility in it.
CREATE POLICY log ON agreements FOR SELECT TO mithaq_owner USING (true);
CREATE POLICY log ON acts FOR SELECT TO mithaq_owner USING (true);
CREATE POLICY log ON act_bodies FOR SELECT TO mithaq_owner USING (true);

CREATE VIEW visible_log WITH (security_barrier) AS
    SELECT a.id, a.agreement_id, g.registry_number, a.version, a.recorded_at, a.recorded_by, b.salt, b.body, b.erased,
           a.body_digest, a.previous_hash, a.hash, a.type AS kind
      FROM agreements g JOIN acts a ON a.agreement_id = g.id JOIN act_bodies b ON b.act_id = a.id
     WHERE may_know((SELECT caller_clearance()), (SELECT caller_ministry()), (SELECT caller_is_of_every_ministry()),
                    g.classification, g.releasable_to);

GRANT SELECT ON visible_log TO mithaq_app;

RESET ROLE;

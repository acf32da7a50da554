SET ROLE mithaq_owner;

ALTER TABLE deadlines DROP CONSTRAINT deadlines_pkey;
ALTER TABLE deadlines ADD PRIMARY KEY (kind, earliest, latest, agreement_id, act_id);
CREATE INDEX ON deadlines (agreement_id);
DROP INDEX deadlines_that_last_of_agreement;
DROP INDEX deadlines_of_agreement;
DROP INDEX deadlines_that_last;
CREATE INDEX deadlines_that_last ON deadlines (earliest, latest, kind, agreement_id, act_id) WHERE earliest < told_until;

RESET ROLE;

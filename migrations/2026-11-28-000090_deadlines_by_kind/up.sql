SET ROLE mithaq_owner;

-- The keys of each kind of deadline in calendar order, with who may know of them: whole stretches of the calendar are
-- read from the index alone, and the rows of one page then.
ALTER TABLE deadlines DROP CONSTRAINT deadlines_pkey;
ALTER TABLE deadlines ADD PRIMARY KEY (kind, earliest, latest, agreement_id, act_id) INCLUDE (classification, releasable_to);
DROP INDEX deadlines_that_last;
CREATE INDEX deadlines_that_last ON deadlines (kind, earliest, latest, agreement_id, act_id)
    INCLUDE (told_until, classification, releasable_to) WHERE earliest < told_until;
-- Those of one agreement, too, within a range or open still.
CREATE INDEX deadlines_of_agreement ON deadlines (agreement_id, earliest);
CREATE INDEX deadlines_that_last_of_agreement ON deadlines (agreement_id, earliest) WHERE earliest < told_until;
DROP INDEX deadlines_agreement_id_idx;

RESET ROLE;

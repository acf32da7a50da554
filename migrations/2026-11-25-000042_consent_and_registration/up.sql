SET ROLE mithaq_owner;

-- Since which day the consent of each party is awaited without a break. What was there before has none, until the
-- projections are written anew.
ALTER TABLE status_periods ADD COLUMN pending_home_since date, ADD COLUMN pending_counterpart_since date;

-- The last step of its own law that each party has taken, and whether the agreement is registered with the United
-- Nations: 0 no, 1 yes, 2 it was decided not to.
ALTER TABLE agreements
    ADD COLUMN home_step smallint,
    ADD COLUMN counterpart_step smallint,
    ADD COLUMN registration smallint NOT NULL DEFAULT 0;
ALTER TABLE agreements ALTER COLUMN registration DROP DEFAULT;

-- Consents that are awaited are few beside all periods.
CREATE INDEX status_periods_pending ON status_periods (agreement_id) WHERE pending_on <> 0;

-- Counts by partner and year read this index alone, visibility included.
CREATE INDEX agreements_counted ON agreements (counterpart_actor, signed_earliest)
    INCLUDE (signed_latest, in_force_earliest, in_force_latest, classification, releasable_to);

RESET ROLE;

SET ROLE mithaq_owner;

-- The day from which its text is another than its row tells of, as an amendment, a correction or a text is dated ahead;
-- NULL where none is. The clock writes the row anew on that day.
ALTER TABLE agreements ADD COLUMN text_until date;
CREATE INDEX agreements_text_until ON agreements (text_until) WHERE text_until IS NOT NULL;

-- What was there before is told as it was when it was last recorded. Whatever may have been dated ahead then (an amendment,
-- a revival, a text; a correction by its own words alone) is due at once, so that the clock looks at it.
ALTER TABLE agreements NO FORCE ROW LEVEL SECURITY;
UPDATE agreements SET text_until = current_date - 1
 WHERE id IN (SELECT agreement_id FROM acts
               WHERE type = 24 OR (type IN (23, 29, 37) AND effective_latest >= recorded_at::date));
ALTER TABLE agreements FORCE ROW LEVEL SECURITY;

RESET ROLE;

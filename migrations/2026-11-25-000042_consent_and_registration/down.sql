DROP INDEX agreements_counted;
DROP INDEX status_periods_pending;
ALTER TABLE agreements DROP COLUMN home_step, DROP COLUMN counterpart_step, DROP COLUMN registration;
ALTER TABLE status_periods DROP COLUMN pending_home_since, DROP COLUMN pending_counterpart_since;

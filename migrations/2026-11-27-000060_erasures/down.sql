ALTER TABLE act_bodies DROP COLUMN erased;

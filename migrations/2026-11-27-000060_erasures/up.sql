SET ROLE mithaq_owner;

-- True where words were erased by law or order: the bytes are what was left, the salt is gone, and the digest in acts is
-- still that of the whole. A later entry of the log says so.
ALTER TABLE act_bodies ADD COLUMN erased boolean NOT NULL DEFAULT false;

RESET ROLE;

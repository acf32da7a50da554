SET ROLE mithaq_owner;

-- From the latest day back, too, what is not known comes last: there 0001-01-01 stands for it.
CREATE INDEX agreements_signed_back ON agreements ((COALESCE(signed_earliest, DATE '0001-01-01')), id);
CREATE INDEX agreements_in_force_back ON agreements ((COALESCE(in_force_earliest, DATE '0001-01-01')), id);

RESET ROLE;

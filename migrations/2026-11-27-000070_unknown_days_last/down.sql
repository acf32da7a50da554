SET ROLE mithaq_owner;
DROP INDEX agreements_in_force_back, agreements_signed_back;
RESET ROLE;

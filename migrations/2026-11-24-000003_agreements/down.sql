DROP TABLE agreement_areas;
DROP TABLE agreements;

DROP TABLE agreement_relations;

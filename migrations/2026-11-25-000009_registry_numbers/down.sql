DROP TABLE registry_numbers;

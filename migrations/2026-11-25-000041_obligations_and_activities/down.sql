DROP TABLE activities;
DROP TABLE obligations;

DROP TABLE status_periods;

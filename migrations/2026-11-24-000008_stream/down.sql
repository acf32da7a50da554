DROP TABLE watermark;
DROP TABLE publication;
DROP TABLE lease;
DROP TABLE audience_feed;
DROP TABLE feed;
DROP FUNCTION may_know(smallint, text, boolean, smallint, text[]);
DROP TABLE audiences;

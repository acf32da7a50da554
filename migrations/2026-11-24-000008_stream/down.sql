DROP TABLE watermark;
DROP TABLE publication;
DROP TABLE lease;
DROP TABLE audience_feed;
DROP TABLE feed;
DROP TABLE audiences;

DROP TABLE idempotency;
DROP TABLE unsequenced;
DROP TABLE act_bodies;
DROP TABLE acts;

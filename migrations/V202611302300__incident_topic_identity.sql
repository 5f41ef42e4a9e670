-- Which topic the offset is of: one deleted and made anew, or on another Kafka, begins at 0 again. Null: not known yet.
alter table incident.progress add column topic_id text;

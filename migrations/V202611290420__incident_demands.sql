-- How far the demands topic has been read by who writes it; its row makes one writer of many.
insert into incident.progress (topic, next_offset) values ('probe.demands.v1', 0);

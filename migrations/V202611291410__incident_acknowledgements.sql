-- Who has an incident. A table of its own: rows of incidents are written by whoever follows the detections, and by nobody else.
create table incident.acknowledgements (
  incident       text not null references incident.incidents (id),
  position       integer generated always as identity,
  at             timestamptz not null,
  by_name        text not null,
  note           text not null,
  -- The last entry of the timeline when it was acknowledged: reopened after that, nobody has it any more.
  after_position integer not null,
  primary key (incident, position)
);

create schema incident;

-- How far the detections topic has been written down here; moves in the transaction of the rows it caused.
create table incident.progress (
  topic       text primary key,
  next_offset bigint not null
);
insert into incident.progress (topic, next_offset) values ('detect.detections.v1', 0);

create table incident.incidents (
  id          text primary key,
  severity    text not null check (severity in ('TICKET', 'PAGE')),
  state       text not null check (state in ('OPEN', 'RESOLVED', 'MERGED')),
  opened_at   timestamptz not null,
  changed_at  timestamptz not null,
  ended_at    timestamptz check ((state = 'OPEN') = (ended_at is null)),
  merged_into text references incident.incidents (id) check ((state = 'MERGED') = (merged_into is not null)),
  finding     jsonb not null,
  exchanges   jsonb not null
);
create index incidents_by_state on incident.incidents (state, ended_at);
create index incidents_by_time on incident.incidents (opened_at desc, id);

-- What each series has said within an incident, summed up.
create table incident.tracks (
  incident text not null references incident.incidents (id),
  series   text not null,
  position integer not null,
  track    jsonb not null,
  primary key (incident, series)
);

-- Every detection as it came. One that clears a series may belong to several incidents.
create table incident.detections (
  incident  text not null references incident.incidents (id),
  id        text not null,
  series    text not null,
  kind      text not null,
  at        timestamptz not null,
  detection jsonb not null,
  primary key (incident, id)
);
create index detections_by_id on incident.detections (id);
create index detections_by_series on incident.detections (series, at desc);

create table incident.timeline (
  incident text not null references incident.incidents (id),
  position integer generated always as identity,
  at       timestamptz not null,
  event    text not null,
  text     text not null,
  primary key (incident, position)
);

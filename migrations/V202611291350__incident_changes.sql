-- What somebody did, and when. Read from its topic; the first record of an id stands.
create table incident.changes (
  id          text primary key,
  at          timestamptz not null,
  until       timestamptz check (until > at),
  model       text not null,
  platform    text not null,
  accelerator text not null,
  pool        text not null,
  recorded_at timestamptz not null,
  change      jsonb not null
);
create index changes_by_time on incident.changes (at desc, id);
create index changes_by_end on incident.changes (until) where until is not null;

insert into incident.progress (topic, next_offset) values ('incident.changes.v1', 0);

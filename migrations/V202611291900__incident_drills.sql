-- When the drill of the self-test was detected: the first detection of each fault by each check.
create table incident.drills (
  check_name  text not null,
  fault_at    timestamptz not null,
  detected_at timestamptz not null,
  probes      bigint not null check (probes >= 1),
  primary key (check_name, fault_at)
);

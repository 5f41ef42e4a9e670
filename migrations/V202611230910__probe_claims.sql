CREATE SCHEMA probe;

-- One row a slot that came to anything, and its end. A row is a worker's final right to send: it is
-- never taken back, so nothing is ever sent twice. Kept three days.
CREATE TABLE probe.claims (
    slot_at timestamptz NOT NULL,
    target  text        NOT NULL,
    suite   text        NOT NULL,
    probe   text        NOT NULL,
    -- claimed, then the outcome's word or lost; or skipped from the start
    state   text        NOT NULL,
    -- a claim without an exchange by then is lost; null where skipped
    lost_at timestamptz,
    PRIMARY KEY (slot_at, target, suite, probe)
) PARTITION BY RANGE (slot_at);

CREATE INDEX claims_open ON probe.claims (lost_at) WHERE state = 'claimed';

SELECT util.roll_daily('probe.claims', 3, 2);

-- Claims made against a target's budget for one UTC day.
CREATE TABLE probe.budgets (
    target text   NOT NULL,
    day    date   NOT NULL,
    used   bigint NOT NULL,
    PRIMARY KEY (target, day)
) WITH (fillfactor = 50);

-- How far slots that nobody claimed have been counted as skipped: one row, locked by who counts.
CREATE TABLE probe.skip_sweep (
    only_row boolean     PRIMARY KEY DEFAULT true CHECK (only_row),
    until    timestamptz NOT NULL
);

-- Per partition of the exchange topic: every exchange published before caught_up_at has reached its
-- claim. Losing waits for the slowest partition, so that a reader's delay is never taken for a loss.
CREATE TABLE probe.recorded (
    partition    int         PRIMARY KEY,
    caught_up_at timestamptz NOT NULL
);

-- Deployments on GitHub that wait for a gate: what still has to be reported survives a restart.
CREATE TABLE gate.github_requests (
    -- GitHub's id of the delivery
    delivery     text        PRIMARY KEY,
    repository   text        NOT NULL,
    installation bigint      NOT NULL,
    environment  text        NOT NULL,
    deployment   bigint      NOT NULL,
    -- where the answer goes
    callback     text        NOT NULL,
    gate         text        NOT NULL,
    candidate    text        NOT NULL,
    baseline     text        NOT NULL,
    build        text        NOT NULL,
    asked_at     timestamptz NOT NULL,
    -- when it is looked at next; also a lease, while somebody does
    next_at      timestamptz NOT NULL,
    failures     int         NOT NULL DEFAULT 0,
    -- reports of progress so far, of which GitHub takes ten
    reports      int         NOT NULL DEFAULT 0,
    report_at    timestamptz NOT NULL,
    -- approved, rejected, or given-up; empty as long as GitHub waits
    state        text,
    decided_at   timestamptz
);

-- A delivery's id is not signed: the same question under another id is the same question.
CREATE UNIQUE INDEX github_requests_waiting ON gate.github_requests (callback, environment)
    WHERE state IS NULL;
CREATE INDEX github_requests_due ON gate.github_requests (next_at) WHERE state IS NULL;

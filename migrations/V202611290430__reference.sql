CREATE SCHEMA reference;

-- What healthy looks like: one row a captured reference, at most one of a target approved.
CREATE TABLE reference.reference (
    id           text        PRIMARY KEY,
    target       text        NOT NULL,
    version      integer     NOT NULL,
    state        text        NOT NULL CHECK (state IN ('SUBMITTED', 'APPROVED', 'RETIRED')),
    attested     text        NOT NULL,
    captured_at  timestamptz NOT NULL,
    submitted_at timestamptz NOT NULL,
    approved_at  timestamptz,
    approved_by  text,
    expires_at   timestamptz,
    retired_at   timestamptz,
    -- JSON. Not jsonb, which refuses NUL and half surrogate pairs, and answers may hold both.
    content      text        NOT NULL,
    UNIQUE (target, version)
);

CREATE UNIQUE INDEX reference_in_force ON reference.reference (target) WHERE state = 'APPROVED';

-- Who may do what over HTTP: tokens are in a file, what was done with them is here.
CREATE SCHEMA access;

-- Written once and never changed: each request that changed something, or would have.
CREATE TABLE access.audit (
    id       bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at       timestamptz NOT NULL,
    -- the token's name; 'this machine'; 'proof' where a signature or a secret of its own spoke
    by_name  text        NOT NULL,
    address  text        NOT NULL,
    method   text        NOT NULL,
    path     text        NOT NULL,
    status   int         NOT NULL
);
CREATE INDEX audit_at ON access.audit (at DESC, id DESC);

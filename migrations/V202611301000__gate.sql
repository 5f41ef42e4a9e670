-- Evaluations of gates: what was asked, all that their verdicts follow from, and who opened one in
-- spite of its verdict.
CREATE SCHEMA gate;

CREATE TABLE gate.evaluations (
    id            text        PRIMARY KEY,
    gate          text        NOT NULL,
    candidate     text        NOT NULL,
    baseline      text        NOT NULL,
    build         text        NOT NULL,
    environment   text,
    -- 1 for the first; another only after one that decided nothing
    attempt       int         NOT NULL,
    -- as it was when the evaluation began
    policy        jsonb       NOT NULL,
    policy_hash   text        NOT NULL,
    -- probes are drawn from: the policy's, or where it names none all that both targets are asked
    suites        jsonb       NOT NULL,
    requested_at  timestamptz NOT NULL,
    -- what is demanded: pair k is due k intervals after it begins
    begins_at     timestamptz NOT NULL,
    interval_ms   bigint      NOT NULL,
    -- pairs that have been judged; those before have their sides, or will never have them
    judged        bigint      NOT NULL DEFAULT 0,
    -- pass, fail, inconclusive or error once it has ended
    verdict       text,
    ended_at      timestamptz,
    ended         text,
    open_evidence jsonb       NOT NULL DEFAULT '[]',
    broken        jsonb       NOT NULL DEFAULT '[]',
    -- as others read it
    body          jsonb       NOT NULL,
    UNIQUE (candidate, build, policy_hash, attempt)
);

CREATE INDEX evaluations_running ON gate.evaluations (requested_at) WHERE verdict IS NULL;
CREATE INDEX evaluations_newest ON gate.evaluations (gate, requested_at DESC);

-- One exchange of a pair, as the gate's checks read it.
CREATE TABLE gate.sides (
    evaluation   text        NOT NULL REFERENCES gate.evaluations ON DELETE CASCADE,
    pair         bigint      NOT NULL,
    candidate    boolean     NOT NULL,
    at           timestamptz NOT NULL,
    probe        text        NOT NULL,
    -- empty where nothing was sent, or nothing came
    exchange     text        NOT NULL,
    readings     jsonb       NOT NULL,
    PRIMARY KEY (evaluation, pair, candidate)
);

-- Written once and never changed: who did what, and why.
CREATE TABLE gate.overrides (
    evaluation   text        NOT NULL REFERENCES gate.evaluations ON DELETE CASCADE,
    by_name      text        NOT NULL,
    reason       text        NOT NULL,
    from_at      timestamptz NOT NULL,
    until_at     timestamptz NOT NULL
);
CREATE INDEX overrides_of ON gate.overrides (evaluation);

CREATE TABLE gate.audit (
    at           timestamptz NOT NULL,
    evaluation   text        NOT NULL,
    event        text        NOT NULL,
    by_name      text        NOT NULL,
    detail       text        NOT NULL
);
CREATE INDEX audit_of ON gate.audit (evaluation, at);

-- What was reserved, beside the count of requests; money in billionths of a US dollar, so that sums
-- are exact. Target '*' is the whole fleet, where it has a budget.
ALTER TABLE probe.budgets
    ADD COLUMN tokens   bigint NOT NULL DEFAULT 0,
    ADD COLUMN nano_usd bigint NOT NULL DEFAULT 0;

CREATE TABLE probe.budget_hours (
    target   text        NOT NULL,
    hour     timestamptz NOT NULL,
    used     bigint      NOT NULL DEFAULT 0,
    tokens   bigint      NOT NULL DEFAULT 0,
    nano_usd bigint      NOT NULL DEFAULT 0,
    PRIMARY KEY (target, hour)
) WITH (fillfactor = 50);

-- What a claim reserved, at its worst, and whether of the fleet's budget too. The statement that gives
-- a claim its end settles the difference to what was used; where none ever does, the worst case stands.
ALTER TABLE probe.claims
    ADD COLUMN tokens   bigint  NOT NULL DEFAULT 0,
    ADD COLUMN nano_usd bigint  NOT NULL DEFAULT 0,
    ADD COLUMN of_fleet boolean NOT NULL DEFAULT false;

-- Targets that said they are asked too much, and until when nobody asks them.
CREATE TABLE probe.pauses (
    target  text        PRIMARY KEY,
    until   timestamptz NOT NULL,
    -- how often in a row, without an answer in between
    strikes int         NOT NULL
);

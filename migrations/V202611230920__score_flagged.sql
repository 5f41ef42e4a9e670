CREATE SCHEMA score;

-- Evidence: exchanges that failed a check, one row for each check failed.
CREATE TABLE score.flagged_exchange (
    scheduled_at timestamptz NOT NULL,
    exchange_id  text        NOT NULL,
    check_name   text        NOT NULL,
    target       text        NOT NULL,
    suite        text        NOT NULL,
    probe        text        NOT NULL,
    found        text        NOT NULL,
    -- JSON of exchange and observations. Not jsonb, which refuses NUL and half surrogate pairs:
    -- just what a corrupted answer may hold.
    flagged      text        NOT NULL,
    PRIMARY KEY (scheduled_at, exchange_id, check_name)
) PARTITION BY RANGE (scheduled_at);

CREATE INDEX flagged_exchange_series
    ON score.flagged_exchange (target, check_name, scheduled_at, exchange_id);

CREATE INDEX flagged_exchange_id ON score.flagged_exchange (exchange_id);

SELECT util.roll_daily('score.flagged_exchange', 30, 2);

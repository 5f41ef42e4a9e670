-- How far flagged exchanges have been copied here, and of which topic: a database restored from a backup knows what it has to read again.
CREATE TABLE score.flagged_progress (
    partition   integer PRIMARY KEY,
    topic_id    text    NOT NULL,
    next_offset bigint  NOT NULL
);

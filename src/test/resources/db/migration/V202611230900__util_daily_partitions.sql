CREATE SCHEMA util;

-- Keeps a table partitioned by range on a timestamptz column supplied with one partition a UTC day:
-- makes those from keep_days ago to ahead_days ahead, drops older ones. Harmless to repeat and to
-- call from several processes at once; waits at most 5 s for its locks and fails otherwise.
CREATE FUNCTION util.roll_daily(
    parent regclass,
    keep_days int,
    ahead_days int,
    today date DEFAULT (now() AT TIME ZONE 'UTC')::date
) RETURNS void
    LANGUAGE plpgsql
    SET timezone = 'UTC'
    SET lock_timeout = '5s'
AS $$
DECLARE
    schema_name text;
    table_name  text;
    first_day   date := today - keep_days;
    day         date;
    partition   record;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('util.roll_daily', parent::oid::bigint));

    SELECT n.nspname, c.relname INTO schema_name, table_name
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.oid = parent;

    FOR day IN SELECT generate_series(first_day, today + ahead_days, interval '1 day')::date LOOP
        IF to_regclass(format('%I.%I', schema_name, table_name || to_char(day, '_YYYYMMDD'))) IS NULL THEN
            EXECUTE format(
                'CREATE TABLE %I.%I PARTITION OF %s FOR VALUES FROM (%L) TO (%L)',
                schema_name, table_name || to_char(day, '_YYYYMMDD'), parent,
                day::timestamptz, (day + 1)::timestamptz);
        END IF;
    END LOOP;

    FOR partition IN
        SELECT c.oid::regclass AS name
        FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
        WHERE i.inhparent = parent
          AND c.relname ~ ('^' || table_name || '_[0-9]{8}$')
          AND to_date(right(c.relname, 8), 'YYYYMMDD') < first_day
    LOOP
        EXECUTE format('DROP TABLE %s', partition.name);
    END LOOP;
END;
$$;

-- As before, but that a name is taken for a day only where it is one: the conditions of a WHERE are evaluated in whatever
-- order the planner likes, which after some calls on one connection was the other.
-- Keeps a table partitioned by range on a timestamptz column supplied with one partition a UTC day:
-- makes those from keep_days ago to ahead_days ahead, drops older ones. Harmless to repeat and to
-- call from several processes at once. Making one blocks nobody who reads or writes the table;
-- dropping one needs it for a moment, and is left for the next call if that takes longer than 1 s.
CREATE OR REPLACE FUNCTION util.roll_daily(
    parent regclass,
    keep_days int,
    ahead_days int,
    today date DEFAULT (now() AT TIME ZONE 'UTC')::date
) RETURNS void
    LANGUAGE plpgsql
    SET timezone = 'UTC'
    SET lock_timeout = '1s'
AS $$
DECLARE
    schema_name text;
    table_name  text;
    first_day   date := today - keep_days;
    day         date;
    child       text;
    old         regclass;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('util.roll_daily', parent::oid::bigint));

    SELECT n.nspname, c.relname INTO schema_name, table_name
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.oid = parent;

    FOR day IN SELECT generate_series(first_day, today + ahead_days, interval '1 day')::date LOOP
        child := format('%I.%I', schema_name, table_name || to_char(day, '_YYYYMMDD'));
        IF to_regclass(child) IS NULL THEN
            EXECUTE format(
                'CREATE TABLE %s (LIKE %s INCLUDING ALL EXCLUDING IDENTITY)', child, parent);
            EXECUTE format(
                'ALTER TABLE %s ATTACH PARTITION %s FOR VALUES FROM (%L) TO (%L)',
                parent, child, day::timestamptz, (day + 1)::timestamptz);
        END IF;
    END LOOP;

    FOR old IN
        SELECT c.oid::regclass
        FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
        WHERE i.inhparent = parent
          AND CASE
                WHEN left(c.relname, length(table_name)) = table_name
                  AND substr(c.relname, length(table_name) + 1) ~ '^_[0-9]{8}$'
                THEN to_date(right(c.relname, 8), 'YYYYMMDD') < first_day
                ELSE false
              END
        ORDER BY c.relname
    LOOP
        BEGIN
            EXECUTE format('DROP TABLE %s', old);
        EXCEPTION WHEN lock_not_available THEN
            RAISE WARNING '% is in use and stays until the next call', old;
        END;
    END LOOP;
END;
$$;

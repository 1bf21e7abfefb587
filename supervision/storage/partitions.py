"""Daily partitions of the table `position`, made ahead of time; a day is a day of legal time.

The service owns no table, so it makes and drops partitions through two functions that run with their owner's
rights and can do nothing else.
"""

from datetime import date

from supervision.storage.database import fetch
from supervision.storage.urls import SERVICE_ROLE

POSITION_TABLE_SQL = """
CREATE TABLE public.position (
    assignment_id uuid NOT NULL,
    fixed_at timestamptz NOT NULL,
    seq bigint NOT NULL,
    received_at timestamptz NOT NULL,
    sealed bytea NOT NULL,
    PRIMARY KEY (assignment_id, fixed_at, seq)
) PARTITION BY RANGE (fixed_at);
"""
"""The parent table, for a raw migration: Piccolo knows neither composite keys nor partitions. Frozen with it."""

# Attaching a table that was made beside the parent does not stop those who write into other partitions.
PARTITION_FUNCTION_SQL = f"""
CREATE FUNCTION public.make_position_partitions(from_day date, to_day date) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '4s' AS $function$
DECLARE
    one_day date := from_day;
    partition_name text;
    made integer := 0;
BEGIN
    IF to_day - from_day NOT BETWEEN 0 AND 400 THEN
        RAISE EXCEPTION 'partitions are made for 1 to 401 days at a time' USING ERRCODE = 'invalid_parameter_value';
    END IF;
    PERFORM pg_advisory_xact_lock(1398096976);
    WHILE one_day <= to_day LOOP
        partition_name := 'position_' || to_char(one_day, 'YYYYMMDD');
        IF to_regclass('public.' || partition_name) IS NULL THEN
            EXECUTE format('CREATE TABLE public.%I (LIKE public.position INCLUDING ALL)', partition_name);
            EXECUTE format(
                'ALTER TABLE public.position ATTACH PARTITION public.%I FOR VALUES FROM (%L) TO (%L)', partition_name,
                one_day::timestamp AT TIME ZONE 'Asia/Shanghai', (one_day + 1)::timestamp AT TIME ZONE 'Asia/Shanghai'
            );
            made := made + 1;
        END IF;
        one_day := one_day + 1;
    END LOOP;
    RETURN made;
END
$function$;

CREATE FUNCTION public.drop_position_partition(one_day date) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '4s' AS $function$
DECLARE
    partition_name text := 'position_' || to_char(one_day, 'YYYYMMDD');
BEGIN
    PERFORM pg_advisory_xact_lock(1398096976);
    IF to_regclass('public.' || partition_name) IS NULL THEN
        RETURN false;
    END IF;
    EXECUTE format('DROP TABLE public.%I', partition_name);
    RETURN true;
END
$function$;

REVOKE ALL ON FUNCTION public.make_position_partitions(date, date), public.drop_position_partition(date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION public.make_position_partitions(date, date), public.drop_position_partition(date)
    TO {SERVICE_ROLE};
"""
"""The two functions, for a raw migration after `POSITION_TABLE_SQL`; both end within 4 s or change nothing.
Frozen with the migration: a change comes as a new one of its own."""


async def ensure_position_partitions(from_day: date, to_day: date) -> int:
    """Make the partitions of both days and all between, 401 at most, where absent; gives how many were made."""
    rows = await fetch("SELECT public.make_position_partitions($1, $2) AS made", from_day, to_day)
    return int(rows[0]["made"])


async def position_days() -> list[date]:
    """The days that have a partition, oldest first."""
    rows = await fetch(
        """SELECT to_date(right(relname, 8), 'YYYYMMDD') AS day
           FROM pg_class JOIN pg_inherits ON inhrelid = pg_class.oid WHERE inhparent = 'public.position'::regclass
           ORDER BY day"""
    )
    return [row["day"] for row in rows]


async def drop_position_partition(day: date) -> bool:
    """Drop a day's partition with all its rows; false when there is none."""
    rows = await fetch("SELECT public.drop_position_partition($1) AS dropped", day)
    return bool(rows[0]["dropped"])


async def count_days_ahead(today: date, most: int = 60) -> int:
    """For how many days on end, today included, there are partitions; `most` at most."""
    rows = await fetch(
        """SELECT number FROM generate_series(0, $2::int - 1) AS number
           WHERE to_regclass('public.position_' || to_char($1::date + number, 'YYYYMMDD')) IS NOT NULL
           ORDER BY number""",
        today, most,
    )  # fmt: skip
    return next((days for days, row in enumerate(rows) if row["number"] != days), len(rows))

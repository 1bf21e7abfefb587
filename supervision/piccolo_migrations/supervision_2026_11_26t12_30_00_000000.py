"""What Piccolo has no words for: one standing paper of a form for each act, and one series for a decision's papers."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from supervision.storage.scripts import add_scripts

ID = "2026-11-26T12:30:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "papers stay those of their act"

# For which act a paper went out is a part of it. A void one makes room for another of the same act.
PAPERS_OF_ACTS_SQL = """
CREATE OR REPLACE FUNCTION public.keep_issued_paper() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $function$
BEGIN
    IF (OLD.id, OLD.file, OLD.form, OLD.number, OLD.template_on, OLD.template_origin, OLD.issued_at, OLD.issued_by,
        OLD.details_sealed, OLD.content_sealed, OLD.act_kind, OLD.act)
        IS DISTINCT FROM (NEW.id, NEW.file, NEW.form, NEW.number, NEW.template_on, NEW.template_origin, NEW.issued_at,
        NEW.issued_by, NEW.details_sealed, NEW.content_sealed, NEW.act_kind, NEW.act)
        OR (OLD.scanned_at IS NOT NULL
            AND (OLD.scan, OLD.scanned_at, OLD.scanned_by) IS DISTINCT FROM (NEW.scan, NEW.scanned_at, NEW.scanned_by))
        OR (OLD.voided_at IS NOT NULL
            AND (OLD.voided_at, OLD.voided_by, OLD.void_reason_sealed)
            IS DISTINCT FROM (NEW.voided_at, NEW.voided_by, NEW.void_reason_sealed))
    THEN
        RAISE EXCEPTION 'a paper is never overwritten' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END
$function$;
CREATE UNIQUE INDEX one_standing_paper_of_an_act ON public.issued_paper (act, form)
    WHERE act IS NOT NULL AND voided_at IS NULL;
"""

# Admonitions and warnings that were issued by hand had a series of their own with the same letters: the next number
# of either is beyond both. A measure that was decided before keeps the name under which its agency goes today.
ONE_SERIES_SQL = """
INSERT INTO public.number_series (id, kind, county, year, last)
SELECT gen_random_uuid(), CASE kind WHEN 'paper-xj' THEN 'admonition' ELSE 'warning' END, county, year, last
FROM public.number_series WHERE kind IN ('paper-xj', 'paper-jg')
ON CONFLICT (kind, county, year) DO UPDATE SET last = greatest(number_series.last, excluded.last);
DELETE FROM public.number_series WHERE kind IN ('paper-xj', 'paper-jg');
UPDATE public.measure SET decided_in = office.name
FROM public.officer JOIN public.office ON office.id = officer.office WHERE officer.id = measure.decided_by;
"""


async def forwards() -> MigrationManager:
    """Make what the tables need beside their columns, and carry over what was kept without them."""
    manager = MigrationManager(migration_id=ID, app_name="supervision", description=DESCRIPTION)
    add_scripts(manager, PAPERS_OF_ACTS_SQL, ONE_SERIES_SQL)
    return manager

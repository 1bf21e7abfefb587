"""Existing files get a history and a last day that waits to be confirmed; what Piccolo has no words for."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from supervision.storage.scripts import add_scripts

ID = "2026-11-26T08:30:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "existing files get their place in the life of a file"

STATE_SQL = """
UPDATE public.person_file SET state = CASE
    WHEN state = 'active' THEN 'in-programme'
    WHEN state = 'transferred' THEN 'in-transfer'
    WHEN end_cause IN ('revocation', 're-imprisonment', 'death') THEN 'terminated'
    ELSE state END;
"""

# Of what went before only the beginning and the present are known; nothing is made up between them.
HISTORY_SQL = """
INSERT INTO public.file_step (id, file, number, step, state, happened_at, taken_at, taken_by)
    SELECT gen_random_uuid(), id, 1, 'take-over', 'in-programme', opened_at, opened_at, opened_by
    FROM public.person_file;
INSERT INTO public.file_step (id, file, number, step, state, happened_at, taken_at, taken_by)
    SELECT gen_random_uuid(), f.id, 2, CASE f.state WHEN 'in-custody' THEN 'detain' ELSE 'begin-transfer' END, f.state,
        a.began_at, a.recorded_at, a.recorded_by
    FROM public.person_file AS f JOIN public.file_absence AS a ON a.file = f.id AND a.ended_at IS NULL
    WHERE f.state IN ('in-custody', 'in-transfer');
INSERT INTO public.file_step (id, file, number, step, state, happened_at, taken_at, taken_by)
    SELECT gen_random_uuid(), id, 2, CASE state WHEN 'ended' THEN 'release' ELSE 'terminate' END, state, ended_at,
        ended_at, ended_by
    FROM public.person_file WHERE ended_at IS NOT NULL;
INSERT INTO public.term_entry (id, file, number, kind, last_day, state, entered_at, entered_by)
    SELECT gen_random_uuid(), id, 1, 'judgment', term_ends_on, 'waiting', opened_at, opened_by
    FROM public.person_file WHERE ended_at IS NULL;
"""

ORDER_SQL = """
CREATE UNIQUE INDEX one_waiting_term ON public.term_entry (file) WHERE state = 'waiting';
CREATE INDEX person_file_next_ending ON public.person_file (term_ends_on) WHERE ended_at IS NULL;
CREATE INDEX person_file_to_report ON public.person_file (report_due_on) WHERE report_due_on IS NOT NULL;
"""

ADMISSION_SQL = """
CREATE TRIGGER file_bears_on_admission
    AFTER UPDATE OF term_ends_on, ended_at, state, division OR DELETE ON public.person_file FOR EACH STATEMENT
    EXECUTE FUNCTION public.raise_admission_revision();
"""


async def forwards() -> MigrationManager:
    """Move what stands there, then make the indexes."""
    manager = MigrationManager(migration_id=ID, app_name="supervision", description=DESCRIPTION)
    add_scripts(manager, STATE_SQL, HISTORY_SQL, ORDER_SQL, ADMISSION_SQL)
    return manager

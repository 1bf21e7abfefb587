"""What Piccolo has no words for in cards and visits: what must exist once only, and the card of every household."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from supervision.storage.engine import current_connection

ID = "2026-11-26T00:18:30:000000"
VERSION = "1.38.0"
DESCRIPTION = "one living card a household, queued and revoked with its file; one open question a resident"

# With a household file its card is queued, with the file's end it is revoked: whoever opens or closes one, by whatever
# way, in the same statement. The serial is drawn at the printer.
CARD_SQL = """
CREATE UNIQUE INDEX one_living_card ON public.card (household) WHERE ended_at IS NULL;
CREATE INDEX card_by_state ON public.card (state) WHERE state IN ('queued', 'printed');

CREATE FUNCTION public.queue_card_of_household() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO public.card (id, household, state, queued_at) VALUES (gen_random_uuid(), NEW.id, 'queued', NEW.opened_at);
    RETURN NULL;
END $$;
CREATE TRIGGER queue_card AFTER INSERT ON public.household FOR EACH ROW
    WHEN (NEW.state = 'open') EXECUTE FUNCTION public.queue_card_of_household();

CREATE FUNCTION public.revoke_card_of_household() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE public.card SET state = 'revoked', end_reason = 'household-closed', ended_at = NEW.closed_at,
        ended_by = NEW.closed_by
    WHERE household = NEW.id AND ended_at IS NULL;
    RETURN NULL;
END $$;
CREATE TRIGGER revoke_card AFTER UPDATE OF state ON public.household FOR EACH ROW
    WHEN (OLD.state = 'open' AND NEW.state = 'closed') EXECUTE FUNCTION public.revoke_card_of_household();

INSERT INTO public.card (id, household, state, queued_at)
SELECT gen_random_uuid(), id, 'queued', opened_at FROM public.household WHERE state = 'open';
"""

TASK_SQL = """
CREATE UNIQUE INDEX one_question_a_resident ON public.visit_task (resident) WHERE state <> 'closed';
CREATE INDEX task_due ON public.visit_task (division text_pattern_ops, due_on) WHERE state <> 'closed';
"""


async def forwards() -> MigrationManager:
    """Make what the tables need beside their columns."""
    manager = MigrationManager(migration_id=ID, app_name="supervision", description=DESCRIPTION)

    async def run() -> None:
        connection = current_connection()
        if connection is None:
            raise RuntimeError("a migration runs in the transaction that was opened for it")
        for script in (CARD_SQL, TASK_SQL):
            await connection.execute(script)

    manager.add_raw(run)
    return manager

"""What Piccolo has no words for in the residence register: search digests, and what must exist once only."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from supervision.storage.engine import current_connection

ID = "2026-11-25T23:13:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "search digests of residents, one living address, one open stay"

# The key is the index that a search reads: a digest, within divisions. No id of its own: millions of rows.
TERM_TABLE_SQL = """
CREATE TABLE public.resident_term (
    term_digest bytea NOT NULL,
    division varchar(12) COLLATE "C" NOT NULL,
    resident uuid NOT NULL REFERENCES public.resident (id) ON DELETE CASCADE,
    PRIMARY KEY (term_digest, division, resident)
);
CREATE INDEX resident_term_of_resident ON public.resident_term (resident);
"""

ONCE_ONLY_SQL = """
CREATE UNIQUE INDEX one_address_a_place ON public.standard_address (division, kind, parent, name) NULLS NOT DISTINCT
    WHERE merged_into IS NULL;
CREATE UNIQUE INDEX one_open_stay ON public.stay (resident) WHERE ended_on IS NULL;
CREATE UNIQUE INDEX one_open_membership ON public.membership (resident) WHERE ended_on IS NULL;
CREATE INDEX stay_ending ON public.stay (division text_pattern_ops, expected_until) WHERE ended_on IS NULL;
CREATE INDEX resident_by_division ON public.resident (division text_pattern_ops, registered_at DESC)
    WHERE state = 'living';
CREATE INDEX resident_unverified ON public.resident (division text_pattern_ops, verified_on) WHERE state = 'living';
CREATE INDEX household_by_division ON public.household (division text_pattern_ops, opened_at DESC) WHERE state = 'open';
CREATE INDEX occupancy_over ON public.occupancy (division text_pattern_ops) WHERE residents > capacity;
"""


async def forwards() -> MigrationManager:
    """Make what the tables need beside their columns."""
    manager = MigrationManager(migration_id=ID, app_name="supervision", description=DESCRIPTION)

    async def run() -> None:
        connection = current_connection()
        if connection is None:
            raise RuntimeError("a migration runs in the transaction that was opened for it")
        for script in (TERM_TABLE_SQL, ONCE_ONLY_SQL):
            await connection.execute(script)

    manager.add_raw(run)
    return manager

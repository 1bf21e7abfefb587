"""What Piccolo has no words for among places and parties: search digests, and the indexes of lists."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from supervision.storage.engine import current_connection

ID = "2026-11-26T00:40:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "search digests of parties, lists of addresses, hazards and organisations"

PARTY_TERM_SQL = """
CREATE TABLE public.party_term (
    term_digest bytea NOT NULL,
    division varchar(12) COLLATE "C" NOT NULL,
    party uuid NOT NULL REFERENCES public.party (id) ON DELETE CASCADE,
    PRIMARY KEY (term_digest, division, party)
);
CREATE INDEX party_term_of_party ON public.party_term (party);
"""

LISTS_SQL = """
CREATE INDEX address_by_division ON public.standard_address (division text_pattern_ops, created_at DESC)
    WHERE merged_into IS NULL;
CREATE INDEX hazard_open ON public.hazard (division text_pattern_ops, due_on) WHERE state = 'open';
CREATE INDEX organisation_by_division ON public.organisation (division text_pattern_ops, created_at DESC);
CREATE UNIQUE INDEX one_merge_an_address ON public.address_merge (merged) WHERE undone_at IS NULL;
"""


async def forwards() -> MigrationManager:
    """Make what the tables need beside their columns."""
    manager = MigrationManager(migration_id=ID, app_name="supervision", description=DESCRIPTION)

    async def run() -> None:
        connection = current_connection()
        if connection is None:
            raise RuntimeError("a migration runs in the transaction that was opened for it")
        for script in (PARTY_TERM_SQL, LISTS_SQL):
            await connection.execute(script)

    manager.add_raw(run)
    return manager

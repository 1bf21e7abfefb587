"""What Piccolo has no words for: one open request of a service, and the index of the queue."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from supervision.storage.scripts import add_scripts

ID = "2026-11-26T05:15:30:000000"
VERSION = "1.38.0"
DESCRIPTION = "once-only rows and the queue of service requests"

SERVICE_REQUEST_SQL = """
CREATE UNIQUE INDEX one_open_request ON public.service_request (resident, service) WHERE closed_at IS NULL;
CREATE INDEX service_request_newest ON public.service_request (requested_at DESC, id DESC);
CREATE INDEX service_request_waiting ON public.service_request (due_on) WHERE closed_at IS NULL;
"""


async def forwards() -> MigrationManager:
    """Make what the tables need beside their columns."""
    manager = MigrationManager(migration_id=ID, app_name="supervision", description=DESCRIPTION)
    add_scripts(manager, SERVICE_REQUEST_SQL)
    return manager

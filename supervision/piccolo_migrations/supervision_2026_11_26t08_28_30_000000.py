"""What Piccolo has no words for: one open duty of a kind, one contact of a source, and ways through a timeline."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from supervision.storage.scripts import add_scripts

ID = "2026-11-26T08:28:30:000000"
VERSION = "1.38.0"
DESCRIPTION = "contacts: one open duty of a kind, one contact of a source"

# A duty of a kind is planned once, however often and by whoever it is planned; an alert or an act for many writes one
# contact of a person, however often it is tried.
CONTACT_SQL = """
CREATE UNIQUE INDEX contact_one_open_duty ON public.contact (file, kind) WHERE rule IS NOT NULL AND outcome IS NULL;
CREATE UNIQUE INDEX contact_of_source ON public.contact (source, file) WHERE source IS NOT NULL;
CREATE INDEX contact_timeline ON public.contact (file, shown_at DESC, id DESC);
CREATE INDEX contact_planned ON public.contact (planned_on) WHERE outcome IS NULL;
CREATE INDEX contact_reasons ON public.contact (reasons_due_on) WHERE reasons_due_on IS NOT NULL;
CREATE INDEX contact_followed ON public.contact (follows) WHERE follows IS NOT NULL;
"""


async def forwards() -> MigrationManager:
    """Make what the tables need beside their columns."""
    manager = MigrationManager(migration_id=ID, app_name="supervision", description=DESCRIPTION)
    add_scripts(manager, CONTACT_SQL)
    return manager

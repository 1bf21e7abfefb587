"""Whether those who reported in before were late, as it was recorded then."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from supervision.storage.scripts import add_scripts

ID = "2026-11-26T12:20:30:000000"
VERSION = "1.38.0"
DESCRIPTION = "what was recorded of late reports"

AS_RECORDED = """
UPDATE public.file_step AS s SET was_late = (e.detail_json::jsonb->>'late')::boolean
FROM public.audit_entry AS e
WHERE s.step = 'report-in' AND e.act = 'person-file:report-in' AND e.subject_id = s.file::text AND e.result = 'done'
  AND e.detail_json::jsonb ? 'late';
"""


async def forwards() -> MigrationManager:
    """Fill the column from the audit."""
    manager = MigrationManager(migration_id=ID, app_name="supervision", description=DESCRIPTION)
    add_scripts(manager, AS_RECORDED)
    return manager

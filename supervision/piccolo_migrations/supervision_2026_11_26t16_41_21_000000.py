"""Whoever drafted the versions of orders that are there already, and whoever the audit says drafted them further."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from supervision.storage.scripts import add_scripts

ID = "2026-11-26T16:41:21:000000"
VERSION = "1.38.0"
DESCRIPTION = "who drafted what is there"

AS_RECORDED = """
UPDATE public.order_version AS v SET drafters = ARRAY(
    SELECT v.drafted_by WHERE v.drafted_by IS NOT NULL
    UNION SELECT e.actor_id::uuid FROM public.audit_entry AS e
    WHERE e.act = 'order:draft' AND e.result = 'done' AND e.actor_kind = 'officer' AND e.subject_kind = 'order'
      AND e.subject_id = v.order_id::text AND (e.detail_json::jsonb->>'version')::integer = v.version
);
"""


async def forwards() -> MigrationManager:
    """Fill the column from the rows and from the audit."""
    manager = MigrationManager(migration_id=ID, app_name="supervision", description=DESCRIPTION)
    add_scripts(manager, AS_RECORDED)
    return manager

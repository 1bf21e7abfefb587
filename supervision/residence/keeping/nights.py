"""Imports long done need nobody's decision to go."""

from supervision.audit import Act
from supervision.audit.key_expiry import ExpiringFiles

EXPIRING_IMPORTS = ExpiringFiles("import_job", "handed_in_at", Act.RETENTION_APPLY)
"""Imports with what hangs on them: their rows with their verdicts."""

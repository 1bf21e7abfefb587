"""Parties that no premises point at any more end by the rule of retention."""

from supervision.audit import Act
from supervision.audit.key_expiry import ExpiringFiles

EXPIRING_PARTIES = ExpiringFiles("party", "released_at", Act.RETENTION_APPLY)
"""Landlords, managers and brokers whom the last premises let go of, or who were never tied to any."""

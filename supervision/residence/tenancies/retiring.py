"""Tenancies end by the rule of retention, each with its own key."""

from supervision.audit import Act
from supervision.audit.key_expiry import ExpiringFiles

EXPIRING_TENANCIES = ExpiringFiles("tenancy", "ended_at", Act.TENANCY_DESTROY)
"""Tenancies that ended."""

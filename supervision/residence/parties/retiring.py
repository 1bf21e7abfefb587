"""Parties that no premises point at any more end by the rule of retention, each with its own key."""

from supervision.audit import Act
from supervision.residence.expiry import ExpiringFiles

EXPIRING_PARTIES = ExpiringFiles("party", "released_at", Act.RETENTION_APPLY)
"""Landlords and others whose last premises let go of them."""

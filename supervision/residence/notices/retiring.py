"""Closed stay notices end by the rule of retention: those that were refused or taken back as well as the accepted."""

from supervision.audit import Act
from supervision.audit.key_expiry import ExpiringFiles

EXPIRING_NOTICES = ExpiringFiles("stay_notice", "closed_at", Act.STAY_NOTICE_DESTROY)
"""Stay notices that were decided on, or taken back."""

"""What signing in leaves behind, and how long: sessions, used codes, counts of failures."""

from supervision.audit.expiry import ExpiringRows

SPENT_SIGN_INS = (
    ExpiringRows("session", "coalesce(ended_at, expires_at)"),
    ExpiringRows("used_code", "used_at"),
    ExpiringRows("sign_in_guard", "last_failed_at", key="name_digest"),
)

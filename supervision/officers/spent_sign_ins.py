"""What signing in leaves behind, and how long: sessions, used codes, counts of failures."""

from supervision.audit.expiry import ExpiringRows

_OFFICERS = "(SELECT register FROM officer WHERE officer.id = {kind}.officer)"

SPENT_SIGN_INS = (
    ExpiringRows("session", "coalesce(ended_at, expires_at)", register=_OFFICERS.format(kind="session")),
    ExpiringRows("used_code", "used_at", register=_OFFICERS.format(kind="used_code")),
    ExpiringRows("sign_in_guard", "last_failed_at", key="name_digest"),
)

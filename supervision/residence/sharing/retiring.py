"""Records of provision go by their own age, and a view once it is over as long and none of its provisions is left."""

from supervision.audit.expiry import ExpiringRows

EXPIRING_PROVISIONS = ExpiringRows("provision", "made_at")
EXPIRING_VIEWS = ExpiringRows(
    "sharing_view",
    "coalesce(ended_at, CASE state WHEN 'returned' THEN decided_at END,"
    " (valid_until + 1)::timestamp AT TIME ZONE 'Asia/Shanghai')",
    unless="EXISTS (SELECT FROM provision WHERE provision.view = sharing_view.id)",
)

"""What is stored of a limit when it is set, decided and ended, whatever it stands on."""

from datetime import datetime
from typing import Any
from uuid import UUID

from piccolo.columns import Column

from supervision.corrections.limits.store import AccessLimit, LimitState, check_known
from supervision.corrections.limits.terms import (
    DECIDED_ALREADY,
    NOT_STANDING,
    AccessLimitRefused,
    LimitDraft,
    check_draft,
    check_may_decide,
    needed_reason,
)
from supervision.legal_time import LEGAL_ZONE, legal_day
from supervision.officers import Officer
from supervision.vault import DataKey, Place, seal_text
from supervision.wording import Wording


async def set_values(
    officer: Officer, draft: LimitDraft, table: str, limit_id: UUID, key: DataKey, at: datetime
) -> dict[str, Any]:
    """A limit as it is asked for. InputInvalid, AccessLimitRefused."""
    reason = needed_reason(draft.reason)
    check_draft(draft, officer.id, legal_day(at))
    await check_known(officer, draft.officers, draft.offices)
    return {
        "kind": draft.kind.value,
        "officers": list(draft.officers),
        "offices": list(draft.offices),
        "roles": [role.value for role in draft.roles],
        "from_on": draft.from_on,
        "until_on": draft.until_on,
        "reason_sealed": seal_text(key, reason, Place(table, "reason_sealed", limit_id)),
        "set_at": at,
        "set_by": officer.id,
    }


def decided_values(
    officer: Officer, limit: AccessLimit, why: str | None, table: str, key: DataKey, at: datetime
) -> dict[Column | str, Any]:
    """A limit that was confirmed, or turned down with the reason. AccessLimitRefused where somebody was first."""
    if limit.decided_at is not None:
        who = {"who": limit.decided_by_name, "when": f"{limit.decided_at.astimezone(LEGAL_ZONE):%Y-%m-%d %H:%M}"}
        raise AccessLimitRefused(Wording(DECIDED_ALREADY % who, DECIDED_ALREADY.english % who))
    check_may_decide(officer.id, limit.set_by, limit.officer_ids)
    place = Place(table, "decision_sealed", limit.limit_id)
    return {
        "decided_at": at,
        "decided_by": officer.id,
        "is_confirmed": why is None,
        "decision_sealed": None if why is None else seal_text(key, why, place),
    }


def ended_values(
    officer: Officer, limit: AccessLimit, reason: str, table: str, key: DataKey, at: datetime
) -> dict[Column | str, Any]:
    """A limit that was ended before its last day. AccessLimitRefused for one that does not stand."""
    if limit.state not in {LimitState.STANDING, LimitState.TO_COME}:
        raise AccessLimitRefused(NOT_STANDING)
    sealed = seal_text(key, reason, Place(table, "end_sealed", limit.limit_id))
    return {"ended_at": at, "ended_by": officer.id, "end_sealed": sealed}

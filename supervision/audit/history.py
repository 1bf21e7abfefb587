"""What the audit knows of one subject: who did what to it and when, for the subject's own page."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from supervision.audit.changes import Subject
from supervision.settings import Register
from supervision.storage.database import fetch

MOST_ACTS = 50
"""How far back a page looks at once."""


@dataclass(frozen=True, slots=True)
class PastAct:
    """One act upon a subject; `detail` holds ids, counts and names of rules, never personal data."""

    at: datetime
    actor_name: str
    act: str
    result: str
    detail: Mapping[str, Any]


async def acts_upon(subject: Subject, register: Register) -> tuple[PastAct, ...]:
    """The last acts upon a subject that the caller has loaded for its reader, newest first; fifty at most."""
    rows = await fetch(
        """SELECT at, actor_name, act, result, detail_json FROM audit_entry
           WHERE register = $1 AND subject_kind = $2 AND subject_id = $3 ORDER BY position DESC LIMIT $4""",
        register, subject.kind, subject.id, MOST_ACTS,
    )  # fmt: skip
    return tuple(
        PastAct(row["at"], row["actor_name"], row["act"], row["result"], json.loads(row["detail_json"])) for row in rows
    )

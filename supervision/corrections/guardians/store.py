"""Guardians as they are stored: their days in clear, what is known of them sealed in versions."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import msgspec

from supervision.corrections.guardians.words import GuardianFacts
from supervision.corrections.store import StoredFile
from supervision.storage.database import fetch
from supervision.vault import Place, load_key, unseal_json

TABLE, VERSION = "guardian", "guardian_version"


class EndReason(msgspec.Struct, frozen=True):
    """Why somebody is no longer the guardian."""

    text: str


@dataclass(frozen=True, slots=True)
class GuardianVersion:
    """What was known of a guardian from a moment on, and who put it down."""

    number: int
    facts: GuardianFacts
    made_at: datetime
    made_by_name: str


@dataclass(frozen=True, slots=True)
class Guardian:
    """A guardian with every version, the newest first; no last day while they are it."""

    id: UUID
    from_on: date
    until_on: date | None
    end_reason: str
    versions: tuple[GuardianVersion, ...]

    @property
    def facts(self) -> GuardianFacts:
        """What is known of them now."""
        return self.versions[0].facts

    @property
    def is_current(self) -> bool:
        """Whether nobody has ended it."""
        return self.until_on is None


async def guardians_of(file: StoredFile) -> tuple[Guardian, ...]:
    """Who is and was a guardian on a file that the caller has loaded: who is, then the latest to end."""
    if not file.is_minor:
        return ()
    rows = await fetch(
        """SELECT id, from_on, until_on, end_sealed FROM guardian WHERE file = $1
           ORDER BY until_on DESC NULLS FIRST, entered_at, id""",
        file.id,
    )
    key = await load_key(file.vault_key)
    versions: dict[UUID, list[GuardianVersion]] = {row["id"]: [] for row in rows}
    for row in await fetch(
        """SELECT v.id, v.guardian, v.number, v.facts_sealed, v.made_at, coalesce(o.name, '') AS name
           FROM guardian_version AS v LEFT JOIN officer AS o ON o.id = v.made_by
           WHERE v.guardian = ANY($1) ORDER BY v.number DESC""",
        list(versions),
    ):
        facts = unseal_json(key, row["facts_sealed"], Place(VERSION, "facts_sealed", row["id"]), GuardianFacts)
        versions[row["guardian"]].append(GuardianVersion(row["number"], facts, row["made_at"], row["name"]))
    return tuple(
        Guardian(
            row["id"],
            row["from_on"],
            row["until_on"],
            unseal_json(key, row["end_sealed"], Place(TABLE, "end_sealed", row["id"]), EndReason).text
            if row["end_sealed"] is not None
            else "",
            tuple(versions[row["id"]]),
        )
        for row in rows
    )

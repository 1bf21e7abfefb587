"""Personal codes (个人查询码): made and handed over by an officer in person, replaced, revoked; shown this once."""

import secrets
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID, uuid4

from supervision.audit import Act
from supervision.errors import InputInvalid, NotFound, RuleRefused
from supervision.legal_time import legal_day
from supervision.masking import mask_name
from supervision.officers import Officer
from supervision.officers.officer import NOT_HERE
from supervision.officers.second_factor import typed_code
from supervision.residence.cards.serial import ALPHABET
from supervision.residence.changes import RESIDENCE, about, residence_change
from supervision.residence.households.store import RESIDENT, StoredResident, load_resident
from supervision.residence.households.words import ResidentState
from supervision.residence.own_page.validity import is_for_guardian, last_day_of, most_failures
from supervision.storage.database import fetch_one
from supervision.vault import digest, load_key
from supervision.wording import Wording

CODE_LENGTH, CODE_GROUP = 12, 4
"""59 random bits; a code is looked for by its digest, so that nothing tells how near a guess came."""

RECORD_JOINED = Wording(
    "这份登记已并入另一份，请在保留的那份上办理。", "This record was joined to another: make the code for that one."
)
SIGNATURE_NEEDED = Wording("须由领取人当面签收。", "Whoever receives the code signs for it in person.")


class RecordJoined(RuleRefused):
    """The record was merged into another of the same person."""

    code = "record-joined"


@dataclass(frozen=True, slots=True)
class NewCode:
    """A code in clear, for the slip on which it is printed this once."""

    code: str = field(repr=False)
    masked_name: str
    for_guardian: bool
    valid_until: date


@dataclass(frozen=True, slots=True)
class CodeStanding:
    """What an officer sees of a resident's code: never the code, and never its use."""

    made_at: datetime
    made_by_name: str
    for_guardian: bool
    valid_until: date
    handed_over_at: datetime | None
    is_void: bool


def code_digest(typed: str) -> bytes:
    """What is stored of a code, however it was typed."""
    return digest(RESIDENCE, "personal-code", typed_code(typed))


async def make_code(officer: Officer, resident_id: UUID) -> NewCode:
    """Make a code for a resident, in the place of any other; it opens nothing until it is handed over. RecordJoined."""
    code = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
    async with residence_change(officer.actor, Act.PERSONAL_CODE_MAKE, about(RESIDENT, resident_id)) as change:
        resident = await load_resident(officer, Act.PERSONAL_CODE_MAKE, resident_id, lock=True)
        if resident.state is ResidentState.MERGED:
            raise RecordJoined(RECORD_JOINED)
        person = resident.person(await load_key(resident.vault_key))
        today = legal_day(change.at)
        for_guardian, last_day = is_for_guardian(person, today), last_day_of(person, resident.division, today)
        await change.connection.execute("DELETE FROM personal_code WHERE resident = $1", resident_id)
        await change.connection.execute(
            """INSERT INTO personal_code (id, resident, code_digest, for_guardian, made_at, made_by, valid_until,
                   failures) VALUES ($1, $2, $3, $4, $5, $6, $7, 0)""",
            uuid4(), resident_id, code_digest(code), for_guardian, change.at, officer.id, last_day,
        )  # fmt: skip
        change.note(valid_until=last_day, for_guardian=for_guardian)
    groups = (code[start : start + CODE_GROUP] for start in range(0, CODE_LENGTH, CODE_GROUP))
    return NewCode("-".join(groups), mask_name(person.name), for_guardian, last_day)


async def hand_over_code(officer: Officer, resident_id: UUID, *, is_signed: bool) -> None:
    """Record that the code was handed over in person against a signature; it opens the page from now. InputInvalid."""
    if not is_signed:
        raise InputInvalid(SIGNATURE_NEEDED, field="is_signed")
    async with residence_change(officer.actor, Act.PERSONAL_CODE_HAND_OVER, about(RESIDENT, resident_id)) as change:
        await load_resident(officer, Act.PERSONAL_CODE_HAND_OVER, resident_id)
        row = await fetch_one(
            """UPDATE personal_code SET handed_over_at = coalesce(handed_over_at, $2),
                   handed_over_by = coalesce(handed_over_by, $3)
               WHERE resident = $1 RETURNING for_guardian""",
            resident_id, change.at, officer.id,
        )  # fmt: skip
        if row is None:
            raise NotFound(NOT_HERE)
        change.note(signed=True, for_guardian=row["for_guardian"])


async def revoke_code(officer: Officer, resident_id: UUID) -> None:
    """End a resident's code, and the session that it has open, at once."""
    async with residence_change(officer.actor, Act.PERSONAL_CODE_REVOKE, about(RESIDENT, resident_id)) as change:
        await load_resident(officer, Act.PERSONAL_CODE_REVOKE, resident_id)
        await change.connection.execute("DELETE FROM personal_code WHERE resident = $1", resident_id)


async def code_of(resident: StoredResident, today: date) -> CodeStanding | None:
    """The code of a resident whom the caller has opened; None where there is none."""
    row = await fetch_one(
        """SELECT c.made_at, o.name AS made_by_name, c.for_guardian, c.valid_until, c.handed_over_at, c.failures
           FROM personal_code AS c JOIN officer AS o ON o.id = c.made_by WHERE c.resident = $1""",
        resident.id,
    )
    if row is None:
        return None
    values = {name: row[name] for name in CodeStanding.__dataclass_fields__ if name != "is_void"}
    is_void = row["valid_until"] < today or row["failures"] >= most_failures(resident.division, today)
    return CodeStanding(**values, is_void=is_void)

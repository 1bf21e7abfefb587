"""Amendments (更正): corrections of a person, asked for, compared, and decided by another officer."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from supervision.audit import Act, Change
from supervision.errors import NotFound, RuleRefused
from supervision.legal_time import legal_day
from supervision.officers import Officer, Role
from supervision.officers.officer import NOT_HERE
from supervision.residence.changes import RESIDENCE, about, residence_change
from supervision.residence.households.changing import (
    NOTHING_NEW,
    NothingNew,
    check_newest,
    store_change,
)
from supervision.residence.households.differences import Difference, find_differences
from supervision.residence.households.masked import MaskedResident, mask_residents
from supervision.residence.households.person import Person, make_person
from supervision.residence.households.registering import NOT_LIVING, NotLiving
from supervision.residence.households.store import RESIDENT, StoredResident, load_resident
from supervision.residence.households.tables import AmendmentRow
from supervision.residence.households.words import AmendmentState, AskedBy, ResidentState, Source
from supervision.residence.purposes import ResidencePurpose
from supervision.residence.rules import find_field_list
from supervision.storage.database import Record, fetch, fetch_one
from supervision.texts import needed_text
from supervision.vault import DataKey, Place, load_key, seal_json, seal_text, unseal_json, unseal_text
from supervision.wording import Wording

AMENDMENT = "amendment"

ASKED_ALREADY = Wording(
    "此人已有一份待核准的更正，请先等它办结。", "An amendment of this resident waits already; it is decided first."
)
DECIDED_ALREADY = Wording("这份更正已经办结。", "This amendment was decided already.")
OWN_AMENDMENT = Wording(
    "更正不能由提出人自己核准；本人用查询码提出的，也不能由制作或交付该查询码的民警核准。",
    "Nobody decides their own amendment, nor one that was asked with a personal code that they made or handed over.",
)


class AmendmentWaits(RuleRefused):
    """One amendment of a resident at a time."""

    code = "amendment-waits"


class AmendmentDecided(RuleRefused):
    """Somebody has decided this amendment."""

    code = "amendment-decided"


class OwnAmendment(RuleRefused):
    """Whoever decides neither asked nor had in hand the code with which it was asked."""

    code = "own-amendment"


@dataclass(frozen=True, slots=True)
class Amendment:
    """An amendment in clear; `is_outdated` when a newer version of the person was stored after it was compared."""

    id: UUID
    resident_id: UUID
    asked_by: AskedBy
    state: AmendmentState
    reason: str
    answer: str
    differences: tuple[Difference, ...]
    requested_at: datetime
    requested_by: UUID | None
    requested_by_name: str
    decided_at: datetime | None
    decided_by_name: str
    is_outdated: bool


@dataclass(frozen=True, slots=True)
class OpenedAmendment:
    """An amendment with the masked resident whom it is about; `is_own` where who opened it may not decide on it."""

    amendment: Amendment
    resident: MaskedResident
    is_own: bool


async def request_amendment(officer: Officer, resident_id: UUID, revision: int, entered: Person, reason: str) -> UUID:
    """Ask for a person to be corrected; gives the amendment's id.

    AmendmentWaits, NothingNew, ResidentChangedMeanwhile when `revision` is not the newest any more, InputInvalid.
    """
    asker = AskedBy.OFFICER if Role.COMMUNITY_POLICE in officer.roles else AskedBy.ASSISTANT
    async with residence_change(officer.actor, Act.AMENDMENT_REQUEST, about(RESIDENT, resident_id)) as change:
        resident = await load_resident(officer, Act.AMENDMENT_REQUEST, resident_id, lock=True)
        return await store_amendment(change, resident, revision, entered, reason, asker, officer.id)


async def store_amendment(
    change: Change,
    resident: StoredResident,
    revision: int,
    entered: Person,
    reason: str,
    asked_by: AskedBy,
    requested_by: UUID | None = None,
) -> UUID:
    """Store an amendment in the caller's change, which holds the resident locked; no officer for one's own request."""
    if resident.state is not ResidentState.LIVING:
        raise NotLiving(NOT_LIVING)
    await check_newest(resident.id, revision)
    reason, today = needed_text(reason, "reason"), legal_day(change.at)
    key, amendment_id = await load_key(resident.vault_key), uuid4()
    proposed = make_person(entered, find_field_list(today, resident.division), today)
    differences = find_differences(resident.person(key), proposed)
    if not differences:
        raise NothingNew(NOTHING_NEW)
    if await fetch("SELECT id FROM amendment WHERE resident = $1 AND state = 'requested'", resident.id):
        raise AmendmentWaits(ASKED_ALREADY)
    await AmendmentRow.insert(
        AmendmentRow(
            id=amendment_id,
            resident=resident.id,
            base_revision=revision,
            proposed_sealed=seal_json(key, proposed, Place(AMENDMENT, "proposed_sealed", amendment_id)),
            reason_sealed=seal_text(key, reason, Place(AMENDMENT, "reason_sealed", amendment_id)),
            asked_by=asked_by.value,
            state=AmendmentState.REQUESTED.value,
            requested_at=change.at,
            requested_by=requested_by,
        )
    )
    change.note(amendment=amendment_id, items=[difference.item for difference in differences])
    return amendment_id


async def open_amendment(officer: Officer, amendment_id: UUID) -> OpenedAmendment:
    """An amendment with its comparison, in clear; recorded with the resident's readings."""
    resident_id = await _resident_of(amendment_id)
    async with residence_change(
        officer.actor, Act.RESIDENT_OPEN, about(RESIDENT, resident_id), purpose=ResidencePurpose.REGISTRATION
    ) as change:
        resident = await load_resident(officer, Act.AMENDMENT_DECIDE, resident_id)
        change.note(amendment=amendment_id)
        row = (await _rows("a.id", amendment_id))[0]
        opened = await _in_clear(row, resident, await load_key(resident.vault_key))
        (masked,) = await mask_residents([resident])
        is_own = await _is_own(officer, row)
    return OpenedAmendment(opened, masked, is_own)


async def amendments_of(resident: StoredResident) -> tuple[Amendment, ...]:
    """The amendments of a resident whom the caller has opened, the newest first."""
    key = await load_key(resident.vault_key)
    return tuple([await _in_clear(row, resident, key) for row in await _rows("a.resident", resident.id)])


async def approve_amendment(officer: Officer, amendment_id: UUID) -> int:
    """Approve it: the person's next version, whose revision is returned.

    OwnAmendment, AmendmentDecided; ResidentChangedMeanwhile when the person is no longer what was compared.
    """
    resident_id = await _resident_of(amendment_id)
    async with residence_change(officer.actor, Act.AMENDMENT_DECIDE, about(RESIDENT, resident_id)) as change:
        resident = await load_resident(officer, Act.AMENDMENT_DECIDE, resident_id, lock=True)
        row = await _decide(change, officer, amendment_id, AmendmentState.APPROVED)
        key = await load_key(resident.vault_key)
        place = Place(AMENDMENT, "proposed_sealed", amendment_id)
        proposed = unseal_json(key, row["proposed_sealed"], place, Person)
        change.note(decision=AmendmentState.APPROVED)
        return await store_change(change, officer, resident, row["base_revision"], proposed, Source.AMENDMENT)


async def refuse_amendment(officer: Officer, amendment_id: UUID, reason: str) -> None:
    """Refuse it with the reason, which the requester sees. OwnAmendment, AmendmentDecided, InputInvalid."""
    answer, resident_id = needed_text(reason, "reason"), await _resident_of(amendment_id)
    async with residence_change(officer.actor, Act.AMENDMENT_DECIDE, about(RESIDENT, resident_id)) as change:
        resident = await load_resident(officer, Act.AMENDMENT_DECIDE, resident_id, lock=True)
        await _decide(change, officer, amendment_id, AmendmentState.REFUSED)
        key = await load_key(resident.vault_key)
        await change.connection.execute(
            "UPDATE amendment SET answer_sealed = $2 WHERE id = $1",
            amendment_id, seal_text(key, answer, Place(AMENDMENT, "answer_sealed", amendment_id)),
        )  # fmt: skip
        change.note(decision=AmendmentState.REFUSED)


async def _decide(change: Change, officer: Officer, amendment_id: UUID, state: AmendmentState) -> Record:
    change.note(amendment=amendment_id)
    asked = await fetch_one("SELECT resident, requested_by, requested_at FROM amendment WHERE id = $1", amendment_id)
    if asked is not None and await _is_own(officer, asked):
        raise OwnAmendment(OWN_AMENDMENT)
    row = await fetch_one(
        """UPDATE amendment SET state = $2, decided_at = $3, decided_by = $4
           WHERE id = $1 AND state = 'requested' RETURNING base_revision, proposed_sealed""",
        amendment_id, state, change.at, officer.id,
    )  # fmt: skip
    if row is None:
        raise AmendmentDecided(DECIDED_ALREADY)
    return row


async def _is_own(officer: Officer, asked: Record) -> bool:
    return asked["requested_by"] == officer.id or await _had_the_code(officer, asked)


async def _had_the_code(officer: Officer, asked: Record) -> bool:
    """Whether a request on the resident's own page was asked with a code that passed through the officer's hands.

    Told from the audit, since a code can be revoked or replaced after it was used.
    """
    if asked["requested_by"] is not None:
        return False
    rows = await fetch(
        """WITH handled AS (
               SELECT act, at, actor_id FROM audit_entry
               WHERE register = $1 AND subject_kind = $2 AND subject_id = $3 AND act = ANY($4) AND at <= $5)
           SELECT FROM handled
           WHERE actor_id = $6 AND at >= (SELECT max(at) FROM handled WHERE act = $7) LIMIT 1""",
        RESIDENCE, RESIDENT, str(asked["resident"]), [Act.PERSONAL_CODE_MAKE, Act.PERSONAL_CODE_HAND_OVER],
        asked["requested_at"], str(officer.id), Act.PERSONAL_CODE_MAKE,
    )  # fmt: skip
    return bool(rows)


async def _resident_of(amendment_id: UUID) -> UUID:
    row = await fetch_one("SELECT resident FROM amendment WHERE id = $1", amendment_id)
    if row is None:
        raise NotFound(NOT_HERE)
    resident_id: UUID = row["resident"]
    return resident_id


async def _rows(column: str, value: UUID) -> list[Record]:
    return await fetch(
        f"""SELECT a.id, a.resident, a.base_revision, a.proposed_sealed, a.reason_sealed, a.answer_sealed, a.asked_by,
                a.state, a.requested_at, a.requested_by, coalesce(asker.name, '') AS requested_by_name, a.decided_at,
                coalesce(decider.name, '') AS decided_by_name,
                EXISTS (
                    SELECT FROM resident_version AS v WHERE v.resident = a.resident AND v.revision > a.base_revision
                ) AS is_outdated
            FROM amendment AS a LEFT JOIN officer AS asker ON asker.id = a.requested_by
            LEFT JOIN officer AS decider ON decider.id = a.decided_by
            WHERE {column} = $1 ORDER BY a.requested_at DESC""",  # noqa: S608 - one of two columns of ours
        value,
    )


async def _in_clear(row: Record, resident: StoredResident, key: DataKey) -> Amendment:
    proposed = unseal_json(key, row["proposed_sealed"], Place(AMENDMENT, "proposed_sealed", row["id"]), Person)
    answer = row["answer_sealed"]
    state = AmendmentState(row["state"])
    return Amendment(
        id=row["id"],
        resident_id=row["resident"],
        asked_by=AskedBy(row["asked_by"]),
        state=state,
        reason=unseal_text(key, row["reason_sealed"], Place(AMENDMENT, "reason_sealed", row["id"])),
        answer=unseal_text(key, answer, Place(AMENDMENT, "answer_sealed", row["id"])) if answer else "",
        differences=find_differences(await _base(resident.id, row["base_revision"], key), proposed),
        requested_at=row["requested_at"],
        requested_by=row["requested_by"],
        requested_by_name=row["requested_by_name"],
        decided_at=row["decided_at"],
        decided_by_name=row["decided_by_name"],
        is_outdated=state is AmendmentState.REQUESTED and row["is_outdated"],
    )


async def _base(resident_id: UUID, revision: int, key: DataKey) -> Person:
    """The person as they were known when the amendment was compared."""
    row = await fetch_one(
        """SELECT id, person_sealed FROM resident_version WHERE resident = $1 AND revision <= $2
           ORDER BY revision DESC LIMIT 1""",
        resident_id, revision,
    )  # fmt: skip
    if row is None:
        raise NotFound(NOT_HERE)
    return unseal_json(key, row["person_sealed"], Place("resident_version", "person_sealed", row["id"]), Person)

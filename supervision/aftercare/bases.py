"""Placement bases (安置基地): how many places each offers; how many are taken is counted, never entered."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

import msgspec

from supervision.aftercare.store import patterns
from supervision.aftercare.tables import PlacementBaseRow
from supervision.audit import Act, Subject, audited_change
from supervision.errors import InputInvalid, NotFound, RuleRefused
from supervision.legal_time import legal_day
from supervision.officers import Officer, check_officer_may, is_known_division
from supervision.officers.officer import NOT_HERE
from supervision.settings import Register
from supervision.storage.database import Record, fetch, fetch_one
from supervision.texts import needed_text, normalise_phone, optional_text
from supervision.vault import Place, seal_json, service_key, unseal_json
from supervision.wording import Wording

BASE = "placement_base"
_MOST_NAME, _MOST_ADDRESS, MOST_PLACES = 80, 200, 10_000

PLACES_WRONG = Wording(f"岗位数为 0 至 {MOST_PLACES}。", f"A base offers 0 to {MOST_PLACES} places.")
DIVISION_UNKNOWN = Wording("没有这个区划，或者不在您的管辖范围内。", "There is no such division within your reach.")
CHANGED_MEANWHILE = Wording(
    "基地已被他人修改，请核对后重新保存。", "Somebody else changed the base; check and save again."
)


class BaseChangedMeanwhile(RuleRefused):
    """Somebody else saved the base after it was opened for editing."""

    code = "placement-base-changed-meanwhile"


class BaseContact(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whom to call at a base."""

    name: str = ""
    phone: str = ""


NOBODY = BaseContact()


@dataclass(frozen=True, slots=True)
class BaseFacts:
    """A base as entered."""

    division: str
    name: str
    address: str
    places: int
    contact: BaseContact = NOBODY
    is_closed: bool = False


@dataclass(frozen=True, slots=True)
class PlacementBase:
    """A base with its contact in clear, and how many of its places are taken today."""

    id: UUID
    division: str
    name: str
    address: str
    places: int
    taken: int
    contact: BaseContact
    opened_on: date
    closed_on: date | None
    revision: int

    @property
    def free(self) -> int:
        """How many more it takes."""
        return max(0, self.places - self.taken) if self.closed_on is None else 0


SELECT_BASES = """
SELECT b.id, b.division, b.name, b.address, b.places, b.contact_sealed, b.opened_on, b.closed_on, b.revision,
    (SELECT count(*) FROM aftercare_placement AS p JOIN aftercare_file AS f ON f.id = p.file
     WHERE p.base = b.id AND (p.until_on IS NULL OR p.until_on >= $1::date)
       AND f.state <> 'closed' AND f.window_ends_on >= $1::date) AS taken
FROM placement_base AS b"""


async def create_base(officer: Officer, facts: BaseFacts) -> UUID:
    """Enter a base in a division within reach. InputInvalid."""
    base_id = uuid4()
    async with audited_change(officer.actor, Act.AFTERCARE_BASE_KEEP, about_base(base_id)) as change:
        facts = await _checked(officer, facts)
        await PlacementBaseRow.insert(
            PlacementBaseRow(
                id=base_id,
                division=facts.division,
                name=facts.name,
                address=facts.address,
                places=facts.places,
                contact_sealed=await _sealed(base_id, facts.contact),
                opened_on=legal_day(change.at),
            )
        )
        change.note(places=facts.places)
    return base_id


async def change_base(officer: Officer, base_id: UUID, revision: int, facts: BaseFacts) -> int:
    """Store a base's next revision, which is returned; who is placed there stays. BaseChangedMeanwhile."""
    async with audited_change(officer.actor, Act.AFTERCARE_BASE_KEEP, about_base(base_id)) as change:
        await load_base(officer, Act.AFTERCARE_BASE_KEEP, base_id, legal_day(change.at))
        facts = await _checked(officer, facts)
        saved = await change.connection.fetchval(
            """UPDATE placement_base SET division = $3, name = $4, address = $5, places = $6, contact_sealed = $7,
                   closed_on = CASE WHEN $8 THEN coalesce(closed_on, $9::date) END, revision = revision + 1
               WHERE id = $1 AND revision = $2 RETURNING id""",
            base_id, revision, facts.division, facts.name, facts.address, facts.places,
            await _sealed(base_id, facts.contact), facts.is_closed, legal_day(change.at),
        )  # fmt: skip
        if saved is None:
            raise BaseChangedMeanwhile(CHANGED_MEANWHILE)
        change.note(revision=revision + 1, places=facts.places)
    return revision + 1


async def list_bases(officer: Officer, today: date) -> tuple[PlacementBase, ...]:
    """The bases within reach, open ones first, by name."""
    check_officer_may(officer, Act.AFTERCARE_BASE_LIST, None)
    async with audited_change(officer.actor, Act.AFTERCARE_BASE_LIST) as change:
        rows = await fetch(
            f"{SELECT_BASES} WHERE b.division LIKE ANY($2) ORDER BY b.closed_on NULLS FIRST, b.name, b.id",
            today, patterns(officer, Act.AFTERCARE_BASE_LIST),
        )  # fmt: skip
        change.note(shown=len(rows))
        return tuple([await _base_of(row) for row in rows])


async def load_base(officer: Officer, act: Act, base_id: UUID, today: date, *, lock: bool = False) -> PlacementBase:
    """One base within reach; with `lock`, nobody else is placed there before the caller's transaction ends."""
    if lock:
        await fetch("SELECT FROM placement_base WHERE id = $1 FOR UPDATE", base_id)
    row = await fetch_one(f"{SELECT_BASES} WHERE b.id = $2", today, base_id)
    if row is None:
        raise NotFound(NOT_HERE)
    check_officer_may(officer, act, row["division"])
    return await _base_of(row)


def about_base(base_id: UUID) -> Subject:
    """A base as the subject of an act."""
    return Subject("aftercare-base", str(base_id))


async def _base_of(row: Record) -> PlacementBase:
    values = {name: row[name] for name in PlacementBase.__dataclass_fields__ if name != "contact"}
    place = Place(BASE, "contact_sealed", row["id"])
    key = await service_key(Register.CORRECTIONS)
    return PlacementBase(**values, contact=unseal_json(key, row["contact_sealed"], place, BaseContact))


async def _sealed(base_id: UUID, contact: BaseContact) -> bytes:
    return seal_json(await service_key(Register.CORRECTIONS), contact, Place(BASE, "contact_sealed", base_id))


async def _checked(officer: Officer, facts: BaseFacts) -> BaseFacts:
    if not 0 <= facts.places <= MOST_PLACES:
        raise InputInvalid(PLACES_WRONG, field="places")
    try:
        check_officer_may(officer, Act.AFTERCARE_BASE_KEEP, facts.division)
    except NotFound as error:
        raise InputInvalid(DIVISION_UNKNOWN, field="division") from error
    if not await is_known_division(facts.division):
        raise InputInvalid(DIVISION_UNKNOWN, field="division")
    phone = facts.contact.phone
    return BaseFacts(
        facts.division,
        needed_text(facts.name, "name", _MOST_NAME),
        needed_text(facts.address, "address", _MOST_ADDRESS),
        facts.places,
        BaseContact(
            optional_text(facts.contact.name, "contact_name"),
            normalise_phone(phone, "contact_phone") if phone.strip() else "",
        ),
        facts.is_closed,
    )

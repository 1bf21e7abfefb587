"""Changes of a person, each a new version: told anew within the days of the law, or by an amendment."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

import msgspec

from supervision.audit import Act, Change
from supervision.errors import InputInvalid, RuleRefused
from supervision.legal_time import legal_day
from supervision.officers import Officer
from supervision.residence.changes import about, residence_change
from supervision.residence.households.differences import Difference, find_differences
from supervision.residence.households.findable import make_findable
from supervision.residence.households.person import Person, make_person
from supervision.residence.households.registering import (
    NOT_LIVING,
    NotLiving,
    seal_person,
    store_version,
)
from supervision.residence.households.store import (
    RESIDENT,
    VERSION,
    StoredResident,
    load_resident,
)
from supervision.residence.households.words import ResidentState, Source
from supervision.residence.reach import check_reach
from supervision.residence.rules import ResidenceRuleName, find_field_list, find_residence_rule
from supervision.storage.database import fetch
from supervision.vault import DataKey, Place, load_key, unseal_json
from supervision.wording import Wording

CHANGED_MEANWHILE = Wording(
    "此人的资料已被他人更新，请核对新内容后重新提交。",
    "Somebody else has changed this resident meanwhile; compare with what is there now and send it again.",
)
NOTHING_NEW = Wording("没有任何改动。", "Nothing is different.")
CHANGED_LATER = Wording("变动日期不能晚于今天。", "The change cannot have happened in the future.")
TOLD_LATE = Wording(
    "变动已超过规定的申报期限，请提出更正，由另一名民警核准。",
    "The change is older than the law's period for telling it: ask for an amendment, which another officer decides.",
)


class ResidentChangedMeanwhile(RuleRefused):
    """Somebody else stored a newer version of the person."""

    code = "resident-changed-meanwhile"


class NothingNew(InputInvalid):
    """What was entered is what is stored."""

    code = "nothing-new"


@dataclass(frozen=True, slots=True)
class Version:
    """What was known of a person from one change to the next, with what is different from the one before."""

    revision: int
    source: Source
    changed_at: datetime
    changed_by: str
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class ContactChange:
    """A new telephone number or workplace, and the day from which it holds; None leaves as it is."""

    happened_on: date
    phone: str | None = None
    workplace: str | None = None


async def change_contact(officer: Officer, resident_id: UUID, revision: int, told: ContactChange) -> int:
    """Store a telephone number or workplace that was told in time; gives the new revision.

    ResidentChangedMeanwhile, NothingNew; InputInvalid when it is told later than the law's period.
    """
    async with residence_change(officer.actor, Act.RESIDENT_CHANGE, about(RESIDENT, resident_id)) as change:
        resident = await load_resident(officer, Act.RESIDENT_CHANGE, resident_id, lock=True)
        await check_reach(officer, Act.AMENDMENT_DECIDE, resident.division, resident.drawer_digest)
        today = legal_day(change.at)
        rule = find_residence_rule(ResidenceRuleName.CHANGE_DUE, today, resident.division)
        if told.happened_on > today:
            raise InputInvalid(CHANGED_LATER, field="happened_on")
        if told.happened_on < today - timedelta(days=rule.number):
            raise InputInvalid(TOLD_LATE, field="happened_on")
        key = await load_key(resident.vault_key)
        new = {name: value for name in ("phone", "workplace") if (value := getattr(told, name)) is not None}
        entered = msgspec.structs.replace(resident.person(key), **new)
        return await store_change(change, officer, resident, revision, entered, Source.OFFICER)


async def store_change(
    change: Change, officer: Officer, resident: StoredResident, revision: int, entered: Person, source: Source
) -> int:
    """Store a person's next version in the caller's change, which holds the resident locked; gives its revision."""
    if resident.state is not ResidentState.LIVING:
        raise NotLiving(NOT_LIVING)
    await check_newest(resident.id, revision)
    key, today = await load_key(resident.vault_key), legal_day(change.at)
    person = make_person(entered, find_field_list(today, resident.division), today)
    differences = find_differences(resident.person(key), person)
    if not differences:
        raise NothingNew(NOTHING_NEW)
    change.note(items=[difference.item for difference in differences])
    return await store_next(change, officer, resident, key, person, source)


async def check_newest(resident_id: UUID, revision: int) -> None:
    """ResidentChangedMeanwhile when a version of the person was stored after `revision`."""
    if await fetch("SELECT id FROM resident_version WHERE resident = $1 AND revision > $2", resident_id, revision):
        raise ResidentChangedMeanwhile(CHANGED_MEANWHILE)


async def store_next(
    change: Change, officer: Officer, resident: StoredResident, key: DataKey, person: Person, source: Source
) -> int:
    """Make a checked person the newest version, and found by what is now known of them."""
    following = resident.revision + 1
    await change.connection.execute(
        "UPDATE resident SET person_sealed = $2, revision = $3 WHERE id = $1",
        resident.id, seal_person(key, resident.id, person), following,
    )  # fmt: skip
    await store_version(change, officer, resident.id, following, person, key, source)
    await make_findable({resident.id: person}, {resident.id: resident.division})
    change.note(revision=following)
    return following


async def versions_of(resident: StoredResident) -> tuple[Version, ...]:
    """The versions of a person whom the caller has opened, the newest first."""
    key = await load_key(resident.vault_key)
    rows = await fetch(
        """SELECT v.id, v.revision, v.person_sealed, v.source, v.changed_at, coalesce(o.name, '') AS changed_by
           FROM resident_version AS v LEFT JOIN officer AS o ON o.id = v.changed_by
           WHERE v.resident = $1 ORDER BY v.revision""",
        resident.id,
    )
    found: list[Version] = []
    before: Person | None = None
    for row in rows:
        person = unseal_json(key, row["person_sealed"], Place(VERSION, "person_sealed", row["id"]), Person)
        differences = () if before is None else find_differences(before, person)
        found.append(Version(row["revision"], Source(row["source"]), row["changed_at"], row["changed_by"], differences))
        before = person
    return tuple(reversed(found))

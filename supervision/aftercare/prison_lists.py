"""A prison's list: a verdict for every entry first, and then all new ones in one audited change, to be verified."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from supervision.aftercare.entering import EXISTS, check_released, store_released
from supervision.aftercare.person import Released
from supervision.aftercare.store import KeepingOffice, find_known_documents, load_keeping_office
from supervision.aftercare.words import Agreement, Source
from supervision.audit import Act, audited_change
from supervision.errors import InputInvalid
from supervision.legal_time import legal_day
from supervision.masking import mask_name
from supervision.officers import Officer, check_officer_may
from supervision.storage.numbering import Series, county_of, take_numbers
from supervision.wording import Wording

MOST_ENTRIES = 1_000
"""How many entries one list may have."""

TOO_MANY = Wording(f"一次最多导入 {MOST_ENTRIES} 行。", f"A list has at most {MOST_ENTRIES} entries.")
IN_LIST_TWICE = Wording("名单内有相同证件号码的行。", "An earlier entry has the same document number.")
OUTSIDE = Wording("没有这个机构，或者不在您的管辖范围内。", "There is no such office within your reach.")


class ListVerdict(StrEnum):
    """What becomes of an entry."""

    NEW = "new"
    DUPLICATE = "duplicate"
    OUTSIDE = "outside-jurisdiction"
    INVALID = "invalid"


@dataclass(frozen=True, slots=True)
class ListEntry:
    """One entry: its number in the list, the office that is to verify it, and what the prison says.

    No office: there is none within reach. No `released`: it could not be read, for the reason in `refusal`.
    """

    number: int
    office_id: UUID | None
    released: Released | None
    refusal: InputInvalid | None = None


@dataclass(frozen=True, slots=True)
class EntryVerdict:
    """What becomes of an entry and why; `field` names what to mend, `who` is the masked name."""

    number: int
    verdict: ListVerdict
    who: str
    reason: str | None = None
    field: str | None = None


@dataclass(frozen=True, slots=True)
class _Judged:
    verdict: EntryVerdict
    to_store: tuple[KeepingOffice, Released] | None = None


async def check_prison_list(officer: Officer, entries: Sequence[ListEntry]) -> tuple[EntryVerdict, ...]:
    """A verdict for every entry; nothing is stored, but that somebody checked is. InputInvalid for too many."""
    return await _judged(officer, entries, is_written=False)


async def take_prison_list(officer: Officer, entries: Sequence[ListEntry]) -> tuple[EntryVerdict, ...]:
    """Judge the entries again and store every new one; the others stay out with their reason."""
    return await _judged(officer, entries, is_written=True)


async def _judged(officer: Officer, entries: Sequence[ListEntry], *, is_written: bool) -> tuple[EntryVerdict, ...]:
    if len(entries) > MOST_ENTRIES:
        raise InputInvalid(TOO_MANY, field="entries")
    check_officer_may(officer, Act.AFTERCARE_IMPORT, None)
    step = "commit" if is_written else "check"
    async with audited_change(officer.actor, Act.AFTERCARE_IMPORT, detail={"step": step}) as change:
        today = legal_day(change.at)
        offices = await _offices(officer, entries)
        known = await _known(entries, offices, today)
        judged, seen = [], set[str]()
        for entry in entries:
            judged.append(one := _judge(entry, offices, known, seen, today))
            if one.to_store:
                seen.add(one.to_store[1].person.identity.document_number)
        new = [one.to_store for one in judged if one.to_store]
        if is_written and new:
            files = await store_released(change, officer, new, Source.PRISON_LIST, Agreement.NOT_ASKED)
            change.note(files=[str(file_id) for file_id in files])
        change.note(**{kind.value: sum(one.verdict.verdict is kind for one in judged) for kind in ListVerdict})
    return tuple(one.verdict for one in judged)


def _judge(
    entry: ListEntry,
    offices: dict[UUID, KeepingOffice],
    known: set[tuple[str, str]],
    seen: set[str],
    today: date,
) -> _Judged:
    who = mask_name(entry.released.person.identity.name) if entry.released else ""

    def verdict(kind: ListVerdict, reason: str | None = None, field: str | None = None) -> EntryVerdict:
        return EntryVerdict(entry.number, kind, who, reason, field)

    if entry.released is None:
        refusal = entry.refusal
        reason, field = (str(refusal.args[0]), refusal.field) if refusal else (None, None)
        return _Judged(verdict(ListVerdict.INVALID, refusal.args[0] if refusal else reason, field))
    office = offices.get(entry.office_id) if entry.office_id else None
    if office is None:
        return _Judged(verdict(ListVerdict.OUTSIDE, OUTSIDE, "office"))
    try:
        released = check_released(entry.released, today, office.division)
    except InputInvalid as error:
        return _Judged(verdict(ListVerdict.INVALID, error.args[0], error.field))
    document = released.person.identity.document_number
    if document in seen:
        return _Judged(verdict(ListVerdict.DUPLICATE, IN_LIST_TWICE, "document_number"))
    if (county_of(office.division), document) in known:
        return _Judged(verdict(ListVerdict.DUPLICATE, EXISTS, "document_number"))
    return _Judged(verdict(ListVerdict.NEW), (office, released))


async def _offices(officer: Officer, entries: Sequence[ListEntry]) -> dict[UUID, KeepingOffice]:
    found = {}
    for office_id in {entry.office_id for entry in entries if entry.office_id}:
        try:
            found[office_id] = await load_keeping_office(officer, Act.AFTERCARE_IMPORT, office_id)
        except InputInvalid:
            continue
    return found


async def _known(entries: Sequence[ListEntry], offices: dict[UUID, KeepingOffice], today: date) -> set[tuple[str, str]]:
    """County and document of whoever is in after-care there already; the counties' series stay locked until the end."""
    by_county: dict[str, list[str]] = {}
    for entry in entries:
        if entry.released and entry.office_id in offices:
            county = county_of(offices[entry.office_id].division)
            by_county.setdefault(county, []).append(entry.released.person.identity.document_number)
    known: set[tuple[str, str]] = set()
    for county, numbers in sorted(by_county.items()):
        await take_numbers(Series.AFTERCARE, county, 0)
        known |= {(county, number) for number in await find_known_documents(county, numbers, today)}
    return known

"""Entering people into after-care: taken over at the end of a correction, or from a prison's list."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID, uuid4

from supervision.aftercare.person import Person, Released, make_person
from supervision.aftercare.rules import AftercareRuleName, find_aftercare_rule
from supervision.aftercare.store import (
    FILE,
    SUBJECT,
    KeepingOffice,
    about,
    find_known_documents,
    load_keeping_office,
    load_open_file,
    save_terms,
    sealed_columns,
)
from supervision.aftercare.tables import AftercareFileRow
from supervision.aftercare.words import AftercareState, Agreement, Arrival, Source
from supervision.audit import Act, Change, audited_change
from supervision.errors import InputInvalid, RuleRefused
from supervision.legal_rules import LegalRule
from supervision.legal_time import add_months, legal_day
from supervision.officers import Officer
from supervision.settings import Register
from supervision.storage.numbering import Series, county_of, take_numbers
from supervision.vault import KeyKind, create_keys
from supervision.wording import Wording

EXISTS = Wording(
    "本县已有此证件号码的帮教档案。", "This county already has a file of after-care with this document number."
)
CHANGED_MEANWHILE = Wording(
    "档案在您编辑期间已被他人修改，请核对后重新保存。",
    "Somebody else changed the file while you were editing; check and save again.",
)
WINDOW_OVER = Wording("释放已超过帮教期限。", "The release lies longer ago than after-care lasts.")
RELEASE_FAR = Wording("释放日期不能晚于一年后。", "The release cannot lie more than a year ahead.")
_MOST_MONTHS_AHEAD = 12


class AftercareFileExists(RuleRefused):
    """The county already helps this person."""

    code = "aftercare-file-exists"


class AftercareChangedMeanwhile(RuleRefused):
    """Somebody else saved the file after it was opened for editing."""

    code = "aftercare-changed-meanwhile"


def window_of(released_on: date, today: date, division: str) -> tuple[date, LegalRule]:
    """The last day on which somebody released on that day is offered help, and the rule that says so."""
    rule = find_aftercare_rule(AftercareRuleName.AFTERCARE_WINDOW, today, division)
    return add_months(released_on, rule.number), rule


def check_released(released: Released, today: date, division: str) -> Released:
    """The entry in its one written form; InputInvalid names the field to mend."""
    if released.released_on > add_months(today, _MOST_MONTHS_AHEAD):
        raise InputInvalid(RELEASE_FAR, field="released_on")
    if window_of(released.released_on, today, division)[0] < today:
        raise InputInvalid(WINDOW_OVER, field="released_on")
    return Released(make_person(released.person, today), released.released_on)


async def enter_released(officer: Officer, office_id: UUID, released: Released) -> UUID:
    """Enter one person of a prison's list, to be verified. InputInvalid, AftercareFileExists."""
    return await _enter(officer, office_id, released, Source.PRISON_LIST, Agreement.NOT_ASKED)


async def take_over(officer: Officer, office_id: UUID, released: Released, agreement: Agreement) -> UUID:
    """Take over somebody at the end of a correction, who is here already; what was said of help is put down.

    InputInvalid, AftercareFileExists.
    """
    return await _enter(officer, office_id, released, Source.CORRECTION, agreement)


async def _enter(officer: Officer, office_id: UUID, released: Released, source: Source, agreement: Agreement) -> UUID:
    async with audited_change(officer.actor, Act.AFTERCARE_ENTER) as change:
        office = await load_keeping_office(officer, Act.AFTERCARE_ENTER, office_id)
        today = legal_day(change.at)
        checked = check_released(released, today, office.division)
        county = county_of(office.division)
        await take_numbers(Series.AFTERCARE, county, 0)  # locks the county's series: the next line sees all
        if await find_known_documents(county, [checked.person.identity.document_number], today):
            raise AftercareFileExists(EXISTS)
        (file_id,) = await store_released(change, officer, [(office, checked)], source, agreement)
        change.is_about(SUBJECT, file_id)
        change.note(source=source)
    return file_id


async def store_released(
    change: Change,
    officer: Officer,
    entries: Sequence[tuple[KeepingOffice, Released]],
    source: Source,
    agreement: Agreement,
) -> list[UUID]:
    """Store checked entries in the caller's change, each under a key of its own; gives the files' ids."""
    today = legal_day(change.at)
    keys = await create_keys(Register.CORRECTIONS, KeyKind.AFTERCARE, [None] * len(entries))
    people, rows = [], []
    for (office, released), key in zip(entries, keys, strict=True):
        file_id = uuid4()
        (number,) = await take_numbers(Series.AFTERCARE, county_of(office.division))
        is_here, sealed = source is Source.CORRECTION, sealed_columns(key, file_id, released.person)
        rows.append(
            AftercareFileRow(
                id=file_id,
                number=number,
                vault_key=key.id,
                division=office.division,
                office=office.id,
                source=source.value,
                state=(AftercareState.ARRIVED if is_here else AftercareState.TO_VERIFY).value,
                agreement=agreement.value,
                released_on=released.released_on,
                window_ends_on=window_of(released.released_on, today, office.division)[0],
                arrival=Arrival.HANDED_OVER.value if is_here else None,
                arrived_on=today if is_here else None,
                entered_on=today,
                entered_by=officer.id,
                identity_sealed=sealed["identity_sealed"],
                contacts_sealed=sealed["contacts_sealed"],
                home_sealed=sealed["home_sealed"],
                needs_sealed=sealed["needs_sealed"],
            )
        )
        people.append((file_id, released.person))
    await AftercareFileRow.insert(*rows)
    await save_terms(people)
    return [file_id for file_id, _ in people]


async def change_person(officer: Officer, file_id: UUID, revision: int, entered: Person) -> int:
    """Store what is known of the person as the next revision, which is returned.

    AftercareChangedMeanwhile when `revision` is no longer the newest, AftercareOver, InputInvalid.
    """
    async with audited_change(officer.actor, Act.AFTERCARE_CHANGE, about(file_id)) as change:
        today = legal_day(change.at)
        file, key = await load_open_file(officer, Act.AFTERCARE_CHANGE, file_id, today)
        if file.revision != revision:
            raise AftercareChangedMeanwhile(CHANGED_MEANWHILE)
        person = make_person(entered, today)
        sealed = sealed_columns(key, file_id, person)
        await change.connection.execute(
            f"""UPDATE {FILE} SET revision = $2, identity_sealed = $3, contacts_sealed = $4, home_sealed = $5,
                needs_sealed = $6 WHERE id = $1""",  # noqa: S608 - a constant
            file_id, revision + 1, *sealed.values(),
        )  # fmt: skip
        await save_terms([(file_id, person)])
        change.note(revision=revision + 1)
    return revision + 1

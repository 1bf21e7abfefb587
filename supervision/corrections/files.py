"""Creating, changing and ending person files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from piccolo.columns import Column

from supervision import legal_time
from supervision.audit import Act, Change, audited_change
from supervision.corrections.assessed import take_over_limits
from supervision.corrections.content import FileContent, check_begun, check_content, is_of_minor, term_of
from supervision.corrections.file_state import EndCause, FileState, find_end
from supervision.corrections.life_cycle import STEP_OF_CAUSE, LifeStep
from supervision.corrections.opening import SUBJECT_KIND, about_file
from supervision.corrections.organ_clocks import documents_rule, period_of
from supervision.corrections.outbox.kinds import EventKind
from supervision.corrections.outbox.telling import Happened, ToldPerson, tell
from supervision.corrections.report_clock import report_due
from supervision.corrections.report_notice import issue_report_notice, renew_report_notice
from supervision.corrections.responsible.ending import end_where_shut_out
from supervision.corrections.responsible.store import insert_first
from supervision.corrections.searching.ending import end_search_with_act
from supervision.corrections.searching.words import SearchEnd
from supervision.corrections.steps import StepDetail, first_step, keep_detail, load_open_file, take_step
from supervision.corrections.store import (
    TABLE,
    StoredFile,
    find_open_documents,
    save_changed_file,
    save_new_files,
    save_search_terms,
    sealed_columns,
    search_terms_of,
)
from supervision.corrections.tables import FileStepRow, PersonFileRow, TermEntryRow
from supervision.corrections.term_entries import enter_judgment, first_entry
from supervision.corrections.transfers.store import lapse_transfer
from supervision.errors import InputInvalid, NotFound, RuleRefused
from supervision.officers import Officer, check_officer_may
from supervision.settings import Register
from supervision.storage.database import fetch_one
from supervision.storage.numbering import COUNTY_DIGITS, Series, county_of, take_number
from supervision.texts import needed_text
from supervision.vault import DataKey, KeyKind, Place, create_key, load_key, seal_text
from supervision.wording import Wording

FILE_EXISTS = Wording(
    "本县已有此证件号码的在矫档案。", "This county already has an open file with this document number."
)
CHANGED_MEANWHILE = Wording(
    "档案在您编辑期间已被他人修改，请核对后重新保存。",
    "Somebody else changed the file while you were editing; check and save again.",
)
OFFICE_UNKNOWN = Wording("没有这个机构，或者不在您的管辖范围内。", "There is no such office within your reach.")
OFFICE_TOO_WIDE = Wording("档案须由县级或者县级以下的机构管理。", "A file belongs to an office of a county or below.")


_ROWS_AT_ONCE = 1_000


class FileExists(RuleRefused):
    """The county already has an open file for this person."""

    code = "file-exists"


class FileChangedMeanwhile(RuleRefused):
    """Somebody else saved the file after it was opened for editing."""

    code = "file-changed-meanwhile"


@dataclass(frozen=True, slots=True)
class FileOffice:
    """An office that keeps files."""

    id: UUID
    name: str
    division: str


@dataclass(frozen=True, slots=True)
class NewFile:
    """The rows of a new file: itself, its first step, and the last day that another confirms."""

    row: PersonFileRow
    step: FileStepRow
    entry: TermEntryRow


async def create_person_file(
    officer: Officer, office_id: UUID, content: FileContent, begins: LifeStep = LifeStep.TAKE_OVER
) -> UUID:
    """Open a file under a key of its own in an office within reach, and number it.

    It `begins` with documents received, whose clock to report in then runs, or with somebody in the programme already.
    InputInvalid for content that cannot be, FileExists when the county has an open file with the document's number.
    """
    today = legal_time.legal_day(legal_time.now())
    content = check_content(content, today, officer.office_division)
    if begins is LifeStep.TAKE_OVER:
        check_begun(content, today)
    async with audited_change(officer.actor, Act.PERSON_FILE_CREATE) as change:
        office = await load_office(officer, Act.PERSON_FILE_CREATE, office_id)
        term = term_of(content, office.division)
        number = await take_number(Series.FILE, office.division)  # locks the county's series: the next line sees all
        if await find_open_documents(county_of(office.division), [content.identity.document_number]):
            raise FileExists(FILE_EXISTS)
        key = await create_key(Register.CORRECTIONS, KeyKind.FILE)
        file_id = uuid4()
        new = new_file(file_id, number, office, content, key, officer, change.at, begins)
        if begins is LifeStep.RECEIVE:
            effective_on = content.judgment.effective_on
            new.row.report_due_on = (await report_due(effective_on, office.division)).due_on
            documents = await period_of(documents_rule(effective_on, office.division), effective_on)
            keep_detail(new.step, key, StepDetail(due_on=documents.due_on))
        await store_new([new])
        await save_search_terms({file_id: search_terms_of(content)})
        await take_over_limits(change, {file_id: content.identity.document_number})
        await insert_first(change, officer, [file_id])
        await tell_of_opening(change, {file_id: content})
        change.is_about(SUBJECT_KIND, file_id)
        await issue_report_notice(change, officer, Act.PERSON_FILE_CREATE, file_id)
        change.note(number=number, category=content.category, rules=[rule.name for rule in term.rules], step=begins)
    return file_id


def new_file(
    file_id: UUID,
    number: str,
    office: FileOffice,
    content: FileContent,
    key: DataKey,
    officer: Officer,
    at: datetime,
    begins: LifeStep = LifeStep.TAKE_OVER,
) -> NewFile:
    """The rows of a new file, sealed under its key."""
    sealed = sealed_columns(key, file_id, content)
    step = first_step(file_id, begins, officer, at)
    last_day = term_of(content, office.division).last_day
    row = PersonFileRow(
        id=file_id,
        number=number,
        vault_key=key.id,
        division=office.division,
        office=office.id,
        category=content.category.value,
        is_minor=is_of_minor(content, office.division, legal_time.legal_day(at)),
        state=step.state,
        term_starts_on=content.term_starts_on,
        term_ends_on=last_day,
        opened_at=at,
        opened_by=officer.id,
        revision=1,
        identity_sealed=sealed["identity_sealed"],
        contacts_sealed=sealed["contacts_sealed"],
        home_sealed=sealed["home_sealed"],
        judgment_sealed=sealed["judgment_sealed"],
    )
    return NewFile(row, step, first_entry(file_id, last_day, officer, at))


async def store_new(files: Sequence[NewFile]) -> None:
    """Store new files with the first step and the last day of each."""
    await save_new_files([new.row for new in files])
    for start in range(0, len(files), _ROWS_AT_ONCE):
        some = files[start : start + _ROWS_AT_ONCE]
        await FileStepRow.insert(*(new.step for new in some))
        await TermEntryRow.insert(*(new.entry for new in some))


async def tell_of_opening(change: Change, contents: Mapping[UUID, FileContent]) -> None:
    """Tell platforms of files that the caller's change has opened."""
    on, events = legal_time.legal_day(change.at), []
    for file_id, content in contents.items():
        identity = content.identity
        person = ToldPerson(identity.name, identity.document_type, identity.document_number)
        events.append(Happened(EventKind.FILE_OPENED, file_id, on, person=person))
    await tell(change, *events)


async def load_office(officer: Officer, act: Act, office_id: UUID) -> FileOffice:
    """An office within reach that can keep files; InputInvalid for another, or one above the county."""
    row = await fetch_one(
        "SELECT id, name, division FROM office WHERE id = $1 AND register = $2", office_id, Register.CORRECTIONS
    )
    if row is None:
        raise InputInvalid(OFFICE_UNKNOWN, field="office")
    try:
        check_officer_may(officer, act, row["division"])
    except NotFound as error:
        raise InputInvalid(OFFICE_UNKNOWN, field="office") from error
    if len(row["division"]) < COUNTY_DIGITS:
        raise InputInvalid(OFFICE_TOO_WIDE, field="office")
    return FileOffice(row["id"], row["name"], row["division"])


async def change_person_file(
    officer: Officer, file_id: UUID, revision: int, content: FileContent, office_id: UUID | None = None
) -> int:
    """Store changed content as the next revision, which is returned; `office_id` moves the file to another office.

    FileChangedMeanwhile when `revision` is no longer the newest, FileEnded, InputInvalid.
    """
    content = check_content(content, legal_time.legal_day(legal_time.now()), officer.office_division)
    async with audited_change(officer.actor, Act.PERSON_FILE_CHANGE, about_file(file_id)) as change:
        file = await load_open_file(officer, Act.PERSON_FILE_CHANGE, file_id)
        if file.state is not FileState.DOCUMENTS_RECEIVED:
            check_begun(content, legal_time.legal_day(change.at))
        office = None
        if office_id is not None and office_id != file.office_id:
            office = await load_office(officer, Act.PERSON_FILE_CHANGE, office_id)
        last_day = await enter_judgment(officer, file, content, office.division if office else file.division, change.at)
        if not await save_content(change, officer, file, revision, content, office, last_day):
            raise FileChangedMeanwhile(CHANGED_MEANWHILE)
        change.note(revision=revision + 1, moved=office is not None and office.division != file.division)
    return revision + 1


async def save_content(
    change: Change,
    officer: Officer,
    file: StoredFile,
    revision: int,
    content: FileContent,
    office: FileOffice | None,
    last_day: date,
) -> bool:
    """Store content that was checked as the next revision of a file that the caller has loaded and locked.

    The file is moved to the `office` where one is given, and a notice to report in follows; False when `revision` is
    no longer the newest.
    """
    division = office.division if office else file.division
    key = await load_key(file.vault_key)
    values: dict[Column | str, Any] = {
        "category": content.category.value,
        "office": office.id if office else file.office_id,
        "division": division,
        "term_starts_on": content.term_starts_on,
        "term_ends_on": last_day,
        "is_minor": _stays_minor(file, key, content, division, legal_time.legal_day(change.at)),
    }
    if file.state is FileState.DOCUMENTS_RECEIVED:
        values["report_due_on"] = (await report_due(content.judgment.effective_on, division)).due_on
    values |= sealed_columns(key, file.id, content)
    if not await save_changed_file(file.id, revision, values):
        return False
    await save_search_terms({file.id: search_terms_of(content)})
    if (number := content.identity.document_number) != file.identity(key).document_number:
        await take_over_limits(change, {file.id: number})
    if (values["office"], values["is_minor"]) != (file.office_id, file.is_minor):
        await end_where_shut_out(change, {file.id: file.vault_key}, legal_time.legal_day(change.at))
    due_on = values.get("report_due_on", file.report_due_on)
    await renew_report_notice(change, officer, file, due_on, values["office"])
    return True


def _stays_minor(file: StoredFile, key: DataKey, content: FileContent, division: str, today: date) -> bool:
    """What lay in the minors' compartment stays there, whatever is decided later, unless birth or offence was wrong.

    That the offence has no day any more says nothing: whoever sends the content anew may not know of the field.
    """
    before, offended_on = file.judgment(key).offended_on, content.judgment.offended_on
    was_wrong = file.identity(key).born_on != content.identity.born_on or (
        before is not None and offended_on is not None and before != offended_on
    )
    return (file.is_minor and not was_wrong) or is_of_minor(content, division, today)


async def close_file(
    change: Change,
    officer: Officer,
    file: StoredFile,
    cause: EndCause,
    note: str,
    ended_at: datetime | None = None,
    paper_id: UUID | None = None,
) -> datetime:
    """Close a file that the caller has loaded and locked, for a cause that may end it. EndRefused, InputInvalid."""
    note = needed_text(note, "note")
    end = find_end(file.category, cause, file.term_ends_on, ended_at, now=change.at, has_paper=paper_id is not None)
    sealed = seal_text(await load_key(file.vault_key), note, Place(TABLE, "end_note_sealed", file.id))
    values: dict[Column | str, Any] = {
        "ended_at": end,
        "end_cause": cause.value,
        "end_note_sealed": sealed,
        "ended_by": officer.id,
        "report_due_on": None,
    }
    await lapse_transfer(change, officer, file, note)  # first: the entry names the file's step
    await take_step(change, officer, file, STEP_OF_CAUSE[cause], end, paper_id=paper_id, values=values)
    await end_search_with_act(change, officer, file, SearchEnd.FILE_ENDED, note)
    change.note(cause=cause, ended_at=end)
    return end

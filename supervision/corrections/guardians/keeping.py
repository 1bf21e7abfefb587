"""Guardians entered, changed and ended; what stood before stays to be seen."""

from datetime import date, datetime
from uuid import UUID, uuid4

import msgspec

from supervision.audit import Act, Change, audited_change
from supervision.corrections.file_state import FILE_ENDED, FileEnded
from supervision.corrections.guardians.store import (
    TABLE,
    VERSION,
    EndReason,
    Guardian,
    guardians_of,
)
from supervision.corrections.guardians.tables import GuardianRow, GuardianVersionRow
from supervision.corrections.guardians.words import GuardianFacts
from supervision.corrections.opening import about_file
from supervision.corrections.presence import ADULTS_HAVE_NONE
from supervision.corrections.purposes import read_purpose
from supervision.corrections.store import StoredFile, load_file
from supervision.documents import normalise_number
from supervision.errors import InputInvalid, NotFound, RuleRefused
from supervision.legal_time import legal_day
from supervision.officers import Officer
from supervision.officers.officer import NOT_HERE
from supervision.texts import needed_text, normalise_phone, optional_text, person_name
from supervision.vault import DataKey, Place, load_key, seal_json
from supervision.wording import Wording

_MOST_REASON = 500
_MOST_NUMBER = 40

DAY_AHEAD = Wording("日期不能晚于今天。", "The day cannot lie in the future.")
BACKWARDS = Wording("止日不能早于起日。", "The last day cannot lie before the first.")
ENDED = Wording("这位监护人已经终止，不能再修改。", "This guardian has ended, and is changed no more.")


class GuardianRefused(RuleRefused):
    """The file is an adult's, or the guardian has ended."""

    code = "guardian-refused"


class GuardianChangedMeanwhile(RuleRefused):
    """Somebody else has changed the guardian since it was opened; says who and when."""

    code = "guardian-changed-meanwhile"

    def __init__(self, changed_by: str, changed_at: datetime) -> None:
        super().__init__(
            Wording(
                f"在您打开之后，{changed_by}已经修改了监护人，请核对后再试。",
                f"{changed_by} changed the guardian after you opened it; look at it again.",
            )
        )
        self.changed_by = changed_by
        self.changed_at = changed_at


async def open_guardians(officer: Officer, file_id: UUID, purpose: str | None) -> tuple[Guardian, ...]:
    """Who is and was a guardian, in clear, for a purpose that is recorded with the file's readings."""
    reason = read_purpose(purpose)
    async with audited_change(officer.actor, Act.PERSON_FILE_OPEN, about_file(file_id), purpose=reason) as change:
        change.note(part="guardians")
        return await guardians_of(await load_file(officer, Act.PERSON_FILE_OPEN, file_id))


async def enter_guardian(officer: Officer, file_id: UUID, facts: GuardianFacts, from_on: date) -> UUID:
    """Put down a guardian of a minor. GuardianRefused, FileEnded, InputInvalid."""
    facts, guardian_id = _checked(facts), uuid4()
    async with audited_change(officer.actor, Act.GUARDIAN_ENTER, about_file(file_id)) as change:
        file = await _load_minors(officer, Act.GUARDIAN_ENTER, file_id)
        if from_on > legal_day(change.at):
            raise InputInvalid(DAY_AHEAD, field="from_on")
        row = GuardianRow(id=guardian_id, file=file_id, from_on=from_on, entered_at=change.at, entered_by=officer.id)
        await GuardianRow.insert(row)
        await _save_version(change, officer, await load_key(file.vault_key), guardian_id, 1, facts)
        change.note(guardian=guardian_id)
    return guardian_id


async def change_guardian(
    officer: Officer, file_id: UUID, guardian_id: UUID, version: int, facts: GuardianFacts
) -> int:
    """Put down what is known of a guardian now; gives the version. GuardianChangedMeanwhile after `version`."""
    facts = _checked(facts)
    async with audited_change(officer.actor, Act.GUARDIAN_CHANGE, about_file(file_id)) as change:
        file = await _load_minors(officer, Act.GUARDIAN_CHANGE, file_id)
        newest = (await _current(file, guardian_id)).versions[0]
        if newest.number != version:
            raise GuardianChangedMeanwhile(newest.made_by_name, newest.made_at)
        await _save_version(change, officer, await load_key(file.vault_key), guardian_id, version + 1, facts)
        change.note(guardian=guardian_id, version=version + 1)
    return version + 1


async def end_guardian(officer: Officer, file_id: UUID, guardian_id: UUID, until_on: date, reason: str) -> None:
    """Put down that somebody is no longer the guardian, and why."""
    reason = needed_text(reason, "reason", _MOST_REASON)
    async with audited_change(officer.actor, Act.GUARDIAN_END, about_file(file_id)) as change:
        file = await _load_minors(officer, Act.GUARDIAN_END, file_id)
        guardian = await _current(file, guardian_id)
        if until_on > legal_day(change.at):
            raise InputInvalid(DAY_AHEAD, field="until_on")
        if until_on < guardian.from_on:
            raise InputInvalid(BACKWARDS, field="until_on")
        sealed = seal_json(await load_key(file.vault_key), EndReason(reason), Place(TABLE, "end_sealed", guardian_id))
        await GuardianRow.update(
            {"until_on": until_on, "ended_at": change.at, "ended_by": officer.id, "end_sealed": sealed}
        ).where(GuardianRow.id == guardian_id)
        change.note(guardian=guardian_id)


async def _load_minors(officer: Officer, act: Act, file_id: UUID) -> StoredFile:
    file = await load_file(officer, act, file_id, lock=True)
    if not file.is_minor:
        raise GuardianRefused(ADULTS_HAVE_NONE)
    if file.state.is_closed:
        raise FileEnded(FILE_ENDED)
    return file


async def _current(file: StoredFile, guardian_id: UUID) -> Guardian:
    for guardian in await guardians_of(file):
        if guardian.id == guardian_id:
            if not guardian.is_current:
                raise GuardianRefused(ENDED)
            return guardian
    raise NotFound(NOT_HERE)


async def _save_version(
    change: Change, officer: Officer, key: DataKey, guardian_id: UUID, number: int, facts: GuardianFacts
) -> None:
    version_id = uuid4()
    row = GuardianVersionRow(
        id=version_id,
        guardian=guardian_id,
        number=number,
        facts_sealed=seal_json(key, facts, Place(VERSION, "facts_sealed", version_id)),
        made_at=change.at,
        made_by=officer.id,
    )
    await GuardianVersionRow.insert(row)


def _checked(facts: GuardianFacts) -> GuardianFacts:
    return msgspec.structs.replace(
        facts,
        name=person_name(facts.name, "guardian_name"),
        phone=normalise_phone(facts.phone, "guardian_phone"),
        document_number=optional_text(normalise_number(facts.document_number), "guardian_document", _MOST_NUMBER),
        address=optional_text(facts.address, "guardian_address"),
    )

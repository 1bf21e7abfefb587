"""Times out of supervision: confirmed by an officer with the reason, excused in part, ended, or taken back."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

import msgspec

from supervision.audit import Act, Change, Subject, audited_change
from supervision.corrections.file_state import FILE_ENDED, FileEnded, FileState
from supervision.corrections.opening import about_file
from supervision.corrections.sanctions.counting import DaySpan
from supervision.corrections.sanctions.store import tell_of
from supervision.corrections.sanctions.tables import LapseRow, LawfulExcuseRow
from supervision.corrections.store import StoredFile, load_file
from supervision.errors import InputInvalid, NotFound, RuleRefused
from supervision.legal_time import legal_day
from supervision.officers import Officer
from supervision.officers.officer import NOT_HERE
from supervision.storage.database import Record, fetch, fetch_one
from supervision.texts import needed_text
from supervision.vault import DataKey, Place, load_key, seal_json, seal_text, unseal_json, unseal_text
from supervision.wording import Wording

LAPSE, EXCUSE = "lapse", "lawful_excuse"
_MOST_TEXT = 2_000

IN_FUTURE = Wording("日期不能晚于今天。", "The day cannot lie in the future.")
BEFORE_TERM = Wording("日期不能早于矫正期限开始之日。", "The day cannot lie before the term begins.")
BEFORE_START = Wording("不能早于脱离监管之日。", "This cannot lie before the start.")
OPEN_ALREADY = Wording("已有一段尚未结束的脱离监管。", "A time out of supervision runs already.")
CLOSED_ALREADY = Wording("该段脱离监管已经结束或者撤回。", "This time out of supervision has ended or was taken back.")
IN_USE = Wording(
    "已有措施以此为依据，不能撤回；须先撤销该措施。",
    "A measure rests on it: it is not taken back before that is annulled.",
)


class LapseRefused(RuleRefused):
    """The time out of supervision does not stand where this could be done."""

    code = "lapse-refused"


class LapseReason(msgspec.Struct, frozen=True):
    """Why the officer holds the start for confirmed, and on what evidence."""

    reason: str
    evidence: str


@dataclass(frozen=True, slots=True)
class OpenedExcuse:
    """An accepted excuse in clear."""

    span: DaySpan
    reason: str
    accepted_by_name: str
    accepted_at: datetime


@dataclass(frozen=True, slots=True)
class OpenedLapse:
    """A time out of supervision in clear."""

    id: UUID
    began_on: date
    ended_on: date | None
    reason: LapseReason
    confirmed_by_name: str
    confirmed_at: datetime
    cancelled_at: datetime | None
    excuses: tuple[OpenedExcuse, ...]


async def confirm_lapse(officer: Officer, file_id: UUID, began_on: date, reason: str, evidence: str) -> UUID:
    """Confirm that the person is out of supervision since a day; no alert ever does. InputInvalid, LapseRefused."""
    said = LapseReason(needed_text(reason, "reason", _MOST_TEXT), needed_text(evidence, "evidence", _MOST_TEXT))
    async with audited_change(officer.actor, Act.LAPSE_RECORD, about_file(file_id)) as change:
        file = await load_file(officer, Act.LAPSE_RECORD, file_id, lock=True)
        _check_open(file)
        _check_day(began_on, file.term_starts_on, change, "began_on", BEFORE_TERM)
        if await fetch_one("SELECT FROM lapse WHERE file = $1 AND num_nulls(ended_on, cancelled_at) = 2", file_id):
            raise LapseRefused(OPEN_ALREADY)
        key, lapse_id = await load_key(file.vault_key), uuid4()
        await LapseRow.insert(
            LapseRow(
                id=lapse_id,
                file=file_id,
                began_on=began_on,
                reason_sealed=seal_json(key, said, Place(LAPSE, "reason_sealed", lapse_id)),
                confirmed_at=change.at,
                confirmed_by=officer.id,
            )
        )
        change.note(lapse=lapse_id, step="confirm")
    return lapse_id


async def end_lapse(officer: Officer, lapse_id: UUID, ended_on: date) -> None:
    """Record the day of return. InputInvalid, LapseRefused."""
    async with audited_change(officer.actor, Act.LAPSE_RECORD, Subject(LAPSE, str(lapse_id))) as change:
        row, _file = await _load(officer, lapse_id, change)
        _check_day(ended_on, row["began_on"], change, "ended_on", BEFORE_START)
        if row["ended_on"] is not None or row["cancelled_at"] is not None:
            raise LapseRefused(CLOSED_ALREADY)
        await LapseRow.update({"ended_on": ended_on, "ended_by": officer.id}).where(LapseRow.id == lapse_id)
        change.note(lapse=lapse_id, step="end")


async def accept_excuse(officer: Officer, lapse_id: UUID, span: DaySpan, reason: str) -> None:
    """Accept an excuse for some days, which then do not count. InputInvalid, LapseRefused."""
    reason = needed_text(reason, "reason", _MOST_TEXT)
    async with audited_change(officer.actor, Act.LAPSE_RECORD, Subject(LAPSE, str(lapse_id))) as change:
        row, file = await _load(officer, lapse_id, change)
        if row["cancelled_at"] is not None:
            raise LapseRefused(CLOSED_ALREADY)
        if not row["began_on"] <= span.first <= span.last:
            raise InputInvalid(BEFORE_START, field="first_on")
        key, excuse_id = await load_key(file.vault_key), uuid4()
        await LawfulExcuseRow.insert(
            LawfulExcuseRow(
                id=excuse_id,
                lapse=lapse_id,
                first_on=span.first,
                last_on=span.last,
                reason_sealed=seal_text(key, reason, Place(EXCUSE, "reason_sealed", excuse_id)),
                accepted_at=change.at,
                accepted_by=officer.id,
            )
        )
        change.note(lapse=lapse_id, step="excuse")


async def cancel_lapse(officer: Officer, lapse_id: UUID, reason: str) -> None:
    """Take a confirmation back that was wrong; refused while a measure rests on it. LapseRefused."""
    reason = needed_text(reason, "reason", _MOST_TEXT)
    async with audited_change(officer.actor, Act.LAPSE_RECORD, Subject(LAPSE, str(lapse_id))) as change:
        row, file = await _load(officer, lapse_id, change)
        if row["cancelled_at"] is not None:
            raise LapseRefused(CLOSED_ALREADY)
        if await fetch_one(
            "SELECT FROM measure WHERE lapse = $1 AND state NOT IN ('dropped', 'annulled') LIMIT 1", lapse_id
        ):
            raise LapseRefused(IN_USE)
        sealed = seal_text(await load_key(file.vault_key), reason, Place(LAPSE, "cancel_reason_sealed", lapse_id))
        await LapseRow.update(
            {"cancelled_at": change.at, "cancelled_by": officer.id, "cancel_reason_sealed": sealed}
        ).where(LapseRow.id == lapse_id)
        change.note(lapse=lapse_id, step="cancel")


async def open_lapses(file: StoredFile) -> tuple[OpenedLapse, ...]:
    """The times out of supervision of a file that the caller has opened, newest first."""
    key = await load_key(file.vault_key)
    rows = await fetch(
        """SELECT l.id, l.began_on, l.ended_on, l.reason_sealed, l.confirmed_at, l.cancelled_at, o.name
           FROM lapse AS l JOIN officer AS o ON o.id = l.confirmed_by
           WHERE l.file = $1 ORDER BY l.began_on DESC, l.id""",
        file.id,
    )
    excuses = await _excuses([row["id"] for row in rows], key)
    return tuple(
        OpenedLapse(
            row["id"],
            row["began_on"],
            row["ended_on"],
            unseal_json(key, row["reason_sealed"], Place(LAPSE, "reason_sealed", row["id"]), LapseReason),
            row["name"],
            row["confirmed_at"],
            row["cancelled_at"],
            tuple(excuses.get(row["id"], ())),
        )
        for row in rows
    )


async def _excuses(lapse_ids: list[UUID], key: DataKey) -> dict[UUID, list[OpenedExcuse]]:
    found: dict[UUID, list[OpenedExcuse]] = {}
    for row in await fetch(
        """SELECT e.id, e.lapse, e.first_on, e.last_on, e.reason_sealed, e.accepted_at, o.name
           FROM lawful_excuse AS e JOIN officer AS o ON o.id = e.accepted_by
           WHERE e.lapse = ANY($1) ORDER BY e.first_on""",
        lapse_ids,
    ):
        reason = unseal_text(key, row["reason_sealed"], Place(EXCUSE, "reason_sealed", row["id"]))
        excuse = OpenedExcuse(DaySpan(row["first_on"], row["last_on"]), reason, row["name"], row["accepted_at"])
        found.setdefault(row["lapse"], []).append(excuse)
    return found


async def _load(officer: Officer, lapse_id: UUID, change: Change) -> tuple[Record, StoredFile]:
    known = await fetch_one("SELECT file FROM lapse WHERE id = $1", lapse_id)
    if known is None:
        raise NotFound(NOT_HERE)
    file = await load_file(officer, Act.LAPSE_RECORD, known["file"], lock=True)
    tell_of(change, file.id)
    row = await fetch_one("SELECT began_on, ended_on, cancelled_at FROM lapse WHERE id = $1", lapse_id)
    if row is None:
        raise NotFound(NOT_HERE)
    return row, file


def _check_open(file: StoredFile) -> None:
    if file.state is FileState.ENDED:
        raise FileEnded(FILE_ENDED)


def _check_day(day: date, earliest: date, change: Change, field: str, too_early: Wording) -> None:
    if day > legal_day(change.at):
        raise InputInvalid(IN_FUTURE, field=field)
    if day < earliest:
        raise InputInvalid(too_early, field=field)

"""Needs (帮扶需求): each is referred to somebody who can help, and stays open until it is answered."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

import msgspec

from supervision.audit import Act, audited_change
from supervision.corrections.induction.checks import check_not_ended
from supervision.corrections.induction.tables import FileNeedRow
from supervision.corrections.induction.words import NeedKind, NeedState
from supervision.corrections.opening import about_file
from supervision.corrections.store import StoredFile, load_file
from supervision.errors import InputInvalid, NotFound, RuleRefused
from supervision.legal_time import legal_day
from supervision.officers import Officer
from supervision.officers.officer import NOT_HERE
from supervision.storage.database import fetch, fetch_one
from supervision.texts import needed_text
from supervision.vault import Place, load_key, seal_json, seal_text, unseal_json, unseal_text
from supervision.wording import Wording

TABLE = "file_need"
_MOST_TEXT = 1_000
_MOST_PLACE = 120

DUE_PAST = Wording("答复期限不能早于今天。", "The day for the answer cannot lie in the past.")
STILL_OPEN = Wording("请选择答复的结果。", "Choose what came of it.")
ANSWERED_ALREADY = Wording("这项需求已有答复。", "This need was answered already.")


class NeedAnswered(RuleRefused):
    """Somebody has put down an answer to this need."""

    code = "need-answered"


@dataclass(frozen=True, slots=True)
class Need:
    """A need in clear, with its answer if there is one."""

    id: UUID
    kind: NeedKind
    state: NeedState
    text: str
    referred_to: str
    due_on: date | None
    referred_at: datetime
    referred_by_name: str
    answer: str
    closed_at: datetime | None


class _Sealed(msgspec.Struct, frozen=True):
    text: str
    referred_to: str


async def refer_need(
    officer: Officer, file_id: UUID, kind: NeedKind, text: str, referred_to: str, due_on: date | None = None
) -> UUID:
    """Refer a need to an office or person, by when an answer is asked for. InputInvalid, FileEnded."""
    asked = _Sealed(needed_text(text, "text", _MOST_TEXT), needed_text(referred_to, "referred_to", _MOST_PLACE))
    async with audited_change(officer.actor, Act.NEED_REFER, about_file(file_id)) as change:
        file = await load_file(officer, Act.NEED_REFER, file_id, lock=True)
        check_not_ended(file)
        if due_on is not None and due_on < legal_day(change.at):
            raise InputInvalid(DUE_PAST, field="due_on")
        need_id = uuid4()
        sealed = seal_json(await load_key(file.vault_key), asked, Place(TABLE, "need_sealed", need_id))
        await FileNeedRow.insert(
            FileNeedRow(
                id=need_id, file=file_id, kind=kind.value, state=NeedState.REFERRED.value, due_on=due_on,
                need_sealed=sealed, referred_at=change.at, referred_by=officer.id,
            )
        )  # fmt: skip
        change.note(need=need_id, kind=kind)
    return need_id


async def answer_need(officer: Officer, file_id: UUID, need_id: UUID, state: NeedState, answer: str) -> None:
    """Put down what came of a need; it is closed with that. NeedAnswered where somebody was quicker."""
    if state is NeedState.REFERRED:
        raise InputInvalid(STILL_OPEN, field="state")
    answer = needed_text(answer, "answer", _MOST_TEXT)
    async with audited_change(officer.actor, Act.NEED_ANSWER, about_file(file_id)) as change:
        file = await load_file(officer, Act.NEED_ANSWER, file_id, lock=True)
        row = await fetch_one("SELECT closed_at FROM file_need WHERE id = $1 AND file = $2", need_id, file_id)
        if row is None:
            raise NotFound(NOT_HERE)
        if row["closed_at"] is not None:
            raise NeedAnswered(ANSWERED_ALREADY)
        sealed = seal_text(await load_key(file.vault_key), answer, Place(TABLE, "answer_sealed", need_id))
        await FileNeedRow.update(
            {"state": state.value, "answer_sealed": sealed, "closed_at": change.at, "closed_by": officer.id}
        ).where(FileNeedRow.id == need_id)
        change.note(need=need_id, state=state)


async def needs_of(file: StoredFile) -> tuple[Need, ...]:
    """The needs of a file that the caller has loaded: open ones first, then the newest."""
    rows = await fetch(
        """SELECT n.id, n.kind, n.state, n.due_on, n.need_sealed, n.answer_sealed, n.referred_at, n.closed_at,
                  coalesce(o.name, '') AS name
           FROM file_need AS n LEFT JOIN officer AS o ON o.id = n.referred_by
           WHERE n.file = $1 ORDER BY n.closed_at IS NOT NULL, n.referred_at DESC, n.id""",
        file.id,
    )
    key = await load_key(file.vault_key)
    needs = []
    for row in rows:
        asked = unseal_json(key, row["need_sealed"], Place(TABLE, "need_sealed", row["id"]), _Sealed)
        answer = row["answer_sealed"] and unseal_text(
            key, row["answer_sealed"], Place(TABLE, "answer_sealed", row["id"])
        )
        needs.append(
            Need(
                row["id"], NeedKind(row["kind"]), NeedState(row["state"]), asked.text, asked.referred_to, row["due_on"],
                row["referred_at"], row["name"], answer or "", row["closed_at"],
            )
        )  # fmt: skip
    return tuple(needs)

"""Taking in what a department answers: a verdict for each row, then all that can be entered, in one change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import msgspec

from supervision.audit import Act, Change
from supervision.errors import InputInvalid, NotFound
from supervision.legal_time import legal_day
from supervision.officers import Officer
from supervision.residence.addresses.hazards import SUBJECT as HAZARD
from supervision.residence.addresses.hazards import Hazard, StepDraft, add_step, load_hazard, may_follow
from supervision.residence.addresses.words import HazardStepKind
from supervision.residence.changes import about, residence_change
from supervision.residence.sharing.answer_rows import AnswerLine, AnswerRowVerdict, read_answer
from supervision.residence.sharing.items import PROVISION, GivenItem, by_reference, plain_reference, seal_items
from supervision.residence.sharing.provision_rows import Provision, given_items, load_provision
from supervision.residence.sharing.view_rows import SharingView
from supervision.residence.sharing.words import ANSWER_NAMES, ANSWERS_TO, Answer, AnswerVerdict, SharedKind
from supervision.residence.tenancies.keeping import store_filing
from supervision.residence.tenancies.store import TENANCY, StoredTenancy, load_tenancy
from supervision.residence.tenancies.words import Filing
from supervision.wording import Wording

MOST_ROWS = 20_000
"""How many rows an answer table has at most."""

NO_ANSWERS = Wording("这类数据没有答复。", "Nothing is answered to this.")
OTHER = Wording("提供编号不是这次提供的。", "The number is another provision's.")
NO_ITEM = Wording("这次提供中没有这个条目。", "This provision has no such item.")
TWICE = Wording("表中已有这个条目的答复。", "The table answers this item already.")
KNOWN = Wording("这个答复已经登记。", "This answer was entered already.")
SETTLED = Wording("这一条已经办结，不再登记答复。", "This is settled already: no further answer is entered.")

_STEPS = {
    Answer.ACCEPTED: HazardStepKind.ANSWERED,
    Answer.DECLINED: HazardStepKind.ANSWERED,
    Answer.RESOLVED: HazardStepKind.RESOLVED,
}
_FILINGS = {Answer.FILED: Filing.FILED, Answer.EXEMPT: Filing.EXEMPT}


@dataclass(frozen=True, slots=True)
class AnswerTable:
    """The verdicts in the order of the rows."""

    verdicts: tuple[AnswerRowVerdict, ...]

    def count(self, *verdicts: AnswerVerdict) -> int:
        """How many rows met one of these."""
        return sum(row.verdict in verdicts for row in self.verdicts)


@dataclass(frozen=True, slots=True)
class _Entry:
    item: GivenItem
    line: AnswerLine
    record: Hazard | StoredTenancy


async def check_answers(officer: Officer, provision_id: UUID, rows: Sequence[Mapping[str, str]]) -> AnswerTable:
    """What would become of each row; nothing is written."""
    async with residence_change(officer.actor, Act.PROVISION_ANSWER, about(PROVISION, provision_id)) as change:
        judged = await _judge(change, officer, provision_id, rows)
        change.note(checked=len(rows), to_enter=len(judged.entries))
    return AnswerTable(judged.verdicts)


async def enter_answers(officer: Officer, provision_id: UUID, rows: Sequence[Mapping[str, str]]) -> AnswerTable:
    """Enter what can be entered, as steps of hazards and filings of leases, in one change; the other rows are told."""
    async with residence_change(officer.actor, Act.PROVISION_ANSWER, about(PROVISION, provision_id)) as change:
        judged = await _judge(change, officer, provision_id, rows)
        provision, entries = judged.provision, judged.entries
        for entry in entries:
            await _enter(change, officer, provision, judged.view, entry)
        await _remember(change, provision, entries)
        subject = HAZARD if judged.view.kind is SharedKind.HAZARDS else TENANCY
        change.is_also_about(subject, (entry.item.id for entry in entries), provision=provision.number)
        change.note(number=provision.number, entered=len(entries), left_out=len(rows) - len(entries))
    return AnswerTable(judged.verdicts)


@dataclass(frozen=True, slots=True)
class _Judged:
    verdicts: tuple[AnswerRowVerdict, ...]
    entries: tuple[_Entry, ...]
    provision: Provision
    view: SharingView


async def _judge(change: Change, officer: Officer, provision_id: UUID, rows: Sequence[Mapping[str, str]]) -> _Judged:
    provision, view = await load_provision(officer, Act.PROVISION_ANSWER, provision_id, lock=True)
    if not ANSWERS_TO[view.kind]:
        raise InputInvalid(NO_ANSWERS, field="sheet")
    items = by_reference(provision.id, await given_items(provision))
    days = legal_day(provision.made_at), legal_day(change.at)
    verdicts: list[AnswerRowVerdict] = []
    entries: dict[UUID, _Entry] = {}
    for row in rows:
        name = plain_reference(row.get("reference", ""))
        item = items.get(name)
        if row.get("provision", "").strip() != provision.number:
            found: _Entry | AnswerRowVerdict = AnswerRowVerdict(AnswerVerdict.OTHER_PROVISION, name, OTHER, "provision")
        elif item is None:
            found = AnswerRowVerdict(AnswerVerdict.UNKNOWN_ITEM, name, NO_ITEM, "reference")
        elif item.id in entries:
            found = AnswerRowVerdict(AnswerVerdict.INVALID, name, TWICE, "reference")
        else:
            found = await _judge_answer(officer, view.kind, item, name, (row, days))
        if isinstance(found, _Entry):
            entries[found.item.id] = found
            found = AnswerRowVerdict(AnswerVerdict.TO_ENTER, name)
        verdicts.append(found)
    return _Judged(tuple(verdicts), tuple(entries.values()), provision, view)


async def _judge_answer(
    officer: Officer,
    kind: SharedKind,
    item: GivenItem,
    name: str,
    said: tuple[Mapping[str, str], tuple[date, date]],
) -> _Entry | AnswerRowVerdict:
    row, (made_on, today) = said
    try:
        line = read_answer(row, kind, made_on, today)
    except InputInvalid as error:
        return AnswerRowVerdict(AnswerVerdict.INVALID, name, error.args[0], error.field)
    if (line.answer, line.answered_on) == (item.answer, item.answered_on):
        return AnswerRowVerdict(AnswerVerdict.KNOWN, name, KNOWN)
    record = await _unsettled(officer, kind, item.id, line.answer)
    if record is None:
        return AnswerRowVerdict(AnswerVerdict.SETTLED, name, SETTLED)
    return _Entry(item, line, record)


async def _unsettled(
    officer: Officer, kind: SharedKind, item_id: UUID, answer: Answer
) -> Hazard | StoredTenancy | None:
    """The record, locked, if the answer can still be entered; None once it is settled, or gone."""
    try:
        if kind is SharedKind.HAZARDS:
            hazard = await load_hazard(officer, Act.PROVISION_ANSWER, item_id, lock=True)
            return hazard if may_follow(hazard.state, _STEPS[answer]) else None
        tenancy = await load_tenancy(officer, Act.PROVISION_ANSWER, item_id, lock=True)
    except NotFound:
        return None
    return tenancy if tenancy.ended_on is None and tenancy.filing is Filing.UNFILED else None


async def _enter(change: Change, officer: Officer, provision: Provision, view: SharingView, entry: _Entry) -> None:
    line = entry.line
    if isinstance(entry.record, Hazard):
        said = f"{view.receiver_name}：{ANSWER_NAMES[line.answer]}（{line.answered_on}，{provision.number}）{line.note}"
        await add_step(change, officer, entry.record, StepDraft(_STEPS[line.answer], said))
    else:
        await store_filing(change, entry.record, _FILINGS[line.answer], line.note)


async def _remember(change: Change, provision: Provision, entries: Sequence[_Entry]) -> None:
    """Put down in the provision what came back, so that the same table can be handed in again without harm."""
    entered = {entry.item.id: entry for entry in entries}
    items = [
        msgspec.structs.replace(
            item, answer=entered[item.id].line.answer, answered_on=entered[item.id].line.answered_on
        )
        if item.id in entered
        else item
        for item in await given_items(provision)
    ]
    await change.connection.execute(
        "UPDATE provision SET items_sealed = $2, answered = $3 WHERE id = $1",
        provision.id, await seal_items(provision.id, items), sum(item.answer is not None for item in items),
    )  # fmt: skip

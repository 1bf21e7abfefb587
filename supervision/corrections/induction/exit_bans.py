"""The ban to leave the country while a sentence is not served (限制出境): filed, confirmed, and lifted at the end.

Exit and Entry Administration Law, art. 12(2).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from supervision.audit import Act, audited_change
from supervision.corrections.induction.tables import ExitBanStepRow
from supervision.corrections.induction.words import EXIT_BAN_STEP_NAMES, ExitBanStep
from supervision.corrections.opening import about_file
from supervision.corrections.store import StoredFile, load_file
from supervision.errors import InputInvalid, RuleRefused
from supervision.legal_time import legal_day
from supervision.officers import Officer
from supervision.storage.database import fetch
from supervision.texts import needed_text
from supervision.vault import Place, load_key, seal_text, unseal_text
from supervision.wording import Wording

TABLE = "exit_ban_step"
_MOST_NOTE = 300

IN_FUTURE = Wording("日期不能晚于今天。", "The day cannot lie in the future.")
BEFORE_LAST = Wording("日期不能早于上一步。", "The day cannot lie before the step before it.")
STILL_SERVING = Wording(
    "刑罚尚未执行完毕，不能报请撤控。", "The sentence is not served yet; the ban is not lifted before."
)


class ExitBanRefused(RuleRefused):
    """The step does not come next, or not yet."""

    code = "exit-ban-refused"


@dataclass(frozen=True, slots=True)
class KeptStep:
    """A step in clear."""

    step: ExitBanStep
    happened_on: date
    note: str
    recorded_at: datetime
    recorded_by_name: str


def next_step(done: Sequence[ExitBanStep], *, has_ended: bool) -> ExitBanStep | None:
    """What comes next: filed and confirmed while the correction lasts, lifted once it has ended; None when nothing."""
    order = list(ExitBanStep)
    following = order[len(done)] if len(done) < len(order) else None
    if following in (ExitBanStep.LIFTING_FILED, ExitBanStep.LIFTED) and not has_ended:
        return None
    return following


async def record_exit_ban(officer: Officer, file_id: UUID, step: ExitBanStep, happened_on: date, note: str) -> None:
    """Put down the next step, with whom and under which number. ExitBanRefused, InputInvalid."""
    note = needed_text(note, "note", _MOST_NOTE)
    async with audited_change(officer.actor, Act.EXIT_BAN_RECORD, about_file(file_id)) as change:
        file = await load_file(officer, Act.EXIT_BAN_RECORD, file_id, lock=True)
        done = await exit_ban_of(file)
        _check(file, done, step, happened_on, legal_day(change.at))
        row_id = uuid4()
        sealed = seal_text(await load_key(file.vault_key), note, Place(TABLE, "note_sealed", row_id))
        await ExitBanStepRow.insert(
            ExitBanStepRow(
                id=row_id, file=file_id, step=step.value, happened_on=happened_on, note_sealed=sealed,
                recorded_at=change.at, recorded_by=officer.id,
            )
        )  # fmt: skip
        change.note(step=step)


async def exit_ban_of(file: StoredFile) -> tuple[KeptStep, ...]:
    """The steps of a file that the caller has loaded, in their order."""
    rows = await fetch(
        """SELECT e.id, e.step, e.happened_on, e.note_sealed, e.recorded_at, coalesce(o.name, '') AS name
           FROM exit_ban_step AS e LEFT JOIN officer AS o ON o.id = e.recorded_by
           WHERE e.file = $1 ORDER BY e.recorded_at""",
        file.id,
    )
    key = await load_key(file.vault_key)
    return tuple(
        KeptStep(
            ExitBanStep(row["step"]),
            row["happened_on"],
            unseal_text(key, row["note_sealed"], Place(TABLE, "note_sealed", row["id"])),
            row["recorded_at"],
            row["name"],
        )
        for row in rows
    )


def _check(file: StoredFile, done: Sequence[KeptStep], step: ExitBanStep, happened_on: date, today: date) -> None:
    if happened_on > today:
        raise InputInvalid(IN_FUTURE, field="happened_on")
    if done and happened_on < done[-1].happened_on:
        raise InputInvalid(BEFORE_LAST, field="happened_on")
    following = next_step([kept.step for kept in done], has_ended=file.ended_at is not None)
    if step is not following:
        raise ExitBanRefused(_not_next(following))


def _not_next(following: ExitBanStep | None) -> Wording:
    if following is None:
        return STILL_SERVING
    name = EXIT_BAN_STEP_NAMES[following]
    return Wording(f"下一步是：{name}。", f"The next step is: {name.english}.")

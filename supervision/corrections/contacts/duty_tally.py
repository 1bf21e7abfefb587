"""How the contacts of a time were kept, duty by duty: counted, each number with the contacts behind it. Pure.

Nothing is weighed or scored, and what the service failed to do stands by itself: it is never held against the person.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import groupby
from uuid import UUID

from supervision.corrections.contacts.words import AGAINST, PLANNABLE, ContactKind, Outcome
from supervision.legal_time import legal_day
from supervision.wording import Wording


class Keeping(StrEnum):
    """What became of one contact that was owed or arranged."""

    KEPT = "kept"
    SERVICE = "service"
    EXCUSED = "excused"
    AWAITED = "awaited"
    NOT_KEPT = "not-kept"
    UNSAID = "unsaid"
    RESCHEDULED = "rescheduled"
    AHEAD = "ahead"


_G = Keeping

KEEPING_NAMES: Mapping[Keeping, Wording] = {
    _G.KEPT: Wording("已完成", "kept"),
    _G.SERVICE: Wording("工作方原因", "failed or cancelled by us"),
    _G.EXCUSED: Wording("有正当理由", "excused"),
    _G.AWAITED: Wording("待说明理由", "reasons awaited"),
    _G.NOT_KEPT: Wording("未做到", "not kept"),
    _G.UNSAID: Wording("到期尚无结果", "past, no outcome yet"),
    _G.RESCHEDULED: Wording("改期另计", "moved, counted anew"),
    _G.AHEAD: Wording("尚未到期", "still ahead"),
}
DUE = (_G.KEPT, _G.SERVICE, _G.EXCUSED, _G.AWAITED, _G.NOT_KEPT, _G.UNSAID)
"""What together was due; whatever was moved is counted where it was moved to."""

_OF_OUTCOME: Mapping[Outcome, Keeping] = {
    Outcome.COMPLIED: _G.KEPT,
    Outcome.SENT_HOME_SERVICE: _G.SERVICE,
    Outcome.CANCELLED: _G.SERVICE,
    Outcome.ACCEPTABLE_ABSENCE: _G.EXCUSED,
    Outcome.REASONS_AWAITED: _G.AWAITED,
    Outcome.RESCHEDULED: _G.RESCHEDULED,
    **dict.fromkeys(AGAINST, _G.NOT_KEPT),
}


@dataclass(frozen=True, slots=True)
class CountedContact:
    """What of a contact is counted; `rule` is the row that asks for it, `due_on` the last day of its period."""

    id: UUID
    kind: ContactKind
    rule: str | None
    due_on: date | None
    planned_on: date | None
    shown_at: datetime
    made_at: datetime
    outcome: Outcome | None

    @property
    def counts_on(self) -> date:
        """The day on which it counts: a duty's last day, that of an appointment, or the one on which it happened."""
        return self.due_on or self.planned_on or legal_day(self.shown_at)


@dataclass(frozen=True, slots=True)
class TalliedContact:
    """One contact, and what became of it."""

    contact: CountedContact
    keeping: Keeping


@dataclass(frozen=True, slots=True)
class DutyTally:
    """The contacts of one kind by one row of the rules, in order of time; no row for what was arranged by itself."""

    kind: ContactKind
    rule: str | None
    contacts: tuple[TalliedContact, ...]

    def behind(self, keeping: Keeping | None) -> tuple[TalliedContact, ...]:
        """The contacts that one number counts; all of them without one."""
        return tuple(one for one in self.contacts if keeping in {None, one.keeping})

    def number(self, keeping: Keeping) -> int:
        """How many it counts."""
        return len(self.behind(keeping))

    @property
    def due(self) -> int:
        """How many were due."""
        return sum(self.number(keeping) for keeping in DUE)

    @property
    def steps(self) -> tuple[Wording, ...]:
        """How the numbers come about."""
        moved, ahead = self.number(_G.RESCHEDULED), self.number(_G.AHEAD)
        parts = [(KEEPING_NAMES[keeping], self.number(keeping)) for keeping in DUE]
        return (
            Wording(
                f"共 {len(self.contacts)} 次 － 改期另计 {moved} 次 － 尚未到期 {ahead} 次 ＝ 应当 {self.due} 次。",
                f"{len(self.contacts)} in all − {moved} moved − {ahead} still ahead = {self.due} due.",
            ),
            Wording(
                f"应当 {self.due} 次 ＝ " + " ＋ ".join(f"{name} {number}" for name, number in parts) + "。",
                f"{self.due} due = " + " + ".join(f"{number} {name.english}" for name, number in parts) + ".",
            ),
        )


def keeping_of(contact: CountedContact, today: date) -> Keeping:
    """What became of it by that day."""
    if contact.outcome is not None:
        return _OF_OUTCOME[contact.outcome]
    return Keeping.UNSAID if contact.counts_on < today else Keeping.AHEAD


def tally(contacts: Iterable[CountedContact], today: date) -> tuple[DutyTally, ...]:
    """By kind in the order of their list, what rules ask for first, row by row."""
    wanted = (one for one in contacts if one.kind in PLANNABLE)
    in_order = sorted(wanted, key=lambda one: (*_place(one), one.counts_on, one.shown_at))
    return tuple(
        DutyTally(
            kind,
            rule,
            tuple(TalliedContact(one, keeping_of(one, today)) for one in group),
        )
        for (kind, rule), group in groupby(in_order, key=lambda one: (one.kind, one.rule))
    )


def _place(contact: CountedContact) -> tuple[bool, int, str]:
    return contact.rule is None, PLANNABLE.index(contact.kind), contact.rule or ""

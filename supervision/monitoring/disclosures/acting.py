"""Asking for a pack, deciding on it, handing it over: never by one person alone.

Community Correction Law, art. 29: positions are confidential and for correction work only; whoever else needs them for
a case says who they are, on what basis, and for which time (Network Data Security Regulations, art. 12).
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from piccolo.columns import Column

from supervision.audit import Act, Change, audited_change
from supervision.corrections.opening import about_file
from supervision.corrections.store import load_file
from supervision.errors import InputInvalid, RuleRefused
from supervision.monitoring.disclosures.pack import DisclosedPosition, thinned
from supervision.monitoring.disclosures.store import (
    TABLE,
    Asking,
    DisclosureState,
    Organ,
    StoredDisclosure,
    load_disclosure,
)
from supervision.monitoring.disclosures.tables import DisclosureRow
from supervision.monitoring.tracks import LONGEST_TRACK, SPAN_WRONG, stored_fixes_of
from supervision.officers import Officer, confirm_with_second_factor
from supervision.storage.database import fetch_one
from supervision.storage.numbering import Series, take_number
from supervision.texts import needed_text
from supervision.vault import DataKey, Place, load_key, seal_json, seal_text
from supervision.wording import Wording

_MOST_TEXT = 1_000
_MOST_MINUTES = 24 * 60

MINUTES_WRONG = Wording("间隔须为 1 到 1440 分钟。", "The interval is 1 to 1440 minutes.")
IN_FUTURE = Wording("时间段不能晚于现在。", "The span cannot reach into the future.")
OF_A_MINOR = Wording(
    "未成年人档案的信息，须先登记依法查询。",
    "Of a minor nothing is given unless the legal query is on record first.",
)
OWN_ASKING = Wording("不能审批自己经办的移交。", "Nobody decides on a disclosure that they asked for themselves.")
NOT_WAITING = Wording("这项移交不在待审批状态。", "This disclosure does not wait for a decision.")
NOT_APPROVED = Wording("尚未批准，不能移交。", "It was not approved, so nothing is handed over.")


class DisclosureRefused(RuleRefused):
    """The disclosure does not stand where this step could follow."""

    code = "disclosure-refused"


class OwnDisclosure(RuleRefused):
    """Whoever asked does not decide."""

    code = "own-disclosure"


@dataclass(frozen=True, slots=True)
class Window:
    """Which positions: from when until when, at most one in so many minutes."""

    from_at: datetime
    until_at: datetime
    every_minutes: int


@dataclass(frozen=True, slots=True)
class Pack:
    """What is handed over: the disclosure, who asked for it, and the positions."""

    disclosure: StoredDisclosure
    asking: Asking
    positions: tuple[DisclosedPosition, ...]


async def ask_disclosure(officer: Officer, file_id: UUID, organ: Organ, asked: Asking, window: Window) -> UUID:
    """Put down who asks for which positions on what basis. InputInvalid."""
    asked = Asking(*(needed_text(getattr(asked, name), name, _MOST_TEXT) for name in Asking.__struct_fields__))
    if not 1 <= window.every_minutes <= _MOST_MINUTES:
        raise InputInvalid(MINUTES_WRONG, field="every_minutes")
    if not window.from_at < window.until_at <= window.from_at + LONGEST_TRACK:
        raise InputInvalid(SPAN_WRONG, field="from_at")
    async with audited_change(officer.actor, Act.DISCLOSURE_ASK, about_file(file_id)) as change:
        file = await load_file(officer, Act.DISCLOSURE_ASK, file_id)
        if file.is_minor and await fetch_one("SELECT 1 FROM legal_query WHERE file = $1", file_id) is None:
            raise DisclosureRefused(OF_A_MINOR)
        if window.until_at > change.at:
            raise InputInvalid(IN_FUTURE, field="until_at")
        disclosure_id, number = uuid4(), await take_number(Series.DISCLOSURE, file.division)
        sealed = seal_json(await load_key(file.vault_key), asked, Place(TABLE, "asking_sealed", disclosure_id))
        await DisclosureRow.insert(
            DisclosureRow(
                id=disclosure_id, number=number, file=file_id, organ=organ.value, from_at=window.from_at,
                until_at=window.until_at, every_minutes=window.every_minutes, state=DisclosureState.ASKED.value,
                asking_sealed=sealed, asked_at=change.at, asked_by=officer.id,
            )
        )  # fmt: skip
        change.note(disclosure=disclosure_id, number=number, organ=organ)
    return disclosure_id


async def approve_disclosure(officer: Officer, disclosure_id: UUID, code: str) -> int:
    """Approve with the second factor, and freeze the least positions that serve; gives how many.

    OwnDisclosure, DisclosureRefused, SecondFactorRefused.
    """
    subject = await load_disclosure(officer, Act.DISCLOSURE_DECIDE, disclosure_id)
    _check_waits(officer, subject)
    await confirm_with_second_factor(officer, code)
    async with audited_change(officer.actor, Act.DISCLOSURE_DECIDE, about_file(subject.file_id)) as change:
        disclosure, key = await _lock(officer, disclosure_id)
        fixes = await stored_fixes_of(disclosure.file_id, disclosure.from_at, disclosure.until_at)
        positions = thinned(fixes, disclosure.every_minutes)
        await _decide(
            change,
            officer,
            disclosure,
            DisclosureState.APPROVED,
            pack_sealed=seal_json(key, positions, Place(TABLE, "pack_sealed", disclosure_id)),
            positions=len(positions),
        )
    return len(positions)


async def return_disclosure(officer: Officer, disclosure_id: UUID, reason: str) -> None:
    """Return what was asked for, with the reason; nothing leaves. OwnDisclosure, DisclosureRefused."""
    reason = needed_text(reason, "reason", _MOST_TEXT)
    subject = await load_disclosure(officer, Act.DISCLOSURE_DECIDE, disclosure_id)
    async with audited_change(officer.actor, Act.DISCLOSURE_DECIDE, about_file(subject.file_id)) as change:
        disclosure, key = await _lock(officer, disclosure_id)
        sealed = seal_text(key, reason, Place(TABLE, "return_sealed", disclosure_id))
        await _decide(change, officer, disclosure, DisclosureState.RETURNED, return_sealed=sealed)


async def hand_over_disclosure(officer: Officer, disclosure_id: UUID) -> Pack:
    """The pack to hand over; each time it is taken out is an act of its own. DisclosureRefused before the approval."""
    subject = await load_disclosure(officer, Act.DISCLOSURE_HAND_OVER, disclosure_id)
    async with audited_change(officer.actor, Act.DISCLOSURE_HAND_OVER, about_file(subject.file_id)) as change:
        disclosure = await load_disclosure(officer, Act.DISCLOSURE_HAND_OVER, disclosure_id, lock=True)
        if disclosure.state not in {DisclosureState.APPROVED, DisclosureState.HANDED_OVER}:
            raise DisclosureRefused(NOT_APPROVED)
        if disclosure.state is DisclosureState.APPROVED:
            await DisclosureRow.update(
                {"state": DisclosureState.HANDED_OVER.value, "handed_over_at": change.at, "handed_over_by": officer.id}
            ).where(DisclosureRow.id == disclosure_id)
        key = await load_key(disclosure.vault_key)
        change.note(disclosure=disclosure_id, number=disclosure.number, positions=disclosure.positions)
        return Pack(disclosure, disclosure.asking(key), disclosure.pack(key))


async def _lock(officer: Officer, disclosure_id: UUID) -> tuple[StoredDisclosure, DataKey]:
    disclosure = await load_disclosure(officer, Act.DISCLOSURE_DECIDE, disclosure_id, lock=True)
    _check_waits(officer, disclosure)
    return disclosure, await load_key(disclosure.vault_key)


def _check_waits(officer: Officer, disclosure: StoredDisclosure) -> None:
    if disclosure.asked_by == officer.id:
        raise OwnDisclosure(OWN_ASKING)
    if disclosure.state is not DisclosureState.ASKED:
        raise DisclosureRefused(NOT_WAITING)


async def _decide(
    change: Change, officer: Officer, disclosure: StoredDisclosure, state: DisclosureState, **values: Any
) -> None:
    decided: dict[Column | str, Any] = {"state": state.value, "decided_at": change.at, "decided_by": officer.id}
    decided.update(values)
    await DisclosureRow.update(decided).where(DisclosureRow.id == disclosure.id)
    change.note(disclosure=disclosure.id, number=disclosure.number, decision=state, positions=values.get("positions"))

"""Hazards of premises (隐患): recorded, referred, answered, resolved, and opened again; each step is kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from supervision.audit import Act, Change
from supervision.errors import InputInvalid, NotFound, RuleRefused
from supervision.legal_time import legal_day
from supervision.officers import Officer
from supervision.officers.officer import NOT_HERE
from supervision.residence.addresses.words import HazardState, HazardStepKind, NonLivingSpace, OfficeInCharge
from supervision.residence.changes import RESIDENCE, about, residence_change
from supervision.residence.codes import HazardKind
from supervision.residence.reach import check_reach, reach_of
from supervision.residence.rules import ResidenceRuleName, find_residence_rule
from supervision.storage.database import Record, fetch, fetch_one
from supervision.texts import needed_text, optional_text
from supervision.vault import Place, seal_text, service_key, unseal_text
from supervision.wording import Wording

SUBJECT = "hazard"
STEP = "hazard_step"

SPACE_BASIS = Wording(
    "住房租赁条例：厨房、卫生间、阳台、过道、地下储藏室、车库不得单独出租用于居住。",
    "Housing Letting Regulations: kitchen, bathroom, balcony, corridor, basement store and garage may not be let alone "
    "to be lived in.",
)
OFFICE_NEEDED = Wording("请选择移送给哪个部门。", "Choose the office to refer it to.")
DUE_PAST = Wording("办理期限不能早于今天。", "It cannot be due before today.")
NOT_NEXT = Wording("隐患当前的状态不能办理这一步。", "The hazard is not in a state for this step.")

_FROM_STATE = {
    HazardStepKind.REFERRED: HazardState.OPEN,
    HazardStepKind.ANSWERED: HazardState.OPEN,
    HazardStepKind.RESOLVED: HazardState.OPEN,
    HazardStepKind.REOPENED: HazardState.RESOLVED,
}
"""From which state each step leads on; recording is the first."""


class HazardStepRefused(RuleRefused):
    """The hazard is not in a state for this step."""

    code = "hazard-step-refused"


@dataclass(frozen=True, slots=True)
class Hazard:
    """A hazard as it stands; `space` where a space that is lived in and may not be is the hazard."""

    id: UUID
    dwelling_id: UUID
    division: str
    kind: HazardKind
    space: NonLivingSpace | None
    state: HazardState
    referred_to: OfficeInCharge | None
    due_on: date
    recorded_at: datetime
    resolved_at: datetime | None


@dataclass(frozen=True, slots=True)
class HazardStep:
    """One step of a hazard's history."""

    kind: HazardStepKind
    referred_to: OfficeInCharge | None
    due_on: date | None
    note: str
    at: datetime
    officer_name: str


@dataclass(frozen=True, slots=True)
class HazardDraft:
    """A hazard as it was seen; without a due day the rule's number of days."""

    kind: HazardKind
    note: str
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class StepDraft:
    """A step to be entered: a referral names its office, and may set another due day."""

    kind: HazardStepKind
    note: str = ""
    referred_to: OfficeInCharge | None = None
    due_on: date | None = None


async def record_hazard(officer: Officer, dwelling_id: UUID, draft: HazardDraft) -> UUID:
    """Record a hazard of premises within reach. InputInvalid."""
    note = needed_text(draft.note, "note")
    async with residence_change(officer.actor, Act.HAZARD_RECORD) as change:
        division = await _reached_division(officer, dwelling_id)
        due_on = _due(draft.due_on, division, legal_day(change.at))
        hazard_id = await _store(change, officer, (dwelling_id, division), draft.kind, due_on, note=note)
        change.is_about(SUBJECT, hazard_id)
        change.note(dwelling=dwelling_id, kind=draft.kind)
    return hazard_id


async def record_space_hazards(
    change: Change, officer: Officer, dwelling_id: UUID, division: str, spaces: Iterable[NonLivingSpace]
) -> None:
    """Record in the caller's change what the law makes a hazard: living where nobody may."""
    due_on = due_by_rule(division, legal_day(change.at))
    for space in spaces:
        place = (dwelling_id, division)
        hazard_id = await _store(change, officer, place, HazardKind.FIRE, due_on, space=space)
        change.note(**{f"hazard_{space}": hazard_id})


async def enter_step(officer: Officer, hazard_id: UUID, draft: StepDraft) -> None:
    """Enter the next step of a hazard within reach. HazardStepRefused, InputInvalid."""
    async with residence_change(officer.actor, Act.HAZARD_RECORD, about(SUBJECT, hazard_id)) as change:
        hazard = await load_hazard(officer, Act.HAZARD_RECORD, hazard_id, lock=True)
        await add_step(change, officer, hazard, draft)
        change.note(step=draft.kind, dwelling=hazard.dwelling_id)


async def add_step(change: Change, officer: Officer, hazard: Hazard, draft: StepDraft) -> None:
    """Add the next step of a hazard that the caller has locked, in its change. HazardStepRefused, InputInvalid."""
    note, today = optional_text(draft.note, "note"), legal_day(change.at)
    if draft.kind is HazardStepKind.REFERRED and draft.referred_to is None:
        raise InputInvalid(OFFICE_NEEDED, field="referred_to")
    if not may_follow(hazard.state, draft.kind):
        raise HazardStepRefused(NOT_NEXT)
    due_on = draft.due_on or (
        due_by_rule(hazard.division, today) if draft.kind is HazardStepKind.REOPENED else hazard.due_on
    )
    if draft.due_on is not None and draft.due_on < today:
        raise InputInvalid(DUE_PAST, field="due_on")
    is_resolved = draft.kind is HazardStepKind.RESOLVED
    await change.connection.execute(
        """UPDATE hazard SET state = $2, resolved_at = $3, due_on = $4, referred_to = coalesce($5, referred_to)
           WHERE id = $1""",
        hazard.id, HazardState.RESOLVED if is_resolved else HazardState.OPEN, change.at if is_resolved else None,
        due_on, draft.referred_to,
    )  # fmt: skip
    await _store_step(change, officer, hazard.id, draft.kind, note, (draft.referred_to, due_on))


def may_follow(state: HazardState, step: HazardStepKind) -> bool:
    """Whether the step can be the next one of a hazard in that state."""
    return _FROM_STATE.get(step) is state


async def load_hazard(officer: Officer, act: Act, hazard_id: UUID, *, lock: bool = False) -> Hazard:
    """One hazard of premises within reach; NotFound elsewhere."""
    row = await fetch_one(f"{_SELECT} WHERE h.id = $1 {'FOR NO KEY UPDATE OF h' if lock else ''}", hazard_id)
    if row is None:
        raise NotFound(NOT_HERE)
    await check_reach(officer, act, row["division"], row["drawer"])
    return hazard_of(row)


async def load_open_hazards(
    officer: Officer, division: str | None = None, due_before: date | None = None
) -> tuple[Hazard, ...]:
    """The open hazards within reach, the one due first on top; with a day, those that were due before it."""
    reach = await reach_of(officer, Act.DWELLING_LIST)
    rows = await fetch(
        f"{_SELECT} WHERE {_OPEN} ORDER BY h.due_on, h.recorded_at LIMIT 500",
        reach.patterns, list(reach.drawers), division, due_before,
    )  # fmt: skip
    return tuple(map(hazard_of, rows))


async def count_open_hazards(officer: Officer, due_before: date | None = None) -> int:
    """How many hazards within reach are open, or were due before the day."""
    reach = await reach_of(officer, Act.DWELLING_LIST)
    rows = await fetch(
        f"SELECT count(*) AS open FROM hazard AS h JOIN dwelling AS d ON d.id = h.dwelling WHERE {_OPEN}",  # noqa: S608
        reach.patterns, list(reach.drawers), None, due_before,
    )  # fmt: skip
    return int(rows[0]["open"])


async def hazards_of(dwelling_id: UUID) -> tuple[Hazard, ...]:
    """The hazards of premises that the caller has loaded, open ones first."""
    rows = await fetch(f"{_SELECT} WHERE h.dwelling = $1 ORDER BY h.state, h.recorded_at DESC", dwelling_id)
    return tuple(map(hazard_of, rows))


async def steps_of(hazard_ids: Iterable[UUID]) -> dict[UUID, list[HazardStep]]:
    """The steps of hazards that the caller has loaded, the newest first."""
    steps: dict[UUID, list[HazardStep]] = {hazard_id: [] for hazard_id in hazard_ids}
    rows = await fetch(
        """SELECT step.id, step.hazard, step.kind, step.referred_to, step.due_on, step.note_sealed, step.at,
               officer.name AS officer_name
           FROM hazard_step AS step JOIN officer ON officer.id = step.officer
           WHERE step.hazard = ANY($1) ORDER BY step.at DESC""",
        list(steps),
    )
    key = await service_key(RESIDENCE) if rows else None
    for row in rows:
        sealed = row["note_sealed"]
        steps[row["hazard"]].append(
            HazardStep(
                kind=HazardStepKind(row["kind"]),
                referred_to=OfficeInCharge(row["referred_to"]) if row["referred_to"] else None,
                due_on=row["due_on"],
                note=unseal_text(key, sealed, Place(STEP, "note_sealed", row["id"])) if key and sealed else "",
                at=row["at"],
                officer_name=row["officer_name"],
            )
        )
    return steps


def hazard_of(row: Record) -> Hazard:
    """A hazard from its row."""
    return Hazard(
        id=row["id"],
        dwelling_id=row["dwelling_id"],
        division=row["division"],
        kind=HazardKind(row["kind"]),
        space=NonLivingSpace(row["space"]) if row["space"] else None,
        state=HazardState(row["state"]),
        referred_to=OfficeInCharge(row["referred_to"]) if row["referred_to"] else None,
        due_on=row["due_on"],
        recorded_at=row["recorded_at"],
        resolved_at=row["resolved_at"],
    )


_OPEN = """
h.state = 'open' AND (h.division LIKE ANY($1) OR d.drawer = ANY($2))
AND ($3::text IS NULL OR h.division LIKE $3 || '%') AND ($4::date IS NULL OR h.due_on < $4)"""
_SELECT = """
SELECT h.id, h.dwelling AS dwelling_id, h.division, d.drawer, h.kind, h.space, h.state, h.referred_to, h.due_on,
       h.recorded_at, h.resolved_at
FROM hazard AS h JOIN dwelling AS d ON d.id = h.dwelling
"""


def due_by_rule(division: str, today: date) -> date:
    """By when a hazard is to be put right where nobody has set another day."""
    return today + timedelta(days=find_residence_rule(ResidenceRuleName.TASK_DUE, today, division).number)


def _due(asked: date | None, division: str, today: date) -> date:
    if asked is None:
        return due_by_rule(division, today)
    if asked < today:
        raise InputInvalid(DUE_PAST, field="due_on")
    return asked


async def _reached_division(officer: Officer, dwelling_id: UUID) -> str:
    row = await fetch_one("SELECT division, drawer FROM dwelling WHERE id = $1", dwelling_id)
    if row is None:
        raise NotFound(NOT_HERE)
    await check_reach(officer, Act.HAZARD_RECORD, row["division"], row["drawer"])
    division: str = row["division"]
    return division


async def _store(
    change: Change,
    officer: Officer,
    place: tuple[UUID, str],
    kind: HazardKind,
    due_on: date,
    *,
    space: NonLivingSpace | None = None,
    note: str = "",
) -> UUID:
    hazard_id = uuid4()
    await change.connection.execute(
        """INSERT INTO hazard (id, dwelling, division, kind, space, state, due_on, recorded_at)
           VALUES ($1, $2, $3, $4, $5, 'open', $6, $7)""",
        hazard_id, *place, kind, space, due_on, change.at,
    )  # fmt: skip
    await _store_step(change, officer, hazard_id, HazardStepKind.RECORDED, note, (None, due_on))
    return hazard_id


async def _store_step(
    change: Change,
    officer: Officer,
    hazard_id: UUID,
    kind: HazardStepKind,
    note: str,
    course: tuple[OfficeInCharge | None, date],
) -> None:
    step_id = uuid4()
    sealed = seal_text(await service_key(RESIDENCE), note, Place(STEP, "note_sealed", step_id)) if note else None
    await change.connection.execute(
        """INSERT INTO hazard_step (id, hazard, kind, referred_to, due_on, note_sealed, at, officer)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8)""",
        step_id, hazard_id, kind, *course, sealed, change.at, officer.id,
    )  # fmt: skip

"""What becomes of a request: forwarded to the office in charge, answered, or withdrawn, each an appended step."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from supervision.audit import Act
from supervision.errors import InputInvalid
from supervision.legal_time import legal_day
from supervision.officers import Officer
from supervision.officers.holidays import legal_calendar
from supervision.periods import count_period
from supervision.residence.changes import RESIDENCE, about, residence_change
from supervision.residence.services.catalogue import answer_period, find_service
from supervision.residence.services.store import REQUEST, StepDetail, StoredRequest, append_step, load_request, tell_of
from supervision.residence.services.words import ANSWERS, OPEN_STATES, RequestState, check_request_step
from supervision.storage.database import fetch
from supervision.texts import needed_text, optional_text
from supervision.vault import load_key
from supervision.wording import Wording

_MOST_OFFICE = 80
_MOST_CONTACT = 100
_MOST_PAPER = 100
_MOST_PAPERS = 20

ANSWER_WRONG = Wording("请选择列出的答复。", "Choose one of the listed answers.")
OFFICE_WRONG = Wording("请从列出的机构中选择，或者填写其他机构。", "Choose a listed office, or enter another one.")
PAPERS_NEEDED = Wording("请列出所缺的全部材料。", "List all papers that are missing.")


@dataclass(frozen=True, slots=True)
class OwnOffice:
    """An office of this register in charge of a division, with the telephone that it gives out."""

    id: UUID
    name: str
    phone: str


@dataclass(frozen=True, slots=True)
class Forwarding:
    """To whom a request is forwarded: an office of this register, or another by its name and whom to call there."""

    office_id: UUID | None = None
    name: str = ""
    contact: str = ""
    note: str = ""


async def offices_over(division: str) -> tuple[OwnOffice, ...]:
    """The offices of this register whose division holds the given one, the nearest first."""
    rows = await fetch(
        """SELECT office.id, office.name, coalesce(card_face.phone, '') AS phone
           FROM office LEFT JOIN card_face ON card_face.office = office.id
           WHERE office.register = $1 AND starts_with($2, office.division)
           ORDER BY length(office.division) DESC, office.name""",
        RESIDENCE, division,
    )  # fmt: skip
    return tuple(OwnOffice(row["id"], row["name"], row["phone"]) for row in rows)


async def forward_request(officer: Officer, request_id: UUID, forwarding: Forwarding) -> None:
    """Forward a request to the office in charge; the period to answer begins, where a law says one.

    RequestStepRefused, InputInvalid.
    """
    async with residence_change(officer.actor, Act.SERVICE_REQUEST_FORWARD, about(REQUEST, request_id)) as change:
        request, resident = await load_request(officer, Act.SERVICE_REQUEST_FORWARD, request_id, lock=True)
        check_request_step(request.state, RequestState.FORWARDED)
        detail = await _asked(forwarding, resident.division)
        due_on = await _answer_due(request, resident.division, legal_day(change.at))
        await change.connection.execute(
            "UPDATE service_request SET state = 'forwarded', office = $2, due_on = $3 WHERE id = $1",
            request_id, forwarding.office_id, due_on,
        )  # fmt: skip
        key = await load_key(resident.vault_key)
        await append_step(change, officer, request_id, RequestState.FORWARDED, detail, key)
        tell_of(change, request)
        change.note(state=RequestState.FORWARDED, office=forwarding.office_id)


async def answer_request(
    officer: Officer, request_id: UUID, answer: RequestState, text: str = "", papers: Sequence[str] = ()
) -> None:
    """Put down what the office in charge answered: granted, refused with the reason, or the papers that it needs.

    RequestStepRefused, InputInvalid.
    """
    if answer not in ANSWERS:
        raise InputInvalid(ANSWER_WRONG, field="answer")
    await _step(officer, Act.SERVICE_REQUEST_ANSWER, request_id, answer, text, papers)


async def withdraw_request(officer: Officer, request_id: UUID, text: str = "") -> None:
    """Put down that the resident does not want it any more. RequestStepRefused, InputInvalid."""
    await _step(officer, Act.SERVICE_REQUEST_WITHDRAW, request_id, RequestState.WITHDRAWN, text)


async def _step(
    officer: Officer, act: Act, request_id: UUID, state: RequestState, text: str, papers: Sequence[str] = ()
) -> None:
    async with residence_change(officer.actor, act, about(REQUEST, request_id)) as change:
        request, resident = await load_request(officer, act, request_id, lock=True)
        check_request_step(request.state, state)
        note = needed_text(text, "text") if state is RequestState.REFUSED else optional_text(text, "text")
        detail = StepDetail(note, _papers(papers) if state is RequestState.NEEDS_PAPERS else ())
        await change.connection.execute(
            "UPDATE service_request SET state = $2, due_on = NULL, closed_at = $3 WHERE id = $1",
            request_id, state, None if state in OPEN_STATES else change.at,
        )  # fmt: skip
        await append_step(change, officer, request_id, state, detail, await load_key(resident.vault_key))
        tell_of(change, request)
        change.note(state=state)


async def _asked(forwarding: Forwarding, division: str) -> StepDetail:
    note = optional_text(forwarding.note, "note")
    if forwarding.office_id is None:
        name = needed_text(forwarding.name, "name", _MOST_OFFICE)
        return StepDetail(note, office=name, contact=needed_text(forwarding.contact, "contact", _MOST_CONTACT))
    own = next((office for office in await offices_over(division) if office.id == forwarding.office_id), None)
    if own is None:
        raise InputInvalid(OFFICE_WRONG, field="office")
    return StepDetail(note, office=own.name, contact=own.phone)


async def _answer_due(request: StoredRequest, division: str, today: date) -> date | None:
    """Until when the office answers, counted from today; None where no law says it."""
    rule = answer_period(find_service(request.service, legal_day(request.requested_at), division), today, division)
    return count_period(today, rule.number, rule.unit, await legal_calendar()).due_on if rule else None


def _papers(papers: Sequence[str]) -> tuple[str, ...]:
    lines = [optional_text(paper, "papers", _MOST_PAPER) for paper in papers]
    found = tuple(line for line in lines if line)[:_MOST_PAPERS]
    if not found:
        raise InputInvalid(PAPERS_NEEDED, field="papers")
    return found

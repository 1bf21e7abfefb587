"""What asking would come to: the draft as it would be stored, who decides, and the arithmetic."""

from dataclasses import dataclass, replace
from uuid import UUID

import msgspec

from supervision.approvals.authorities import is_delegated
from supervision.approvals.words import Decider, DelegatedAct
from supervision.audit import Act
from supervision.corrections.applications.content import ApplicationDraft, FileFacts, checked
from supervision.corrections.applications.leaving import Leaving, leaving_of
from supervision.corrections.applications.routing import Days, Route, route_kind, route_leave, route_medical_interval
from supervision.corrections.applications.store import applications_of, granted_leave
from supervision.corrections.applications.words import ApplicationKind, ApplicationState
from supervision.corrections.store import StoredFile, load_file
from supervision.errors import InputInvalid, RuleRefused
from supervision.legal_time import legal_day, now
from supervision.officers import Officer, Role, division_names
from supervision.officers.holidays import legal_calendar
from supervision.storage.database import fetch, fetch_one
from supervision.storage.numbering import county_of
from supervision.vault import load_key
from supervision.wording import Wording

_COUNTY_ROLES = frozenset({Role.COUNTY_AGENCY, Role.COUNTY_HEAD})
_WITH_DESTINATIONS = frozenset({ApplicationKind.LEAVE, ApplicationKind.TRIPS})
_STANDING = frozenset({ApplicationState.ASKED, ApplicationState.SENT_BACK, ApplicationState.APPROVED})

NOT_ACTIVE = Wording(
    "对象不在矫（羁押、已转出或者已结束），不能申请。", "The person is not in the programme: nothing can be asked for."
)
NOT_LEAVING = Wording(
    "目的地与执行地在同一市县（同一设区的市的市辖区之间视为同一市县），不属于外出，不需要审批。",
    "The destination lies in the same place (urban districts of one city are one): that is no leave and needs none.",
)
LEAVING_UNKNOWN = Wording(
    "无法从名录判断是否离开所居住的市、县：请选择目的地的县级区划，或者核实后勾选。",
    "The codes do not tell whether this leaves the city or county: enter the county's code, or check and say so.",
)
DIVISION_UNKNOWN = Wording(
    "名录里没有这个区划代码：请从名录选择；确实没有的，选“不在名录：”并写明市、县名称。",
    "No list here has this division's code: choose one; what is not there is written after 不在名录：, by its name.",
)
OVERLAPS = Wording("与另一份外出申请的日期重叠。", "The days overlap with those of another leave.")
PROOF_ELSEWHERE = Wording("证明材料不在本人档案中。", "The proof is not on this person's file.")


class ApplicationRefused(RuleRefused):
    """Nothing of this kind can be asked for just now; the message says why."""

    code = "application-refused"


class NotLeaving(RuleRefused):
    """The trip leaves no city or county: it needs no approval."""

    code = "not-leaving"


@dataclass(frozen=True, slots=True)
class Planned:
    """An application as it would be stored, with who decides and why."""

    draft: ApplicationDraft
    route: Route


async def plan_application(
    officer: Officer, file_id: UUID, draft: ApplicationDraft, application_id: UUID | None = None
) -> Planned:
    """What asking would come to, for the page before the button; what asking refuses is refused here."""
    return await plan(await load_file(officer, Act.APPLICATION_MAKE, file_id), draft, application_id)


async def plan(file: StoredFile, draft: ApplicationDraft, application_id: UUID | None = None) -> Planned:
    """The same for a file that the caller has loaded; `application_id` is what is asked anew.

    InputInvalid, ApplicationRefused, NotLeaving, CategoryHasNone.
    """
    if not file.state.is_supervised:
        raise ApplicationRefused(NOT_ACTIVE)
    today = legal_day(now())
    injunctions = file.judgment(await load_key(file.vault_key)).injunctions
    facts = FileFacts(file.category, file.division, file.term_ends_on, injunctions)
    draft = checked(draft, facts, today, await legal_calendar())
    await _check_proof(file, draft)
    if draft.kind in _WITH_DESTINATIONS:
        draft = await _placed(draft)
        await _check_leaving(file, draft)
    if draft.kind is ApplicationKind.LEAVE:
        await _check_overlap(file, draft, application_id)
    return Planned(draft, await route_now(file, draft, application_id))


async def route_now(file: StoredFile, draft: ApplicationDraft, application_id: UUID | None = None) -> Route:
    """Who decides on a checked draft as things stand now; the caller has loaded the file."""
    today = legal_day(now())
    if draft.kind is ApplicationKind.MEDICAL_INTERVAL:
        return route_medical_interval(draft.content.months, file.division, today)
    if draft.kind is not ApplicationKind.LEAVE or draft.from_on is None or draft.until_on is None:
        return route_kind(draft.kind, file.division, today)
    return route_leave(
        Days(draft.from_on, draft.until_on),
        await granted_leave(file.id, application_id),
        file.division,
        today,
        is_delegated=await is_delegated(file.office_id, DelegatedAct.DECIDE_LEAVE, today),
    )


def first_stop(decider: Decider, asked_by: Role) -> Decider:
    """Whose turn it is first: what an office asks of anybody above the county passes the county's agency. Pure."""
    if asked_by in _COUNTY_ROLES or decider in {Decider.OFFICE, Decider.COUNTY}:
        return decider
    return Decider.COUNTY


async def _check_proof(file: StoredFile, draft: ApplicationDraft) -> None:
    if draft.proof_id is None:
        return
    if await fetch_one("SELECT 1 FROM attachment WHERE id = $1 AND file = $2", draft.proof_id, file.id) is None:
        raise InputInvalid(PROOF_ELSEWHERE, field="proof_id")


async def _placed(draft: ApplicationDraft) -> ApplicationDraft:
    """The draft with the names of its destinations' divisions; InputInvalid for a code that no list here has."""
    codes = {each.division for each in draft.content.destinations if each.division}
    rows = await fetch("SELECT code FROM division WHERE code = ANY($1)", list(codes))
    if codes - {row["code"] for row in rows}:
        raise InputInvalid(DIVISION_UNKNOWN, field="destinations")
    names = await division_names(codes)
    placed = tuple(
        msgspec.structs.replace(each, place=names.get(each.division, each.place)) for each in draft.content.destinations
    )
    return replace(draft, content=msgspec.structs.replace(draft.content, destinations=placed))


async def _check_leaving(file: StoredFile, draft: ApplicationDraft) -> None:
    codes = [each.division for each in draft.content.destinations]
    counties = {county_of(code) for code in (file.division, *codes)}
    rows = await fetch("SELECT code, name FROM division WHERE code = ANY($1)", list(counties))
    leaving = leaving_of(file.division, codes, {row["code"]: row["name"] for row in rows})
    if leaving is Leaving.STAYS:
        raise NotLeaving(NOT_LEAVING)
    if leaving is Leaving.UNKNOWN and not draft.says_leaving:
        raise InputInvalid(LEAVING_UNKNOWN, field="destinations")


async def _check_overlap(file: StoredFile, draft: ApplicationDraft, application_id: UUID | None) -> None:
    if draft.from_on is None or draft.until_on is None:
        return
    asked = Days(draft.from_on, draft.until_on)
    for other in await applications_of(file.id):
        if other.kind is not ApplicationKind.LEAVE or other.id == application_id:
            continue
        taken = Days(other.from_on, other.until_on or other.from_on) if other.state in _STANDING else other.days_used()
        is_over = other.state in {ApplicationState.REFUSED, ApplicationState.WITHDRAWN}
        if not is_over and taken is not None and taken.overlaps(asked):
            raise ApplicationRefused(OVERLAPS)

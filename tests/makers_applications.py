"""Applications, delegations and mandates for tests, brought as far as the test wants the way officers bring them."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from supervision.approvals.authorities import AuthorityDraft, confirm_authority, enter_authority
from supervision.approvals.words import NEEDS_CODE, DelegatedAct
from supervision.audit import Act
from supervision.corrections.applications.asking import make_application
from supervision.corrections.applications.content import ApplicationContent, ApplicationDraft, Destination
from supervision.corrections.applications.deciding import Approval, approve_application, refuse_application
from supervision.corrections.applications.store import Application, load_application
from supervision.corrections.applications.words import ApplicationKind
from supervision.legal_time import legal_day, now
from supervision.officers import Role
from tests.cast import NORTH, Cast
from tests.makers import Member, make_officer
from tests.makers_orders import unused_code

ELSEWHERE = "140902001"
EVERY_ACT = (DelegatedAct.DECIDE_LEAVE, DelegatedAct.SIGN_OFF_LEAVE)


def today() -> date:
    return legal_day(now())


def day(ahead: int) -> date:
    return today() + timedelta(days=ahead)


async def make_nora(cast: Cast) -> Member:
    """A second officer of Olga's office."""
    return await make_officer("nora", "Nora North", Role.JUSTICE_OFFICE, NORTH, cast.north_office)


async def make_delegation(cast: Cast, *, acts: tuple[DelegatedAct, ...] = EVERY_ACT, days: int = 30) -> UUID:
    """A delegation to the North office from today, entered by Agnes and confirmed by Hua."""
    draft = AuthorityDraft("临矫委〔2026〕1号", today(), day(days), office_id=cast.north_office, acts=acts)
    authority_id = await enter_authority(cast.agnes.officer, draft)
    await confirm_authority(cast.hua.officer, authority_id, unused_code(cast.hua))
    return authority_id


async def make_mandate(
    cast: Cast, deputy: Member, *, days: int = 30, from_on: date | None = None, acts: tuple[DelegatedAct, ...] = ()
) -> UUID:
    """A mandate for a deputy, from today unless said otherwise, entered by Agnes and confirmed by Hua."""
    draft = AuthorityDraft("临司授〔2026〕1号", from_on or today(), day(days), deputy_id=deputy.id, acts=acts)
    authority_id = await enter_authority(cast.agnes.officer, draft)
    await confirm_authority(cast.hua.officer, authority_id, unused_code(cast.hua))
    return authority_id


def leave_draft(first: int = 5, days: int = 3, **parts: Any) -> ApplicationDraft:
    """Leave for some days, beginning some days from now, to another city; parts of the content as they are called."""
    outer = {name: parts.pop(name) for name in ("says_leaving", "proof_id") if name in parts}
    content: dict[str, Any] = {
        "reason": "到省城医院复查。",
        "reason_kind": "medical",
        "destinations": (Destination("省城人民医院", ELSEWHERE),),
    }
    return ApplicationDraft(
        ApplicationKind.LEAVE, ApplicationContent(**(content | parts)), day(first), day(first + days - 1), **outer
    )


def other_draft(kind: ApplicationKind, first: int = 0, days: int | None = None, **parts: Any) -> ApplicationDraft:
    """An application of another kind that says all it has to."""
    content: dict[ApplicationKind, dict[str, Any]] = {
        ApplicationKind.TRIPS: {"destinations": (Destination("邻市农贸市场", ELSEWHERE),), "frequency": "每周两次"},
        ApplicationKind.BARRED_PLACE: {"place": "县体育馆"},
        ApplicationKind.CONTACT: {"person_kind": "victim", "person": "被害人李某"},
        ApplicationKind.CLASS_CHANGE: {"supervision_class": "strict"},
        ApplicationKind.MEDICAL_INTERVAL: {"months": 6},
    }
    said = ApplicationContent(**({"reason": "确有需要。"} | content[kind] | parts))
    return ApplicationDraft(kind, said, day(first), None if days is None else day(first + days - 1))


async def make_leave(officer: Member, file_id: UUID, first: int = 5, days: int = 3, **parts: Any) -> UUID:
    """Leave that is asked for."""
    return await make_application(officer.officer, file_id, leave_draft(first, days, **parts))


async def seen(officer: Member, application_id: UUID) -> Application:
    """The application as it stands."""
    application, _ = await load_application(officer.officer, Act.APPLICATION_OPEN, application_id)
    return application


async def approve(officer: Member, application_id: UUID, note: str = "", opened: tuple[UUID, ...] = ()) -> None:
    """Approve what is shown, with a code where one is asked for."""
    application = await seen(officer, application_id)
    code = unused_code(officer) if application.waits_at in NEEDS_CODE else ""
    await approve_application(officer.officer, application_id, application.revision, Approval(note, code, opened))


async def refuse(officer: Member, application_id: UUID, reason: str) -> None:
    """Refuse what is shown."""
    application = await seen(officer, application_id)
    code = unused_code(officer) if application.waits_at in NEEDS_CODE else ""
    await refuse_application(officer.officer, application_id, application.revision, reason, code)

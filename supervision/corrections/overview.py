"""How somebody stands at a glance: class, the contacts around today, group, applications, and what is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from supervision.audit import Act, audited_change
from supervision.corrections.applications.store import Application, applications_of
from supervision.corrections.applications.words import ApplicationKind, ApplicationState
from supervision.corrections.classes import class_on
from supervision.corrections.concerns import CaseConcern, OpenMatter, open_matters_of
from supervision.corrections.contacts.store import StoredContact, contacts_around
from supervision.corrections.induction.group import GroupMember, group_of
from supervision.corrections.opening import about_file
from supervision.corrections.purposes import read_purpose
from supervision.corrections.store import load_file
from supervision.corrections.supervision_class import SupervisionClass
from supervision.legal_time import legal_day
from supervision.officers import Officer

_WAITING = frozenset({ApplicationState.ASKED, ApplicationState.SENT_BACK})
_DONE_WITH_APPROVAL = frozenset({ApplicationKind.CLASS_CHANGE, ApplicationKind.MEDICAL_INTERVAL})


@dataclass(frozen=True, slots=True)
class FileOverview:
    """How somebody stands; no contact where there was none, or where none is planned."""

    supervision_class: SupervisionClass
    last: StoredContact | None
    next: StoredContact | None
    group: tuple[GroupMember, ...]
    applications: tuple[Application, ...]
    """Those that are asked for, sent back, approved for a day that is not over, or leave that nobody signed off."""


async def load_overview(officer: Officer, act: Act, file_id: UUID, today: date) -> FileOverview:
    """How the person of a file stands on which the officer may do `act`; the caller's act is audited."""
    file = await load_file(officer, act, file_id)
    last, following = await contacts_around(file_id)
    return FileOverview(
        supervision_class=await class_on(file_id, today),
        last=last,
        next=following,
        group=tuple(kept.member for kept in await group_of(file) if kept.until_on is None),
        applications=tuple(one for one in await applications_of(file_id) if _runs(one, today)),
    )


async def open_overview(
    officer: Officer, file_id: UUID, purpose: str | None
) -> tuple[FileOverview, Mapping[CaseConcern, OpenMatter]]:
    """The same with what is wrong, opened for a purpose that is recorded. InputInvalid without one."""
    reason = read_purpose(purpose)
    async with audited_change(officer.actor, Act.PERSON_FILE_OPEN, about_file(file_id), purpose=reason) as change:
        change.note(part="overview")
        file = await load_file(officer, Act.PERSON_FILE_OPEN, file_id)
        overview = await load_overview(officer, Act.PERSON_FILE_OPEN, file_id, legal_day(change.at))
        return overview, await open_matters_of(file_id, file.division, change.at)


def _runs(one: Application, today: date) -> bool:
    if one.state is not ApplicationState.APPROVED:
        return one.state in _WAITING
    is_over = one.until_on is not None and one.until_on < today
    return one.kind is ApplicationKind.LEAVE or not (is_over or one.kind in _DONE_WITH_APPROVAL)

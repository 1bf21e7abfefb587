"""What is shown before a certificate of release is asked for, and before it is issued."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from api.console import formats
from api.console.page_forms import SubmittedForm
from api.console.pages_base import PageRequest
from api.console.person_named import person_named
from api.console.supervisee_header import file_path
from api.console.view_models.base import Line
from api.console.view_models.contacts import CheckView
from supervision.audit import Act
from supervision.corrections.file_state import END_CAUSE_NAMES, EndCause
from supervision.corrections.purposes import Purpose
from supervision.corrections.release.certifying import UNDONE_UNEXPLAINED
from supervision.corrections.release.looking import ReleaseWork, load_release
from supervision.corrections.release.requests import CertificateRequest
from supervision.corrections.release.words import RELEASE_TASK_NAMES, ReleaseTask
from supervision.errors import InputInvalid
from supervision.wording import Wording

_ALL_DONE = Wording("无", "none")
_ATTACHED = Wording("已附", "attached")
_NOT_ATTACHED = Wording("未附", "none")


async def request_check(
    page: PageRequest,
    file_id: UUID,
    form: SubmittedForm,
    cause: EndCause,
    ended_at: datetime | None,
    paper: UUID | None,
) -> CheckView:
    """What an officer asks for, with what is undone; InputInvalid where that is not explained."""
    work = await load_release(page.officer, Act.RELEASE_PREPARE, file_id)
    if work.undone and not form.text("why_undone").strip():
        raise InputInvalid(UNDONE_UNEXPLAINED, field="why_undone")
    note, why = form.text("note"), form.text("why_undone")
    shown = await _lines(page, file_id, cause, ended_at, note, work.undone, why, has_paper=paper is not None)
    purpose = form.text("purpose") or Purpose.SUPERVISION
    names = ("cause", "ended_at", "note", "why_undone", "purpose")
    return CheckView(
        heading=page.say(Wording("核对后呈报解除", "Check before the certificate is asked for")),
        action=page.say(Wording("呈报解除", "Ask for the certificate")),
        action_path=page.request.url.path,
        back_path=file_path(file_id, purpose, "release"),
        shown=shown,
        hidden={name: (form.text(name),) for name in names} | {"paper_id": (str(paper or ""),)},
    )


async def certificate_lines(
    page: PageRequest, file_id: UUID, work: ReleaseWork, asked: CertificateRequest
) -> tuple[Line, ...]:
    """What is confirmed when the certificate is issued: the request, and what is undone now."""
    has_paper = asked.paper_id is not None
    lines = await _lines(
        page, file_id, asked.cause, asked.ended_at, asked.note, work.undone, asked.why_undone, has_paper=has_paper
    )
    who = f"{asked.asked_by_name} {formats.full_moment(asked.asked_at, page.language)}"
    return (*lines, Line(label=page.say(Wording("呈报人", "Asked for by")), value=who))


async def _lines(
    page: PageRequest,
    file_id: UUID,
    cause: EndCause,
    ended_at: datetime | None,
    note: str,
    undone: Sequence[ReleaseTask],
    why_undone: str,
    *,
    has_paper: bool,
) -> tuple[Line, ...]:
    person = await person_named(page, file_id)
    ends = formats.full_moment(ended_at, page.language) if ended_at else str(person.term_ends_on)
    between = page.say(Wording("、", ", "))
    left = between.join(page.say(RELEASE_TASK_NAMES[task]) for task in undone) or page.say(_ALL_DONE)
    shown = [
        (Wording("对象", "Person"), f"{person.name} {person.number}"),
        (Wording("原因", "Cause"), page.say(END_CAUSE_NAMES[cause])),
        (Wording("时间", "Time"), ends),
        (Wording("说明", "Note"), note),
        (Wording("文书", "Document"), page.say(_ATTACHED if has_paper else _NOT_ATTACHED)),
        (Wording("未完成的解矫准备", "Work before the end, not done"), left),
    ]
    if why_undone:
        shown.append((Wording("未完成的理由", "Why it is not done"), why_undone))
    return tuple(Line(label=page.say(label), value=value) for label, value in shown)

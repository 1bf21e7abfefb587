"""Issuing a paper: filled from the file, shown before it is issued, numbered, sealed as it was printed."""

import asyncio
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from supervision.audit import Act, Change, audited_change
from supervision.corrections.guardians.store import guardians_of
from supervision.corrections.opening import about_file
from supervision.corrections.papers.called_for import PaperCalledFor
from supervision.corrections.papers.filling import fields_of_file, guardian_in_words, in_words, read_typed
from supervision.corrections.papers.store import TABLE, PaperDetails
from supervision.corrections.papers.suiting import check_suits
from supervision.corrections.papers.tables import IssuedPaperRow
from supervision.corrections.purposes import read_purpose
from supervision.corrections.store import StoredFile, load_file
from supervision.errors import NotFound, RuleRefused
from supervision.forms.catalogue import FORMS, Form, FormName, Issuer
from supervision.forms.rendering import TextLine, read_text, render
from supervision.forms.templates import Template, find_template
from supervision.legal_time import legal_day
from supervision.officers import Officer
from supervision.officers.officer import NOT_HERE
from supervision.storage.database import fetch_one
from supervision.storage.numbering import Series, take_number
from supervision.vault import Place, load_key, seal, seal_json
from supervision.wording import Wording

NUMBER_LATER = "签发时编号"
"""What a preview says in the place of a number."""

_SERIES_OF_ACTS = {FormName.ADMONITION: Series.ADMONITION, FormName.WARNING: Series.WARNING}
_ACT_OF_ISSUER = {Issuer.OFFICE: Act.PAPER_ISSUE, Issuer.COUNTY: Act.PAPER_DECIDE}


class PaperIssuedAlready(RuleRefused):
    """The same paper was handed in before; who, when and under which number is kept beside the message."""

    code = "paper-issued-already"

    def __init__(self, issued_by: str, issued_at: datetime, number: str) -> None:
        super().__init__(
            Wording(
                f"这份文书已由{issued_by}签发，编号{number}。内容有误的，先作废再签发。",
                f"{issued_by} issued this paper as {number}. If it is wrong, void it first.",
            )
        )
        self.issued_by = issued_by
        self.issued_at = issued_at
        self.number = number


@dataclass(frozen=True, slots=True)
class JustIssued:
    """A paper that was issued just now: its number, and from when its template holds."""

    paper_id: UUID
    number: str
    template_on: date


def issuing_act(form: FormName) -> Act:
    """The act by which a form is issued: the county agency's own, or one of every office that keeps files."""
    return _ACT_OF_ISSUER[FORMS[form].issuer]


async def preview_paper(
    officer: Officer, file_id: UUID, form: FormName, typed: Mapping[str, str], purpose: str | None
) -> tuple[TextLine, ...]:
    """What the paper would say today, without a number; recorded as a reading of the file. As `issue_paper` refuses."""
    reason = read_purpose(purpose)
    async with audited_change(officer.actor, issuing_act(form), about_file(file_id), purpose=reason) as change:
        file = await load_file(officer, issuing_act(form), file_id)
        fields = await _fields(officer, file, FORMS[form], typed, change)
        change.note(form=form, preview=True)
        template = await _template(form, legal_day(change.at))
        content = await asyncio.to_thread(render, template.content, fields | {"number": NUMBER_LATER})
        return read_text(content)


async def issue_paper(
    officer: Officer, file_id: UUID, form: FormName, typed: Mapping[str, str], paper_id: UUID | None = None
) -> UUID:
    """Issue a paper of the file. PaperUnsuited, FileEnded, InputInvalid, TemplateRefused.

    Handed in twice under one `paper_id`, it is issued once, and the second is told so: PaperIssuedAlready.
    """
    async with audited_change(officer.actor, issuing_act(form), about_file(file_id)) as change:
        file = await load_file(officer, issuing_act(form), file_id, lock=True)
        return note_issue(change, form, await issue_within(change, officer, file, form, typed, paper_id=paper_id))


def note_issue(change: Change, form: FormName, issued: JustIssued) -> UUID:
    """Name the paper in the entry of the act by which it was issued; gives its id."""
    change.note(paper=issued.paper_id, form=form, number=issued.number, template=issued.template_on)
    return issued.paper_id


async def issue_within(
    change: Change, officer: Officer, file: StoredFile, form: FormName, typed: Mapping[str, str], *,
    called: PaperCalledFor | None = None, paper_id: UUID | None = None,
) -> JustIssued:  # fmt: skip
    """`issue_paper` as a part of an act that holds the file locked, and that the officer may do on it.

    For one act it is issued once, and so is what a file has one of: PaperIssuedAlready.
    """
    paper_id = paper_id or uuid4()
    await _check_new(paper_id, file.id, called)
    fields = await _fields(officer, file, FORMS[form], typed, change)
    template = await _template(form, legal_day(change.at))  # what may refuse comes before a number is taken
    fields["number"] = await _number(form, (called and called.division) or file.division, called)
    content = await asyncio.to_thread(render, template.content, fields)
    key = await load_key(file.vault_key)
    details = PaperDetails(fields, hashlib.sha256(content).hexdigest())
    await IssuedPaperRow.insert(
        IssuedPaperRow(
            id=paper_id,
            file=file.id,
            form=form.value,
            number=fields["number"],
            template_on=template.effective_on,
            template_origin=template.origin.value,
            issued_at=change.at,
            issued_by=officer.id,
            details_sealed=seal_json(key, details, Place(TABLE, "details_sealed", paper_id)),
            content_sealed=seal(key, content, Place(TABLE, "content_sealed", paper_id)),
            act_kind=called and called.act_kind and called.act_kind.value,
            act=called and called.act_id,
        )
    )
    return JustIssued(paper_id, fields["number"], template.effective_on)


async def _check_new(paper_id: UUID, file_id: UUID, called: PaperCalledFor | None) -> None:
    row = await fetch_one(
        """SELECT p.file, p.number, p.issued_at, coalesce(o.name, '') AS name
           FROM issued_paper AS p LEFT JOIN officer AS o ON o.id = p.issued_by
           WHERE p.id = $1 OR (p.form = $3 AND p.voided_at IS NULL AND (p.act = $2 OR (p.file = $4 AND $5::boolean)))
           ORDER BY p.id = $1 DESC LIMIT 1""",
        paper_id, called and called.act_id, called and called.form, file_id, bool(called and called.is_only),
    )  # fmt: skip
    if row is None:
        return
    if row["file"] != file_id:
        raise NotFound(NOT_HERE)
    raise PaperIssuedAlready(row["name"], row["issued_at"], row["number"])


async def _fields(
    officer: Officer, file: StoredFile, form: Form, typed: Mapping[str, str], change: Change
) -> dict[str, str]:
    check_suits(form.name, file.category, file.state, file.end_cause)
    content = await file.open_content()
    current = [one.facts for one in await guardians_of(file) if one.is_current]
    fields = fields_of_file(
        content,
        term_ends_on=file.term_ends_on,
        office_name=file.office_name,
        number=file.number,
        guardian=guardian_in_words(current, is_minor=file.is_minor),
    )
    fields |= {
        "issued_on": in_words(legal_day(change.at)),
        "issuer": officer.office_name or file.office_name,
        "officer_name": officer.name,
    }
    return fields | read_typed(form, typed)


async def _template(form: FormName, on: date) -> Template:
    """The template of the day, read away from the loop: checking and filling in take tens of milliseconds."""
    return await asyncio.to_thread(find_template, form, on)


async def _number(form: FormName, division: str, called: PaperCalledFor | None) -> str:
    """The number of the act, and of the form's series where the act has none or a void paper has borne it."""
    if called and called.number:
        borne = await fetch_one("SELECT 1 FROM issued_paper WHERE number = $1", called.number)
        if borne is None:
            return called.number
    return await take_number(_series(form), division)


def _series(form: FormName) -> Series:
    """What numbers a paper that no act has numbered; a decision and its paper never take from two series."""
    return _SERIES_OF_ACTS.get(form) or Series(f"paper-{FORMS[form].letters.lower()}")

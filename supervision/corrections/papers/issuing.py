"""Issuing a paper: filled from the file, shown before it is issued, numbered, sealed as it was printed."""

import asyncio
import hashlib
from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID, uuid4

from supervision.audit import Act, Change, audited_change
from supervision.corrections.guardians.store import guardians_of
from supervision.corrections.opening import about_file
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

_ACT_OF_ISSUER = {Issuer.OFFICE: Act.PAPER_ISSUE, Issuer.COUNTY: Act.PAPER_DECIDE}


class PaperIssuedAlready(RuleRefused):
    """The same paper was handed in before; who, when and under which number is kept beside the message."""

    code = "paper-issued-already"

    def __init__(self, issued_by: str, issued_at: datetime, number: str) -> None:
        super().__init__(
            Wording(f"这份文书已由{issued_by}签发，编号{number}。", f"{issued_by} issued this paper as {number}.")
        )
        self.issued_by = issued_by
        self.issued_at = issued_at
        self.number = number


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
        _, content = await _printed(form, legal_day(change.at), fields | {"number": NUMBER_LATER})
        return read_text(content)


async def issue_paper(
    officer: Officer, file_id: UUID, form: FormName, typed: Mapping[str, str], paper_id: UUID | None = None
) -> UUID:
    """Issue a paper of the file. PaperUnsuited, FileEnded, InputInvalid, TemplateRefused.

    Handed in twice under one `paper_id`, it is issued once, and the second is told so: PaperIssuedAlready.
    """
    async with audited_change(officer.actor, issuing_act(form), about_file(file_id)) as change:
        return await issue_within(change, officer, file_id, form, typed, paper_id)


async def issue_within(
    change: Change, officer: Officer, file_id: UUID, form: FormName, typed: Mapping[str, str],
    paper_id: UUID | None = None,
) -> UUID:  # fmt: skip
    """`issue_paper` as a part of another act, in its transaction: the act's decision and its paper, or neither."""
    file = await load_file(officer, issuing_act(form), file_id, lock=True)
    paper_id = paper_id or uuid4()
    await _check_new(paper_id, file_id)
    fields = await _fields(officer, file, FORMS[form], typed, change)
    fields["number"] = await take_number(Series(f"paper-{FORMS[form].letters.lower()}"), file.division)
    template, content = await _printed(form, legal_day(change.at), fields)
    key = await load_key(file.vault_key)
    details = PaperDetails(fields, hashlib.sha256(content).hexdigest())
    await IssuedPaperRow.insert(
        IssuedPaperRow(
            id=paper_id,
            file=file_id,
            form=form.value,
            number=fields["number"],
            template_on=template.effective_on,
            template_origin=template.origin.value,
            issued_at=change.at,
            issued_by=officer.id,
            details_sealed=seal_json(key, details, Place(TABLE, "details_sealed", paper_id)),
            content_sealed=seal(key, content, Place(TABLE, "content_sealed", paper_id)),
        )
    )
    change.note(paper=paper_id, form=form, number=fields["number"], template=template.effective_on)
    return paper_id


async def _check_new(paper_id: UUID, file_id: UUID) -> None:
    row = await fetch_one(
        """SELECT p.file, p.number, p.issued_at, coalesce(o.name, '') AS name
           FROM issued_paper AS p LEFT JOIN officer AS o ON o.id = p.issued_by WHERE p.id = $1""",
        paper_id,
    )
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


async def _printed(form: FormName, on: date, fields: Mapping[str, str]) -> tuple[Template, bytes]:
    """The template of the day and what comes of it, away from the loop: both take tens of milliseconds."""
    template = await asyncio.to_thread(find_template, form, on)
    return template, await asyncio.to_thread(render, template.content, fields)

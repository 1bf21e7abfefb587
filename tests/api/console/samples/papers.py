"""Papers of invented people."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from api.console.view_models.base import Choice, FormState, Paging, View
from api.console.view_models.papers import (
    DocumentLine,
    PaperCheckView,
    PaperField,
    PaperFormView,
    PaperLine,
    PapersTab,
)
from supervision.forms.catalogue import FORMS, FormName
from tests.api.console.samples.moments import PROOF, at, options
from tests.api.console.samples.people import HEADER

PERMIT = FORMS[FormName.LEAVE_PERMIT]
LINE = PaperLine(
    paper_id="p1", title="准予外出通知书", number="ZW-140502-2026-0007", state="issued", issued_at=at(9, 12),
    issued_by="王建国", template_on=date(2020, 7, 1), is_own_template=False, path="/console/papers/p1",
    acts=frozenset({"attach", "void"}),
)  # fmt: skip
SIGNED = replace(
    LINE, paper_id="p2", title="社区矫正承诺书", number="CN-140502-2026-0031", state="signed", scan=PROOF,
    is_own_template=True, acts=frozenset({"void"}),
)  # fmt: skip
VOID = replace(
    LINE, paper_id="p3", number="ZW-140502-2026-0006", state="void", voided_at=at(9, 10), voided_by="王建国",
    void_reason="目的地写错，另行签发。", acts=frozenset(),
)  # fmt: skip
TAB = PapersTab(
    header=HEADER,
    papers=(LINE, VOID, SIGNED),
    paging=Paging(shown=3, next_path="/console/supervisees/s1?tab=papers&cursor=c"),
    forms=tuple(Choice(value=name, label=form.title) for name, form in FORMS.items()),
    documents=(
        DocumentLine(document=PROOF, kind="proof", opens_here=True),
        DocumentLine(document=replace(PROOF, name="判决书.docx"), kind="judgment", opens_here=False),
    ),
    document_kinds=options("judgment", "other"),
    may_issue=True,
    may_add=True,
)
FORM = PaperFormView(
    header=HEADER,
    form_name=PERMIT.name,
    title=PERMIT.title,
    fields=tuple(
        PaperField(name=one.name, label=one.label, kind=one.kind, is_required=one.is_required) for one in PERMIT.fields
    ),
    paper_id="p4",
    form=FormState(values={field.name: field.usual for field in PERMIT.fields}),
)
PAPER_PAGES: Mapping[str, View] = {
    "file-papers": TAB,
    "file-papers-empty": replace(TAB, papers=(), documents=()),
    "file-papers-read-only": replace(TAB, papers=(), forms=(), documents=(), may_issue=False, may_add=False),
    "paper-form": FORM,
    "paper-form-refused": replace(
        FORM, form=FormState(values={"destination": "云安市"}, errors={"reason": "此项必须填写。"})
    ),
    "paper-form-nothing": replace(FORM, form_name="commitment", title="社区矫正承诺书", fields=(), form=FormState()),
    "paper-check": PaperCheckView(
        header=HEADER,
        title=PERMIT.title,
        lines=(
            ("临溪县司法局",), ("准予外出通知书",), ("编号：签发时编号",), ("姓名", "李志强", "性别", "男"),
            ("你因就医申请外出至云安市。依照社区矫正法第二十七条的规定，准予你外出。",),
        ),
        hidden={"form": PERMIT.name, "paper": "p4", "purpose": "supervision", "reason": "就医"},
    ),
}  # fmt: skip

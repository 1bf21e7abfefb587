"""Assessments before the sentence: requests of organs, inquiries, opinions, replies, destruction."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from api.console.view_models.assessments import (
    AssessmentCertificateView,
    AssessmentDestructionLine,
    AssessmentDestructionsView,
    AssessmentDocumentLine,
    AssessmentFormView,
    AssessmentLine,
    AssessmentListView,
    AssessmentPaperView,
    AssessmentView,
    InquiryLine,
    OpinionOfAssessment,
)
from api.console.view_models.base import Attachment, Choice, Deadline, FormState, Happening, Line, Paging, View
from tests.api.console.samples.moments import BASIS, at, counted, named

DUE = Deadline(due_on=date(2026, 12, 4), days_left=11, basis=BASIS)
LATE = Deadline(due_on=date(2026, 11, 20), days_left=-3, basis=BASIS)
REQUEST = (
    Line(label="委托机关", value="人民法院 临溪县人民法院"),
    Line(label="委托文书号", value="（2026）晋9901刑初7号委托函"),
)
PERSON = (Line(label="姓名", value="孟长庚"), Line(label="住址", value="北岭镇松坡村12号"))
FACTS = (Line(label="居所情况", value="自有住房，与父母同住。"), Line(label="理由", value="家庭能够管教。"))

LINE = AssessmentLine(
    assessment_id="a1", number="PG-140502-2026-0001", masked_name="孟*", masked_id_number="140502********1234",
    organ="court", category="suspended-sentence", is_fast=True, state="assigned", outcome="",
    office_name="城关司法所", received_on=date(2026, 11, 20), deadline=DUE,
)  # fmt: skip
LIST = AssessmentListView(
    lines=(
        replace(LINE, assessment_id="a2", deadline=LATE, is_fast=False, organ="detention-house"),
        LINE,
        replace(LINE, assessment_id="a3", state="closed", outcome="not-ordered", deadline=None),
    ),
    shows=counted("assessment-show", {"open": 2, "overdue": 1, "to-assign": 0, "closed": 3}),
    show="open",
    paging=Paging(shown=3, total=3),
    may_receive=True,
)
FORM = AssessmentFormView(
    step="request", organs=named("asking-organ"), categories=named("category"),
    document_types=named("document-type"), sexes=named("sex"),
)  # fmt: skip
OPINION = OpinionOfAssessment(
    suitability="suitable", facts=FACTS, written_by="王建国", written_at=at(10), is_approved=None, decided_by=""
)
SCAN = AssessmentDocumentLine(
    kind="entrustment",
    document=Attachment(
        name="委托函扫描件.pdf", path="/console/assessments/a1/documents/d1", size_bytes=345_678, added_at=at(9),
        added_by="赵丽",
    ),
    opens_here=True,
)  # fmt: skip
ONE = AssessmentView(
    assessment_id="a1", number="PG-140502-2026-0001", name="孟长庚", state="assigned", outcome="", reply_number="",
    is_minor=True, request=REQUEST, person=PERSON,
    work=(Line(label="承办机构", value="城关司法所"), Line(label="评估人员", value="王建国、赵丽")),
    deadline=DUE,
    inquiries=(
        InquiryLine(
            kind="visit", informant="family", happened_on=date(2026, 11, 21), who="孟立夏（母亲）", place="松坡村12号",
            text="同意共同生活，愿意协助管教。", made_by="王建国、赵丽", recorded_by="王建国",
        ),
    ),
    not_asked=("被害人", "派出所"), opinions=(), documents=(SCAN,), document_kinds=named("assessment-document"),
    history=(Happening(at=at(9), who="赵丽", what="指派调查", note="城关司法所"),),
    acts=frozenset({"assign", "attach", "inquire", "write", "extend", "not-here", "withdraw"}),
    offices=(Choice(value="o1", label="城关司法所"),),
    assessors=(Choice(value="p1", label="王建国"), Choice(value="p2", label="赵丽")),
    named=(Choice(value="p1", label="王建国"), Choice(value="p2", label="赵丽")),
    kinds=named("inquiry-kind"), informants=named("informant"), suitabilities=named("suitability"),
    outcomes=named("organs-decision"),
)  # fmt: skip
PAPER = AssessmentPaperView(
    assessment_id="a1", number="PF-140502-2026-0001",
    lines=(
        ("某县社区矫正机构",), ("调查评估意见书",), ("编号：PF-140502-2026-0001",), ("临溪县人民法院：",),
        ("一、居所情况：自有住房，与父母同住。",), ("评估意见：适宜社区矫正。",), ("签名", "日期"),
    ),
    document=replace(SCAN.document, name="调查评估意见书 PF-140502-2026-0001"),
)  # fmt: skip

ASSESSMENT_PAGES: Mapping[str, View] = {
    "assessments": LIST,
    "assessments-none": replace(LIST, lines=(), paging=Paging(shown=0, total=0)),
    "assessments-none-of-office": replace(LIST, lines=(), paging=Paging(shown=0), may_receive=False),
    "assessments-not-found": replace(
        LIST, lines=(), show="", is_found=True, form=FormState(values={"document_number": "14050219"})
    ),
    "assessment-request": FORM,
    "assessment-person": replace(
        FORM,
        step="person",
        hidden={"organ": "court"},
        form=FormState(values={"name": "孟长庚"}, errors={"document_number": "证件号码的校验码不对。"}),
    ),
    "assessment-check": replace(FORM, step="check", lines=(*REQUEST, *PERSON), deadline=DUE),
    "assessment": ONE,
    "assessment-received": replace(
        ONE, state="received", is_minor=False, inquiries=(), documents=(),
        acts=frozenset({"assign", "attach", "not-here"}),
    ),
    "assessment-to-decide": replace(
        ONE, state="written", opinions=(OPINION,), acts=frozenset({"decide", "extend"}), deadline=LATE
    ),
    "assessment-approved": replace(
        ONE, state="approved", opinions=(replace(OPINION, is_approved=True, decided_by="赵丽"),),
        acts=frozenset({"reply"}), has_paper=True,
    ),
    "assessment-replied": replace(ONE, state="replied", acts=frozenset({"outcome"}), deadline=None),
    "assessment-awaited": replace(ONE, state="awaited", acts=frozenset({"carry", "outcome"}), deadline=None),
    "assessment-past": replace(
        ONE, state="closed", outcome="not-ordered", acts=frozenset({"propose-destruction"}), deadline=None,
        opinions=(replace(OPINION, is_approved=False, decided_by="赵丽"),),
    ),
    "assessment-to-destroy": replace(ONE, state="closed", acts=frozenset({"destroy"}), deadline=None),
    "assessment-nothing": replace(ONE, state="closed", acts=frozenset(), deadline=None, documents=()),
    "assessment-paper": PAPER,
    "assessment-paper-missing": replace(PAPER, lines=(), document=None, may_issue=True),
    "assessment-paper-of-agency": replace(PAPER, lines=(), document=None),
    "assessment-destructions": AssessmentDestructionsView(
        lines=(
            AssessmentDestructionLine(
                destruction_id="d1", assessment_id="a1", number="PG-140502-2025-0007", kept_until=date(2026, 8, 1),
                state="proposed", proposed_by="赵丽", proposed_at=at(9), decided_by="", decided_at=None,
            ),
            AssessmentDestructionLine(
                destruction_id="d2", assessment_id="a2", number="PG-140502-2025-0003", kept_until=date(2026, 7, 1),
                state="destroyed", proposed_by="赵丽", proposed_at=at(8), decided_by="李明", decided_at=at(10),
            ),
        ),
        paging=Paging(shown=2),
    ),
    "assessment-destructions-none": AssessmentDestructionsView(lines=(), paging=Paging(shown=0)),
    "assessment-certificate": AssessmentCertificateView(
        facts=(Line(label="销毁的记录", value="PG-140502-2025-0003"),), gone_from_backups_on=date(2027, 1, 6),
        certificate_json='{"format":"supervision-destruction-1"}', signature="ab" * 32, signed_by="cd" * 32,
    ),
}  # fmt: skip

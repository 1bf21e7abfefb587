"""Residence permits and tenancies."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from api.console.view_models.base import Deadline, FormState, Happening, LegalBasis, Line, Paging, View
from api.console.view_models.residence.permits import (
    PermitApplyView,
    PermitLine,
    PermitListView,
    PermitPaperView,
    PermitView,
    TenancyFormView,
    TenancyLine,
    TenancyListView,
    TenancyView,
    TenantLine,
)
from tests.api.console.samples.moments import at, counted, named

BASIS = LegalBasis(
    rule="在本地居住满半年，并具备三项条件之一",
    source="居住证暂行条例第二条",
    arithmetic="2026-04-02 + 6 个月 = 2026-10-02",
)
ISSUE = Deadline(
    due_on=date(2026, 11, 30),
    days_left=7,
    basis=LegalBasis(rule="受理之日起15日内发放", source="居住证暂行条例第十条"),
)
PERSON = (
    Line(label="姓名", value="周晓岚"),
    Line(label="证件", value="居民身份证"),
    Line(label="证件号码", value="149902199003071312"),
    Line(label="户籍地址", value="青屏市南浦县柳湾镇河东村民委员会第三村民小组17号附2号"),
)
HISTORY = (
    Happening(at=at(9, day=12), who="王小梅", what="申请", note="租赁合同、劳动合同"),
    Happening(at=at(10, day=15), who="何建军", what="受理"),
)
PERMITS = counted(
    "permit-show", {"to-handle": 1, "to-issue": 2, "to-endorse": 0, "to-suspend": 1, "valid": None, "all": None}
)
LINE = PermitLine(
    permit_id="p1", number="JZ-149901-2026-0031", masked_name="周*", masked_document="149902********1312",
    place="幸福路3号楼", condition="job", state="accepted", applied_at=at(9, day=12), deadline=ISSUE,
)  # fmt: skip
APPLY = PermitApplyView(
    resident_id="r1", name="周晓岚", person=PERSON, basis=BASIS, is_ripe=True, from_registration=False,
    open_permit_id=None, guardian="", conditions=named("permit-condition"),
)  # fmt: skip
PERMIT = PermitView(
    permit_id="p1", number=LINE.number, resident_id="r1", name="周晓岚", person=PERSON, condition="job",
    state="accepted", is_lapsed=False, basis=BASIS, deadline=ISSUE, endorse_from=None, history=HISTORY,
    steps=frozenset({"issue", "refuse"}), ends=named("permit-end"), has_missing=True,
)  # fmt: skip
PAPER = PermitPaperView(
    permit_id="p1", kind="missing", number=LINE.number, name="周晓岚", person=PERSON, condition="job",
    address="幸福路3号楼2单元601", photo_path="", issue_days=15,
    papers=("用人单位盖章的劳动合同", "房屋租赁合同"), told_on=date(2026, 11, 13), issued_on=None, valid_until=None,
    office="北岭派出所",
)  # fmt: skip
TENANCIES = counted("tenancy-show", {"ending": 2, "unfiled": 4, "running": None, "ended": None})
TENANCY = TenancyLine(
    tenancy_id="z1", number="ZL-149901-2026-0007", address="幸福路3号楼2单元601", landlord="孙*", tenants="周*、陈*",
    unchecked=1, starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 10), days_left=17, filing="unfiled", ended_on=None,
)  # fmt: skip
TENANT = TenantLine(
    resident_id="r1", name="周晓岚", document_type="居民身份证", document_number="149902199003071312",
    checked_by="房东", checked_on=date(2026, 1, 2),
)  # fmt: skip
OPENED = TenancyView(
    tenancy_id="z1", number=TENANCY.number, address=TENANCY.address,
    facts=(
        Line(label="出租人", value="孙建业"),
        Line(label="证件号码", value="149901196502040517"),
        Line(label="租期", value="2026-01-01 — 2026-12-10"),
    ),
    tenants=(
        TENANT,
        replace(TENANT, name="陈小满", document_number="149902199505051515", checked_by="", checked_on=None),
    ),
    filing="unfiled", filing_number="", filings=named("filing"), checkers=named("checked-by"),
    ends=named("tenancy-end", "expired", "given-up", "in-error"), may_keep=True, ends_on=TENANCY.ends_on,
)  # fmt: skip
NEW_TENANCY = TenancyFormView(
    household_id="h1", address=TENANCY.address, residents=named("checked-by"), documents=named("notice-document"),
    filings=named("filing"), checkers=named("checked-by"), form=FormState(values={"document_type": "id-card"}),
)  # fmt: skip

PERMIT_PAGES: Mapping[str, View] = {
    "permits": PermitListView(
        lines=(
            LINE,
            replace(LINE, permit_id="p2", deadline=replace(ISSUE, days_left=-3)),
            replace(LINE, permit_id="p3", state="applied", deadline=None),
        ),
        shows=PERMITS, show="to-issue", paging=Paging(shown=3, total=3),
    ),
    "permits-none": PermitListView(lines=(), shows=PERMITS, show="to-endorse", paging=Paging(shown=0)),
    "permit-apply": APPLY,
    "permit-apply-early": replace(
        APPLY, is_ripe=False, guardian="周大山", form=FormState(errors={"papers": "请填写出示的材料。"})
    ),
    "permit-apply-open": replace(APPLY, open_permit_id="p1"),
    "permit": PERMIT,
    "permit-applied": replace(
        PERMIT, state="applied", deadline=None, has_missing=False,
        steps=frozenset({"tell-missing", "accept", "refuse"}), form=FormState(errors={"papers": "请填写所缺的材料。"}),
    ),
    "permit-lapsed": replace(
        PERMIT, state="valid", is_lapsed=True, deadline=replace(ISSUE, days_left=-3), endorse_from=date(2026, 10, 30),
        steps=frozenset({"endorse", "suspend", "cancel"}),
    ),
    "permit-refused": replace(PERMIT, state="refused", deadline=None, steps=frozenset()),
    "permit-paper-missing": PAPER,
    "permit-paper": replace(
        PAPER, kind="permit", papers=(), told_on=None, issued_on=date(2026, 11, 20), valid_until=date(2027, 11, 19)
    ),
    "tenancies": TenancyListView(
        lines=(
            replace(TENANCY, tenancy_id="z2", days_left=-4),
            TENANCY,
            replace(TENANCY, tenancy_id="z3", days_left=200, unchecked=0, filing="filed"),
            replace(TENANCY, tenancy_id="z4", ended_on=date(2026, 11, 1), filing="exempt"),
        ),
        shows=TENANCIES, show="running", paging=Paging(shown=4, next_path="/console/tenancies?cursor=2"),
    ),
    "tenancies-none": TenancyListView(lines=(), shows=TENANCIES, show="ending", paging=Paging(shown=0)),
    "tenancy": OPENED,
    "tenancy-refused": replace(OPENED, form=FormState(errors={"ends_on": "租期不能早于开始。"})),
    "tenancy-ended": replace(OPENED, may_keep=False, filing="filed", filing_number="BA-2026-0117"),
    "tenancy-form": NEW_TENANCY,
    "tenancy-form-refused": replace(
        NEW_TENANCY, form=FormState(values={"landlord_name": "孙建业"}, errors={"tenants": "请选择承租人。"})
    ),
}  # fmt: skip

"""A resident's own page and the slip with the code, with invented people."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from api.console.view_models.base import FormState, LegalBasis, Line, View
from api.console.view_models.residence.own_page import (
    CodeSlipView,
    OwnClaimLine,
    OwnCorrectionView,
    OwnReadingLine,
    OwnReadingsView,
    OwnRecordView,
    OwnRefusalView,
    OwnRequestLine,
    OwnSection,
    OwnServicesView,
    OwnSignInView,
)
from supervision.residence.households.differences import Difference
from tests.api.console.samples.moments import at, options

QR = '<svg viewBox="0 0 10 10"><rect width="10" height="10"/></svg>'
SECTIONS = (
    OwnSection(title="个人信息", lines=(Line(label="姓名", value="周晓岚"), Line(label="电话", value="13800001234"))),
    OwnSection(title="居住登记", lines=(Line(label="住址", value="幸福路3号楼101"),)),
)
RECORD = OwnRecordView(
    tab="data", by_guardian=False, sections=SECTIONS, months_kept=24, list_source="居住证暂行条例第四条"
)
ASKED = OwnRequestLine(
    state="requested",
    asked_at=at(9),
    due_on=date(2026, 12, 11),
    decided_at=None,
    reason="换了号码。",
    answer="",
    differences=(Difference("phone", "13800001234", "13900009999"),),
)
ANSWERED = replace(ASKED, state="refused", decided_at=at(11), answer="请带手机到警务室核对。")
CORRECTION = OwnCorrectionView(
    tab="correction",
    by_guardian=False,
    form=FormState(values={"name": "周晓岚", "document_type": "passport", "revision": "1"}),
    fields=frozenset({"phone", "ethnicity", "issued_on"}),
    document_types=options("id-card", "passport"),
    sexes=options("male", "female"),
    requests=(ANSWERED,),
    may_ask=True,
    basis=LegalBasis(rule="提出之日起 15 日内答复，不准的说明理由", source="个人信息保护法第四十六条"),
)
SERVICES = OwnServicesView(
    tab="services",
    by_guardian=False,
    form=FormState(),
    claims=(
        OwnClaimLine(
            service="residence-permit",
            name="申领居住证",
            is_open=True,
            reason="可以申请。",
            office="派出所",
            needs="",
            source="居民身份证法",
        ),
        OwnClaimLine(
            service="local-1a2b3c4d",
            name="老年乘车卡",
            is_open=False,
            reason="须先领取居住证。",
            office="教育部门",
            needs="近期照片一张",
            source="条例",
        ),
    ),
    sections=SECTIONS,
)
SLIP = CodeSlipView(
    resident_id="r1",
    masked_name="周*",
    code="BJEN-FCEB-3422",
    for_guardian=False,
    valid_until=date(2027, 11, 26),
    url="https://files.example/my",
    qr_svg=QR,
    made_by="韩梅",
    office="北岭派出所",
)

OWN_PAGES: Mapping[str, View] = {
    "own-slip": SLIP,
    "own-slip-guardian": replace(SLIP, for_guardian=True),
    "public-own-sign-in": OwnSignInView(form=FormState()),
    "public-own-refused": OwnSignInView(form=FormState(refusal="查询码不对。")),
    "public-own-refusal": OwnRefusalView(text="页面已过期，请刷新后重试。"),
    "own-data": RECORD,
    "own-permit": replace(RECORD, tab="permit", by_guardian=True),
    "own-services": SERVICES,
    "own-services-refused": replace(
        SERVICES, form=FormState(values={"service": "residence-permit"}, refusal="已有一项在办。")
    ),
    "own-readings": OwnReadingsView(
        tab="readings",
        by_guardian=False,
        lines=(
            OwnReadingLine(at=at(10), who="韩梅", office="北岭派出所", what="查看居住人员", purpose="走访核对"),
            OwnReadingLine(at=at(9), who="本人（个人查询码）", office="", what="用个人查询码登录", purpose=""),
        ),
        next_path="/my/readings?cursor=x",
    ),
    "own-readings-none": OwnReadingsView(tab="readings", by_guardian=False, lines=(), next_path=None),
    "own-correction": CORRECTION,
    "own-correction-refused": replace(CORRECTION, form=FormState(errors={"reason": "此项必须填写。"})),
    "own-correction-waits": replace(CORRECTION, requests=(ASKED, ANSWERED), may_ask=False),
    "own-correction-left": replace(CORRECTION, requests=(), may_ask=False),
}

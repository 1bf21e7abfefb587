"""Services beside registration with invented people."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from api.console.view_models.base import Deadline, FormState, Happening, LegalBasis, Paging, View
from api.console.view_models.residence.services import (
    ClaimLine,
    RequestLine,
    RequestListView,
    RequestSlipView,
    RequestView,
    ServiceCatalogueView,
    ServiceRow,
    ServicesPart,
)
from tests.api.console.samples.moments import at, counted, named

BASIS = LegalBasis(rule="法律援助和其他法律服务 · 持有效居住证", source="居住证暂行条例第十二条")
DUE = Deadline(due_on=date(2026, 11, 30), days_left=7, basis=BASIS)
LATE = replace(DUE, due_on=date(2026, 11, 19), days_left=-4)
CLAIM = ClaimLine(
    service="legal-service",
    name="法律援助和其他法律服务",
    is_open=True,
    reason="持有效居住证。",
    office="legal-aid",
    period="7 日",
    needs="",
    basis=BASIS,
)
NO_PERMIT = "须持有效居住证：没有居住证，或者其使用功能已中止。"
LINE = RequestLine(
    request_id="q1", number="SQ-149901-2026-0031", masked_name="周*", place="幸福路3号楼", service="法律援助",
    state="forwarded", requested_at=at(9, day=12), deadline=DUE, asked="县法律援助中心",
)  # fmt: skip
SERVICES = ServicesPart(
    claims=(
        replace(CLAIM, service="compulsory-education", name="义务教育", office="education", is_open=False,
                reason=NO_PERMIT, period=""),
        CLAIM,
        replace(CLAIM, service="local-1a2b3c4d", name="老年乘车卡", office="township",
                period="5 个工作日", needs="近期照片一张", reason="不须居住证。"),
    ),
    requests=(LINE, replace(LINE, request_id="q2", service="换领、补领居民身份证", deadline=LATE),
              replace(LINE, request_id="q3", service="其他基本公共服务", state="granted", deadline=None, asked="")),
)  # fmt: skip
SHOWS = counted(
    "request-show", {"to-forward": 2, "waiting": 3, "papers": 0, "overdue": 1, "my-office": 1, "closed": None}
)
REQUEST = RequestView(
    request_id="q1", number=LINE.number, resident_id="r1", name="周晓岚", service="法律援助", state="forwarded",
    office="legal-aid", deadline=DUE,
    history=(
        Happening(at=at(9, day=12), who="王小梅", what="已提出，待转办", note="拖欠三个月工资，想申请法律援助"),
        Happening(at=at(10, day=13), who="何建军", what="已转办，待答复", note="县法律援助中心；0356-12348"),
    ),
    offices=named("declarer-kind"), answers=named("request-state", "granted", "refused", "needs-papers"),
    may_forward=True, may_answer=True, may_withdraw=True,
)  # fmt: skip
SLIP = RequestSlipView(
    request_id="q1", number=LINE.number, name="周晓岚", service="法律援助和其他法律服务", state="forwarded",
    requested_on=date(2026, 11, 12), remark="拖欠三个月工资，想申请法律援助", asked="县法律援助中心",
    contact="0356-12348", due_on=date(2026, 11, 30), papers=(), answer="", office="北岭派出所",
    office_phone="0356-2021110", printed_on=date(2026, 11, 23),
)  # fmt: skip
ROW = ServiceRow(
    service="法律援助", condition="permit-in-force", office="legal-aid", needs="", place="全国",
    valid_from=date(2016, 1, 1), valid_until=None, period="7 日", source="居住证暂行条例第十二条",
    confidence="secondary", needs_check=True,
)  # fmt: skip

SERVICE_PAGES: Mapping[str, View] = {
    "service-requests": RequestListView(
        lines=(LINE, replace(LINE, request_id="q2", deadline=LATE), replace(LINE, request_id="q3", deadline=None)),
        shows=SHOWS, show="waiting", paging=Paging(shown=3, total=3),
    ),
    "service-requests-none": RequestListView(lines=(), shows=SHOWS, show="papers", paging=Paging(shown=0)),
    "service-request": REQUEST,
    "service-request-new": replace(
        REQUEST, state="requested", deadline=LATE, may_answer=False,
        form=FormState(values={"name": "县法律援助中心"}, errors={"contact": "此项必须填写。"}),
    ),
    "service-request-refused": replace(REQUEST, form=FormState(errors={"text": "此项必须填写。"})),
    "service-request-closed": replace(
        REQUEST, state="granted", deadline=None, may_forward=False, may_answer=False, may_withdraw=False
    ),
    "service-slip": SLIP,
    "service-slip-new": replace(SLIP, state="requested", asked="", contact="", due_on=date(2026, 11, 17)),
    "service-slip-papers": replace(SLIP, state="needs-papers", due_on=None, papers=("劳动合同", "工资条")),
    "service-slip-refused": replace(SLIP, state="refused", due_on=None, answer="不属于受理范围。"),
    "service-catalogue": ServiceCatalogueView(
        rows=(ROW, replace(ROW, service="机动车登记", office="traffic-police", period="", needs="来历证明",
                           place="石坝县", valid_until=date(2027, 1, 1), confidence="verified", needs_check=False)),
    ),
}  # fmt: skip

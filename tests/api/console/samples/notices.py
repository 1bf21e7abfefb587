"""Stay notices: what a stranger sees behind a link, and the pages on which officers issue links and decide."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from api.console.enrolment_papers import qr_svg
from api.console.view_models.base import Choice, Deadline, FormState, LegalBasis, Line, Paging, View
from api.console.view_models.residence.notices import (
    FollowedPerson,
    HomeGroup,
    ItemCard,
    LinkLine,
    LinkListView,
    LinkSheetView,
    NoticeLine,
    NoticeListView,
    NoticeView,
    PublicCheckView,
    PublicFollowView,
    PublicFormView,
    PublicListView,
    PublicReceiptView,
    PublicRefusalView,
    PublicStartView,
    RowVerdict,
    WrittenFormView,
    WrittenReceiptView,
)
from tests.api.console.samples.moments import at, named

PLACE = "青屏市临溪县北岭镇松坡村 幸福路3号楼"
TOKEN = "kq7v-4m2x"
DUE = LegalBasis(
    rule="应在入住或搬离后的法定期限内申报", source="治安管理处罚法第六十八条", arithmetic="11月20日 加 3 日 = 11月23日"
)
DECLARER = (
    Line(label="申报人", value="房东"),
    Line(label="姓名", value="孙建业"),
    Line(label="电话", value="13900001111"),
)
PERSON = (
    Line(label="姓名", value="周晓岚"),
    Line(label="证件号码", value="149902199003071312"),
    Line(label="入住", value="2026-11-20"),
)
FIELDS = frozenset({"phone", "ethnicity", "domicile_address", "workplace"})
FORM = PublicFormView(
    token=TOKEN, place=PLACE, kind="arrival", room_needed=True, fields=FIELDS, declarers=named("declarer-kind"),
    documents=named("notice-document"), lodgings=named("notice-lodging"), reasons=named("notice-reason"),
    sexes=named("notice-sex"), action_path=f"/notice/{TOKEN}/arrival",
)  # fmt: skip
CHECK = PublicCheckView(
    token=TOKEN, place=PLACE, kind="arrival", lines=DECLARER, persons=(PERSON,), kept={"name-1": "周晓岚"}, due=DUE,
    is_late=True, action_path=f"/notice/{TOKEN}/arrival",
)  # fmt: skip
LIST = PublicListView(
    token=TOKEN, place=PLACE, room_needed=True, declarers=named("declarer-kind", "employer"),
    lodgings=named("notice-lodging"), columns=("姓名", "证件号码", "手机", "入住日期", "房号"),
)  # fmt: skip
FOLLOWED = PublicFollowView(
    number="SB-149901-2026-0044", kind="arrival", state="received", place=PLACE, received_at=at(20), lines=DECLARER,
    persons=(FollowedPerson(name="周晓岚", state="received"),), may_withdraw=True, code="4K7Q2M9XTB",
)  # fmt: skip
LINK = LinkLine(
    link_id="l1", place=PLACE, scope="drawer", valid_until=date(2027, 11, 23), issued_at=at(9), issued_by="何建军"
)
DRAWERS = (Choice(value="b3", label="幸福路3号楼"), Choice(value="b4", label="解放路12号院5号楼"))
HOMES = (
    HomeGroup(
        label="申报的房间",
        homes=(
            Choice(value="h:h1", label="幸福路3号楼2单元601 · 户档 HU-149901-2026-0012（周*、陈*）"),
            Choice(value="d:d601", label="幸福路3号楼2单元601 · 新建户档"),
        ),
    ),
    HomeGroup(label="其他房间", homes=(Choice(value="d:d602", label="幸福路3号楼2单元602 · 新建户档"),)),
)
DEADLINE = Deadline(due_on=date(2026, 11, 23), days_left=0, basis=DUE)
LINE = NoticeLine(
    notice_id="n1", number=FOLLOWED.number, kind="arrival", declarer_kind="landlord", declarer="孙*", place=PLACE,
    persons=2, event_on=date(2026, 11, 20), deadline=DEADLINE, state="received", received_at=at(20), was_late=False,
    is_overdue=False,
)  # fmt: skip
SHOWS = (Choice(value="waiting", label="待受理", count=2), Choice(value="closed", label="已办结"))
NEWCOMER = ItemCard(ordinal=1, item_id="i1", name="周晓岚", lines=PERSON, state="received", homes=HOMES, home="h:h1")
NOTICE = NoticeView(
    notice_id="n1", number=FOLLOWED.number, kind="arrival", state="received", place=PLACE, received_at=at(20),
    written_down=False, declarer=DECLARER, deadline=DEADLINE, was_late=True,
    items=(
        NEWCOMER,
        replace(NEWCOMER, ordinal=2, item_id="i2", match_id="r2", match_name="陈小满"),
        replace(NEWCOMER, ordinal=3, item_id="i3", match_elsewhere=True),
        replace(NEWCOMER, ordinal=4, state="accepted", resident_id="r4"),
        replace(NEWCOMER, ordinal=5, state="refused", reason="证件号码与姓名不符。"),
    ),
    waiting=4, shown_waiting=3, roles=named("notice-role"),
    ends=named("notice-stay-end"), may_decide=True,
)  # fmt: skip
WRITTEN = WrittenFormView(
    form=FormState(values={"form_key": "k"}), kind="arrival", drawer="幸福路3号楼", drawer_id="b3", persons=2,
    fields=FIELDS, drawers=DRAWERS, dwellings=(Choice(value="d601", label="2单元601"),), kinds=named("notice-kind"),
    declarers=FORM.declarers, documents=FORM.documents, lodgings=FORM.lodgings, reasons=FORM.reasons, sexes=FORM.sexes,
)  # fmt: skip

NOTICE_PAGES: Mapping[str, View] = {
    "public-notice": PublicStartView(token=TOKEN, place=PLACE, due=DUE),
    "public-notice-arrival": FORM,
    "public-notice-arrival-refused": replace(
        FORM, persons=2, room_needed=False,
        form=FormState(
            values={"born_on-2": "2015-01-01"}, errors={"declarer_kind": "请选择。", "name-1": "请填写姓名。"}
        ),
    ),
    "public-notice-departure": replace(FORM, kind="departure", fields=frozenset(), action_path="/notice/t/departure"),
    "public-notice-check": CHECK,
    "public-notice-list": LIST,
    "public-notice-list-checked": replace(
        LIST, good=1, bad=1, form=FormState(values={"list": "周晓岚\t149902199003071312"}),
        rows=(
            RowVerdict(number=1, name="周晓岚", document="149902199003071312"),
            RowVerdict(number=2, name="陈小满", document="149902", refusal="证件号码应为 18 位。"),
        ),
    ),
    "public-notice-receipt": PublicReceiptView(
        number=FOLLOWED.number, code=FOLLOWED.code, received_at=at(20), place=PLACE, persons=2,
        again_path=f"/notice/{TOKEN}",
    ),
    "public-notice-follow": PublicFollowView(form=FormState(refusal="编号或查询码不对。")),
    "public-notice-followed": FOLLOWED,
    "public-notice-withdrawn": replace(FOLLOWED, state="withdrawn", was_withdrawn=True, may_withdraw=False),
    "public-notice-decided": replace(
        FOLLOWED, state="partly-accepted", may_withdraw=False,
        persons=(
            FollowedPerson(name="周晓岚", state="accepted"),
            FollowedPerson(name="陈小满", state="refused", reason="证件号码与姓名不符。"),
        ),
    ),
    "public-notice-refusal": PublicRefusalView(heading="链接无效", text="这个链接无效、已过期或已停用。"),
    "notice-links": LinkListView(links=(LINK, replace(LINK, scope="dwelling")), drawers=DRAWERS, dwellings=DRAWERS),
    "notice-links-none": LinkListView(links=(), drawers=DRAWERS, form=FormState(errors={"drawer": "请选择抽屉。"})),
    "notice-link": LinkSheetView(
        link_id="l1", place=PLACE, url=f"https://supervision.example.invalid/notice/{TOKEN}{TOKEN}{TOKEN}",
        qr_svg=qr_svg("https://example.invalid"), valid_until=LINK.valid_until,
    ),
    "stay-notices": NoticeListView(
        lines=(
            replace(LINE, is_overdue=True, was_late=True, deadline=replace(DEADLINE, days_left=-2)),
            LINE,
            replace(LINE, notice_id="n3", kind="departure", state="partly-accepted"),
        ),
        shows=SHOWS, show="waiting", paging=Paging(shown=3), waiting=2, overdue=1,
    ),
    "stay-notices-none": NoticeListView(
        lines=(), shows=SHOWS, show="waiting", paging=Paging(shown=0), waiting=0, overdue=0
    ),
    "stay-notice": NOTICE,
    "stay-notice-departure": replace(
        NOTICE, kind="departure", written_down=True, was_late=False, waiting=2,
        items=(
            replace(NEWCOMER, leavers=(Choice(value="r1", label="周晓岚 HU-149901-2026-0012"),)),
            replace(NEWCOMER, ordinal=2, item_id="i2"),
        ),
    ),
    "stay-notice-assistant": replace(NOTICE, items=(NEWCOMER,), waiting=1, may_decide=False),
    "stay-notice-decided": replace(
        NOTICE, state="accepted", items=(replace(NEWCOMER, state="accepted", resident_id="r1"),), waiting=0,
        shown_waiting=0, may_decide=False,
    ),
    "stay-notice-written": WRITTEN,
    "stay-notice-written-departure": replace(WRITTEN, kind="departure", persons=1),
    "stay-notice-written-drawer": replace(WRITTEN, drawer="", drawer_id="", form=FormState()),
    "stay-notice-receipt": WrittenReceiptView(
        number=FOLLOWED.number, code=FOLLOWED.code, received_at=at(20), persons=2
    ),
}  # fmt: skip

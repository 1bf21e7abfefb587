"""Residents, households and their registration with invented people."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from uuid import UUID

from api.console.view_models.base import Choice, Deadline, FormState, LegalBasis, Line, Paging, View
from api.console.view_models.residence.households import HouseholdListView
from api.console.view_models.residence.people import (
    FormerMember,
    HouseholdPageView,
    MemberLine,
    PermitOfResident,
    PoliceTodayView,
    QueueCard,
    QueueRow,
    RegistrationView,
    ResidentListView,
    ResidentPageView,
    Step,
    Tab,
    TenancyOfDwelling,
)
from supervision.media import MediaType
from supervision.residence.codes import ArrivalReason, LodgingKind
from supervision.residence.households.amendments import Amendment
from supervision.residence.households.changing import Version
from supervision.residence.households.differences import Difference
from supervision.residence.households.masked import MaskedHousehold, MaskedResident
from supervision.residence.households.materials import Material
from supervision.residence.households.move_rows import Move
from supervision.residence.households.opening import Stay
from supervision.residence.households.readings import Reading
from supervision.residence.households.words import (
    AmendmentState,
    AskedBy,
    HouseholdKind,
    HouseholdState,
    MaterialKind,
    MoveSide,
    MoveState,
    ResidentState,
    Source,
    Verdict,
)
from tests.api.console.samples.moments import at
from tests.api.console.samples.services import SERVICES

TABS = ("stays", "services", "versions", "materials", "readings")
ONE, TWO = UUID(int=1), UUID(int=2)
DAY, LATER = date(2026, 11, 2), date(2027, 5, 1)
CHOICES = (Choice(value="a", label="幸福路3号楼"), Choice(value="b", label="幸福路5号楼"))
BASIS = LegalBasis(rule="居住登记须在 3 日内办理", source="户口登记条例第十五条", arithmetic="11 月 2 日当日不计。")
WHO = MaskedResident(
    id=ONE,
    household_id=TWO,
    household_number="HU-149901-2026-0012",
    name="周*",
    document_number="149902********0118",
    phone="138****1234",
    division="149901001003",
    drawer_name="幸福路3号楼",
    state=ResidentState.LIVING,
    registered_at=at(9),
    verified_on=DAY,
    last_verdict=Verdict.PRESENT,
    expected_until=LATER,
)
STAY = Stay(
    ONE, ONE, TWO, LodgingKind.RENTED, ArrivalReason.WORK, Source.OFFICER, DAY, DAY, LATER, at(9), None, None
)  # fmt: skip
CHANGED = (Difference("phone", "13800001234", "13900009999"), Difference("document_type", "id-card", "passport"))
AMENDMENT = Amendment(
    id=ONE,
    resident_id=ONE,
    asked_by=AskedBy.ASSISTANT,
    state=AmendmentState.REQUESTED,
    reason="名字写错了。",
    answer="",
    differences=CHANGED,
    requested_at=at(9),
    requested_by=TWO,
    requested_by_name="韩梅",
    decided_at=None,
    decided_by_name="",
    is_outdated=False,
)
MOVE = Move(
    id=ONE,
    resident=WHO,
    asked_side=MoveSide.OLD,
    old_division="149901001003",
    old_place="北岭镇松坡村",
    new_division="149901002005",
    new_place="南浦镇柳湾村",
    moves_on=DAY,
    note="柳湾路上",
    state=MoveState.ASKED,
    asked_at=at(9),
    asked_by=TWO,
    asked_by_name="韩梅",
    decided_at=None,
    decided_by_name="",
    answer="",
    deciding_division="149901002005",
)
MATERIAL = Material(ONE, TWO, None, MaterialKind.CONTRACT, MediaType.PDF, 20_480, "租赁合同", "0" * 64, at(9), "韩梅")
READING = Reading(at(9), "1", "韩梅", "北岭派出所", "household:open", "visit", "done")
FACTS = (Line(label="姓名", value="周晓岚"), Line(label="电话", value="13800001234"))
DERIVED = (Line(label="性别", value="女"),)
MEMBER = MemberLine(
    resident_id=ONE, name="周晓岚", role="head", began_on=DAY, expected_until=LATER, verified_on=DAY, verdict="present"
)
REGISTRATION = RegistrationView(
    draft_id="draft",
    step="who",
    steps=(
        Step(key="who", label="人员", state="current"),
        Step(key="document", label="证件", state="waiting"),
        Step(key="dwelling", label="住处", state="waiting"),
        Step(key="stay", label="居住", state="waiting"),
        Step(key="check", label="核对", state="waiting"),
    ),
    form=FormState(values={"name": "周晓岚", "document_type": "id-card"}),
    kept={"dwelling": str(TWO)},
    fields=frozenset({"name", "phone", "ethnicity", "domicile_address", "issuer", "issued_on"}),
    document_types=(Choice(value="id-card", label="居民身份证"), Choice(value="passport", label="护照")),
    sexes=(Choice(value="female", label="女"),),
    ethnicities=("汉族", "回族"),
    roles=(Choice(value="head", label="户主"),),
    kinds=(Choice(value="family", label="家庭户"),),
    lodgings=(Choice(value="02", label="租赁"),),
    reasons=(Choice(value="01", label="务工"),),
    households=(Choice(value="h", label="HU-149901-2026-0012 周*（2 人）"),),
    drawers=CHOICES,
    dwellings=(Choice(value="d", label="601"),),
    address="幸福路3号楼601",
    derived=DERIVED,
    masked_name="周*",
    field_basis=BASIS,
)
HOUSEHOLD = HouseholdPageView(
    tenancies=(
        TenancyOfDwelling(tenancy_id=ONE, number="ZL-149901-2026-0003", ends_on=date(2027, 1, 31), filing="unfiled"),
    ),
    household_id=TWO,
    number="HU-149901-2026-0012",
    kind="family",
    state="open",
    address="幸福路3号楼601",
    place="青屏市临溪县北岭镇松坡村",
    purpose="visit",
    card_state="active",
    members=(MEMBER, replace(MEMBER, resident_id=TWO, name="周小满", role="child", is_minor=True, verified_on=None)),
    tabs=tuple(
        Tab(key=key, label=label, path=f"/console/households/2?tab={key}")
        for key, label in (
            ("dwelling", "住所与房东"),
            ("stays", "居住"),
            ("cards", "卡片"),
            ("materials", "材料"),
            ("visits", "走访"),
            ("history", "历史"),
        )
    ),
    tab="dwelling",
    dwelling_id=ONE,
    dwelling=(Line(label="地址", value="幸福路3号楼601"), Line(label="可住人数", value="6")),
    stays=(("周晓岚", STAY),),
    materials=(MATERIAL,),
    material_kinds=(Choice(value="contract", label="合同"),),
    readings=(READING,),
    paging=Paging(shown=1),
    former=(
        FormerMember(
            masked_name="陈*", role="spouse", began_on=DAY, ended_on=DAY, end_reason="moved", went_to="南浦镇柳湾村"
        ),
    ),
    member_choices=(Choice(value="1", label="周晓岚"),),
    roles=(Choice(value="spouse", label="配偶"),),
    kinds=(Choice(value="family", label="家庭户"),),
    others=(Choice(value="3", label="HU-149901-2026-0013 李*"),),
    may_register=True,
    may_change=True,
    may_add_material=True,
    capacity=1,
)
RESIDENT = ResidentPageView(
    permit=PermitOfResident(permit_id=ONE, number="JZ-149901-2026-0007", state="valid", due_on=date(2026, 12, 20)),
    resident_id=ONE,
    household_id=TWO,
    household_number="HU-149901-2026-0012",
    name="周晓岚",
    state="living",
    address="幸福路3号楼601",
    place="北岭镇松坡村",
    purpose="visit",
    tab="person",
    facts=FACTS,
    derived=DERIVED,
    revision=2,
    stays=(STAY,),
    versions=(
        Version(2, Source.AMENDMENT, at(10), "韩梅", CHANGED),
        Version(1, Source.OFFICER, at(9), "韩梅", ()),
    ),
    amendments=(
        AMENDMENT,
        replace(AMENDMENT, state=AmendmentState.REFUSED, answer="证件上不是这样。", decided_at=at(11)),
    ),
    moves=(MOVE,),
    services=SERVICES,
    materials=(replace(MATERIAL, kind=MaterialKind.PHOTO, title="登记照"),),
    material_kinds=(Choice(value="photo", label="照片"),),
    readings=(READING,),
    paging=Paging(shown=1),
    end_reasons=(Choice(value="left-area", label="离开本地"),),
    phone="13800001234",
    has_workplace=True,
    contact_basis=BASIS,
    verified_on=DAY,
    verdict="present",
    may_change=True,
    may_request=True,
    may_end=True,
    may_move=True,
    may_add_material=True,
)
RESIDENTS = ResidentListView(
    lines=(WHO, replace(WHO, name="", is_destroyed=True, verified_on=None, expected_until=None)),
    communities=(Choice(value="149901001003", label="松坡村"), Choice(value="149901001004", label="青石村")),
    places={"149901001003": "松坡村"},
    shows=(Choice(value="", label="在住"), Choice(value="ending", label="30 天内到期")),
    show="",
    filters={},
    paging=Paging(shown=2, total=2),
    may_register=True,
)
ROW = QueueRow(
    what="周*",
    is_masked=True,
    where="幸福路3号楼",
    when="住到 2026年11月25日",
    tone="red",
    path="/console/",
    action="打开",
)
FILE = MaskedHousehold(
    TWO, "HU-149901-2026-0012", HouseholdKind.FAMILY, HouseholdState.OPEN, "149901001003", "幸福路3号楼2单元601", "周*",
    2, DAY, at(9, day=2),
)  # fmt: skip
HOUSEHOLDS = HouseholdListView(
    lines=(FILE, replace(FILE, id=ONE, kind=HouseholdKind.DORMITORY, head="", residents=0, verified_on=None)),
    shows=(Choice(value="", label="在册"), Choice(value="unverified", label="久未核对")),
    show="",
    communities=RESIDENTS.communities,
    drawers=CHOICES,
    filters={"drawer": "a"},
    paging=Paging(shown=2, total=2),
    may_register=True,
)

RESIDENT_PAGES: Mapping[str, View] = {
    "residents": RESIDENTS,
    "residents-none": replace(RESIDENTS, lines=(), paging=Paging(shown=0, total=0)),
    "residents-none-fit": replace(RESIDENTS, lines=(), show="ending", paging=Paging(shown=0, total=0)),
    "register-who": REGISTRATION,
    "register-document": replace(
        REGISTRATION, step="document", is_minor=True, form=FormState(values={"document_type": "passport"})
    ),
    "register-dwelling": replace(REGISTRATION, step="dwelling"),
    "register-dwelling-first": replace(REGISTRATION, step="dwelling", dwellings=(), households=(), address=""),
    "register-stay": replace(
        REGISTRATION, step="stay", form=FormState(errors={"began_on": "居住起始日期不能晚于今天。"})
    ),
    "register-check": replace(
        REGISTRATION,
        step="check",
        summary=FACTS,
        deadline=Deadline(due_on=DAY, days_left=-2, basis=BASIS),
        form=FormState(refusal="此证件号码已有在住登记；如已搬来，请办理迁移。"),
    ),
    "households": HOUSEHOLDS,
    "households-none": replace(HOUSEHOLDS, lines=(), filters={}, paging=Paging(shown=0, total=0)),
    "households-none-fit": replace(HOUSEHOLDS, lines=(), show="closed", paging=Paging(shown=0, total=0)),
    "household": HOUSEHOLD,
    **{f"household-{tab}": replace(HOUSEHOLD, tab=tab) for tab in ("stays", "materials", "history")},
    "household-empty": replace(HOUSEHOLD, members=(), materials=(), tab="materials", may_close=True),
    "household-without-tenancy": replace(HOUSEHOLD, tenancies=(), may_keep_tenancy=True),
    "household-closed": replace(HOUSEHOLD, state="closed", form=FormState(refusal="这份户档已经关闭。")),
    "resident": RESIDENT,
    **{f"resident-{tab}": replace(RESIDENT, tab=tab) for tab in TABS},
    "resident-services-none": replace(
        RESIDENT, tab="services", services=replace(SERVICES, claims=SERVICES.claims[:1], requests=())
    ),
    "resident-without-permit": replace(RESIDENT, permit=None, may_apply=True),
    "resident-left": replace(RESIDENT, state="left", may_resume=True, is_minor=True, readings=(), tab="readings"),
    "police-today": PoliceTodayView(
        queues=(
            QueueCard(
                key="ending",
                title="30 天内到期的居住",
                total=1,
                rows=(ROW, replace(ROW, what="幸福路3号楼601", is_masked=False, when="")),
                all_path="/console/residents?show=ending",
                nothing="没有。",
            ),
            QueueCard(key="moves", title="待接收的迁移", total=0, rows=(), all_path="", nothing="没有等您接收的迁移。"),
        ),
        may_register=True,
    ),
    "police-today-nobody": PoliceTodayView(queues=()),
}

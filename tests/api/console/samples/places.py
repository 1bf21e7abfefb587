"""The cabinet, drawers and duties, addresses, homes with hazards, organisations, the map of premises."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from api.console.view_models.base import FormState, LegalBasis, Line, Paging, View
from api.console.view_models.imports import ImportResult, ImportView, VerdictLine
from api.console.view_models.residence.cabinet import (
    BuildingPicture,
    CabinetView,
    DrawerFrontLine,
    DrawerView,
    DutyBoardLine,
    DutyBoardView,
    DutyLine,
    FloorRow,
    FolderLine,
    HomeTile,
    PremisesMapView,
)
from api.console.view_models.residence.places import (
    AddressLine,
    AddressListView,
    AddressView,
    ContactView,
    DuplicateLine,
    DuplicatesView,
    DwellingFormView,
    DwellingView,
    HazardLine,
    HazardListView,
    MergeLine,
    OrganisationFormView,
    OrganisationLine,
    OrganisationListView,
)
from api.console.view_models.residence.quality import CountLine
from tests.api.console.samples.moments import HISTORY, LAT, LON, at, options
from tests.api.console.samples.quality import COMMUNITY

COMMUNITIES = options("149901001003", "149901001004")
HOME = HomeTile(
    plate="604", address_id="a604", dwelling_id="d604", living=8, unverified=2, ending=1,
    marks=("hazard", "over-capacity"), is_let=True,
)  # fmt: skip
VACANT = replace(HOME, plate="605", dwelling_id="d605", living=0, unverified=0, ending=0, marks=())
BLANK = replace(VACANT, plate="606", dwelling_id=None)
LONG = replace(HOME, plate="地下一层西侧甲单元储藏室旁001", marks=("ending", "unverified"))
BUILDING = BuildingPicture(
    drawer_id="b3",
    name="幸福路3号楼",
    living=128,
    unverified=6,
    homes=7,
    vacant=1,
    floors=(
        FloorRow(
            label="6F", homes=(HOME, VACANT, BLANK, *[replace(HOME, plate=f"6{n:02}", marks=()) for n in range(7, 19)])
        ),
        FloorRow(label="平房", homes=(LONG,)),
    ),
)
CABINET = CabinetView(
    communities=COMMUNITIES,
    division="149901001003",
    community_name="山西省青屏市临溪县北岭镇松坡村",
    drawers=tuple(
        DrawerFrontLine(
            drawer_id=f"b{n}",
            name=f"幸福路{n}号楼",
            living=n,
            unverified=n % 3,
            colour=("green", "amber", "red")[n % 3],
        )
        for n in range(1, 9)
    ),
    quality=COMMUNITY,
    building=BUILDING,
    ending_days=30,
    verification_days=90,
    may_make_drawers=True,
)
FOLDER = FolderLine(
    household_id="h1", number="HU-149901-2026-0008", kind="shared", plate="604", dwelling_id="d604", living=8,
    unverified=2, ending=1, verified_on=date(2026, 11, 2),
)  # fmt: skip
DUTY = DutyLine(
    duty_id="y1", officer_name="王小梅", part="assistant", valid_from=date(2026, 1, 1), valid_until=None, is_now=True
)
DRAWER = DrawerView(
    drawer_id="b3",
    division="149901001003",
    name="幸福路3号楼",
    living=8,
    unverified=2,
    folders=(FOLDER, replace(FOLDER, household_id="h2", verified_on=None)),
    duties=(
        DUTY,
        replace(DUTY, duty_id="y2", covered_for="王小梅", is_now=False, is_over=True, valid_until=date(2026, 2, 1)),
    ),
    candidates=options("o1", "o2"),
    parts=options("assistant", "officer"),
    covers=options("y1"),
    may_assign=True,
)
BOARD = DutyBoardView(
    communities=COMMUNITIES,
    division="149901001003",
    show="",
    shows=options("", "uncovered"),
    lines=(
        DutyBoardLine(drawer_id="b3", name="幸福路3号楼", assistant=DUTY, officer=None, covers=(DUTY,)),
        DutyBoardLine(drawer_id="b4", name="幸福路4号楼", assistant=None, officer=replace(DUTY, part="officer")),
    ),
    parts=options("assistant", "officer"),
    candidates=options("o1", "o2"),
    form=FormState(values={"first_day": "2026-11-23"}, errors={"drawers": "请选择要交接的抽屉。"}),
    may_assign=True,
)
ADDRESS = AddressLine(
    address_id="a3", kind="building", name="3号楼", full_name="幸福路3号楼", code="C-3", floor=None, has_point=True,
    below=24,
)  # fmt: skip
ROOM = replace(ADDRESS, kind="room", name="604", floor=6, has_point=False, below=0, dwelling_id="d604")
ADDRESSES = AddressListView(
    communities=COMMUNITIES,
    division="149901001003",
    query="",
    lines=(ADDRESS, ROOM),
    paging=Paging(shown=2, total=2),
    may_add=True,
    may_import=True,
    may_merge=True,
)
ONE_ADDRESS = AddressView(
    address_id="a3",
    kind="building",
    full_name="幸福路3号楼",
    community_name="山西省青屏市临溪县北岭镇松坡村",
    line=(("幸福路", "a1"),),
    children=(ROOM,),
    child_kinds=options("unit", "room"),
    point=(LON, LAT),
    centre=(LON, LAT),
    form=FormState(values={"name": "3号楼", "revision": "1"}),
    may_change=True,
    may_add=True,
    may_make_drawer=True,
    may_make_dwelling=True,
)
DUPLICATES = DuplicatesView(
    pairs=(
        DuplicateLine(
            kept_id="a3", kept_name="幸福路3号楼", kept_facts=(Line(label="下级地址", value="24"),),
            merged_id="a9", merged_name="幸福路03栋", merged_facts=(Line(label="下级地址", value="2"),),
        ),
    ),
    merges=(
        MergeLine(merge_id="m1", merged_name="幸福路4#", kept_name="幸福路4号楼", merged_at=at(9), merged_by="王建国"),
        MergeLine(
            merge_id="m2", merged_name="幸福路5#", kept_name="幸福路5号楼", merged_at=at(8), merged_by="王建国",
            undone_at=at(10),
        ),
    ),
)  # fmt: skip
HAZARD = HazardLine(
    hazard_id="z1", dwelling_id="d604", address="幸福路3号楼604", kind="01", space="garage", state="open",
    referred_to="fire", due_on=date(2026, 11, 20), is_overdue=True, steps=HISTORY,
)  # fmt: skip
BASIS = LegalBasis(rule="人均居住面积不低于 5 平方米", source="住房租赁条例", arithmetic="60 平方米 ÷ 5 = 12 人")
CHOICES = {
    "building_use": options("01", "02"), "letting_use": options("02"), "ownership": options("private"),
    "spaces": options("kitchen", "garage"), "hazard_kind": options("01"), "offices": options("fire"),
    "document_type": options("id-card"), "steps": options("referred", "resolved"),
}  # fmt: skip
DWELLING = DwellingView(
    colour="amber",
    counts=(
        CountLine(
            kind="unverified",
            due=1,
            of=4,
            share="25.0%",
            colour="amber",
            basis=LegalBasis(
                rule="久未核对 ÷ 在住人员：达到 10% 为黄色", source="本系统设定", arithmetic="1 ÷ 4 = 25.0%"
            ),
        ),
    ),
    dwelling_id="d604",
    drawer_id="b3",
    drawer_name="幸福路3号楼",
    division="149901001003",
    address="幸福路3号楼604",
    address_id="a604",
    facts=(Line(label="建筑用途", value="住宅"), Line(label="面积", value="60 m²")),
    capacity=6,
    capacity_basis=(BASIS, replace(BASIS, rule="每间居住不超过 2 人", arithmetic="3 间 × 2 = 6 人")),
    living=8,
    folders=(FOLDER,),
    landlord=("孙*", "139****1111"),
    hazards=(HAZARD, replace(HAZARD, hazard_id="z2", state="resolved", space="", referred_to="", is_overdue=False)),
    history=HISTORY,
    form=FormState(values={"revision": "2", "building_use": "01"}),
    step_form=FormState(errors={"referred_to": "请选择移送给哪个部门。"}),
    step_of="z1",
    choices=CHOICES,
    space_basis=BASIS,
    may_change=True,
    may_record=True,
    may_register=True,
)
ORGANISATION = OrganisationLine(
    organisation_id="g1", kind="employer", name="临溪县锦绣服装厂", credit_code="91140502MA0GW12340", address="",
    community_name="松坡村",
)  # fmt: skip
IMPORTED = ImportResult(
    token="t1", file_name="地址表.csv", new=20_000, changed=3, duplicate=1, outside=1, invalid=1,
    lines=(
        VerdictLine(row_number=2, who="石桥街8号101", verdict="changed"),
        VerdictLine(row_number=3, who="石桥街", verdict="invalid", reasons=("纬度：经纬度须为数字。",)),
    ),
)  # fmt: skip
ADDRESS_IMPORT = ImportView(
    kind="addresses", columns=("区划代码", "街路"), accepts=".xlsx,.csv", may_choose_columns=True
)

PLACE_PAGES: Mapping[str, View] = {
    "cabinet": CABINET,
    "cabinet-empty": replace(CABINET, drawers=(), quality=None, building=None),
    "cabinet-nowhere": replace(
        CABINET, communities=(), division="", community_name="", drawers=(), quality=None, building=None
    ),
    "drawer": DRAWER,
    "drawer-empty": replace(DRAWER, folders=(), duties=(), may_assign=False),
    "duty-board": BOARD,
    "duty-board-covered": replace(BOARD, show="uncovered", lines=(), may_assign=False),
    "addresses": ADDRESSES,
    "addresses-found-nothing": replace(ADDRESSES, query="石桥", lines=(), paging=Paging(shown=0)),
    "address-duplicates": DUPLICATES,
    "address-duplicates-none": DuplicatesView(pairs=(), merges=(), refusal="这次合并已经撤销。"),
    "address-import": ADDRESS_IMPORT,
    "address-import-verdicts": replace(ADDRESS_IMPORT, result=IMPORTED, were_columns_chosen=True),
    "map-address": ONE_ADDRESS,
    "map-address-merged": replace(
        ONE_ADDRESS, point=None, merged_into=("幸福路4号楼", "a4"), may_change=False, may_add=False, children=()
    ),
    "dwelling": DWELLING,
    "dwelling-vacant": replace(
        DWELLING, capacity=None, capacity_basis=(), living=0, folders=(), landlord=None, hazards=(), may_change=False,
        may_record=False, may_register=False,
    ),
    "dwelling-form": DwellingFormView(
        address_id="a606", address="幸福路3号楼606", form=FormState(), choices=CHOICES, space_basis=BASIS
    ),
    "landlord": ContactView(
        title="房东", of="幸福路3号楼604", back_path="/console/dwellings/d604", purpose="visit",
        facts=(Line(label="姓名", value="孙建业"),),
    ),
    "hazards": HazardListView(lines=(HAZARD,), communities=COMMUNITIES, division=""),
    "hazards-none": HazardListView(lines=(), communities=(), division=""),
    "organisations": OrganisationListView(
        query="", kind="", kinds=options("employer"), lines=(ORGANISATION, replace(ORGANISATION, is_closed=True)),
        paging=Paging(shown=2), may_add=True,
    ),
    "organisation": OrganisationFormView(
        form=FormState(values={"name": "临溪县锦绣服装厂"}), kinds=options("employer"), communities=COMMUNITIES,
        organisation=ORGANISATION, has_contact=True, history=HISTORY,
    ),
    "organisation-form": OrganisationFormView(form=FormState(), kinds=options("employer"), communities=COMMUNITIES),
    "map-premises": PremisesMapView(
        communities=COMMUNITIES, division="149901001003", data_path="/console/premises-map/premises",
        centre=(LON, LAT), zoom=15.0, colours={"green": 9, "amber": 2, "red": 1}, hazards=1,
    ),
}  # fmt: skip

"""The search for residents and their possible duplicates."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from uuid import UUID

from api.console.view_models.base import Choice, FormState, Paging, View
from api.console.view_models.residence.search import (
    ComparedLine,
    DuplicateLineView,
    DuplicateListView,
    DuplicatePairView,
    DuplicatePurposeView,
    SearchView,
)
from supervision.residence.households.masked import MaskedResident
from supervision.residence.households.words import HouseholdKind, ResidentState, Verdict
from supervision.residence.purposes import RESIDENCE_PURPOSE_NAMES
from supervision.residence.search.found_households import EmptyHome, FoundHousehold
from supervision.residence.search.likeness import LIKENESS_NAMES, Likeness
from tests.api.console.samples.moments import at

PURPOSES = tuple(Choice(value=purpose.value, label=name) for purpose, name in RESIDENCE_PURPOSE_NAMES.items())
ONE = MaskedResident(
    id=UUID(int=1),
    household_id=UUID(int=11),
    household_number="HU-149901-2026-0007",
    name="周*",
    document_number="149902********0115",
    phone="138****1234",
    division="149901001003",
    drawer_name="幸福路3号楼",
    state=ResidentState.LIVING,
    registered_at=at(9),
    verified_on=date(2026, 11, 2),
    last_verdict=Verdict.PRESENT,
    expected_until=None,
)
OTHER = replace(
    ONE, id=UUID(int=2), document_number="149902********3110", drawer_name="解放路12号院5号楼", verified_on=None
)
HOME = FoundHousehold(UUID(int=11), "HU-149901-2026-0007", HouseholdKind.FAMILY, "幸福路3号楼2单元601", ("周*", "陈*"))
SEARCH = SearchView(
    query="周 1234",
    purpose="visit",
    purposes=PURPOSES,
    residents=(ONE, OTHER, replace(ONE, id=UUID(int=3), is_destroyed=True, name="", phone="", document_number="")),
    places={"149901001003": "松坡村"},
    paging=Paging(shown=3),
    may_register=True,
)
LIKE = tuple(LIKENESS_NAMES[one] for one in (Likeness.NAME_SOUNDS_SAME, Likeness.DOCUMENT_SWAPPED, Likeness.BIRTH_SAME))
PAIR = DuplicatePairView(
    pair_id="d1",
    one_id=ONE.id,
    other_id=OTHER.id,
    state="open",
    purpose="registration",
    likenesses=LIKE,
    lines=(
        ComparedLine(label="姓名", one="周晓岚", other="周小兰"),
        ComparedLine(label="证件号码", one="149902199003071312", other="149902199003073115"),
        ComparedLine(label="出生日期", one="1990年3月7日", other="1990年3月7日"),
        ComparedLine(label="电话", one="13800001234", other=""),
        ComparedLine(label="居住地址", one="幸福路3号楼2单元601", other="解放路12号院5号楼101"),
    ),
    rationale="",
    form=FormState(),
    may_decide=True,
)

SEARCH_PAGES: Mapping[str, View] = {
    "search": SEARCH,
    "search-address": replace(SEARCH, query="幸福路3号楼", households=(HOME, replace(HOME, names=())), is_bounded=True),
    "search-empty-home": replace(
        SEARCH,
        residents=(),
        homes=(EmptyHome(UUID(int=21), "幸福路3号楼202"),),
        paging=Paging(shown=0),
        may_register=True,
    ),
    "search-nothing": replace(SEARCH, residents=(), places={}, paging=Paging(shown=0)),
    "search-purpose": replace(SEARCH, purpose="", residents=()),
    "search-empty": replace(SEARCH, query="", purpose="", residents=()),
    "duplicates": DuplicateListView(
        lines=(DuplicateLineView(pair_id="d1", found_at=at(9), one=ONE, other=OTHER, likenesses=LIKE),),
        paging=Paging(shown=1),
    ),
    "duplicates-none": DuplicateListView(lines=(), paging=Paging(shown=0)),
    "duplicate-purpose": DuplicatePurposeView(pair_id="d1", purposes=PURPOSES),
    "duplicate": PAIR,
    "duplicate-decided": replace(PAIR, state="distinct", may_decide=False, rationale="已核对两人证件，是堂兄弟。"),
}

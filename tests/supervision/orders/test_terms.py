"""The terms of an order, the paper that is approved, and what of it the wearer sees."""

import json
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest

from supervision.corrections.category import Category
from supervision.corrections.record_kinds import RecordKind
from supervision.documents import DocumentType
from supervision.errors import InputInvalid
from supervision.orders.duties import CONSEQUENCES, DUTIES, RIGHTS
from supervision.orders.grounds import Ground
from supervision.orders.order_state import VersionKind
from supervision.orders.terms import (
    GroundChoice,
    OrderPaper,
    PaperGround,
    Terms,
    canonical_bytes,
    check_terms,
    find_changes,
    paper_for_wearer,
    shown_to_wearer,
    zones_of,
)
from supervision.orders.zones import ZoneRefused

HOME: dict[str, Any] = {
    "kind": "required",
    "shape": {"type": "Circle", "coordinates": [112.85, 35.49], "radius_m": 200.0},
    "hours": {"windows": [{"weekdays": [1, 2, 3], "start": "22:00", "end": "06:00"}]},
    "name": "住处",
}
REFUGE: dict[str, Any] = {
    "condition_id": "6b7e7a52-7f5d-4f39-9a0d-6a25f8b7a111",
    "kind": "forbidden",
    "shape": {"type": "Circle", "coordinates": [112.86, 35.5], "radius_m": 500.0},
    "is_protected": True,
    "name": "王某住处",
}
TERMS = Terms(
    starts_on=date(2026, 12, 1),
    ends_on=date(2027, 2, 28),
    grounds=(GroundChoice(Ground.REFUSED_REPORT, uuid4()),),
    zones=(HOME, REFUGE),
    tracker_model=" 腕带一型 ",
)


def paper(**parts: Any) -> OrderPaper:
    whole: dict[str, Any] = {
        "salt": "00", "order_id": UUID(int=1), "order_number": "DW-149901-2026-0001", "version": 1,
        "kind": VersionKind.INITIAL, "file_id": UUID(int=2), "file_number": "149901-2026-0001",
        "agency_name": "北岭司法所", "name": "张三", "document_type": DocumentType.ID_CARD,
        "document_number": "11010519491231002X", "category": Category.PAROLE, "home_address": "松坡村1号",
        "court": "临溪县人民法院", "judgment_number": "1号", "term_ends_on": date(2027, 6, 1),
        "grounds": (
            PaperGround(
                Ground.REFUSED_REPORT, UUID(int=3), RecordKind.WARNING, date(2026, 10, 1), "警告", UUID(int=4), "ab"
            ),
        ),
        "zones": check_terms(TERMS, VersionKind.INITIAL).zones, "starts_on": TERMS.starts_on, "ends_on": TERMS.ends_on,
        "period_rule": "社区矫正法第二十九条", "tracker_model": "腕带一型", "assessment": "", "duties": DUTIES,
        "consequences": CONSEQUENCES[Category.PAROLE], "rights": RIGHTS, "proposed_by": UUID(int=5),
        "proposed_by_name": "Olga North", "proposed_at": datetime(2026, 11, 23, tzinfo=UTC),
    }  # fmt: skip
    return OrderPaper(**(whole | parts))


def test_zones_are_written_in_one_form_and_a_new_one_gets_its_id() -> None:
    checked = check_terms(TERMS, VersionKind.INITIAL)
    assert UUID(checked.zones[0]["condition_id"])
    assert checked.zones[1]["condition_id"] == REFUGE["condition_id"]
    assert checked.tracker_model == "腕带一型"
    assert check_terms(checked, VersionKind.INITIAL) == checked
    assert [zone.is_protected for zone in zones_of(checked.zones)] == [False, True]


def test_terms_survive_being_stored() -> None:
    checked = check_terms(TERMS, VersionKind.INITIAL)
    assert msgspec.json.decode(msgspec.json.encode(checked), type=Terms) == checked


@pytest.mark.parametrize(
    ("parts", "field"),
    [
        ({"zones": (REFUGE, REFUGE)}, "zones"),
        ({"zones": (HOME,) * 31}, "zones"),
        ({"tracker_model": " "}, "model"),
        ({"assessment": "长" * 4001}, "assessment"),
    ],
)
def test_terms_that_cannot_stand_name_the_field_to_mend(parts: dict[str, Any], field: str) -> None:
    with pytest.raises(InputInvalid) as refusal:
        check_terms(msgspec.structs.replace(TERMS, **parts), VersionKind.INITIAL)
    assert refusal.value.field == field


def test_a_zone_that_cannot_be_is_refused() -> None:
    with pytest.raises(ZoneRefused):
        check_terms(msgspec.structs.replace(TERMS, zones=({**HOME, "is_protected": True},)), VersionKind.INITIAL)


def test_an_extension_needs_its_assessment() -> None:
    with pytest.raises(InputInvalid) as refusal:
        check_terms(TERMS, VersionKind.EXTENSION)
    assert refusal.value.field == "assessment"
    assessed = msgspec.structs.replace(TERMS, assessment=" 仍有必要。 ")
    assert check_terms(assessed, VersionKind.EXTENSION).assessment == "仍有必要。"


def test_the_wearer_learns_of_a_protected_zone_neither_shape_nor_name() -> None:
    whole = paper()
    shown = paper_for_wearer(whole)
    assert shown.zones[0]["shape"] is not None
    assert (shown.zones[1]["shape"], shown.zones[1]["name"], shown.zones[1]["is_protected"]) == (None, "", True)
    written = canonical_bytes(shown).decode()
    assert "112.86" not in written
    assert "王某" not in written
    assert shown_to_wearer(whole.zones) == shown.zones


def test_a_paper_is_written_down_in_one_way() -> None:
    written = canonical_bytes(paper())
    assert written == canonical_bytes(msgspec.json.decode(written, type=OrderPaper))
    names = list(json.loads(written))
    assert names == sorted(names)
    turned = tuple(
        dict(reversed(zone.items())) for zone in paper(zones=msgspec.json.decode(written, type=OrderPaper).zones).zones
    )
    assert canonical_bytes(paper(zones=turned)) == canonical_bytes(msgspec.json.decode(written, type=OrderPaper))


@pytest.mark.parametrize(
    "parts",
    [
        {"version": 2}, {"name": "张四"}, {"home_address": "松坡村2号"}, {"ends_on": date(2027, 2, 27)}, {"zones": ()},
        {"tracker_model": "腕带二型"}, {"assessment": "x"}, {"grounds": ()}, {"duties": DUTIES[:-1]}, {"salt": "01"},
        {"proposed_by": UUID(int=6)}, {"consequences": ()},
    ],
)  # fmt: skip
def test_whatever_differs_on_the_paper_differs_in_what_is_approved(parts: dict[str, Any]) -> None:
    base = paper(zones=())
    assert canonical_bytes(
        paper(**({"zones": (REFUGE,)} if "zones" in parts else {"zones": ()} | parts))
    ) != canonical_bytes(base)


def test_parolees_are_not_threatened_with_a_police_penalty_nor_public_surveillance_with_revocation() -> None:
    assert not any("治安管理处罚" in text for text in CONSEQUENCES[Category.PAROLE])
    assert not any("撤销" in text or "收监" in text for text in CONSEQUENCES[Category.CONTROL])


def test_the_differences_between_two_versions_are_named() -> None:
    after = msgspec.structs.replace(TERMS, ends_on=date(2027, 2, 27), zones=(HOME,))
    assert find_changes(TERMS, after) == ("zones", "ends_on")
    assert find_changes(TERMS, TERMS) == ()

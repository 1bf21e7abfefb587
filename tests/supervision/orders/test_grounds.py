from dataclasses import replace
from uuid import uuid4

import pytest

from supervision.corrections.record_kinds import RECORD_KIND_NAMES, RecordKind
from supervision.orders.grounds import GROUND_NAMES, PROVED_BY, Ground, GroundsRefused, RecordFacts, check_grounds

FILE = uuid4()


def record(kind: RecordKind) -> RecordFacts:
    return RecordFacts(uuid4(), FILE, kind, has_proof=True, is_annulled=False)


def test_the_law_has_five_grounds_and_each_has_its_name_and_its_proof() -> None:
    assert len(Ground) == 5
    assert set(GROUND_NAMES) == set(PROVED_BY) == set(Ground)
    assert set(RECORD_KIND_NAMES) == set(RecordKind)
    proves_nothing = {
        RecordKind.ADMONITION,
        RecordKind.SUPERVISION_BREACH,
        RecordKind.PRAISE,
        RecordKind.MINOR_CRIME,
    }
    assert {kind for kinds in PROVED_BY.values() for kind in kinds} == set(RecordKind) - proves_nothing


def test_an_order_without_a_ground_is_refused() -> None:
    with pytest.raises(GroundsRefused, match="第二十九条"):
        check_grounds(FILE, [])


@pytest.mark.parametrize("ground", Ground)
def test_each_ground_stands_on_its_own_kind_of_record_only(ground: Ground) -> None:
    for kind in RecordKind:
        if kind in PROVED_BY[ground]:
            check_grounds(FILE, [(ground, record(kind))])
        else:
            with pytest.raises(GroundsRefused):
                check_grounds(FILE, [(ground, record(kind))])


@pytest.mark.parametrize("flaw", [{"file_id": uuid4()}, {"has_proof": False}, {"is_annulled": True}])
def test_a_record_of_another_file_annulled_or_unproved_carries_nothing(flaw: dict[str, object]) -> None:
    sound = record(RecordKind.WARNING)
    check_grounds(FILE, [(Ground.REFUSED_REPORT, sound)])
    with pytest.raises(GroundsRefused):
        check_grounds(FILE, [(Ground.REFUSED_REPORT, replace(sound, **flaw))])  # type: ignore[arg-type] # one flaw a time


def test_one_bad_ground_spoils_the_order_even_beside_a_good_one() -> None:
    with pytest.raises(GroundsRefused):
        check_grounds(
            FILE,
            [
                (Ground.REFUSED_REPORT, record(RecordKind.WARNING)),
                (Ground.PUBLIC_SECURITY_PENALTY, record(RecordKind.WARNING)),
            ],
        )

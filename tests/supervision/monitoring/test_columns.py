"""Tracks are read column by column; that must say what reading fix by fix says."""

from hypothesis import given
from hypothesis import strategies as st

from supervision.position import Fix, epoch_ms, pack_fix, unpack_located
from tests.supervision.test_position import fixes


@given(st.lists(fixes(), max_size=20))
def test_columns_say_what_the_located_fixes_say(some: list[Fix]) -> None:
    located = [fix for fix in some if fix.lat is not None]
    columns = unpack_located([pack_fix(fix) for fix in some])
    assert columns.lons == [fix.lon for fix in located]
    assert columns.lats == [fix.lat for fix in located]
    assert columns.accuracies_m == [fix.accuracy_m for fix in located]
    assert columns.fixed_ms == [epoch_ms(fix.fixed_at) for fix in located]

"""A file of after-care past its period goes when the agency proposes it and the head approves; never before."""

from datetime import timedelta

import pytest

from supervision.aftercare.holds import lift_aftercare_hold, open_aftercare_holds, place_aftercare_hold
from supervision.aftercare.keeping import AFTERCARE_FILES
from supervision.aftercare.listing import AftercareShow, list_aftercare
from supervision.aftercare.progress import close
from supervision.aftercare.words import CloseReason
from supervision.errors import KeyDestroyed, NotFound, NotPermitted
from supervision.keeping.deciding import approve, certificate_of, propose, send_back
from supervision.keeping.holds import HoldLifted, HoldSource, NewHold
from supervision.keeping.refusals import NotDue
from supervision.keeping.removal import following
from supervision.keeping.words import DestructionState
from supervision.legal_time import add_months, day_end, day_start, legal_day, moved_clock, now
from supervision.storage.database import fetch
from supervision.vault import load_key
from tests.cast import Cast
from tests.makers_aftercare import make_helped
from tests.makers_destruction import destroyed, make_long_over, proposed
from tests.makers_files import dump_of
from tests.makers_orders import unused_code

BOOK = AFTERCARE_FILES
MONTHS = 24


async def test_a_file_is_due_two_years_after_the_last_day_of_help(cast: Cast) -> None:
    file_id = await make_helped(cast.olga.officer)
    await close(cast.olga.officer, file_id, CloseReason.MOVED)
    last = add_months(legal_day(now()), MONTHS)
    with moved_clock(lambda: day_end(last) - timedelta(seconds=1)):
        assert (await BOOK.due(cast.agnes.officer)).items == ()
        with pytest.raises(NotDue):
            await proposed(cast.agnes.officer, file_id, BOOK)
    with moved_clock(lambda: day_start(last + timedelta(days=1))):
        (due,) = (await BOOK.due(cast.agnes.officer)).items
        assert (due.id, due.label, due.kept_until) == (file_id, "程*", last)
        assert due.ended_on == add_months(last, -MONTHS)
        assert await destroyed(cast, file_id, BOOK)


async def test_help_that_runs_is_never_due(cast: Cast) -> None:
    with pytest.raises(NotDue):
        await proposed(cast.agnes.officer, await make_helped(cast.olga.officer), BOOK)


async def test_key_and_rows_go_and_a_dump_holds_neither_a_name_nor_what_opens_one(cast: Cast) -> None:
    file_id = await make_long_over(cast)
    (row,) = await fetch("SELECT vault_key, number FROM aftercare_file WHERE id = $1", file_id)
    terms = len(await fetch("SELECT FROM aftercare_term WHERE file = $1", file_id))
    proposal_id = await destroyed(cast, file_id, BOOK)
    with pytest.raises(KeyDestroyed):
        await load_key(row["vault_key"])
    kept = [
        f"aftercare_{name}" for name in ("term", "step", "helper", "placement", "aid", "visit", "hold", "destruction")
    ]
    assert set(kept[:-1]) == following("aftercare_file")
    for table in (*kept[:-1], "aftercare_file"):
        assert await fetch(f"TABLE {table}") == [], table
    (key,) = await fetch("SELECT wrapped_sealed FROM vault_key WHERE id = $1", row["vault_key"])
    assert key["wrapped_sealed"] is None
    assert "程" not in await dump_of("aftercare_destruction", "destruction", "audit_entry")
    opened = await certificate_of(BOOK, cast.hua.officer, proposal_id)
    assert (opened.proposal.number, opened.proposal.label) == (row["number"], "")
    assert opened.certified.certificate.subject_kind == "aftercare"
    assert (await BOOK.proposals(cast.agnes.officer, DestructionState.DESTROYED)).items[
        0
    ].rows_removed == 1 + terms + 4, "the file, what finds it, three steps and a helper"


async def test_who_helps_proposes_nothing_and_elsewhere_there_is_nothing(cast: Cast) -> None:
    file_id = await make_long_over(cast)
    proposal_id = await proposed(cast.agnes.officer, file_id, BOOK)
    for member in (cast.olga, cast.carl):
        with pytest.raises(NotPermitted):
            await BOOK.due(member.officer)
    with pytest.raises(NotPermitted):
        await propose(BOOK, cast.hua.officer, [file_id])
    with pytest.raises(NotPermitted):
        await approve(BOOK, cast.agnes.officer, [proposal_id], unused_code(cast.agnes))
    with pytest.raises(NotFound):
        await send_back(BOOK, cast.hugo.officer, proposal_id, "不同意")
    await send_back(BOOK, cast.hua.officer, proposal_id, "本人正在申请查阅")
    (due,) = (await BOOK.due(cast.agnes.officer)).items
    assert due.id == file_id


async def test_a_hold_keeps_a_file_also_one_that_is_over_and_says_so_until_it_is_lifted(cast: Cast) -> None:
    file_id = await make_long_over(cast)
    proposal_id = await proposed(cast.agnes.officer, file_id, BOOK)
    source = HoldSource("市信访局", "信复〔2026〕7号")
    hold_id = await place_aftercare_hold(cast.agnes.officer, file_id, NewHold("信访复查未结", source))
    (outcome,) = await approve(BOOK, cast.hua.officer, [proposal_id], unused_code(cast.hua))
    assert outcome.refusal == "destruction-blocked"
    assert [one.file_id for one in (await list_aftercare(cast.olga.officer, AftercareShow.HELD)).items] == [file_id]
    (hold,) = await open_aftercare_holds(cast.olga.officer, file_id, "complaint")
    assert (hold.reason, hold.source, hold.lifted_at) == ("信访复查未结", source, None)
    assert "信访" not in await dump_of("aftercare_hold", "audit_entry")
    for member, refusal in ((cast.olga, NotPermitted), (cast.hugo, NotFound)):
        with pytest.raises(refusal):
            await place_aftercare_hold(member.officer, file_id, NewHold("诉讼"))
        with pytest.raises(refusal):
            await lift_aftercare_hold(member.officer, hold_id, "结案")
    await lift_aftercare_hold(cast.agnes.officer, hold_id, "复查意见已送达")
    with pytest.raises(HoldLifted):
        await lift_aftercare_hold(cast.agnes.officer, hold_id, "再次解除")
    (outcome,) = await approve(BOOK, cast.hua.officer, [proposal_id], unused_code(cast.hua))
    assert outcome.refusal == ""
    assert await fetch("TABLE aftercare_hold") == []

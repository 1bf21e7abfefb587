"""A person file past its period goes when the agency proposes it and the head approves; never before, never alone."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import asyncpg
import pytest

from devices.retiring import retire_what_is_due
from supervision.audit import verify_chain
from supervision.corrections.access_rule import LimitKind
from supervision.corrections.applications.asking import withdraw_application
from supervision.corrections.file_state import EndCause
from supervision.corrections.keeping.files import OBSTACLES, PERSON_FILES
from supervision.corrections.legal_holds import lift_legal_hold, place_legal_hold
from supervision.errors import InputInvalid, KeyDestroyed, NotFound, NotPermitted, SignInRefused
from supervision.keeping.deciding import approve, certificate_of, propose, send_back
from supervision.keeping.proposals import DestructionBlocked
from supervision.keeping.refusals import DestructionWaits, NotDue, OwnProposal
from supervision.keeping.removal import following
from supervision.keeping.words import DestructionState
from supervision.legal_time import add_months, day_end, legal_day, moved_clock, now
from supervision.officers import Role, load_session
from supervision.settings import Register
from supervision.storage.database import fetch, fetch_one
from supervision.vault import load_key
from tests.cast import COUNTY, Cast
from tests.makers import make_grant
from tests.makers_applications import make_leave
from tests.makers_destruction import destroyed, make_long_ended, make_old, proposed
from tests.makers_ends import make_end
from tests.makers_files import dump_of, make_person_file, make_record
from tests.makers_limits import granted_for_minors, make_limit, make_minors_file
from tests.makers_orders import make_order_in_force, unused_code

BOOK = PERSON_FILES
ARCHIVE_MONTHS = 360


class BrokenOff(Exception):
    """The process dies here."""


async def tables_with(record_id: UUID) -> set[str]:
    """Every table in which some column holds the id, but for the chain of audit and the certificates."""
    columns = await fetch(
        """SELECT table_name, column_name FROM information_schema.columns
           WHERE table_schema = 'public' AND data_type = 'uuid'"""
    )
    return {
        row["table_name"]
        for row in columns
        if await fetch(f'SELECT FROM {row["table_name"]} WHERE "{row["column_name"]}" = $1', record_id)
    }


async def whole_dump() -> str:
    """Every value of every table."""
    rows = await fetch("SELECT relname::text AS name FROM pg_stat_user_tables WHERE schemaname = 'public'")
    return await dump_of(*(row["name"] for row in rows))


async def due_ids(cast: Cast) -> list[UUID]:
    return [one.id for one in (await BOOK.due(cast.agnes.officer)).items]


async def test_a_file_is_due_from_the_day_after_the_last_day_of_its_period(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    await make_end(cast, file_id, EndCause.DEATH)
    await fetch("DELETE FROM outbox_event")
    last = add_months(legal_day(now()), ARCHIVE_MONTHS)
    over = day_end(last)
    with moved_clock(lambda: over - timedelta(seconds=1)):
        assert await due_ids(cast) == []
        with pytest.raises(NotDue):
            await proposed(cast.agnes.officer, file_id)
    with moved_clock(lambda: over):
        (due,) = (await BOOK.due(cast.agnes.officer)).items
        assert (due.id, due.label, due.kept_until, due.obstacles) == (file_id, "张*", last, ())
        assert await BOOK.count_due(cast.agnes.officer, over) == 1
        assert await proposed(cast.agnes.officer, file_id)


async def test_a_running_file_is_never_due(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    with pytest.raises(NotDue):
        await proposed(cast.agnes.officer, file_id)


async def test_two_officers_destroy_key_and_rows_and_the_certificate_says_so(cast: Cast) -> None:
    file_id = await make_long_ended(cast)
    (row,) = await fetch("SELECT number, vault_key FROM person_file WHERE id = $1", file_id)
    proposal_id = await destroyed(cast, file_id)
    with pytest.raises(KeyDestroyed):
        await load_key(row["vault_key"])
    assert await tables_with(file_id) == {"file_destruction"}
    opened = await certificate_of(BOOK, cast.agnes.officer, proposal_id)
    proposal, certificate = opened.proposal, opened.certified.certificate
    assert (proposal.proposed_by_name, proposal.decided_by_name) == ("Agnes Agency", "Hua Head")
    assert proposal.certificate_number == f"XH-{COUNTY}-{legal_day(now()).year}-0001"
    assert (proposal.number, proposal.label, proposal.state) == (row["number"], "", DestructionState.DESTROYED)
    assert (certificate.subject_kind, certificate.subject_id) == ("person-file", str(file_id))
    assert certificate.key_ids == [row["vault_key"]]
    entries = await fetch("SELECT act, detail_json FROM audit_entry WHERE subject_id = $1", str(file_id))
    (detail,) = [entry["detail_json"] for entry in entries if entry["act"] == "file-destruction:approve"]
    assert f'"proposed_by":"{cast.agnes.id}"' in detail
    assert '"person_file":1' in detail
    assert proposal.rows_removed is not None
    assert proposal.rows_removed > 4, "steps, terms, paper"
    assert (await verify_chain(Register.CORRECTIONS)).is_whole


async def test_a_file_with_a_whole_life_goes_with_everything_about_it(cast: Cast) -> None:
    order = await make_order_in_force(cast)
    file_id = order.file_id
    await make_record(cast.olga.officer, file_id)
    leave = await make_leave(cast.olga, file_id)
    await withdraw_application(cast.olga.officer, leave, "不再需要")
    await make_limit(cast, file_id, LimitKind.EXCLUSION, cast.oscar)
    keys = await fetch("SELECT vault_key FROM positioning_order WHERE file = $1", file_id)
    await make_end(cast, file_id, EndCause.DEATH)
    later = now() + timedelta(days=366 * 31)
    with moved_clock(lambda: later):
        (due,) = (await BOOK.due(cast.agnes.officer)).items
        assert set(due.obstacles) == {"tracks-kept", "provided"}
        with pytest.raises(DestructionBlocked):
            await proposed(cast.agnes.officer, file_id)
        await retire_what_is_due(later, [Register.CORRECTIONS])
        await destroyed(cast, file_id)
        for key in keys:
            with pytest.raises(KeyDestroyed):
                await load_key(key["vault_key"])
    assert await tables_with(file_id) == {"file_destruction"}
    assert await tables_with(leave) == set()
    assert await tables_with(order.order_id) == set()


async def test_a_dump_after_the_destruction_holds_nothing_that_was_sealed_with_the_file(cast: Cast) -> None:
    file_id = await make_long_ended(cast, name="欧阳翠微", phone="13987651234")
    (row,) = await fetch("SELECT vault_key, identity_sealed, home_sealed FROM person_file WHERE id = $1", file_id)
    (paper,) = await fetch("SELECT content_sealed FROM attachment WHERE file = $1", file_id)
    sealed = [repr(bytes(found)) for found in (row["identity_sealed"], row["home_sealed"], paper["content_sealed"])]
    before = await whole_dump()
    assert [text for text in sealed if text not in before] == []
    await destroyed(cast, file_id)
    dump = await whole_dump()
    assert [text for text in (*sealed, "欧阳", "翠微", "13987651234") if text in dump] == []
    (key,) = await fetch("SELECT wrapped_sealed, destroyed_at FROM vault_key WHERE id = $1", row["vault_key"])
    assert (key["wrapped_sealed"], key["destroyed_at"] is None) == (None, False)


async def test_nobody_destroys_alone_or_without_the_second_factor(cast: Cast) -> None:
    file_id = await make_long_ended(cast)
    proposal_id = await proposed(cast.agnes.officer, file_id)
    with pytest.raises(NotPermitted):
        await approve(BOOK, cast.agnes.officer, [proposal_id], unused_code(cast.agnes))
    with pytest.raises(NotPermitted):
        await propose(BOOK, cast.hua.officer, [file_id])
    with pytest.raises(SignInRefused):
        await approve(BOOK, cast.hua.officer, [proposal_id], "000000")
    (waiting,) = (await BOOK.proposals(cast.hua.officer)).items
    assert (waiting.id, waiting.label) == (proposal_id, "张*")
    assert await BOOK.count_proposed(cast.hua.officer, to_decide=True) == 1
    assert await BOOK.count_proposed(cast.agnes.officer) == 1
    with pytest.raises(asyncpg.CheckViolationError):
        await fetch(
            """UPDATE file_destruction SET state = 'destroyed', decided_at = now(), decided_by = proposed_by,
                   certificate_id = id, certificate_number = 'x', rows_removed = 1"""
        )


async def test_whoever_holds_both_roles_decides_on_no_proposal_of_their_own(cast: Cast) -> None:
    proposal_id = await proposed(cast.agnes.officer, await make_long_ended(cast))
    await make_grant(cast.agnes, Role.COUNTY_HEAD, COUNTY, granted_by=cast.sue.id)
    both = (await load_session(cast.agnes.token)).officer
    with pytest.raises(OwnProposal):
        await approve(BOOK, both, [proposal_id], unused_code(cast.agnes))
    with pytest.raises(OwnProposal):
        await send_back(BOOK, both, proposal_id, "不同意")
    assert await BOOK.count_proposed(both, to_decide=True) == 0


async def test_a_file_is_proposed_once_and_again_after_it_was_returned_with_a_reason(cast: Cast) -> None:
    file_id = await make_long_ended(cast)
    proposal_id = await proposed(cast.agnes.officer, file_id)
    assert await due_ids(cast) == []
    with pytest.raises(DestructionWaits):
        await proposed(cast.agnes.officer, file_id)
    with pytest.raises(InputInvalid):
        await send_back(BOOK, cast.hua.officer, proposal_id, " ")
    await send_back(BOOK, cast.hua.officer, proposal_id, "档案馆要求移交复制件后再定")
    (returned,) = (await BOOK.proposals(cast.agnes.officer, DestructionState.RETURNED)).items
    assert (returned.decided_by_name, returned.return_reason) == ("Hua Head", "档案馆要求移交复制件后再定")
    await destroyed(cast, file_id)
    (returned,) = (await BOOK.proposals(cast.agnes.officer, DestructionState.RETURNED)).items
    assert returned.return_reason == "", "it was sealed under the key that is gone"


async def test_several_files_are_proposed_all_or_none(cast: Cast) -> None:
    one, other = await make_long_ended(cast), await make_long_ended(cast)
    await place_legal_hold(cast.hua.officer, other, "国家赔偿申请")
    with pytest.raises(DestructionBlocked):
        await propose(BOOK, cast.agnes.officer, [one, other])
    assert set(await due_ids(cast)) == {one, other}


async def test_approving_again_changes_nothing_and_says_that_it_is_done(cast: Cast) -> None:
    proposal_id = await destroyed(cast, await make_long_ended(cast))
    before = await fetch_one("SELECT * FROM file_destruction")
    (outcome,) = await approve(BOOK, cast.hua.officer, [proposal_id], unused_code(cast.hua))
    assert (outcome.certificate_id, outcome.refusal) == (None, "destruction-decided")
    assert await fetch_one("SELECT * FROM file_destruction") == before


async def test_a_hold_that_is_placed_meanwhile_stops_the_destruction(cast: Cast) -> None:
    file_id = await make_long_ended(cast)
    proposal_id = await proposed(cast.agnes.officer, file_id)
    hold_id = await place_legal_hold(cast.agnes.officer, file_id, "行政复议未结")
    (outcome,) = await approve(BOOK, cast.hua.officer, [proposal_id], unused_code(cast.hua))
    assert (outcome.certificate_id, outcome.refusal) == (None, "destruction-blocked")
    (waiting,) = (await BOOK.proposals(cast.hua.officer)).items
    assert waiting.obstacles == ("legal-hold",)
    await lift_legal_hold(cast.agnes.officer, hold_id, "复议终结")
    (outcome,) = await approve(BOOK, cast.hua.officer, [proposal_id], unused_code(cast.hua))
    assert outcome.refusal == ""


async def test_of_a_hold_and_a_destruction_at_once_one_wins_and_never_both(cast: Cast) -> None:
    file_ids = [await make_long_ended(cast) for _ in range(3)]
    for file_id in file_ids:
        proposal_id, code = await proposed(cast.agnes.officer, file_id), unused_code(cast.hua)
        (outcome,), held = await asyncio.gather(
            approve(BOOK, cast.hua.officer, [proposal_id], code),
            _held(cast, file_id),
        )
        assert held == (outcome.refusal == "destruction-blocked")
        assert bool(await fetch("SELECT FROM person_file WHERE id = $1", file_id)) == held


async def _held(cast: Cast, file_id: UUID) -> bool:
    try:
        await place_legal_hold(cast.agnes.officer, file_id, "行政复议未结")
    except (NotFound, KeyDestroyed):
        return False
    return True


async def test_of_two_heads_who_approve_at_once_one_destroys(cast: Cast) -> None:
    proposal_id = await proposed(cast.agnes.officer, await make_long_ended(cast))
    codes = [unused_code(cast.hua), unused_code(cast.hua)]
    answers = await asyncio.gather(*(approve(BOOK, cast.hua.officer, [proposal_id], code) for code in codes))
    assert sorted(outcome.refusal for (outcome,) in answers) == ["", "destruction-decided"]
    assert len(await fetch("SELECT FROM destruction WHERE subject_kind = 'person-file'")) == 1


async def test_what_stands_in_the_way_leaves_everything_as_it_was(cast: Cast) -> None:
    file_id = await make_long_ended(cast)
    (row,) = await fetch("SELECT vault_key FROM person_file WHERE id = $1", file_id)
    proposal_id = await proposed(cast.agnes.officer, file_id)
    await fetch(
        """INSERT INTO check_in_request (id, file, tracker_id, reason_sealed, opens_at, closes_at, asked_at)
           VALUES (gen_random_uuid(), $1, 'x', '', now(), now() + interval '1 hour', now())""",
        file_id,
    )
    (outcome,) = await approve(BOOK, cast.hua.officer, [proposal_id], unused_code(cast.hua))
    assert outcome.refusal == "destruction-blocked"
    assert await load_key(row["vault_key"])
    assert await fetch("SELECT FROM file_step WHERE file = $1", file_id)


async def test_a_destruction_that_breaks_off_in_the_middle_leaves_key_rows_and_proposal(cast: Cast) -> None:
    file_id = await make_long_ended(cast)
    (row,) = await fetch("SELECT vault_key FROM person_file WHERE id = $1", file_id)
    proposal_id = await proposed(cast.agnes.officer, file_id)

    async def break_off(_file_id: UUID) -> dict[str, int]:
        await BOOK.let_go(file_id)
        raise BrokenOff

    with pytest.raises(BrokenOff):
        await approve(replace(BOOK, let_go=break_off), cast.hua.officer, [proposal_id], unused_code(cast.hua))
    assert await load_key(row["vault_key"])
    assert await fetch("SELECT FROM destruction WHERE subject_kind = 'person-file'") == []
    assert await BOOK.count_proposed(cast.hua.officer, to_decide=True) == 1
    (outcome,) = await approve(BOOK, cast.hua.officer, [proposal_id], unused_code(cast.hua))
    assert outcome.refusal == ""


async def test_outside_of_the_reach_there_is_nothing(cast: Cast) -> None:
    file_id = await make_long_ended(cast)
    proposal_id = await proposed(cast.agnes.officer, file_id)
    with pytest.raises(NotFound):
        await approve(BOOK, cast.hugo.officer, [proposal_id], unused_code(cast.hugo))
    with pytest.raises(NotFound):
        await send_back(BOOK, cast.hugo.officer, proposal_id, "不同意")
    with pytest.raises(NotFound):
        await certificate_of(BOOK, cast.hugo.officer, proposal_id)
    assert (await BOOK.proposals(cast.hugo.officer)).items == ()
    for member in (cast.olga, cast.carl, cast.ada):
        with pytest.raises(NotPermitted):
            await BOOK.due(member.officer)
    with pytest.raises(NotFound):
        await BOOK.due(cast.petra.officer)


async def test_whom_a_limit_shuts_out_sees_proposes_and_destroys_nothing(cast: Cast) -> None:
    file_id = await make_person_file(cast.olga.officer)
    await make_end(cast, file_id, EndCause.DEATH)
    await make_limit(cast, file_id, LimitKind.EXCLUSION, cast.agnes)
    await make_old(file_id)
    assert await due_ids(cast) == []
    with pytest.raises(NotFound):
        await proposed(cast.agnes.officer, file_id)


async def test_a_minors_file_is_for_those_alone_to_whom_minors_files_are_open_before_and_after(cast: Cast) -> None:
    file_id = await make_minors_file(cast)
    await fetch(
        """UPDATE person_file SET ended_at = now() - interval '31 years', end_cause = 'death', state = 'ended'
           WHERE id = $1""", file_id,
    )  # fmt: skip
    await fetch("DELETE FROM outbox_event")
    assert await due_ids(cast) == []
    with pytest.raises(NotFound):
        await proposed(cast.agnes.officer, file_id)
    minors = await granted_for_minors(cast, cast.agnes)
    proposal_id = await proposed(minors, file_id)
    assert (await BOOK.proposals(cast.agnes.officer)).items == ()
    (outcome,) = await approve(BOOK, cast.hua.officer, [proposal_id], unused_code(cast.hua))
    assert outcome.refusal == ""
    assert (await BOOK.proposals(cast.agnes.officer, DestructionState.DESTROYED)).items == ()
    (seen,) = (await BOOK.proposals(minors, DestructionState.DESTROYED)).items
    assert seen.id == proposal_id


async def test_rows_that_a_restored_backup_brought_back_are_destroyed_under_the_same_certificate(cast: Cast) -> None:
    file_id = await make_long_ended(cast)
    (row,) = await fetch("SELECT * FROM person_file WHERE id = $1", file_id)
    first = await certificate_of(BOOK, cast.agnes.officer, await destroyed(cast, file_id))
    columns, places = ", ".join(row.keys()), ", ".join(f"${place}" for place, _ in enumerate(row, start=1))
    await fetch(f"INSERT INTO person_file ({columns}) VALUES ({places})", *row.values())  # noqa: S608 - columns of the row
    await fetch("DELETE FROM file_destruction")
    (due,) = (await BOOK.due(cast.agnes.officer)).items
    assert (due.id, due.label) == (file_id, "")
    again = await certificate_of(BOOK, cast.agnes.officer, await destroyed(cast, file_id))
    assert again.certified == first.certified
    assert await tables_with(file_id) == {"file_destruction"}


async def test_whatever_points_at_a_file_goes_with_it_or_keeps_it(cast: Cast) -> None:
    assert cast
    references = await fetch(
        """SELECT conrelid::regclass::text AS child, confdeltype::text AS deletion FROM pg_constraint
           WHERE contype = 'f' AND confrelid = 'person_file'::regclass"""
    )
    left_to_us = {row["child"] for row in references if row["deletion"] not in {"c", "n"}}
    keeping = {table for table in left_to_us if any(f"FROM {table} AS" in sql for sql, _ in OBSTACLES.values())}
    assert left_to_us - following("person_file") <= keeping
    assert "disclosure" in left_to_us

"""The audit as its administrator reads and verifies it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from supervision.audit import Act, Subject, record_refusal
from supervision.errors import NotPermitted
from supervision.legal_time import now
from supervision.officers.audit_trail import AuditFilter, list_audit_entries, verify_audit
from supervision.storage.database import fetch
from tests.cast import Cast
from tests.makers import acts_of


async def _refuse(cast: Cast, subject_id: str) -> None:
    await record_refusal(cast.olga.officer.actor, Act.ALERT_OPEN, Subject("alert", subject_id), "not-found")


async def test_only_the_audits_administrator_reads_or_verifies_it(cast: Cast) -> None:
    for member in (cast.sam, cast.sue, cast.hua, cast.olga):
        with pytest.raises(NotPermitted):
            await list_audit_entries(member.officer)
        with pytest.raises(NotPermitted):
            await verify_audit(member.officer)


async def test_entries_come_newest_first_and_reading_them_is_the_next_entry(cast: Cast) -> None:
    await _refuse(cast, "first")
    await _refuse(cast, "second")
    page = await list_audit_entries(cast.ada.officer)
    assert [entry.subject_id for entry in page.items[:2]] == ["second", "first"]
    newest = page.items[0]
    assert (newest.actor_name, newest.act, newest.result) == ("Olga North", "alert:open", "refused")
    assert newest.detail == {"reason": "not-found"}
    assert await acts_of(cast.ada.id) == [("audit:read", "done")]


@pytest.mark.parametrize(
    "unfitting",
    [
        {"act": Act.ALERT_LIST},
        {"subject_kind": "order"},
        {"subject_id": "other"},
        {"result": "done"},
        {"since": now() + timedelta(days=1)},
        {"until": now() - timedelta(days=365)},
        {"actor_id": "nobody"},
    ],
)
async def test_every_filter_narrows_what_is_shown(cast: Cast, unfitting: dict[str, object]) -> None:
    await _refuse(cast, "sought")
    fitting = AuditFilter(
        actor_id=str(cast.olga.id), act=Act.ALERT_OPEN, subject_kind="alert", subject_id="sought", result="refused",
        since=now() - timedelta(minutes=1), until=now() + timedelta(minutes=1),
    )  # fmt: skip
    assert len((await list_audit_entries(cast.ada.officer, fitting)).items) == 1
    changed = replace(fitting, **unfitting)  # type: ignore[arg-type] # one field each, of its own type
    assert not (await list_audit_entries(cast.ada.officer, changed)).items


async def test_a_long_audit_is_read_page_after_page_without_gap_or_repetition(cast: Cast) -> None:
    for number in range(60):
        await _refuse(cast, f"number {number}")
    wanted = AuditFilter(act=Act.ALERT_OPEN)
    first = await list_audit_entries(cast.ada.officer, wanted)
    second = await list_audit_entries(cast.ada.officer, wanted, first.next)
    shown = [entry.subject_id for entry in (*first.items, *second.items)]
    assert (len(first.items), second.next) == (50, None)
    assert shown == [f"number {number}" for number in reversed(range(60))]


async def test_verifying_counts_the_entries_and_is_recorded_with_what_it_found(cast: Cast) -> None:
    (row,) = await fetch("SELECT count(*) AS entries FROM audit_entry WHERE register = 'corrections'")
    report = await verify_audit(cast.ada.officer)
    assert (report.is_whole, report.verified_entries) == (True, row["entries"])
    (entry,) = (await list_audit_entries(cast.ada.officer, AuditFilter(act=Act.AUDIT_VERIFY))).items
    assert entry.detail == {"verified": row["entries"], "broken": None, "reason": None}

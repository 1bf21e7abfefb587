"""The rules of sanctions, rewards and sealed records as the API keeps them; docs/rules.md numbers them."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest

from supervision.corrections.category import Category
from supervision.corrections.record_kinds import RecordKind
from supervision.corrections.records import add_record
from supervision.corrections.sanctions.words import MeasureKind, Trigger
from supervision.legal_time import legal_day, now
from tests.api.conftest import Service
from tests.api.scenes import PURPOSE
from tests.makers import Member
from tests.makers_files import make_attachment, make_person_file, make_record
from tests.makers_measures import (
    FACTS,
    make_breach,
    make_decided,
    make_delivered,
    make_proposed,
    make_unrepentant,
)
from tests.makers_orders import unused_code

V1 = "/api/v1"


async def post(service: Service, member: Member, path: str, json: object = None) -> httpx.Response:
    async with service.client(member) as client:
        return await client.post(f"{V1}{path}", json=json)


async def get(service: Service, member: Member, path: str, **params: str) -> httpx.Response:
    async with service.client(member) as client:
        return await client.get(f"{V1}{path}", params=params)


async def propose(service: Service, file_id: UUID, kind: MeasureKind, trigger: Trigger) -> httpx.Response:
    body = {"kind": kind, "trigger": trigger, "facts": FACTS}
    return await post(service, service.cast.olga, f"/supervisees/{file_id}/measures", body)


async def ladder(service: Service, file_id: UUID) -> dict[tuple[str, str], dict[str, object]]:
    """What the API says applies, by measure and ground."""
    answer = await get(service, service.cast.olga, f"/supervisees/{file_id}/conduct", **PURPOSE)
    return {(one["kind"], one["trigger"]): one for one in answer.json()["ladder"]}


def code_of(answer: httpx.Response) -> str:
    """The code of a refusal."""
    assert answer.is_client_error, answer.text
    return str(answer.json()["code"])


async def out_of_supervision(service: Service, file_id: UUID, days: int) -> UUID:
    """Olga confirms that somebody has been out of supervision for so many days."""
    began_on = legal_day(now()) - timedelta(days=days)
    body = {"began_on": began_on.isoformat(), "reason": "电话不通，家中无人。", "evidence": "走访记录两次"}
    answer = await post(service, service.cast.olga, f"/supervisees/{file_id}/lapses", body)
    assert answer.status_code == 201, answer.text
    return UUID(answer.json()["id"])


async def long_ago(service: Service, **parts: Any) -> UUID:
    """A file whose term began a year ago."""
    return await make_person_file(
        service.cast.olga.officer, term_starts_on=legal_day(now()) - timedelta(days=365), **parts
    )


async def test_rule_20_up_to_ten_days_out_an_admonition_and_beyond_them_a_warning(service: Service) -> None:
    file_id = await long_ago(service)
    lapse_id = await out_of_supervision(service, file_id, 13)
    refused = await propose(service, file_id, MeasureKind.ADMONITION, Trigger.DAYS_OUT)
    assert code_of(refused) == "measure-refused"
    assert "13日，超过10日" in refused.json()["detail"]
    today = legal_day(now())
    excuse = {"first_on": str(today - timedelta(days=3)), "last_on": str(today), "reason": "住院，已核实。"}
    assert (await post(service, service.cast.olga, f"/lapses/{lapse_id}/excuses", excuse)).status_code == 204
    assert code_of(await propose(service, file_id, MeasureKind.WARNING, Trigger.DAYS_OUT)) == "measure-refused"
    line = (await ladder(service, file_id))["admonition", "days-out"]
    assert (line["status"], line["rules"][0]["number"]) == ("met", 10)  # type: ignore[index]
    assert "减去认可正当理由的4日" in line["steps"]  # type: ignore[operator]
    assert (await propose(service, file_id, MeasureKind.ADMONITION, Trigger.DAYS_OUT)).status_code == 201


async def test_rule_21_two_admonitions_lead_to_a_warning_with_a_written_finding_only(service: Service) -> None:
    file_id = await long_ago(service)
    asked = (MeasureKind.WARNING, Trigger.TWO_ADMONITIONS)
    await make_record(service.cast.olga.officer, file_id, RecordKind.ADMONITION)
    await make_unrepentant(service.cast, file_id)
    assert code_of(await propose(service, file_id, *asked)) == "measure-refused"
    await make_record(service.cast.olga.officer, file_id, RecordKind.ADMONITION)
    assert (await ladder(service, file_id))["warning", "two-admonitions"]["status"] == "met"
    assert (await propose(service, file_id, *asked)).status_code == 201
    without_finding = await long_ago(service)
    for _ in range(2):
        await make_record(service.cast.olga.officer, without_finding, RecordKind.ADMONITION)
    refused = await propose(service, without_finding, *asked)
    assert code_of(refused) == "measure-refused"
    assert "仍不改正" in refused.json()["detail"]


@pytest.mark.parametrize(
    ("category", "kind"),
    [
        (Category.CONTROL, MeasureKind.REVOKE_SUSPENSION),
        (Category.CONTROL, MeasureKind.RE_IMPRISONMENT),
        (Category.PAROLE, MeasureKind.REVOKE_SUSPENSION),
        (Category.MEDICAL_PAROLE, MeasureKind.REVOKE_PAROLE),
        (Category.SUSPENDED_SENTENCE, MeasureKind.RE_IMPRISONMENT),
    ],
)
async def test_rule_22_what_may_be_proposed_depends_on_the_category(
    service: Service, category: Category, kind: MeasureKind
) -> None:
    file_id = await long_ago(service, category=category)
    await out_of_supervision(service, file_id, 60)
    trigger = Trigger.OTHER_SERIOUS if kind is MeasureKind.RE_IMPRISONMENT else Trigger.DAYS_OUT
    refused = await propose(service, file_id, kind, trigger)
    assert code_of(refused) == "measure-refused"
    assert "不适用" in refused.json()["detail"]


async def test_rule_22_more_than_a_month_out_or_two_warnings_and_unrepentant_carry_a_revocation(
    service: Service,
) -> None:
    file_id = await long_ago(service)
    await out_of_supervision(service, file_id, 25)
    asked = (MeasureKind.REVOKE_SUSPENSION, Trigger.DAYS_OUT)
    assert code_of(await propose(service, file_id, *asked)) == "measure-refused"
    longer = await long_ago(service)
    await out_of_supervision(service, longer, 40)
    assert (await propose(service, longer, *asked)).status_code == 201
    for _ in range(2):
        await make_record(service.cast.olga.officer, file_id, RecordKind.WARNING)
    by_warnings = (MeasureKind.REVOKE_SUSPENSION, Trigger.TWO_WARNINGS)
    assert code_of(await propose(service, file_id, *by_warnings)) == "measure-refused"
    await make_unrepentant(service.cast, file_id)
    assert (await propose(service, file_id, *by_warnings)).status_code == 201


async def test_rule_23_no_police_penalty_is_proposed_for_a_parolee(service: Service) -> None:
    for category, status in ((Category.PAROLE, 409), (Category.SUSPENDED_SENTENCE, 201)):
        file_id = await long_ago(service, category=category)
        await make_breach(service.cast, file_id)
        assert (await propose(service, file_id, MeasureKind.POLICE_PENALTY, Trigger.BREACH)).status_code == status


async def test_rule_24_a_sanction_is_decided_by_another_officer_after_the_person_was_heard(service: Service) -> None:
    cast = service.cast
    measure_id = await make_proposed(cast, is_heard=False)
    assert code_of(await post(service, cast.agnes, f"/measures/{measure_id}/decision", {})) == "measure-refused"
    heard = {"reply": "explained", "text": "那几天家里有事。"}
    assert (await post(service, cast.olga, f"/measures/{measure_id}/hearing", heard)).status_code == 204
    assert (await post(service, cast.olga, f"/measures/{measure_id}/decision", {})).status_code == 403
    own = await post(service, cast.agnes, f"/supervisees/{await long_ago(service)}/measures", {
        "kind": "admonition", "trigger": "other-serious", "facts": FACTS})  # fmt: skip
    path = f"/measures/{own.json()['id']}"
    await post(service, cast.agnes, f"{path}/hearing", heard)
    assert code_of(await post(service, cast.agnes, f"{path}/decision", {})) == "own-measure"
    assert (await post(service, cast.agnes, f"/measures/{measure_id}/decision", {})).status_code == 204


async def test_rule_24_what_was_served_is_a_record_copied_in_days_and_open_to_objection(service: Service) -> None:
    cast = service.cast
    file_id = await long_ago(service)
    measure_id = await make_decided(cast, file_id, MeasureKind.WARNING)
    path, today = f"/measures/{measure_id}", legal_day(now()).isoformat()
    unproved = {"served_on": today, "code": unused_code(cast.agnes)}
    assert (await post(service, cast.agnes, f"{path}/service", unproved)).status_code == 400
    paper_id = await make_attachment(cast.olga.officer, file_id)
    served = {"served_on": today, "paper_id": str(paper_id), "code": unused_code(cast.agnes)}
    assert (await post(service, cast.agnes, f"{path}/service", served)).status_code == 204
    assert code_of(await post(service, cast.agnes, f"{path}/undoing", {"reason": "误"})) == "measure-moved"
    waiting = (await get(service, cast.agnes, "/measures", show="to-copy")).json()["items"]
    assert [one["id"] for one in waiting] == [str(measure_id)]
    assert date.fromisoformat(waiting[0]["copy_due_on"]) > legal_day(now())
    copy = {"copied_on": today, "prosecutor": "临溪县人民检察院"}
    assert (await post(service, cast.olga, f"{path}/copy", copy)).status_code == 204
    objection = {"on": today, "text": "已经请过假。"}
    assert (await post(service, cast.olga, f"{path}/objection", objection)).status_code == 204
    due = (await get(service, cast.hua, path, **PURPOSE)).json()["measure"]["objection_due_on"]
    assert date.fromisoformat(due) >= legal_day(now()) + timedelta(days=15)
    assert code_of(await post(service, cast.agnes, f"{path}/objection/answer", {"text": "维持"})) == "own-measure"
    assert (await post(service, cast.hua, f"{path}/objection/answer", {"text": "请假未获批准，维持。"})).is_success


async def test_rule_24_no_second_warning_before_the_explanation_was_answered(service: Service) -> None:
    cast = service.cast
    file_id = await long_ago(service)
    await make_record(cast.olga.officer, file_id, RecordKind.WARNING)
    measure_id = await make_proposed(cast, file_id, MeasureKind.WARNING, is_heard=False)
    path = f"/measures/{measure_id}"
    await post(service, cast.olga, f"{path}/hearing", {"reply": "explained", "text": "手机坏了。"})
    refused = await post(service, cast.agnes, f"{path}/decision", {})
    assert code_of(refused) == "measure-refused"
    assert "书面答复" in refused.json()["detail"]
    await post(service, cast.olga, f"{path}/response", {"text": "可以到所报告，理由不成立。"})
    assert (await post(service, cast.agnes, f"{path}/decision", {})).status_code == 204


async def test_rule_25_the_court_s_clocks_run_from_what_was_sent_to_it(service: Service) -> None:
    cast = service.cast
    file_id = await long_ago(service)
    revocation = await make_delivered(cast, file_id, MeasureKind.REVOKE_SUSPENSION)
    due = (await get(service, cast.agnes, f"/measures/{revocation}", **PURPOSE)).json()["measure"]["ruling_due_on"]
    today = legal_day(now())
    assert timedelta(days=30) <= date.fromisoformat(due) - today <= timedelta(days=40)  # a last day that is off moves
    arrest = await make_decided(cast, file_id, MeasureKind.ARREST, Trigger.DANGER)
    at = now().replace(second=0, microsecond=0)
    sent = {"sent_at": at.isoformat(), "organ": "临溪县人民法院", "code": unused_code(cast.agnes)}
    assert (await post(service, cast.agnes, f"/measures/{arrest}/sending", sent)).status_code == 204
    shown = (await get(service, cast.agnes, f"/measures/{arrest}", **PURPOSE)).json()["measure"]
    assert datetime.fromisoformat(shown["ruling_due_at"]) - at == timedelta(hours=48)
    granted = {"is_granted": True, "decided_on": str(today), "document": "（2026）晋9901刑捕3号"}
    assert (await post(service, cast.agnes, f"/measures/{arrest}/outcome", granted)).status_code == 204
    custody = (await get(service, cast.agnes, "/measures", show="custody")).json()["items"]
    assert [date.fromisoformat(one["custody_until"]) for one in custody] == [today + timedelta(days=30)]


async def test_rule_26_no_praise_before_six_months_but_for_an_outstanding_deed(service: Service) -> None:
    file_id = await make_person_file(service.cast.olga.officer)
    early = await propose(service, file_id, MeasureKind.PRAISE, Trigger.GOOD_CONDUCT)
    assert code_of(early) == "measure-refused"
    assert (await propose(service, file_id, MeasureKind.PRAISE, Trigger.OUTSTANDING_DEED)).status_code == 201
    later = await long_ago(service)
    assert (await propose(service, later, MeasureKind.PRAISE, Trigger.GOOD_CONDUCT)).status_code == 201


async def test_rule_32_a_police_record_is_read_on_a_legal_basis_only(service: Service) -> None:
    cast = service.cast
    file_id = await make_person_file(cast.olga.officer)
    record_id = await make_record(cast.olga.officer, file_id, RecordKind.POLICE_PENALTY)
    async with service.client(cast.agnes) as client:
        page = (await client.get(f"/console/supervisees/{file_id}", params={"tab": "records", **PURPOSE})).text
        assert "封存记录" in page
        assert "拒不报告" not in page
        sealed = f"{V1}/supervisees/{file_id}/records/{record_id}/sealed-reading"
        assert (await client.post(sealed, json={"legal_basis": " "})).status_code == 400
        read = await client.post(sealed, json={"legal_basis": "治安管理处罚法第一百三十六条，办理撤销缓刑案件"})
        assert "拒不报告" in read.json()["summary"]
        readings = (await client.get(f"{V1}/supervisees/{file_id}/readings", params=PURPOSE)).json()["items"]
    assert "sealed-record:read" in {one["act"] for one in readings}
    olga_s = await post(service, cast.olga, f"/supervisees/{file_id}/records/{record_id}/sealed-reading", {
        "legal_basis": "想看看"})  # fmt: skip
    assert olga_s.status_code == 403


async def test_rule_32_the_proof_of_a_sealed_record_does_not_open_by_itself(service: Service) -> None:
    cast = service.cast
    file_id = await make_person_file(cast.olga.officer)
    proof_id = await make_attachment(cast.olga.officer, file_id)
    today = legal_day(now())
    await add_record(cast.olga.officer, file_id, RecordKind.MINOR_CRIME, today, "十六岁时判处拘役。", proof_id)
    assert code_of(await get(service, cast.agnes, f"/attachments/{proof_id}", **PURPOSE)) == "record-sealed"

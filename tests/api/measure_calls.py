"""Who may call each route and page of sanctions and opinions, who has the same role elsewhere, what is sent."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from uuid import UUID

from supervision.corrections.record_kinds import RecordKind
from supervision.corrections.records import annul_record
from supervision.corrections.sanctions.delivering import Outcome, record_outcome
from supervision.corrections.sanctions.findings import record_finding
from supervision.corrections.sanctions.lapses import confirm_lapse
from supervision.corrections.sanctions.objecting import record_objection
from supervision.corrections.sanctions.opinions import NewOpinion, answer_opinion, record_opinion
from supervision.corrections.sanctions.words import MeasureKind, OpinionKind, Trigger
from supervision.legal_time import legal_day, now
from tests.api.call import Call
from tests.api.page_call import PageCall
from tests.api.page_scenes import like
from tests.api.scenes import PURPOSE, Asked, Json, Scene, now_text, today_text
from tests.cast import Cast
from tests.makers_files import make_attachment, make_person_file, make_record
from tests.makers_measures import FACTS, make_breach, make_decided, make_delivered, make_proposed
from tests.makers_orders import make_approved_order, make_terms, unused_code

V1, CONSOLE = "/api/v1", "/console"
FILE, MEASURE = "/supervisees/{supervisee_id}", "/measures/{measure_id}"
PROPOSAL = {"kind": "admonition", "trigger": "other-serious", "facts": FACTS}
BASIS = {"legal_basis": "办理撤销缓刑案件（刑法第七十七条）"}
TEXT = {"text": "理由不成立。"}
REASON = {"reason": "事实有误。"}
LAPSE = {"reason": "电话不通，家中无人。", "evidence": "两次走访记录"}
OPINION = {"kind": "suggestion", "organ": "临溪县人民检察院", "document": "临检建〔2026〕8号", "text": "建议规范登记。"}

Prepared = Callable[[Cast], Awaitable[UUID]]
Given = Json | Callable[[Cast], Json]


def of_file(json: Given = None, params: Mapping[str, str] | None = None) -> Scene:
    """Somebody whose term began a year ago."""

    async def scene(cast: Cast) -> Asked:
        file_id = await make_person_file(cast.olga.officer, term_starts_on=legal_day(now()) - timedelta(days=365))
        return Asked({"supervisee_id": file_id}, params or {}, _given(json, cast))

    return scene


def of_measure(prepare: Prepared, json: Given = None, params: Mapping[str, str] | None = None) -> Scene:
    """A measure that was brought so far."""

    async def scene(cast: Cast) -> Asked:
        return Asked({"measure_id": await prepare(cast)}, params or {}, _given(json, cast))

    return scene


def _given(json: Given, cast: Cast) -> Json:
    return json(cast) if callable(json) else json


async def proposed(cast: Cast) -> UUID:
    return await make_proposed(cast)


async def decided(cast: Cast) -> UUID:
    return await make_decided(cast)


async def praised(cast: Cast) -> UUID:
    """The one kind of measure that no form has, and that is printed from its page."""
    return await make_decided(cast, kind=MeasureKind.PRAISE, trigger=Trigger.OUTSTANDING_DEED)


async def decided_revocation(cast: Cast) -> UUID:
    return await make_decided(cast, kind=MeasureKind.REVOKE_SUSPENSION)


async def served(cast: Cast) -> UUID:
    return await make_delivered(cast)


async def sent(cast: Cast) -> UUID:
    return await make_delivered(cast, kind=MeasureKind.REVOKE_SUSPENSION)


async def objected(cast: Cast) -> UUID:
    measure_id = await make_delivered(cast)
    await record_objection(cast.olga.officer, measure_id, legal_day(now()), "已经请过假。")
    return measure_id


async def sealed(cast: Cast) -> UUID:
    """A penalty that the police imposed."""
    file_id = await make_person_file(cast.olga.officer)
    await make_breach(cast, file_id)
    measure_id = await make_delivered(cast, file_id, MeasureKind.POLICE_PENALTY, Trigger.BREACH)
    granted = Outcome(True, legal_day(now()), "临公（治）行罚决字〔2026〕12号", "警告")  # noqa: FBT003 - what it is called
    await record_outcome(cast.agnes.officer, measure_id, granted)
    return measure_id


async def resting_on_nothing(cast: Cast) -> UUID:
    """A measure whose breach was annulled."""
    file_id = await make_person_file(cast.olga.officer)
    record_id = await make_breach(cast, file_id)
    measure_id = await make_delivered(cast, file_id, MeasureKind.ADMONITION, Trigger.BREACH)
    await annul_record(cast.olga.officer, file_id, record_id, "走访记录有误。")
    return measure_id


async def order_to_review(cast: Cast) -> Asked:
    """An approved order whose warning was annulled."""
    file_id = await make_person_file(cast.olga.officer)
    terms = await make_terms(cast.olga, file_id)
    order_id = await make_approved_order(cast.olga, cast.hua, file_id, terms)
    await annul_record(cast.olga.officer, file_id, terms.grounds[0].record_id, "警告被撤销。")
    return Asked({"order_id": order_id}, json=REASON)


async def sealed_record(cast: Cast) -> Asked:
    file_id = await make_person_file(cast.olga.officer)
    record_id = await make_record(cast.olga.officer, file_id, RecordKind.POLICE_PENALTY)
    return Asked({"supervisee_id": file_id, "record_id": record_id}, json=BASIS)


def of_lapse(json: Given, *, with_file: bool = False) -> Scene:
    """Somebody who has been out of supervision for a week."""

    async def scene(cast: Cast) -> Asked:
        file_id = (await of_file()(cast)).path["supervisee_id"]
        assert isinstance(file_id, UUID)
        lapse_id = await confirm_lapse(cast.olga.officer, file_id, legal_day(now()) - timedelta(days=7), **LAPSE)
        path: dict[str, object] = {"supervisee_id": file_id} if with_file else {}
        return Asked({**path, "lapse_id": lapse_id}, json=_given(json, cast))

    return scene


def of_finding(json: Given = None, *, with_file: bool = False) -> Scene:
    """Somebody of whom an officer wrote that they are unrepentant."""

    async def scene(cast: Cast) -> Asked:
        file_id = await make_person_file(cast.olga.officer)
        finding_id = await record_finding(cast.olga.officer, file_id, "受训诫后仍不报告。")
        path: dict[str, object] = {"supervisee_id": file_id} if with_file else {}
        return Asked({**path, "finding_id": finding_id}, json=_given(json, cast))

    return scene


def of_opinion(json: Given = None, *, is_answered: bool = False) -> Scene:
    """An opinion about somebody of the county."""

    async def scene(cast: Cast) -> Asked:
        file_id = await make_person_file(cast.olga.officer)
        new = NewOpinion(
            OpinionKind.SUGGESTION, legal_day(now()), OPINION["organ"], OPINION["document"], OPINION["text"], file_id
        )
        opinion_id = await record_opinion(cast.agnes.officer, new)
        if is_answered:
            await answer_opinion(cast.agnes.officer, opinion_id, "已整改。")
        return Asked({"opinion_id": opinion_id}, json=_given(json, cast))

    return scene


def code(cast: Cast) -> str:
    return unused_code(cast.agnes)


async def to_be_served(cast: Cast) -> Asked:
    file_id = await make_person_file(cast.olga.officer)
    measure_id = await make_decided(cast, file_id)
    paper_id = await make_attachment(cast.olga.officer, file_id)
    body = {"served_on": today_text(), "paper_id": str(paper_id), "code": code(cast)}
    return Asked({"measure_id": measure_id}, json=body)


def _annulment(cast: Cast) -> Json:
    return {**REASON, "code": unused_code(cast.hua)}


def _sending(cast: Cast) -> Json:
    return {"sent_at": now_text(), "organ": "临溪县人民法院", "code": code(cast)}


def _outcome(_cast: Cast) -> Json:
    return {"is_granted": False, "decided_on": today_text(), "document": "（2026）晋9901刑更3号"}


def _on(_cast: Cast) -> Json:
    return {"on": today_text(), **TEXT}


MEASURE_CALLS: Mapping[str, Call] = {
    f"GET {V1}{FILE}/conduct": Call("olga", "oscar", of_file(params=PURPOSE)),
    f"POST {V1}{FILE}/measures": Call("olga", "oscar", of_file(PROPOSAL)),
    f"POST {V1}{FILE}/lapses": Call("olga", "oscar", of_file(lambda _cast: {"began_on": today_text(), **LAPSE})),
    f"POST {V1}/lapses/{{lapse_id}}/ending": Call("olga", "oscar", of_lapse(lambda _cast: {"ended_on": today_text()})),
    f"POST {V1}/lapses/{{lapse_id}}/excuses": Call(
        "olga", "oscar", of_lapse(lambda _cast: {"first_on": today_text(), "last_on": today_text(), **REASON})
    ),
    f"POST {V1}/lapses/{{lapse_id}}/cancelling": Call("olga", "oscar", of_lapse(REASON)),
    f"POST {V1}{FILE}/findings": Call("olga", "oscar", of_file({"facts": "受训诫后仍不报告。"})),
    f"POST {V1}/findings/{{finding_id}}/withdrawal": Call("olga", "oscar", of_finding(REASON)),
    f"POST {V1}{FILE}/records/{{record_id}}/sealed-reading": Call("agnes", "otto", sealed_record),
    f"GET {V1}/measures": Call("agnes", "otto", of_measure(proposed), is_list=True),
    f"GET {V1}{MEASURE}": Call("olga", "oscar", of_measure(proposed, params=PURPOSE)),
    f"POST {V1}{MEASURE}/sealed-reading": Call("hua", "hugo", of_measure(sealed, BASIS)),
    f"POST {V1}{MEASURE}/hearing": Call("olga", "oscar", of_measure(proposed, {"reply": "declined", **TEXT})),
    f"POST {V1}{MEASURE}/response": Call("olga", "oscar", of_measure(proposed, TEXT)),
    f"POST {V1}{MEASURE}/dropping": Call("olga", "oscar", of_measure(proposed, REASON)),
    f"POST {V1}{MEASURE}/decision": Call("agnes", "otto", of_measure(proposed, {})),
    f"POST {V1}{MEASURE}/undoing": Call("agnes", "otto", of_measure(decided, REASON)),
    f"POST {V1}{MEASURE}/service": Call("agnes", "otto", to_be_served),
    f"POST {V1}{MEASURE}/sending": Call("agnes", "otto", of_measure(decided_revocation, _sending)),
    f"POST {V1}{MEASURE}/copy": Call(
        "agnes",
        "otto",
        of_measure(served, lambda _cast: {"copied_on": today_text(), "prosecutor": OPINION["organ"]}),
    ),
    f"POST {V1}{MEASURE}/outcome": Call("agnes", "otto", of_measure(sent, _outcome)),
    f"POST {V1}{MEASURE}/objection": Call("olga", "oscar", of_measure(served, _on)),
    f"POST {V1}{MEASURE}/objection/answer": Call("hua", "hugo", of_measure(objected, TEXT)),
    f"POST {V1}{MEASURE}/appeal": Call("olga", "oscar", of_measure(objected, _on)),
    f"POST {V1}{MEASURE}/review": Call("hua", "hugo", of_measure(resting_on_nothing, REASON)),
    f"POST {V1}{MEASURE}/annulment": Call("hua", "hugo", of_measure(served, _annulment)),
    f"POST {V1}/orders/{{order_id}}/review": Call("hua", "hugo", order_to_review),
    f"GET {V1}/opinions": Call("agnes", "otto", of_opinion(), is_list=True),
    f"POST {V1}/opinions": Call("agnes", None, of_file(lambda _cast: {"received_on": today_text(), **OPINION})),
    f"GET {V1}/opinions/{{opinion_id}}": Call("agnes", "otto", of_opinion()),
    f"POST {V1}/opinions/{{opinion_id}}/answer": Call("agnes", "otto", of_opinion(TEXT)),
    f"POST {V1}/opinions/{{opinion_id}}/closing": Call("hua", "hugo", of_opinion(is_answered=True)),
}
"""By method and path."""

ON_FILE, ONE = f"{CONSOLE}{FILE}", f"{CONSOLE}{MEASURE}"

MEASURE_PAGE_CALLS: Mapping[str, PageCall] = {
    f"GET {ON_FILE}/measures/new": PageCall("olga", "oscar", like(of_file(), params=PROPOSAL)),
    f"POST {ON_FILE}/measures": PageCall("olga", "oscar", like(of_file(), PROPOSAL)),
    f"POST {ON_FILE}/lapses": PageCall(
        "olga", "oscar", like(of_file(), lambda _cast, _asked: {"began_on": today_text(), **LAPSE})
    ),
    f"POST {ON_FILE}/lapses/{{lapse_id}}/ending": PageCall(
        "olga", "oscar", like(of_lapse(None, with_file=True), lambda _cast, _asked: {"ended_on": today_text()})
    ),
    f"POST {ON_FILE}/lapses/{{lapse_id}}/excuses": PageCall(
        "olga",
        "oscar",
        like(
            of_lapse(None, with_file=True),
            lambda _cast, _asked: {"first_on": today_text(), "last_on": today_text(), "excuse": "住院。"},
        ),
    ),
    f"POST {ON_FILE}/lapses/{{lapse_id}}/cancelling": PageCall(
        "olga", "oscar", like(of_lapse(None, with_file=True), {"cancel_reason": "登记有误。"})
    ),
    f"POST {ON_FILE}/findings": PageCall("olga", "oscar", like(of_file(), {"facts": "受训诫后仍不报告。"})),
    f"POST {ON_FILE}/findings/{{finding_id}}/withdrawal": PageCall(
        "olga", "oscar", like(of_finding(with_file=True), {"withdraw_reason": "登记有误。"})
    ),
    f"POST {ON_FILE}/records/{{record_id}}/sealed-reading": PageCall(
        "agnes", "otto", like(sealed_record, BASIS), answers=200
    ),
    f"POST {ON_FILE}/records/{{record_id}}/sealed-proof": PageCall(
        "agnes", "otto", like(sealed_record, BASIS), answers=200
    ),
    f"GET {CONSOLE}/measures": PageCall("agnes", "otto", like(of_measure(proposed)), is_list=True),
    f"GET {ONE}": PageCall("olga", "oscar", like(of_measure(proposed), params=PURPOSE)),
    f"GET {ONE}/paper": PageCall("olga", "oscar", like(of_measure(praised))),
    f"POST {ONE}/sealed-reading": PageCall("hua", "hugo", like(of_measure(sealed), BASIS), answers=200),
    f"POST {ONE}/hearing": PageCall("olga", "oscar", like(of_measure(proposed), {"reply": "declined", **TEXT})),
    f"POST {ONE}/response": PageCall("olga", "oscar", like(of_measure(proposed), {"response": "不成立。"})),
    f"POST {ONE}/dropping": PageCall("olga", "oscar", like(of_measure(proposed), REASON)),
    f"POST {ONE}/decision": PageCall("agnes", "otto", like(of_measure(proposed), {"note": "同意。"})),
    f"POST {ONE}/undoing": PageCall("agnes", "otto", like(of_measure(decided), REASON)),
    f"POST {ONE}/service": PageCall(
        "agnes",
        "otto",
        like(
            of_measure(decided),
            lambda cast, _asked: {
                "served_on": today_text(),
                "witness_1": "赵一",
                "witness_2": "钱二",
                "code": code(cast),
            },
        ),
    ),
    f"POST {ONE}/sending": PageCall(
        "agnes",
        "otto",
        like(of_measure(decided_revocation), lambda cast, _asked: {str(k): str(v) for k, v in _sending(cast).items()}),
    ),
    f"POST {ONE}/copy": PageCall(
        "agnes",
        "otto",
        like(of_measure(served), lambda _cast, _asked: {"copied_on": today_text(), "prosecutor": OPINION["organ"]}),
    ),
    f"POST {ONE}/outcome": PageCall(
        "agnes",
        "otto",
        like(
            of_measure(sent),
            lambda _cast, _asked: {
                "result": "refused",
                "decided_on": today_text(),
                "document": "（2026）晋9901刑更3号",
            },
        ),
    ),
    f"POST {ONE}/objection": PageCall(
        "olga", "oscar", like(of_measure(served), lambda _cast, _asked: {"day": today_text(), "objection": "请过假。"})
    ),
    f"POST {ONE}/objection/answer": PageCall("hua", "hugo", like(of_measure(objected), {"answer": "维持。"})),
    f"POST {ONE}/appeal": PageCall(
        "olga", "oscar", like(of_measure(objected), lambda _cast, _asked: {"day": today_text(), "appeal": "申诉。"})
    ),
    f"POST {ONE}/review": PageCall("hua", "hugo", like(of_measure(resting_on_nothing), {"review": "另有证人。"})),
    f"POST {ONE}/annulment": PageCall(
        "hua",
        "hugo",
        like(of_measure(served), lambda cast, _asked: {"annulment": "误。", "code": unused_code(cast.hua)}),
    ),
    f"POST {CONSOLE}/orders/{{order_id}}/review": PageCall("hua", "hugo", like(order_to_review, REASON)),
    f"GET {CONSOLE}/opinions": PageCall("agnes", "otto", like(of_opinion()), is_list=True),
    f"POST {CONSOLE}/opinions": PageCall(
        "agnes", None, like(of_file(), lambda _cast, _asked: {"received_on": today_text(), **OPINION})
    ),
    f"GET {CONSOLE}/opinions/{{opinion_id}}": PageCall("agnes", "otto", like(of_opinion())),
    f"POST {CONSOLE}/opinions/{{opinion_id}}/answer": PageCall("agnes", "otto", like(of_opinion(), TEXT)),
    f"POST {CONSOLE}/opinions/{{opinion_id}}/closing": PageCall("hua", "hugo", like(of_opinion(is_answered=True))),
}
"""By page."""

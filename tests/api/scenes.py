"""What has to stand before a route can be called, made the way officers make it; each gives what is then sent."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from itertools import count
from typing import Any
from uuid import UUID

from devices.dialects import Dialect
from devices.registry import pair_tracker, register_tracker
from supervision import legal_time
from supervision.corrections.attachments import AttachmentKind
from supervision.corrections.file_state import EndCause
from supervision.corrections.legal_holds import place_legal_hold
from supervision.corrections.purposes import Purpose
from supervision.legal_time import legal_day
from supervision.monitoring.tracks import open_map
from supervision.officers import Credential, Role, request_replacement, suspend_officer
from supervision.orders.approval import open_for_approval
from supervision.orders.check_in_asking import ask_check_in, ask_series
from supervision.orders.check_in_series import SeriesTimes
from supervision.orders.drafting import draft_order
from supervision.orders.ending import end_order
from supervision.orders.liveness import StopCause
from supervision.orders.notices import print_notice
from supervision.orders.order_state import VersionKind
from supervision.orders.proposing import propose_order
from supervision.orders.terms import Terms
from supervision.orders.wearing import TrackerFacts, assign_tracker
from supervision.storage.database import fetch
from tests.api.makers import make_wearer, raise_alert
from tests.cast import COUNTY, NORTH, SOUTH, Cast
from tests.makers import Member, make_grant, make_officer
from tests.makers_ends import make_end
from tests.makers_files import SIGNED_SCAN, make_attachment, make_content, make_custody, make_person_file, make_record
from tests.makers_orders import (
    MODEL,
    OrderInForce,
    make_approved_order,
    make_order_in_force,
    make_terms,
    make_tracker,
    make_zone,
    serve,
    unused_code,
)

Json = Any
PURPOSE = {"purpose": "supervision"}
NEW_PASSWORD = "四月的 rain over north-ridge"

_numbers = count(1)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is sent: values for the places in the path, query, and body."""

    path: Mapping[str, object] = field(default_factory=dict)
    params: Mapping[str, str] = field(default_factory=dict)
    json: Json = None
    form: Mapping[str, str] | None = None
    files: Mapping[str, tuple[str, bytes]] | None = None


Scene = Callable[[Cast], Awaitable[Asked]]


async def nothing(_cast: Cast) -> Asked:
    return Asked()


def body(json: Json) -> Scene:
    """A body and nothing before it; a callable is asked for one with the cast."""

    async def scene(cast: Cast) -> Asked:
        return Asked(json=json(cast) if callable(json) else json)

    return scene


def now_text() -> str:
    return legal_time.now().isoformat()


def today_text() -> str:
    return legal_day(legal_time.now()).isoformat()


# ------------------------------------------------------------------------------------------------------------- files


def file_json(office_id: UUID, **more: object) -> Json:
    """A file as a client writes it."""
    content = make_content()
    judgment = content.judgment
    return {
        "office_id": str(office_id),
        "category": content.category,
        "identity": {
            "name": content.identity.name,
            "document_type": content.identity.document_type,
            "document_number": content.identity.document_number,
        },
        "telephones": {"phone": content.telephones.phone, "others": []},
        "home": {"address": content.home.address, "lat": content.home.lat, "lon": content.home.lon},
        "judgment": {
            "court": judgment.court,
            "document_number": judgment.document_number,
            "offence": judgment.offence,
            "sentence": judgment.sentence,
            "decided_on": str(judgment.decided_on),
            "effective_on": str(judgment.effective_on),
            "term_years": judgment.term_years,
        },
        "term_starts_on": str(content.term_starts_on),
    } | more


def file(params: Mapping[str, str] | None = None, json: Json = None) -> Scene:
    """Somebody's file in North, and a body that may depend on the cast."""

    async def scene(cast: Cast) -> Asked:
        file_id = await make_person_file(cast.olga.officer)
        return Asked({"supervisee_id": file_id}, params or {}, json(cast) if callable(json) else json)

    return scene


async def a_file_somewhere(cast: Cast) -> Asked:
    await make_person_file(cast.olga.officer)
    return Asked()


async def to_be_terminated(cast: Cast) -> Asked:
    """A file with the proof of a death on it."""
    file_id = await make_person_file(cast.olga.officer)
    paper = await make_attachment(cast.olga.officer, file_id)
    code = unused_code(cast.agnes)
    ending = {"cause": "death", "note": "因病死亡。", "paper_id": str(paper), "code": code}
    return Asked({"supervisee_id": file_id}, json=ending)


async def absent(cast: Cast) -> Asked:
    file_id = await make_person_file(cast.olga.officer)
    await make_custody(cast.olga.officer, file_id, legal_time.now())
    return Asked({"supervisee_id": file_id}, json={"ended_at": now_text()})


async def upload(cast: Cast) -> Asked:
    file_id = await make_person_file(cast.olga.officer)
    form = {"kind": AttachmentKind.PROOF.value, "title": "训诫书"}
    return Asked({"supervisee_id": file_id}, form=form, files={"content": ("warning.pdf", SIGNED_SCAN)})


async def attachment(cast: Cast) -> Asked:
    file_id = await make_person_file(cast.olga.officer)
    return Asked({"attachment_id": await make_attachment(cast.olga.officer, file_id)}, PURPOSE)


async def record(cast: Cast) -> Asked:
    file_id = await make_person_file(cast.olga.officer)
    record_id = await make_record(cast.olga.officer, file_id)
    return Asked({"supervisee_id": file_id, "record_id": record_id}, json={"reason": "登记有误。"})


async def held(cast: Cast) -> Asked:
    file_id = await make_person_file(cast.olga.officer)
    return Asked(
        {"hold_id": await place_legal_hold(cast.agnes.officer, file_id, "信访复查。")}, json={"reason": "复查结束。"}
    )


async def past_retention(cast: Cast) -> Asked:
    file_id = await make_person_file(cast.olga.officer)
    await make_end(cast, file_id, EndCause.DEATH)
    await fetch("UPDATE person_file SET ended_at = ended_at - interval '31 years'")
    return Asked()


def alert(json: Json = None) -> Scene:
    async def scene(cast: Cast) -> Asked:
        alert_id = await raise_alert(await make_wearer(cast.olga, cast.north_office, NORTH))
        return Asked({"alert_id": alert_id}, json=json)

    return scene


async def opened_map(cast: Cast) -> Asked:
    for member in (cast.olga, cast.oscar):
        await open_map(member.officer, Purpose.SUPERVISION)
    return Asked()


# ------------------------------------------------------------------------------------------------------------ orders


def terms_json(terms: Terms, **changed: object) -> Json:
    """Terms as a client writes them."""
    return {
        "starts_on": str(terms.starts_on),
        "ends_on": str(terms.ends_on),
        "grounds": [{"ground": each.ground, "record_id": str(each.record_id)} for each in terms.grounds],
        "zones": list(terms.zones),
        "tracker_model": terms.tracker_model,
        "assessment": terms.assessment,
    } | changed


async def new_order(cast: Cast) -> Asked:
    file_id = await make_person_file(cast.olga.officer)
    terms = await make_terms(cast.olga, file_id)
    return Asked(json={"supervisee_id": str(file_id), "terms": terms_json(terms)})


async def draft(cast: Cast) -> Asked:
    file_id = await make_person_file(cast.olga.officer)
    terms = await make_terms(cast.olga, file_id)
    order_id = await draft_order(cast.olga.officer, file_id, terms)
    return Asked({"order_id": order_id}, PURPOSE, terms_json(terms))


async def proposed(cast: Cast) -> Asked:
    asked = await draft(cast)
    await propose_order(cast.olga.officer, UUID(str(asked.path["order_id"])))
    return Asked(asked.path, json={"reason": "依据不足。"})


async def to_be_approved(cast: Cast) -> Asked:
    asked = await proposed(cast)
    shown = await open_for_approval(cast.hua.officer, UUID(str(asked.path["order_id"])))
    return Asked(asked.path, json={"digest": shown.digest, "code": unused_code(cast.hua)})


async def approved(cast: Cast) -> Asked:
    file_id = await make_person_file(cast.olga.officer)
    terms = await make_terms(cast.olga, file_id)
    return Asked({"order_id": await make_approved_order(cast.olga, cast.hua, file_id, terms)})


async def to_be_served(cast: Cast) -> Asked:
    asked = await approved(cast)
    await print_notice(cast.olga.officer, UUID(str(asked.path["order_id"])))
    return Asked(asked.path, json={"served_at": now_text(), "witnesses": ["见证人甲", "见证人乙"]})


async def to_be_fitted(cast: Cast) -> Asked:
    asked = await approved(cast)
    return Asked(asked.path, json={"tracker_id": (await paired(cast)).tracker_id})


async def to_be_started(cast: Cast) -> Asked:
    file_id = await make_person_file(cast.olga.officer)
    terms = await make_terms(cast.olga, file_id)
    order_id = await make_approved_order(cast.olga, cast.hua, file_id, terms)
    await serve(cast.olga, order_id, file_id)
    await assign_tracker(cast.agnes.officer, order_id, make_tracker())
    return Asked({"order_id": order_id})


async def in_force(cast: Cast) -> OrderInForce:
    return await make_order_in_force(cast)


async def to_be_varied(cast: Cast) -> Asked:
    order = await in_force(cast)
    terms = terms_json(order.terms, zones=[*order.terms.zones, make_zone(35.5, 112.9, kind="forbidden")])
    return Asked({"order_id": order.order_id}, json={"kind": VersionKind.VARIATION, "terms": terms})


async def to_be_ended(cast: Cast) -> Asked:
    order = await in_force(cast)
    return Asked({"order_id": order.order_id}, json={"cause": StopCause.NO_LONGER_NEEDED, "note": "不再需要。"})


async def to_be_handed_back(cast: Cast) -> Asked:
    order = await in_force(cast)
    await end_order(cast.hua.officer, order.order_id, StopCause.NO_LONGER_NEEDED, "不再需要。")
    return Asked({"assignment_id": order.assignment_id}, json={"received_at": now_text()})


# ---------------------------------------------------------------------------------------------------------- trackers


async def paired(cast: Cast, *, is_dedicated: bool = True) -> TrackerFacts:
    """A tracker of the county, registered and paired by the system administrator."""
    name, sam = MODEL if is_dedicated else "手机", cast.sam.officer
    serial = f"SN-{next(_numbers)}"
    tracker_id = await register_tracker(sam, serial, name, Dialect.NATIVE, COUNTY, is_dedicated=is_dedicated)
    await pair_tracker(sam, tracker_id)
    return make_tracker(tracker_id, is_dedicated=is_dedicated, model_name=name)


async def tracker(cast: Cast) -> Asked:
    return Asked({"tracker_id": (await paired(cast)).tracker_id})


async def new_check_in(cast: Cast) -> Asked:
    file_id = await make_person_file(cast.olga.officer)
    phone = await paired(cast, is_dedicated=False)
    return Asked(json=check_in_json(file_id, phone.tracker_id))


def check_in_json(file_id: UUID, tracker_id: str) -> Json:
    """A request for tomorrow at noon, when no cap of the night is near."""
    return {
        "supervisee_id": str(file_id),
        "tracker_id": tracker_id,
        "reason": "核实是否在家。",
        "opens_at": _tomorrow_noon().isoformat(),
    }


async def check_in(cast: Cast) -> Asked:
    file_id = await make_person_file(cast.olga.officer)
    phone = await paired(cast, is_dedicated=False)
    request_id = await ask_check_in(cast.olga.officer, file_id, phone, "核实是否在家。", _tomorrow_noon())
    return Asked({"request_id": request_id}, PURPOSE)


async def new_check_in_series(cast: Cast) -> Asked:
    file_id, phone = await make_person_file(cast.olga.officer), await paired(cast, is_dedicated=False)
    day = legal_day(_tomorrow_noon()).isoformat()
    more = {"first_on": day, "last_on": day}
    week = {"weekdays": [1, 2, 3, 4, 5, 6, 7], "times": ["09:00", "15:00"]}
    asked = {name: value for name, value in check_in_json(file_id, phone.tracker_id).items() if name != "opens_at"}
    return Asked(json=asked | more | week)


async def check_in_series(cast: Cast) -> Asked:
    file_id, phone = await make_person_file(cast.olga.officer), await paired(cast, is_dedicated=False)
    day = legal_day(_tomorrow_noon())
    times = SeriesTimes(day, day, frozenset(range(1, 8)), (time(9), time(15)))
    series = await ask_series(cast.olga.officer, file_id, phone, "核实是否在家。", times)
    return Asked({"series_id": series})


def _tomorrow_noon() -> datetime:
    return legal_time.day_start(legal_day(legal_time.now())) + timedelta(hours=36)


# ---------------------------------------------------------------------------------------------------------- officers


async def newcomer(cast: Cast) -> Member:
    return await make_officer(
        f"new{next(_numbers)}", "New Comer", Role.JUSTICE_OFFICE, NORTH, cast.north_office, granted_by=cast.sue.id
    )


def officer(json: Json = None, *, is_suspended: bool = False) -> Scene:
    async def scene(cast: Cast) -> Asked:
        member = await newcomer(cast)
        if is_suspended:
            await suspend_officer(cast.sue.officer, member.id)
        return Asked({"officer_id": member.id}, json=json(cast) if callable(json) else json)

    return scene


async def grant(cast: Cast) -> Asked:
    member = await newcomer(cast)
    return Asked({"grant_id": await make_grant(member, Role.JUSTICE_OFFICE, SOUTH, granted_by=cast.sue.id)})


def replacement(credential: Credential) -> Scene:
    async def scene(cast: Cast) -> Asked:
        member = await newcomer(cast)
        return Asked({"request_id": await request_replacement(cast.ada.officer, member.id, credential)})

    return scene


async def own_code(cast: Cast) -> Asked:
    return Asked(json={"code": unused_code(cast.olga)})


async def own_password(cast: Cast) -> Asked:
    return Asked(
        json={"old_password": cast.olga.password, "new_password": NEW_PASSWORD, "code": unused_code(cast.olga)}
    )

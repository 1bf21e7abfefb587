"""What has to stand before a page can be called, and what its form then sends."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

import msgspec

from api.console.order_draft_forms import state_of
from api.console.supervisee_form import filled_form
from api.console.view_models.base import FormState
from supervision.corrections.opening import open_person_file
from supervision.corrections.purposes import Purpose
from supervision.monitoring.tracks import open_map
from supervision.officers import Credential, request_replacement
from supervision.orders.drafting import draft_next, draft_order
from supervision.orders.ending import end_order
from supervision.orders.liveness import StopCause
from supervision.orders.order_state import VersionKind
from supervision.orders.terms import Terms
from supervision.storage.database import fetch
from tests.api import keeping_scenes, residence_scenes, scenes
from tests.api.conftest import Service
from tests.api.console.browsing import PDF, Fields, Files
from tests.api.console.stock import stock_phone
from tests.api.console.test_map_pages import put_tiles
from tests.api.makers import make_wearer, raise_alert
from tests.api.scenes import PURPOSE, Asked, Scene
from tests.cast import NORTH, Cast
from tests.makers import Member
from tests.makers_files import make_id_number, make_person_file
from tests.makers_orders import make_order_in_force, make_terms, make_zone, unused_code


@dataclass(frozen=True, slots=True)
class Sent:
    """What a browser sends: values for the places in the path, query, form and files.

    `mark` stands on a list for those who reach what the scene made, and for nobody else.
    """

    path: Mapping[str, object] = field(default_factory=dict)
    params: Mapping[str, str] = field(default_factory=dict)
    form: Fields = field(default_factory=dict)
    files: Files | None = None
    mark: str = ""


PageScene = Callable[[Service], Awaitable[Sent]]
FormOf = Callable[[Cast, Asked], Fields]


async def nothing(_service: Service) -> Sent:
    return Sent()


def like(scene: Scene, form: Fields | FormOf | None = None, params: Mapping[str, str] | None = None) -> PageScene:
    """A scene of the API, with a form instead of a body; what its path names is the mark of lists."""

    async def prepared(service: Service) -> Sent:
        asked = await scene(service.cast)
        fields = form(service.cast, asked) if callable(form) else form or {}
        mark = str(next(iter(asked.path.values()), ""))
        return Sent(asked.path, asked.params if params is None else params, fields, mark=mark)

    return prepared


def form(fields: Fields | Callable[[Cast], Fields]) -> PageScene:
    """A form and nothing before it."""

    async def prepared(service: Service) -> Sent:
        return Sent(form=fields(service.cast) if callable(fields) else fields)

    return prepared


def coded(member: str) -> FormOf:
    """The code of the member who confirms."""
    return lambda cast, _asked: {"code": unused_code(getattr(cast, member))}


def typed(state: FormState) -> dict[str, str | list[str]]:
    """What a browser sends of a form that was filled in like this."""
    return {**state.values, **{name: list(values) for name, values in state.lists.items()}}


# --------------------------------------------------------------------------------------------------------------- map


async def followed(service: Service) -> Sent:
    """A wearer with a place, on the map of both townships' officers."""
    cast = service.cast
    wearer = await make_wearer(cast.olga, cast.north_office, NORTH)
    await raise_alert(wearer)
    for member in (cast.olga, cast.oscar):
        await open_map(member.officer, Purpose.SUPERVISION)
    return Sent(params=PURPOSE, mark=str(wearer.file_id))


async def tiles(service: Service) -> Sent:
    put_tiles(service.settings.home)
    return Sent({"zoom": 12, "x": 3331, "y": 1614})


# ------------------------------------------------------------------------------------------------------------- files


async def _filled(member: Member, file_id: UUID) -> dict[str, str | list[str]]:
    return typed(filled_form(await open_person_file(member.officer, file_id, Purpose.SUPERVISION)))


async def new_file(service: Service) -> Sent:
    """Everything typed as it stands in another file, with another document."""
    olga = service.cast.olga
    fields = await _filled(olga, await make_person_file(olga.officer))
    return Sent(form=fields | {"document_number": make_id_number(), "sex": "", "revision": "", "begins": "receive"})


async def changed_file(service: Service) -> Sent:
    olga = service.cast.olga
    file_id = await make_person_file(olga.officer)
    return Sent({"supervisee_id": file_id}, form=await _filled(olga, file_id))


async def new_record(service: Service) -> Sent:
    file_id = await make_person_file(service.cast.olga.officer)
    fields = {"kind": "warning", "happened_on": scenes.today_text(), "summary": "给予警告。"}
    return Sent({"supervisee_id": file_id}, form=fields, files={"proof": PDF})


async def ended_file(service: Service) -> Sent:
    """The proof on the file already, as the page before the code has put it there."""
    asked = await scenes.to_be_terminated(service.cast)
    form = {**asked.json, "ended_at": scenes.now_text()}
    return Sent(asked.path, form=form)


# ------------------------------------------------------------------------------------------------------------ orders


def _terms_form(terms: Terms) -> dict[str, str | list[str]]:
    return typed(state_of(terms))


async def about_somebody(service: Service) -> Sent:
    """A page that takes the supervisee from its address."""
    file_id = await make_person_file(service.cast.olga.officer)
    return Sent(params={"supervisee": str(file_id)})


async def new_order(service: Service) -> Sent:
    olga = service.cast.olga
    file_id = await make_person_file(olga.officer)
    terms = await make_terms(olga, file_id)
    return Sent(form=_terms_form(terms) | {"supervisee": str(file_id)})


async def variation(service: Service) -> Sent:
    order = await make_order_in_force(service.cast)
    further = make_zone(35.5, 112.9, kind="forbidden")
    terms = msgspec.structs.replace(order.terms, zones=(*order.terms.zones, further))
    return Sent({"order_id": order.order_id}, form=_terms_form(terms))


async def drafted_variation(service: Service) -> Sent:
    order = await make_order_in_force(service.cast)
    terms = msgspec.structs.replace(order.terms, zones=(make_zone(radius_m=500.0),))
    await draft_next(service.cast.olga.officer, order.order_id, VersionKind.VARIATION, terms)
    return Sent({"order_id": order.order_id})


async def draft(service: Service) -> Sent:
    """A draft, and its form as it was."""
    olga = service.cast.olga
    file_id = await make_person_file(olga.officer)
    terms = await make_terms(olga, file_id)
    order_id = await draft_order(olga.officer, file_id, terms)
    return Sent({"order_id": order_id}, form=_terms_form(terms))


async def extension(service: Service) -> Sent:
    order = await make_order_in_force(service.cast)
    ends_on = order.terms.ends_on + timedelta(days=30)
    return Sent({"order_id": order.order_id}, form={"ends_on": str(ends_on), "assessment": "仍有必要。"})


def refused_notice(_cast: Cast, _asked: Asked) -> Fields:
    return {"outcome": "refused", "served_at": scenes.now_text(), "witness_1": "见证人甲", "witness_2": "见证人乙"}


def fitted(_cast: Cast, asked: Asked) -> Fields:
    return {"tracker": asked.json["tracker_id"]}


def approval(_cast: Cast, asked: Asked) -> Fields:
    return {"decision": "approve", **asked.json}


def ended_order(cast: Cast, asked: Asked) -> Fields:
    return {"cause": asked.json["cause"], "note": asked.json["note"], "code": unused_code(cast.hua)}


# --------------------------------------------------------------------------------------------- trackers and check-ins


async def handed_back(service: Service) -> Sent:
    """A tracker of the county that somebody in North still has, though the order is over."""
    cast = service.cast
    tracker_id = (await scenes.paired(cast)).tracker_id
    order = await make_order_in_force(cast, tracker_id=tracker_id)
    await end_order(cast.hua.officer, order.order_id, StopCause.NO_LONGER_NEEDED, "不再需要。")
    fields = {"received_at": scenes.now_text(), "condition": "完好。"}
    return Sent({"tracker_id": tracker_id}, form=fields, mark=str(order.order_id))


async def new_check_in(service: Service) -> Sent:
    file_id = await make_person_file(service.cast.olga.officer)
    noon = scenes.check_in_json(file_id, "")["opens_at"]
    return Sent(
        form={
            "supervisee": str(file_id),
            "tracker": await stock_phone(service.cast),
            "reason": "核实是否在家。",
            "when": "at",
            "opens_at": noon,
        }
    )


# ---------------------------------------------------------------------------------------------------------- officers


async def office(_service: Service) -> Sent:
    return Sent(mark="北岭司法所")


async def grant(service: Service) -> Sent:
    cast = service.cast
    member = await scenes.newcomer(cast)
    (held,) = member.officer.grants
    return Sent({"officer_id": member.id, "grant_id": held.id})


def replacement(credential: Credential) -> PageScene:
    """Asked for by the audit administrator, to be agreed to by the one of the system."""

    async def prepared(service: Service) -> Sent:
        cast = service.cast
        member = await scenes.newcomer(cast)
        request_id = await request_replacement(cast.ada.officer, member.id, credential)
        return Sent({"officer_id": member.id, "request_id": request_id}, form={"code": unused_code(cast.sam)})

    return prepared


def own_password(cast: Cast, _asked: Asked) -> Fields:
    return {
        "old_password": cast.olga.password,
        "new_password": scenes.NEW_PASSWORD,
        "new_password_again": scenes.NEW_PASSWORD,
        "code": unused_code(cast.olga),
    }


async def sought(service: Service) -> Sent:
    """Somebody who lives in North, and the search that finds them; their record is the mark."""
    asked = await residence_scenes.sought(service.cast)
    rows = await fetch("SELECT id FROM resident")
    return Sent(params=asked.params, mark=str(rows[0]["id"]))


def joined_pair(_cast: Cast, asked: Asked) -> Fields:
    """The form that joins two records."""
    return {"winner": asked.json["winner_id"], "rationale": asked.json["rationale"]}


# ------------------------------------------------------------------------------------------------------------ keeping


async def destruction_to_approve(service: Service) -> Sent:
    """A proposal of another officer, named by the address and by the form, with a code."""
    cast = service.cast
    ids = str((await keeping_scenes.proposed(cast)).path["proposal_id"])
    return Sent(params={"ids": ids}, form={"ids": ids, "code": unused_code(cast.petra)})

"""Who may call each route and page of contacts, who has the same role elsewhere, and what is sent."""

from collections.abc import Mapping
from datetime import timedelta
from uuid import uuid4

from api.console.page_moments import moment_value
from supervision.corrections.contacts.entering import Logged
from supervision.corrections.contacts.keeping import add_contact, plan_contact
from supervision.corrections.contacts.planning import keep_planned
from supervision.corrections.contacts.words import ContactKind, Outcome
from supervision.corrections.opening import open_person_file
from supervision.corrections.purposes import Purpose
from supervision.legal_time import legal_day, now
from tests.api.call import Call
from tests.api.conftest import Service
from tests.api.page_call import PageCall
from tests.api.page_scenes import Sent, like
from tests.api.scenes import PURPOSE, Asked, Json, Scene, file, now_text
from tests.cast import Cast
from tests.makers_files import make_person_file
from tests.supervision.corrections.contacts.scenes import tomorrow

V1 = "/api/v1"
FILE, CONTACT = f"{V1}/supervisees/{{supervisee_id}}", f"{V1}/contacts/{{contact_id}}"


def appointment_json(_cast: Cast | None = None) -> Json:
    """An hour tomorrow, as a client writes it."""
    planned = tomorrow()
    return {"planned_from": planned.planned_from.isoformat(), "planned_until": planned.planned_until.isoformat()}


def planned(json: Json = None, params: Mapping[str, str] | None = None, days: int = 1) -> Scene:
    """An appointment of somebody in North, some days ahead."""

    async def scene(cast: Cast) -> Asked:
        file_id = await make_person_file(cast.olga.officer)
        contact_id = await plan_contact(cast.olga.officer, file_id, ContactKind.TALK, tomorrow(days=days))
        return Asked({"contact_id": contact_id}, params or {}, json)

    return scene


async def missed(cast: Cast) -> Asked:
    """An absence of which the reasons are awaited, and what the person says."""
    file_id = await make_person_file(cast.olga.officer)
    logged = Logged(Outcome.REASONS_AWAITED, happened_at=now())
    contact_id = await add_contact(cast.olga.officer, file_id, ContactKind.TALK, logged)
    return Asked({"contact_id": contact_id}, json={"revision": 1, "reasons": "孩子发烧。"})


async def supervised(cast: Cast) -> Asked:
    """Somebody with what the night has planned."""
    await make_person_file(cast.olga.officer)
    await keep_planned(now())
    return Asked()


async def handed_over(cast: Cast) -> Asked:
    """A caseload that an officer hands to another."""
    await make_person_file(cast.olga.officer)
    return Asked(json={"from_officer_id": str(cast.olga.officer.id), "to_officer_id": str(cast.agnes.officer.id)})


async def on_a_morning(cast: Cast) -> Asked:
    file_id = await make_person_file(cast.olga.officer)
    people = [{"supervisee_id": str(file_id)}]
    return Asked(
        json={"id": str(uuid4()), "kind": "report", "happened_at": now_text(), "text": "集中报告", "people": people}
    )


async def on_an_evening_ahead(cast: Cast) -> Asked:
    file_id = await make_person_file(cast.olga.officer)
    return Asked(
        json={"id": str(uuid4()), "kind": "education", "supervisee_ids": [str(file_id)], **appointment_json()}
    )  # fmt: skip


async def in_its_month(cast: Cast) -> Asked:
    """An appointment tomorrow, and the month in which that is."""
    return Asked(
        (await planned()(cast)).path, params={"first": str((legal_day(now()) + timedelta(days=1)).replace(day=1))}
    )


def _new_contact(_cast: Cast) -> Json:
    return {"kind": "call", "happened_at": now_text(), "outcome": "complied", "text": "电话问候。"}


CONTACT_CALLS: Mapping[str, Call] = {
    f"GET {FILE}/contacts": Call("olga", "oscar", file(PURPOSE)),
    f"POST {FILE}/contacts": Call("olga", "oscar", file(json=_new_contact)),
    f"POST {FILE}/appointments": Call(
        "olga", "oscar", file(json=lambda cast: {"kind": "talk", **appointment_json(cast)})
    ),
    f"GET {V1}/contacts": Call("olga", "oscar", planned(params={"show": "week"}), is_list=True),
    f"GET {V1}/contacts/month": Call("olga", "oscar", in_its_month, is_list=True),
    f"POST {V1}/contacts/together": Call("olga", "oscar", on_a_morning),
    f"POST {V1}/contacts/plan-together": Call("olga", "oscar", on_an_evening_ahead),
    f"GET {CONTACT}": Call("olga", "oscar", planned(params=PURPOSE)),
    f"POST {CONTACT}/outcome": Call("olga", "oscar", planned({"revision": 0, "outcome": "cancelled"})),
    f"POST {CONTACT}/reasons": Call("olga", "oscar", missed),
    f"POST {CONTACT}/reminders": Call("olga", "oscar", planned({"way": "call", "was_reached": True})),
    f"PUT {FILE}/officer": Call("olga", "oscar", file(json=lambda cast: {"officer_id": str(cast.agnes.officer.id)})),
    f"POST {V1}/caseload/hand-over": Call("olga", "oscar", handed_over),
    f"GET {V1}/caseload": Call("olga", "oscar", supervised, is_list=True),
}
"""By method and path."""

PAGE, FILE_PAGE = "/console/contacts/{contact_id}", "/console/supervisees/{supervisee_id}"
CALL_FORM = {"kind": "call", "outcome": "complied", "text": "电话问候。"}


def _called(_cast: Cast, _asked: Asked) -> dict[str, str]:
    return CALL_FORM | {"happened_at": moment_value(now())}


def _planned_talk(_cast: Cast, _asked: Asked) -> dict[str, str]:
    return {"planned_kind": "talk", "planned_from": moment_value(tomorrow().planned_from)}


def _together(_cast: Cast, asked: Asked) -> dict[str, str]:
    return {
        "act": str(uuid4()), "kind": "report", "happened_at": moment_value(now()), "text": "集中报告",
        "people": str(asked.path["supervisee_id"]), "checked": "yes",
    }  # fmt: skip


def _planned_together(_cast: Cast, asked: Asked) -> dict[str, str]:
    return {
        "act": str(uuid4()), "kind": "education", "planned_from": moment_value(tomorrow().planned_from),
        "people": str(asked.path["supervisee_id"]), "checked": "yes",
    }  # fmt: skip


async def _on_month_page(service: Service) -> Sent:
    asked = await in_its_month(service.cast)
    return Sent(asked.path, {"month": asked.params["first"][:7]}, mark=str(asked.path["contact_id"]))


def _to_agnes(cast: Cast, _asked: Asked) -> dict[str, str]:
    return {"officer": str(cast.agnes.officer.id)}


async def _holding(service: Service) -> Sent:
    await make_person_file(service.cast.olga.officer)
    return Sent(mark=f'<option value="{service.cast.olga.officer.id}"')


async def _handing_over(service: Service) -> Sent:
    asked = await handed_over(service.cast)
    form = {"from_officer": asked.json["from_officer_id"], "to_officer": asked.json["to_officer_id"], "checked": "yes"}
    return Sent(form=form)


async def _seen(service: Service) -> Sent:
    file_id = await make_person_file(service.cast.olga.officer)
    await open_person_file(service.cast.olga.officer, file_id, Purpose.SUPERVISION)
    return Sent(mark=str(file_id))


CONTACT_PAGES: Mapping[str, PageCall] = {
    "GET /console/contacts": PageCall("olga", "oscar", like(planned()), is_list=True),
    "GET /console/contacts/month": PageCall("olga", "oscar", _on_month_page, is_list=True),
    "GET /console/contacts/together": PageCall("olga", "oscar", like(file()), is_list=True),
    "POST /console/contacts/together": PageCall("olga", "oscar", like(file(), _together)),
    "GET /console/contacts/plan-together": PageCall("olga", "oscar", like(file()), is_list=True),
    "POST /console/contacts/plan-together": PageCall("olga", "oscar", like(file(), _planned_together)),
    f"GET {PAGE}": PageCall("olga", "oscar", like(planned())),
    f"POST {PAGE}/outcome": PageCall(
        "olga", "oscar", like(planned(), {"revision": "0", "outcome": "cancelled", "checked": "yes"})
    ),
    f"POST {PAGE}/reasons": PageCall("olga", "oscar", like(missed, {"revision": "1", "reasons": "孩子发烧。"})),
    f"POST {PAGE}/reminders": PageCall("olga", "oscar", like(planned(), {"way": "call", "was_reached": "yes"})),
    f"POST {FILE_PAGE}/contacts": PageCall("olga", "oscar", like(file(), _called)),
    f"POST {FILE_PAGE}/appointments": PageCall("olga", "oscar", like(file(), _planned_talk)),
    f"POST {FILE_PAGE}/officer": PageCall("olga", "oscar", like(file(), _to_agnes)),
    "GET /console/caseload/hand-over": PageCall("olga", "oscar", _holding, is_list=True),
    "POST /console/caseload/hand-over": PageCall("olga", "oscar", _handing_over),
    "GET /console/caseload/seen": PageCall("olga", "oscar", _seen, is_list=True),
    "GET /console/caseload": PageCall("olga", "oscar", like(planned()), is_list=True),
}
"""By page."""

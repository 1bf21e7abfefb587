"""The rules of positioning (Community Correction Law, art. 29) as the API keeps them; docs/rules.md numbers them."""

from datetime import timedelta

import httpx
import msgspec

from supervision.legal_time import add_months, legal_day, now
from supervision.officers import Role
from supervision.orders.notices import print_notice
from supervision.orders.order_state import VersionKind
from supervision.orders.wearing import assign_tracker
from tests.api import scenes
from tests.api.conftest import Service
from tests.api.scenes import terms_json
from tests.cast import COUNTY
from tests.makers import Member, make_grant
from tests.makers_files import make_person_file
from tests.makers_orders import make_approved_order, make_order_in_force, make_terms, make_tracker, unused_code

ORDERS = "/api/v1/orders"


async def post(service: Service, member: Member, path: str, json: object = None) -> httpx.Response:
    async with service.client(member) as client:
        return await client.post(f"{ORDERS}{path}", json=json)


def code_of(answer: httpx.Response) -> str:
    """The code of a refusal."""
    assert answer.is_client_error, answer.text
    return str(answer.json()["code"])


async def test_rule_03_no_order_is_proposed_without_a_ground_that_is_proved(service: Service) -> None:
    olga = service.cast.olga
    file_id = await make_person_file(olga.officer)
    terms = terms_json(await make_terms(olga, file_id, grounds=()))
    drafted = await post(service, olga, "", {"supervisee_id": str(file_id), "terms": terms})
    assert drafted.status_code == 201, drafted.text
    refused = await post(service, olga, f"/{drafted.json()['id']}/proposal")
    assert code_of(refused) == "grounds-refused"


async def test_rule_04_the_head_alone_approves_and_never_what_they_proposed(service: Service) -> None:
    cast = service.cast
    await make_grant(cast.hua, Role.COUNTY_AGENCY, COUNTY)
    asked = await scenes.draft(cast)
    order = f"/{asked.path['order_id']}"
    assert (await post(service, cast.hua, f"{order}/proposal")).status_code == 204
    async with service.client(cast.hua) as client:
        digest = (await client.get(f"{ORDERS}{order}/proposal")).json()["digest"]
    for member in (cast.agnes, cast.carl, cast.olga):
        answer = await post(service, member, f"{order}/approval", {"digest": digest, "code": member.code()})
        assert answer.status_code == 403
    own = await post(service, cast.hua, f"{order}/approval", {"digest": digest, "code": unused_code(cast.hua)})
    assert code_of(own) == "own-proposal"


async def test_rule_05_an_order_lasts_three_months_at_most(service: Service) -> None:
    olga = service.cast.olga
    file_id = await make_person_file(olga.officer)
    terms = await make_terms(olga, file_id)
    too_long = terms_json(terms, ends_on=str(add_months(terms.starts_on, 3)))
    refused = await post(service, olga, "", {"supervisee_id": str(file_id), "terms": too_long})
    assert code_of(refused) == "order-period-refused"
    assert "第二十九条" in refused.json()["detail"]
    drafted = await post(service, olga, "", {"supervisee_id": str(file_id), "terms": terms_json(terms)})
    assert drafted.status_code == 201


async def test_rule_06_an_extension_needs_its_assessment_and_lasts_three_months_at_most(service: Service) -> None:
    cast = service.cast
    order = await make_order_in_force(cast)
    before = order.terms.ends_on
    longer = msgspec.structs.replace(
        order.terms, starts_on=before + timedelta(days=1), ends_on=add_months(before, 3), assessment="仍有必要。"
    )

    async def drafted(**changed: object) -> httpx.Response:
        next_version = {"kind": VersionKind.EXTENSION, "terms": terms_json(longer, **changed)}
        return await post(service, cast.olga, f"/{order.order_id}/versions", next_version)

    assert code_of(await drafted(assessment="")) == "input-invalid"
    too_long = await drafted(ends_on=str(add_months(before + timedelta(days=1), 3)))
    assert code_of(too_long) == "order-period-refused"
    assert (await drafted()).status_code == 201


async def test_rule_07_an_order_that_is_no_longer_needed_ends_at_once_and_the_tracker_comes_off(
    service: Service,
) -> None:
    asked = await scenes.to_be_ended(service.cast)
    ended = await post(service, service.cast.hua, f"/{asked.path['order_id']}/ending", asked.json)
    assert ended.status_code == 200, ended.text
    async with service.client(service.cast.agnes) as client:
        (task,) = (await client.get("/api/v1/removal-tasks")).json()["items"]
    assert task["due_on"] == str(legal_day(now()) + timedelta(days=1))


async def test_rule_09_a_phone_backs_no_order(service: Service) -> None:
    cast = service.cast
    asked = await scenes.approved(cast)
    phone = await scenes.paired(cast, is_dedicated=False)
    path = f"/{asked.path['order_id']}/trackers"
    refused = await post(service, cast.agnes, path, {"tracker_id": phone.tracker_id})
    assert code_of(refused) == "tracker-refused"


async def test_rule_11_nothing_starts_before_the_notice_was_served(service: Service) -> None:
    cast = service.cast
    file_id = await make_person_file(cast.olga.officer)
    order_id = await make_approved_order(cast.olga, cast.hua, file_id, await make_terms(cast.olga, file_id))
    await print_notice(cast.olga.officer, order_id)
    await assign_tracker(cast.agnes.officer, order_id, make_tracker())
    assert code_of(await post(service, cast.olga, f"/{order_id}/start")) == "start-refused"

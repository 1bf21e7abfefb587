"""A deputy of the head in the browser: the mandate that lists orders, what it offers, and what the order says then."""

from supervision.approvals.words import DelegatedAct
from supervision.officers import Role
from supervision.orders.approval import return_order
from supervision.orders.drafting import change_draft, draft_order
from supervision.orders.proposing import propose_order
from tests.api.conftest import Service
from tests.api.console.browsing import browser, shown, value_of
from tests.api.scenes import PURPOSE
from tests.cast import COUNTY
from tests.makers import make_officer
from tests.makers_applications import day, make_mandate, today
from tests.makers_files import make_person_file
from tests.makers_orders import make_terms, unused_code

V1 = "/api/v1"


async def test_a_mandate_that_lists_orders_lets_its_holder_decide_and_the_order_says_by_which(service: Service) -> None:
    cast = service.cast
    deputy = await make_officer("dora", "Dora Deputy", Role.COUNTY_AGENCY, COUNTY, cast.county_office)
    file_id = await make_person_file(cast.olga.officer)
    order_id = await draft_order(cast.olga.officer, file_id, await make_terms(cast.olga, file_id))
    await propose_order(cast.olga.officer, order_id)
    order = f"/console/orders/{order_id}"
    async with browser(service, deputy) as dora:
        assert "去审批" not in await dora.get(order, purpose="supervision")
        assert "待我审批" not in await dora.get("/console/orders")
        assert await dora.status_of(f"{order}/approval") == 403
    paper = {
        "kind": "mandate", "deputy_id": str(deputy.id), "acts": "decide-orders", "document": "临司授〔2026〕7号",
        "valid_from": today().isoformat(), "valid_until": day(9).isoformat(),
    }  # fmt: skip
    async with browser(service, cast.agnes) as agnes:
        assert "审批电子定位" in shown(await agnes.done("/console/authorities", paper))
    async with browser(service, cast.hua) as hua:
        path = value_of(await hua.get("/console/authorities"), r'href="(/console/authorities/[^"]+/confirmation)"')
        assert "审批电子定位" in await hua.get(path)
        await hua.done(path, {"code": unused_code(cast.hua)})
    async with browser(service, deputy) as dora:
        assert "待我审批" in await dora.get("/console/orders")
        assert f'href="{order}' in await dora.get("/console/")
        assert "去审批" in await dora.get(order, purpose="supervision")
        digest = value_of(await dora.get(f"{order}/approval"), r'name="digest" value="([0-9a-f]{64})"')
        fields = {"decision": "approve", "digest": digest, "code": unused_code(deputy)}
        page = await dora.done(f"{order}/approval", fields)
        assert "Dora Deputy（代行负责人职责，临司授〔2026〕7号）" in page
    async with service.client(cast.olga) as client:
        (version,) = (await client.get(f"{V1}/orders/{order_id}", params=PURPOSE)).json()["versions"]
        assert (version["decided_by"], version["mandate_document"]) == ("Dora Deputy", "临司授〔2026〕7号")


async def test_a_deputy_who_changed_what_another_drafted_is_offered_no_decision_on_it(service: Service) -> None:
    cast = service.cast
    deputy = await make_officer("dora", "Dora Deputy", Role.COUNTY_AGENCY, COUNTY, cast.county_office)
    await make_mandate(cast, deputy, acts=(DelegatedAct.DECIDE_ORDERS,))
    file_id = await make_person_file(cast.olga.officer)
    terms = await make_terms(cast.olga, file_id)
    order_id = await draft_order(cast.olga.officer, file_id, terms)
    async with browser(service, deputy) as dora:
        await propose_order(cast.olga.officer, order_id)
        assert "去审批" in await dora.get(f"/console/orders/{order_id}", purpose="supervision")
        await return_order(cast.hua.officer, order_id, "时段请写明。")
        await change_draft(deputy.officer, order_id, terms)
        await propose_order(cast.olga.officer, order_id)
        assert "去审批" not in await dora.get(f"/console/orders/{order_id}", purpose="supervision")

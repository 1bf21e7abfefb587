"""Who may call each route and page of cards and visits, who has the same role elsewhere, and what is sent."""

from collections.abc import Mapping
from uuid import UUID, uuid4

from supervision.residence.cards.handing import hand_over
from supervision.residence.cards.printing import print_cards
from supervision.residence.cards.store import Receipt
from supervision.residence.households.words import Verdict
from supervision.residence.visits.tasks import escalate_task
from supervision.residence.visits.verdicts import Sending, record_sendings
from supervision.residence.visits.words import TaskLevel
from tests.api.call import Call
from tests.api.conftest import Service
from tests.api.page_scenes import PageScene, Sent
from tests.api.scenes import Asked
from tests.cast import NORTH_VILLAGE, Cast
from tests.makers_residence import Building, make_building, make_household, put_on_duty
from tests.makers_visits import living_card, make_active_card, make_printed_card


async def _household(cast: Cast) -> tuple[Building, UUID, UUID]:
    """A household in a drawer of Paul's."""
    building = await make_building(cast.petra.officer, NORTH_VILLAGE)
    await put_on_duty(cast.petra.officer, building.drawer, cast.paul.id)
    household, (resident,) = await make_household(cast.petra.officer, building.dwellings["101"])
    return building, household, resident


async def _task(cast: Cast) -> UUID:
    _, _, resident = await _household(cast)
    sending = Sending(uuid4(), resident, Verdict.MOVED_OUT)
    await record_sendings(cast.paul.officer, [sending])
    return sending.id


async def active_card(cast: Cast) -> Asked:
    _, household, _ = await _household(cast)
    _, serial = await make_active_card(cast.petra.officer, household)
    return Asked({"serial": serial})


async def queued_card(cast: Cast) -> Asked:
    await _household(cast)
    return Asked()


async def open_task(cast: Cast) -> Asked:
    await _task(cast)
    return Asked()


async def drawer(cast: Cast) -> Asked:
    building, _, _ = await _household(cast)
    return Asked({"drawer_id": building.drawer})


async def sendings(cast: Cast) -> Asked:
    _, _, resident = await _household(cast)
    return Asked(json={"sendings": [{"id": str(uuid4()), "resident_id": str(resident), "verdict": "present"}]})


def card(state: str, form: Mapping[str, str] | None = None) -> PageScene:
    """A card that is `queued`, `printed` or `active`."""

    async def scene(service: Service) -> Sent:
        police = service.cast.petra.officer
        _, household, _ = await _household(service.cast)
        match state:
            case "printed":
                card_id, _ = await make_printed_card(police, household)
            case "active":
                card_id, _ = await make_active_card(police, household)
            case _:
                card_id = await living_card(household)
        return Sent({"card_id": card_id}, form=form or {}, mark=str(card_id))

    return scene


async def drawer_to_print(service: Service) -> Sent:
    building, _, _ = await _household(service.cast)
    return Sent(mark=str(building.drawer))


async def cards_to_print(service: Service) -> Sent:
    _, household, _ = await _household(service.cast)
    return Sent(form={"cards": [str(await living_card(household))]})


async def sheet(service: Service) -> Sent:
    _, household, _ = await _household(service.cast)
    return Sent({"sheet_id": await print_cards(service.cast.petra.officer, [await living_card(household)])})


async def signed_card(service: Service) -> Sent:
    _, household, _ = await _household(service.cast)
    card_id, _ = await make_printed_card(service.cast.petra.officer, household)
    await hand_over(service.cast.petra.officer, card_id, Receipt("周晓岚"), b"%PDF-1.4\n" + b"x" * 60)
    return Sent({"card_id": card_id})


async def scanned(service: Service) -> Sent:
    asked = await active_card(service.cast)
    return Sent(asked.path)


def task(form: Mapping[str, str] | None = None, *, is_escalated: bool = False) -> PageScene:
    """A task of Paul's."""

    async def scene(service: Service) -> Sent:
        task_id = await _task(service.cast)
        if is_escalated:
            await escalate_task(service.cast.paul.officer, task_id, TaskLevel.STATION, "请核实")
        return Sent({"task_id": task_id}, form=form or {}, mark=str(task_id))

    return scene


CARD, TASK = "/console/cards/{card_id}", "/console/tasks/{task_id}"
PHONE = {"phone": "0356-3001234"}

VISIT_CALLS: Mapping[str, Call] = {
    "GET /api/v1/cards": Call("petra", "pavel", queued_card, is_list=True),
    "GET /api/v1/tasks": Call("paul", "pavel", open_task, is_list=True),
    "GET /api/v1/cards/{serial}": Call("petra", "pavel", active_card),
    "GET /api/v1/walk": Call("paul"),
    "GET /api/v1/walk/drawers/{drawer_id}": Call("paul", "pavel", drawer),
    "POST /api/v1/walk/sendings": Call("paul", scene=sendings),
}

VISIT_PAGE_SCENES: Mapping[str, tuple[str, str | None, PageScene | None, bool]] = {
    "GET /console/cards": ("petra", "pavel", card("printed"), True),
    "GET /console/cards/print": ("paul", "pavel", drawer_to_print, True),
    "POST /console/cards/print": ("petra", "pavel", cards_to_print, False),
    "POST /console/cards/phone": ("petra", None, lambda _: _sent(PHONE), False),
    "GET /console/cards/sheets/{sheet_id}": ("paul", "pavel", sheet, False),
    "GET /console/cards/scan": ("paul", None, None, False),
    "GET /console/cards/scan/{serial}": ("paul", "pavel", scanned, False),
    f"GET {CARD}": ("petra", "pavel", card("queued"), False),
    f"GET {CARD}/signature": ("petra", "pavel", signed_card, False),
    f"POST {CARD}/hand-over": ("paul", "pavel", card("printed", {"receiver": "周晓岚"}), False),
    f"POST {CARD}/loss": ("petra", "pavel", card("active"), False),
    f"POST {CARD}/revocation": ("petra", "pavel", card("active", {"reason": "in-error"}), False),
    f"POST {CARD}/reissue": ("petra", "pavel", card("active", {"reason": "damaged"}), False),
    "GET /console/walk": ("paul", None, None, False),
    "GET /console/tasks": ("paul", "pavel", task(), True),
    f"GET {TASK}": ("paul", "pavel", task(), False),
    f"POST {TASK}/escalation": ("paul", "pavel", task({"level": "station", "question": "请核实"}), False),
    f"POST {TASK}/answer": ("petra", "pavel", task({"answer": "已核实"}, is_escalated=True), False),
    f"POST {TASK}/closing": ("paul", "pavel", task({"outcome": "still-living"}), False),
}
"""By page: who opens it, who finds nothing, what has to stand before, and whether it is a list."""


async def _sent(form: Mapping[str, str]) -> Sent:
    return Sent(form=form)

"""What the papers on positioning say of an order: its approved version, as the wearer may read it."""

from uuid import UUID

from api.console.order_papers import paper_zones
from api.console.pages_base import PageRequest, address
from api.console.view_models.base import Choice
from api.console.words import WORDS
from supervision.corrections.papers.issuing import issuing_act
from supervision.errors import NotFound
from supervision.forms.catalogue import FORMS, FormName
from supervision.officers.officer import NOT_HERE
from supervision.orders.grounds import GROUND_NAMES
from supervision.orders.opening import OrderInFull, VersionInFull, open_order
from supervision.orders.order_state import VersionState
from supervision.orders.terms import OrderPaper, paper_for_wearer

_ON_POSITIONING = (FormName.POSITIONING_DECISION, FormName.POSITIONING_NOTICE)


async def fields_from_order(page: PageRequest, file_id: UUID, order_id: UUID, purpose: str) -> dict[str, str]:
    """What can be said of the order's approved paper; NotFound without one, or for an order of somebody else."""
    order = await open_order(page.officer, order_id, purpose)
    approved = _approved(order)
    if order.order.file_id != file_id or approved is None or approved.paper is None:
        raise NotFound(NOT_HERE)
    paper = paper_for_wearer(approved.paper)
    return {
        "order_number": paper.order_number,
        "ground": "；".join(dict.fromkeys(GROUND_NAMES[ground.ground] for ground in paper.grounds)),
        "facts": "\n".join(f"{ground.happened_on:%Y-%m-%d} {ground.summary}" for ground in paper.grounds),
        "from_day": paper.starts_on.isoformat(),
        "until_day": paper.ends_on.isoformat(),
        "approved_by": f"县级司法行政部门负责人{approved.version.decided_by_name}",
        "duties": "\n".join((*paper.duties, *_zones(paper))),
        "consequences": "\n".join(paper.consequences),
    }


def positioning_forms(page: PageRequest, order: OrderInFull, purpose: str) -> tuple[Choice, ...]:
    """The papers on positioning that the officer may issue of an approved order, with where each is filled in."""
    if _approved(order) is None:
        return ()
    below = f"/console/supervisees/{order.order.file_id}/papers/form"
    return tuple(
        Choice(value=address(below, form=name, order=order.order.id, purpose=purpose), label=FORMS[name].title)
        for name in _ON_POSITIONING
        if page.may(issuing_act(name), order.order.division)
    )


def _approved(order: OrderInFull) -> VersionInFull | None:
    """The newest version that was approved."""
    found = [one for one in order.versions if one.version.state is VersionState.APPROVED and one.paper is not None]
    return max(found, key=lambda one: one.version.version, default=None)


def _zones(paper: OrderPaper) -> tuple[str, ...]:
    kinds = WORDS["zone-kind"]
    lines = paper_zones(paper.zones)
    return tuple(f"{kinds[zone.kind]}：{zone.name}，{zone.shape}，{zone.hours}" for zone in lines)

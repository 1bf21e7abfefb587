"""What stands before destruction is asked for: residents who left long ago, proposed by another officer."""

from uuid import UUID

from supervision.residence.keeping.destroying import approve_destruction
from supervision.residence.keeping.holds import place_hold
from supervision.residence.keeping.proposals import propose_destruction
from supervision.residence.keeping.words import KeptKind
from supervision.storage.database import fetch
from tests.api.people_scenes import couple
from tests.api.scenes import Asked
from tests.cast import NORTH_VILLAGE, Cast
from tests.makers_keeping import make_gone, make_second
from tests.makers_orders import unused_code
from tests.makers_residence import make_building


async def past(cast: Cast) -> UUID:
    """Somebody of North who left more than two years ago."""
    _, resident = await make_gone(cast, await make_building(cast.petra.officer, NORTH_VILLAGE))
    await fetch("UPDATE resident SET left_at = left_at - interval '3 years' WHERE id = $1", resident)
    return resident


async def due(cast: Cast) -> Asked:
    resident = await past(cast)
    return Asked({"resident_id": resident}, json={"kind": "resident", "ids": [str(resident)]})


async def proposed(cast: Cast) -> Asked:
    """Proposed by another officer, so that Petra may decide."""
    resident, second = await past(cast), await make_second(cast)
    (proposal,) = await propose_destruction(second.officer, KeptKind.RESIDENT, [resident])
    return Asked({"proposal_id": proposal}, json={"reason": "再核对一次。"})


async def to_approve(cast: Cast) -> Asked:
    asked = await proposed(cast)
    return Asked(json={"ids": [str(asked.path["proposal_id"])], "code": unused_code(cast.petra)})


async def destroyed(cast: Cast) -> Asked:
    asked = await proposed(cast)
    await approve_destruction(cast.petra.officer, [UUID(str(asked.path["proposal_id"]))], unused_code(cast.petra))
    return Asked(asked.path)


async def hold(cast: Cast) -> Asked:
    _, _, head, _ = await couple(cast)
    return Asked({"hold_id": await place_hold(cast.petra.officer, head, "复议")}, json={"reason": "复议终结"})

"""What stands before an export is asked for, decided, unlocked or fetched; Petra does each."""

from tests.api.scenes import Asked
from tests.cast import NORTH_VILLAGE, Cast
from tests.makers_exports import REASON, lived_in, make_export, make_large, make_ready
from tests.makers_orders import unused_code


async def a_place(cast: Cast) -> Asked:
    await lived_in(cast)
    return Asked(json={"kind": "residents", "division": NORTH_VILLAGE, "purpose": "inspection", "reason": REASON})


async def asked(cast: Cast) -> Asked:
    return Asked({"export_id": await make_export(cast)}, json={"code": unused_code(cast.petra)})


async def ready(cast: Cast) -> Asked:
    return Asked({"export_id": await make_ready(cast)})


async def waiting(cast: Cast) -> Asked:
    """Another's, so that Petra may decide."""
    export_id, _ = await make_large(cast)
    return Asked({"export_id": export_id}, json={"code": unused_code(cast.petra)})


async def to_refuse(cast: Cast) -> Asked:
    return Asked((await waiting(cast)).path, json={"reason": "范围过大。"})

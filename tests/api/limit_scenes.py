"""Limits, broken glass, legal queries and trails before they are asked for."""

from datetime import timedelta
from uuid import UUID

from supervision.corrections.access_rule import LimitKind
from supervision.corrections.limits.glass import break_glass
from supervision.corrections.limits.legal_queries import QueryText, record_query
from supervision.corrections.limits.setting import set_limit
from supervision.corrections.opening import open_person_file
from supervision.legal_time import legal_day, now
from supervision.storage.database import fetch
from tests.api.scenes import Asked, Json, Scene
from tests.cast import Cast
from tests.makers_files import make_person_file
from tests.makers_limits import REASON, limit_draft, make_limit, make_minors_file, make_restricted_file
from tests.makers_orders import unused_code

QUERY = {"organ": "临溪县检察院", "basis": "刑事诉讼法第二百八十六条", "enquirer": "证号 12", "question": "有无前科"}
ANSWER = {"answer": "已告知：有一次缓刑。"}
FINDING = {"is_justified": True, "finding": "夜间走失，确有必要。"}


async def limited(cast: Cast) -> Asked:
    """A file with a limit that stands."""
    file_id = await make_person_file(cast.olga.officer)
    limit_id = await make_limit(cast, file_id, LimitKind.EXCLUSION, cast.carl)
    return Asked({"supervisee_id": file_id, "limit_id": limit_id}, params={"purpose": "supervision"})


def waiting(json: Json = None) -> Scene:
    """A limit that waits for a decision."""

    async def scene(cast: Cast) -> Asked:
        file_id = await make_person_file(cast.olga.officer)
        draft = limit_draft(LimitKind.EXCLUSION, cast.carl.id)
        return Asked({"limit_id": await set_limit(cast.agnes.officer, file_id, draft)}, json=json)

    return scene


async def to_end(cast: Cast) -> Asked:
    return Asked((await limited(cast)).path, json={"reason": "亲属关系已核实不存在。"})


async def new_limit(cast: Cast) -> Asked:
    """A file, and the limit that is asked for."""
    today = legal_day(now())
    file_id = await make_person_file(cast.olga.officer)
    return Asked(
        {"supervisee_id": file_id},
        json={
            "kind": "exclusion", "from_on": str(today), "until_on": str(today + timedelta(days=30)), "reason": REASON,
            "officers": [str(cast.carl.id)],
        },
    )  # fmt: skip


async def to_break(cast: Cast) -> Asked:
    """A restricted file, its number known."""
    file_id = await make_restricted_file(cast)
    (row,) = await fetch("SELECT number FROM person_file WHERE id = $1", file_id)
    return Asked(json={"number": row["number"], "reason": "夜间走失。", "code": unused_code(cast.olga)})


def broken(json: Json = None) -> Scene:
    """Olga has broken the glass."""

    async def scene(cast: Cast) -> Asked:
        asked = await to_break(cast)
        opened = await break_glass(cast.olga.officer, **asked.json)
        (row,) = await fetch("SELECT id FROM broken_glass WHERE file = $1", opened.file_id)
        return Asked({"glass_id": row["id"], "supervisee_id": opened.file_id}, json=json)

    return scene


def minors(json: Json = None) -> Scene:
    async def scene(cast: Cast) -> Asked:
        return Asked({"supervisee_id": await make_minors_file(cast)}, json=json)

    return scene


async def minors_number(cast: Cast) -> Asked:
    """A minor's file, its number known, and what is asked of it."""
    file_id = await make_minors_file(cast)
    (row,) = await fetch("SELECT number FROM person_file WHERE id = $1", file_id)
    return Asked(json=QUERY | {"number": row["number"]})


def queried(json: Json = None) -> Scene:
    """A legal query that waits for its answer."""

    async def scene(cast: Cast) -> Asked:
        file_id = await make_minors_file(cast)
        return Asked({"query_id": await record_query(cast.hua.officer, file_id, QueryText(**QUERY))}, json=json)

    return scene


async def opened(cast: Cast) -> Asked:
    """Olga has opened a file."""
    file_id: UUID = await make_person_file(cast.olga.officer)
    await open_person_file(cast.olga.officer, file_id, "supervision")
    return Asked({"supervisee_id": file_id})
